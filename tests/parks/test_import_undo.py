"""Taking an import back: what it wrote goes, what people did since stays."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import User
from parks.choices import ImportKind, ImportStep
from parks.models import (
    ContactPerson,
    Establishment,
    Import,
    Organisation,
    Ownership,
    Park,
    Plot,
)
from parks.services.imports import ImportClosedError, undo_import
from tests.parks.importing import bring_in, layer, square

pytestmark = pytest.mark.django_db

HEADING = "naam;KvK-nummer;plaats"
WEST, SOUTH = 230_010.0, 500_010.0


def companies(*lines: str) -> bytes:
    return "\r\n".join([HEADING, *lines, ""]).encode()


def undo(run: Import, by: User) -> Import:
    undo_import(run=run, by=by)
    assert run.message == ""
    assert run.step == ImportStep.UNDONE
    return run


def test_what_came_in_goes_away_again(in_noord: Park, anna: User) -> None:
    before = Establishment.objects.count(), Organisation.objects.count()
    run = bring_in(in_noord, anna, companies("Bakker;01234567;Ede", "Slager;;Ede"))

    assert undo(run, anna).outcome == {"removed": 4, "restored": 0, "kept": []}
    assert (Establishment.objects.count(), Organisation.objects.count()) == before


def test_what_changed_gets_its_old_values_and_its_old_source(in_noord: Park, anna: User) -> None:
    bring_in(in_noord, anna, companies("Bakker;01234567;Ede"), source="Eerste")
    before = Establishment.objects.values().get(name="Bakker")
    run = bring_in(in_noord, anna, companies("Bakker;01234567;Arnhem"), source="Tweede")
    assert Establishment.objects.get(name="Bakker").town == "Arnhem"

    assert undo(run, anna).outcome["restored"] == 1
    assert Establishment.objects.values().get(name="Bakker") == before


def test_two_imports_are_taken_back_one_after_the_other(in_noord: Park, anna: User) -> None:
    first = bring_in(in_noord, anna, companies("Bakker;01234567;Ede"))
    second = bring_in(in_noord, anna, companies("Bakker;01234567;Arnhem"))

    with pytest.raises(ImportClosedError):
        undo_import(run=first, by=anna)
    undo(second, anna)
    undo(first, anna)
    assert not Organisation.objects.filter(kvk_number="01234567").exists()


def test_a_later_change_by_a_person_stays_and_is_told(in_noord: Park, anna: User) -> None:
    bring_in(in_noord, anna, companies("Bakker;01234567;Ede"))
    run = bring_in(in_noord, anna, companies("Bakker;01234567;Arnhem", "Slager;;Ede"))
    Establishment.objects.filter(name="Bakker").update(town="Zwolle")
    Establishment.objects.filter(name="Slager").update(street="Markt")

    kept = undo(run, anna).outcome["kept"]
    assert Establishment.objects.get(name="Bakker").town == "Zwolle"
    assert Establishment.objects.filter(name="Slager").exists()
    assert {label for label, _ in kept} == {"Bakker", "Slager"}


def test_what_somebody_uses_by_now_stays(in_noord: Park, anna: User) -> None:
    run = bring_in(in_noord, anna, companies("Bakker;01234567;Ede"))
    company = Establishment.objects.get(name="Bakker")
    ContactPerson.objects.create(park=in_noord, establishment=company, name="Contact")

    undo(run, anna)
    assert Establishment.objects.filter(pk=company.pk).exists()
    assert run.outcome["kept"] != []


def test_what_somebody_removed_stays_removed(in_noord: Park, anna: User) -> None:
    run = bring_in(in_noord, anna, companies("Bakker;01234567;Ede"))
    Establishment.objects.filter(name="Bakker").delete()

    undo(run, anna)
    assert not Establishment.objects.filter(name="Bakker").exists()


def test_shapes_and_owners_go_back_to_what_they_were(in_noord: Park, anna: User) -> None:
    first = {"kadastraal nummer": "A 1", "naam": "Kavel", "eigenaar": "Eerste BV"}
    second = first | {"eigenaar": "Tweede BV"}
    plots: dict[str, Any] = {"kind": ImportKind.PLOTS, "filename": "k.geojson"}
    bring_in(
        in_noord, anna, layer((first, square(WEST, SOUTH))),
        source_date=dt.date(2025, 1, 1), **plots,
    )  # fmt: skip
    run = bring_in(
        in_noord, anna, layer((second, square(WEST, SOUTH, 120))),
        source_date=dt.date(2026, 1, 1), **plots,
    )  # fmt: skip
    assert Plot.objects.get().area_m2 == 14_400

    undo(run, anna)
    assert Plot.objects.get().area_m2 == 10_000
    ownership = Ownership.objects.get()
    assert (ownership.organisation.name, ownership.until) == ("Eerste BV", None)
    assert not Organisation.objects.filter(name="Tweede BV").exists()
