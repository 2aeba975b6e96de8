"""Measuring an indicator, and saying why there is no number."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps

from parks.choices import Audience, DataState
from parks.models import Park
from strategy.forms.goals import MeasurementForm
from strategy.models import Indicator, Measurement
from strategy.services.measurements import (
    DuplicateMeasurementError,
    correct_measurement,
    record_measurement,
)
from tests.factories.strategy import IndicatorFactory

TODAY = dt.date(2027, 3, 1)


def form(**typed: str) -> MeasurementForm:
    filled = {
        "measured_on": "2027-02-28",
        "data_state": DataState.MEASURED,
        "value": "12,5",
        "source": "Meterstanden",
        "audience": Audience.MEMBERS,
    }
    return MeasurementForm(filled | typed, today=TODAY)


@pytest.fixture
def indicator(in_noord: Park) -> Indicator:
    return IndicatorFactory(park=in_noord)


def record(indicator: Indicator, **changed: object) -> Measurement:
    values: dict[str, object] = {
        "measured_on": dt.date(2027, 1, 1),
        "data_state": DataState.MEASURED,
        "value": Decimal("12.5"),
        "source": "Meterstanden",
        "audience": Audience.TEAM,
    }
    return record_measurement(indicator=indicator, **(values | changed))  # type: ignore[arg-type]


def test_a_measurement_belongs_to_the_park_of_its_indicator(indicator: Indicator) -> None:
    row = record(indicator)
    assert (row.park_id, row.indicator_id) == (indicator.park_id, indicator.pk)


def test_a_day_has_one_measurement(indicator: Indicator) -> None:
    record(indicator)
    with pytest.raises(DuplicateMeasurementError):
        record(indicator, value=Decimal(99))
    assert Measurement.objects.get().value == Decimal("12.5")


@pytest.mark.parametrize(
    ("data_state", "value"),
    [("measured", None), ("estimated", None), ("missing", Decimal(1)), ("refused", Decimal(0))],
)
def test_value_and_state_must_agree(
    indicator: Indicator, data_state: str, value: Decimal | None
) -> None:
    with pytest.raises(ValueError, match="value"):
        record(indicator, data_state=data_state, value=value)


@pytest.mark.parametrize("typed", ["1234,5", "1.234,5", "1,234.5", "1234.5"])
def test_dutch_and_english_numbers_are_read(typed: str) -> None:
    filled = form(value=typed)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["value"] == Decimal("1234.5")


@pytest.mark.parametrize("state", ["missing", "not_applicable", "refused"])
def test_without_a_number_the_reason_is_enough(state: str) -> None:
    assert form(data_state=state, value="").is_valid()


@pytest.mark.parametrize("state", ["measured", "estimated"])
def test_a_measured_or_estimated_value_is_asked_for(state: str) -> None:
    assert "value" in form(data_state=state, value="").errors


def test_a_number_that_is_said_to_be_missing_is_refused() -> None:
    assert "value" in form(data_state="missing", value="3").errors


def test_tomorrow_can_not_be_measured_yet_and_today_can() -> None:
    assert "measured_on" in form(measured_on="2027-03-02").errors
    assert form(measured_on="2027-03-01").is_valid()


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "-inf", "1e400", "9" * 39, "veel", "1,23456", "1.2.3,4,5"]
)
def test_what_is_no_number_is_said_at_the_field(value: str) -> None:
    assert list(form(value=value).errors) == ["value"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("source", ""),
        ("source", "x" * 201),
        ("source", "nul\x00"),
        ("note", "x" * 501),
        ("data_state", "gegokt"),
        ("measured_on", "31-02-2027"),
        ("measured_on", "99999-01-01"),
        ("audience", ""),
        ("audience", "iedereen"),
    ],
)
def test_bad_input_is_said_at_the_field(field: str, typed: str) -> None:
    assert field in form(**{field: typed}).errors


def test_a_wrong_measurement_is_corrected_and_its_history_stays(indicator: Indicator) -> None:
    row = record(indicator)
    correct_measurement(
        row,
        measured_on=dt.date(2027, 1, 2),
        data_state=DataState.ESTIMATED,
        value=Decimal(13),
        source="Schatting van de netbeheerder",
        audience=Audience.MEMBERS,
    )
    stored = Measurement.objects.get()
    assert (stored.value, stored.measured_on) == (Decimal(13), dt.date(2027, 1, 2))
    assert stored.audience == Audience.MEMBERS
    history = apps.get_model("strategy", "MeasurementEvent").objects.order_by("pgh_id")
    assert list(history.values_list("value", flat=True)) == [Decimal("12.5"), Decimal(13)]


def test_a_correction_can_not_take_the_day_of_another(indicator: Indicator) -> None:
    record(indicator)
    other = record(indicator, measured_on=dt.date(2027, 2, 1))
    with pytest.raises(DuplicateMeasurementError):
        correct_measurement(
            other,
            measured_on=dt.date(2027, 1, 1),
            data_state=DataState.MEASURED,
            value=Decimal(1),
            source="Meterstanden",
            audience=Audience.TEAM,
        )
    assert Measurement.objects.count() == 2
