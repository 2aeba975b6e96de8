"""What a plan rests on: when anything has changed in the park it is compared again."""

import datetime as dt

import pytest

from accounts.models import User
from core.park_context import park_context
from parks.imports.basis import basis_of
from parks.models import Occupation, Organisation, Park, Plot
from parks.services.imports import apply_import
from tests.parks.importing import lines_of, plan

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 1)
LIST = b"naam;KvK-nummer\r\nBakker;01234567\r\n"


def test_the_basis_stays_as_long_as_nothing_changes(in_noord: Park) -> None:
    before = basis_of(in_noord.pk, DAY)
    list(Organisation.objects.all())
    assert basis_of(in_noord.pk, DAY) == before


def test_a_row_that_comes_changes_or_goes_is_another_basis(in_noord: Park) -> None:
    seen = {basis_of(in_noord.pk, DAY)}
    plot = Plot.objects.create(park=in_noord, name="Kavel 90")
    seen.add(basis_of(in_noord.pk, DAY))
    Plot.objects.filter(pk=plot.pk).update(name="Kavel 91")
    seen.add(basis_of(in_noord.pk, DAY))
    plot.delete()
    seen.add(basis_of(in_noord.pk, DAY))
    Occupation.objects.all().update(until=DAY)
    assert len(seen) == 4


def test_another_day_is_another_basis(in_noord: Park) -> None:
    assert basis_of(in_noord.pk, DAY) != basis_of(in_noord.pk, DAY + dt.timedelta(days=1))


def test_what_happens_in_another_park_is_nothing_to_a_plan(in_noord: Park, zuid: Park) -> None:
    before = basis_of(in_noord.pk, DAY)
    with park_context(zuid.pk):
        Organisation.objects.create(park=zuid, name="Elders")
    assert basis_of(in_noord.pk, DAY) == before


def test_a_plan_is_written_after_a_change_that_does_not_touch_it(
    in_noord: Park, anna: User
) -> None:
    run = plan(in_noord, anna, LIST)
    shown = [row.judgement() for row in lines_of(run) if row.number]
    Plot.objects.create(park=in_noord, name="Kavel 90")
    apply_import(run=run, by=anna, skip_refused=False)

    assert run.step == "applied"
    assert [row.judgement() for row in lines_of(run) if row.number] == shown
    assert Organisation.objects.filter(kvk_number="01234567").exists()
