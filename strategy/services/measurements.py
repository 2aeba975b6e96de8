"""What records, corrects and removes a measurement. History keeps every value there ever was."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from parks.choices import DataState
from strategy.models import Indicator, Measurement


class DuplicateMeasurementError(Exception):
    """The indicator has a measurement on that day already."""


def record_measurement(
    *,
    indicator: Indicator,
    measured_on: dt.date,
    data_state: str,
    value: Decimal | None,
    source: str,
    audience: str,
    note: str = "",
) -> Measurement:
    """Add the value of an indicator on a day, or the reason that there is none.

    `audience` has no default on purpose: other goals, for other readers, may have the indicator.
    Raises `DuplicateMeasurementError` when that day has one, `ValueError` when value and state
    disagree.
    """
    row = Measurement(park_id=indicator.park_id, indicator=indicator)
    row.audience = audience
    return _store(row, measured_on, data_state, value, source, note)


def correct_measurement(
    row: Measurement,
    *,
    measured_on: dt.date,
    data_state: str,
    value: Decimal | None,
    source: str,
    audience: str,
    note: str = "",
) -> Measurement:
    """Change a measurement that was wrong. Raises as `record_measurement` does."""
    row.audience = audience
    return _store(row, measured_on, data_state, value, source, note)


def _store(
    row: Measurement,
    measured_on: dt.date,
    data_state: str,
    value: Decimal | None,
    source: str,
    note: str,
) -> Measurement:
    if (value is None) == (data_state in DataState.with_value()):
        raise ValueError("a value goes with measured and estimated only")
    row.measured_on, row.data_state, row.value = measured_on, data_state, value
    row.source, row.note = source, note
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "strategy_measurement_once" not in str(error):
            raise
        raise DuplicateMeasurementError(measured_on) from error
    return row
