"""Bringing in plots: shapes, facts, owners and users."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import User
from parks.choices import ImportKind
from parks.models import Establishment, Import, Occupation, Organisation, Ownership, Park, Plot
from parks.services.imports import apply_import, choose_values
from tests.parks.importing import bring_in, layer, lines_of, only_line, plan, square

pytestmark = pytest.mark.django_db

WEST, SOUTH = 230_010.0, 500_010.0
DAY = dt.date(2026, 3, 1)
PLOT: dict[str, Any] = {
    "kadastraal nummer": "HDB01 A 12",
    "naam": "Kavel 12",
    "gebruik": "logistiek en opslag",
    "milieucategorie": "3.2",
    "eigenaar": "Havenfonds NV",
    "gebruiker": "Transport Jansen",
}


def of_plots(data: bytes, **said: Any) -> dict[str, Any]:
    name = "kavels.csv" if data[:1] != b"{" else "kavels.geojson"
    return {"data": data, "kind": ImportKind.PLOTS, "filename": name, **said}


def bring(park: Park, by: User, data: bytes, **said: Any) -> Import:
    return bring_in(park, by, **of_plots(data, **said))


def look(park: Park, by: User, data: bytes, **said: Any) -> Import:
    return plan(park, by, **of_plots(data, **said))


def one_plot(**changes: Any) -> bytes:
    return layer((PLOT | changes, square(WEST, SOUTH)))


@pytest.fixture
def plot(in_noord: Park, anna: User) -> Plot:
    """A plot that came out of a layer."""
    bring(in_noord, anna, one_plot(), source="Kadaster", source_date=DAY)
    found: Plot = Plot.objects.get(cadastral_number="HDB01 A 12")
    return found


def test_a_new_plot_comes_in_with_shape_owner_and_user(plot: Plot) -> None:
    assert (plot.name, plot.use, plot.environmental_category) == ("Kavel 12", "logistics", "3.2")
    assert (plot.state, plot.area_m2, plot.source) == ("in_use", 10_000, "Kadaster")
    ownership, occupation = Ownership.objects.get(plot=plot), Occupation.objects.get(plot=plot)
    assert (ownership.organisation.name, ownership.since) == ("Havenfonds NV", DAY)
    assert (occupation.establishment.name, occupation.since) == ("Transport Jansen", DAY)


def test_the_same_layer_again_changes_nothing(plot: Plot, in_noord: Park, anna: User) -> None:
    run = look(in_noord, anna, one_plot())

    assert (run.counts["unchanged"], run.to_write) == (1, 0)


def test_another_shape_is_a_change_with_both_areas(plot: Plot, in_noord: Park, anna: User) -> None:
    run = bring(in_noord, anna, layer((PLOT, square(WEST, SOUTH, 120))))
    (change,) = only_line(run).changes

    assert (change.field, change.old, change.new) == ("geometry", "10.000 m²", "14.400 m²")
    plot.refresh_from_db()
    assert plot.area_m2 == 14_400


def test_a_shape_that_a_person_drew_stays(plot: Plot, in_noord: Park, anna: User) -> None:
    from django.contrib.gis.geos import MultiPolygon, Polygon

    drawn = MultiPolygon(Polygon(square(WEST, SOUTH, 50)), srid=28992)
    Plot.objects.filter(pk=plot.pk).update(geometry=drawn)
    run = look(in_noord, anna, layer((PLOT, square(WEST, SOUTH, 120))))

    assert [(each.field, each.how) for each in only_line(run).changes] == [("geometry", "keep")]
    assert run.to_write == 0


def test_a_change_of_owner_ends_the_former_one_from_the_date_of_the_source(
    plot: Plot, in_noord: Park, anna: User
) -> None:
    later = dt.date(2026, 6, 1)
    bring(in_noord, anna, one_plot(eigenaar="Nieuw Vastgoed BV"), source_date=later)

    old, new = Ownership.objects.filter(plot=plot).order_by("since")
    assert (old.organisation.name, old.until) == ("Havenfonds NV", later)
    assert (new.organisation.name, new.since, new.until) == ("Nieuw Vastgoed BV", later, None)


def test_an_owner_from_before_the_date_of_what_is_there_is_refused(
    plot: Plot, in_noord: Park, anna: User
) -> None:
    before = dt.date(2025, 1, 1)
    run = look(in_noord, anna, one_plot(eigenaar="Nieuw Vastgoed BV"), source_date=before)

    assert "peildatum" in only_line(run).why_not[0]
    assert not Organisation.objects.filter(name="Nieuw Vastgoed BV").exists()


def test_several_owners_stand_under_each_other_and_numbers_say_who_is_meant(
    in_noord: Park, anna: User
) -> None:
    Organisation.objects.create(park=in_noord, name="Havenfonds NV", kvk_number="01234567")
    twin = Organisation.objects.create(park=in_noord, name="Havenfonds NV", kvk_number="01234568")
    bring(in_noord, anna, one_plot(eigenaar="Havenfonds NV (KvK 01234568)\nGemeente"))

    owners = Ownership.objects.values_list("organisation__name", "organisation__kvk_number")
    assert set(owners) == {("Havenfonds NV", twin.kvk_number), ("Gemeente", "")}


def test_a_list_without_shapes_fills_in_facts(plot: Plot, in_noord: Park, anna: User) -> None:
    bring(in_noord, anna, b"kadastraal nummer;stand\r\nHDB01A12;aangeboden\r\n")

    plot.refresh_from_db()
    assert (plot.state, plot.area_m2) == ("offered", 10_000)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"gebruik": "raar"}, "gebruik"),
        ({"milieucategorie": "7"}, "milieucategorie"),
        ({"eigenaar": "x" * 161}, "160"),
        ({"kadastraal nummer": "x" * 41}, "40"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(
    changes: dict[str, str], reason: str, in_noord: Park, anna: User
) -> None:
    run = look(in_noord, anna, one_plot(**changes))

    assert any(reason in told for told in only_line(run).why_not)


def test_a_shape_that_crosses_itself_is_refused_and_repaired_on_request(
    in_noord: Park, anna: User
) -> None:
    bow = [
        [WEST, SOUTH], [WEST + 100, SOUTH + 100], [WEST + 100, SOUTH], [WEST, SOUTH + 100],
        [WEST, SOUTH],
    ]  # fmt: skip
    run = look(in_noord, anna, layer((PLOT, bow)))
    row = only_line(run)
    assert run.counts["refused"] == 1
    assert row.repair is not None

    ticked = {row.number: {"repair"}}
    assert choose_values(run=run, shown=ticked, chosen=ticked, by=anna)
    run.refresh_from_db()
    assert run.counts["new"] == 1
    apply_import(run=run, by=anna, skip_refused=False)
    plot = Plot.objects.get(name="Kavel 12")
    assert plot.geometry is not None
    assert plot.geometry.valid
    assert round(plot.area_m2 or 0) == round(row.repair.after_m2)


def test_plots_that_are_not_in_the_file_are_told_and_stay(
    plot: Plot, in_noord: Park, anna: User
) -> None:
    run = bring(in_noord, anna, b"naam\r\nAndere kavel\r\n")

    assert [row.label for row in lines_of(run) if row.verdict == "missing"] == ["Kavel 12"]
    assert Plot.objects.count() == 2


def test_a_user_who_is_known_is_not_added_again(plot: Plot, in_noord: Park, anna: User) -> None:
    ring = square(WEST + 200, SOUTH)
    bring(in_noord, anna, layer((PLOT | {"kadastraal nummer": "B 2", "naam": "Kavel 13"}, ring)))

    assert Establishment.objects.filter(name="Transport Jansen").count() == 1
    assert Occupation.objects.count() == 2
