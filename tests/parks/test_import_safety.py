"""All or nothing: constraints, changes in between, two at once, workers, the same file twice."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from core.park_context import park_context
from parks.choices import ImportStep
from parks.jobs.models import JobState
from parks.models import Establishment, Import, ImportBlock, Membership, Organisation, Park
from parks.queries.imports import same_file_before
from parks.services import imports
from parks.services.imports import ImportClosedError, apply_import, undo_import
from parks.tasks import work_on_import
from tests.parks.importing import bring_in, plan

pytestmark = pytest.mark.django_db

HEADING = "naam;KvK-nummer;plaats"


def companies(*lines: str) -> bytes:
    return "\r\n".join([HEADING, *lines, ""]).encode()


def rows() -> tuple[int, int]:
    return Establishment.objects.count(), Organisation.objects.count()


def test_a_constraint_that_breaks_leaves_nothing_behind(in_noord: Park, anna: User) -> None:
    run = plan(in_noord, anna, companies("Bakker;01234567;Ede", "Slager;;Ede"))
    before = rows()
    # What no reading of a file would let through: only the database is left to refuse it.
    block = ImportBlock.objects.get(run=run, verdict="new")
    block.rows[1]["values"]["kvk_number"] = "x"
    block.save()
    apply_import(run=run, by=anna, skip_refused=False)

    assert (run.state, run.step) == (JobState.FAILED, ImportStep.PREVIEW)
    assert "niets ingevoerd" in run.message
    assert rows() == before


def test_a_refused_row_keeps_all_others_out_unless_somebody_says_so(
    in_noord: Park, anna: User
) -> None:
    run = plan(in_noord, anna, companies("Bakker;01234567;Ede", "Slager;12;Ede"))
    before = rows()

    with pytest.raises(ImportClosedError):
        apply_import(run=run, by=anna, skip_refused=False)
    assert rows() == before
    apply_import(run=run, by=anna, skip_refused=True)
    assert rows() == (before[0] + 1, before[1] + 1)


def test_a_change_after_the_preview_shows_the_plan_again_and_writes_nothing(
    in_noord: Park, anna: User
) -> None:
    bring_in(in_noord, anna, companies("Bakker;01234567;Ede"))
    run = plan(in_noord, anna, companies("Bakker;01234567;Arnhem"))
    Establishment.objects.filter(name="Bakker").update(town="Zwolle")
    apply_import(run=run, by=anna, skip_refused=False)

    assert (run.step, run.outcome) == (ImportStep.PREVIEW, {"stale": True})
    assert (run.counts["kept"], run.to_write) == (1, 0)
    assert Establishment.objects.get(name="Bakker").town == "Zwolle"


def test_a_file_is_applied_once(in_noord: Park, anna: User) -> None:
    run = bring_in(in_noord, anna, companies("Bakker;01234567;Ede"))
    before = rows()

    with pytest.raises(ImportClosedError):
        apply_import(run=run, by=anna, skip_refused=False)
    assert rows() == before


def test_the_same_file_is_recognised_and_still_allowed(in_noord: Park, anna: User) -> None:
    first = bring_in(in_noord, anna, companies("Bakker;01234567;Ede"))
    again = plan(in_noord, anna, companies("Bakker;01234567;Ede"))

    assert same_file_before(again) == first
    assert again.counts["unchanged"] == 1


def test_every_change_tells_who_and_by_which_file(in_noord: Park, anna: User) -> None:
    run = bring_in(in_noord, anna, companies("Bakker;01234567;Ede"))
    event = Establishment.objects.get(name="Bakker").events.get()

    assert event.pgh_context["user"] == anna.pk
    assert event.pgh_context["import_run"] == str(run.pk)


def test_a_large_file_is_done_by_a_worker(
    in_noord: Park, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE_ROWS", 1)
    run = plan(in_noord, anna, companies("Bakker;01234567;Ede", "Slager;;Ede"))
    assert (run.state, run.step) == (JobState.WAITING, ImportStep.MAPPING)

    work_on_import(park_id=in_noord.pk, job_id=str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.step, run.counts["new"]) == (JobState.READY, ImportStep.PREVIEW, 2)
    apply_import(run=run, by=anna, skip_refused=False)
    with pytest.raises(ImportClosedError):
        undo_import(run=run, by=anna)
    work_on_import(park_id=in_noord.pk, job_id=str(run.pk))
    work_on_import(park_id=in_noord.pk, job_id=str(run.pk))
    run.refresh_from_db()
    assert (run.step, run.progress) == (ImportStep.APPLIED, 100)
    assert Establishment.objects.filter(name="Bakker").count() == 1


def test_a_worker_does_nothing_for_who_lost_her_role(
    in_noord: Park, tess: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE_ROWS", 0)
    run = plan(in_noord, tess, companies("Bakker;01234567;Ede"))
    Membership.objects.filter(user=tess).update(ended_on=dt.date(2026, 1, 2))
    work_on_import(park_id=in_noord.pk, job_id=str(run.pk))

    run.refresh_from_db()
    assert (run.state, run.step) == (JobState.FAILED, ImportStep.MAPPING)
    assert "kernteam" in run.message


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_at_once_waits_for_the_first(cast: Any) -> None:
    park, by = cast.noord, cast.anna
    with park_context(park.pk), transaction.atomic():
        run = plan(park, by, companies("Bakker;01234567;Ede"))
    with park_context(park.pk), transaction.atomic():
        apply_import(run=run, by=by, skip_refused=False)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_locks where locktype = 'advisory'")
            assert cursor.fetchone()[0] >= 1
    with park_context(park.pk), transaction.atomic():
        assert Import.objects.get(pk=run.pk).step == ImportStep.APPLIED
