"""A job is asked for once, claimed by one worker, and always ends with a file or a message."""

import datetime as dt
import os
import threading
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, connections
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from config.celery import app
from core.park_context import park_context
from parks.choices import Audience
from parks.jobs import working
from parks.jobs.models import LEASE, JobState
from parks.models import Park
from parks.services.sweeping import sweep
from reports import rendering, storage, tasks
from reports.models import Report
from reports.rendering import Pdf
from reports.services.jobs import request_draft, request_edition_pdf, retry_report
from reports.tasks import make_report
from tests.factories.reports import TODAY, DraftFactory
from tests.factories.strategy import SmartGoalFactory
from tests.reports.conftest import Publish, job_of
from tests.reports.job_steps import claim, now_of, set_to

LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PDF = Pdf(content=b"%PDF-1.7 a small one %%EOF", pages=3)


def _make(report: Report) -> None:
    make_report(park_id=report.park_id, job_id=str(report.pk))


def _renders(monkeypatch: pytest.MonkeyPatch, result: Pdf | BaseException) -> None:
    effect = (
        {"side_effect": result} if isinstance(result, BaseException) else {"return_value": result}
    )
    monkeypatch.setattr(rendering, "render_report", mock.Mock(**effect))


def _files(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


# Asking


def test_the_same_edition_asked_for_twice_is_one_job(
    noord: Park, publish: Publish, anna: User, bram: User
) -> None:
    edition = publish()
    with park_context(noord.pk):
        again = [request_edition_pdf(edition=edition, by=who) for who in (anna, bram)]
        assert {job.pk for job in again} == {job_of(edition).pk}
        assert Report.objects.count() == 1


def test_the_same_draft_is_one_job_and_other_content_is_another(noord: Park, anna: User) -> None:
    SmartGoalFactory(park=noord, audience=Audience.MEMBERS)

    def ask(audience: str = Audience.MEMBERS) -> Report:
        with park_context(noord.pk):
            return request_draft(park=noord, audience=audience, by=anna, today=TODAY)

    first = ask()
    set_to(first, state=JobState.READY)
    assert ask().pk == first.pk
    assert ask(Audience.TEAM).pk != first.pk
    SmartGoalFactory(park=noord, audience=Audience.MEMBERS)
    assert ask().pk != first.pk
    assert first.audience == Audience.TEAM


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
def test_a_park_has_one_unfinished_draft_for_the_same_readers(
    noord: Park, zuid: Park, anna: User, state: str
) -> None:
    def ask(park: Park = noord, audience: str = Audience.MEMBERS) -> Report:
        SmartGoalFactory(park=park, audience=audience)  # so that the content is new each time
        with park_context(park.pk):
            return request_draft(park=park, audience=audience, by=anna, today=TODAY)

    first = ask()
    set_to(first, state=state)
    assert ask().pk == first.pk
    others = {first.pk, ask(audience=Audience.PUBLIC).pk, ask(park=zuid).pk}
    set_to(first, state=JobState.READY)
    assert len(others | {ask().pk}) == 4


@pytest.mark.django_db(transaction=True)
def test_people_who_ask_for_a_draft_at_once_get_the_same_one(noord: Park, anna: User) -> None:
    barrier, found = threading.Barrier(4), []

    def run(day: int) -> None:
        barrier.wait()
        try:
            with park_context(noord.pk):
                report = request_draft(
                    park=noord,
                    audience=Audience.MEMBERS,
                    by=anna,
                    today=TODAY + dt.timedelta(days=day),
                )
            found.append(report.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(day,)) for day in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(found) == 4
    assert len(set(found)) == 1


def test_a_failed_draft_gives_way_to_a_newer_one_that_is_under_way(noord: Park, anna: User) -> None:
    failed = DraftFactory(park=noord, state=JobState.FAILED, attempts=3)
    newer = DraftFactory(park=noord, request_key="draft:newer")
    with park_context(noord.pk):
        assert retry_report(report=now_of(failed), by=anna).pk == newer.pk
    assert now_of(failed).state == JobState.FAILED


def test_a_message_goes_out_once_and_only_after_the_commit(
    publish: Publish,
    sent: list[str],
    anna: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        edition = publish()
        with park_context(edition.park_id):
            request_edition_pdf(edition=edition, by=anna)
        assert sent == []
    assert sent == [str(job_of(edition).pk)]


@pytest.mark.django_db(transaction=True)
def test_without_redis_the_page_answers_and_the_job_waits(
    noord: Park, anna: User, login: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    SmartGoalFactory(park=noord, audience=Audience.MEMBERS)
    with app.connection_for_write() as live:
        dead = live.clone(hostname="127.0.0.1", port=1)
    monkeypatch.setattr(app, "connection_for_write", lambda *_, **__: dead)
    monkeypatch.setattr(app.pool, "connection", dead)
    response = login(anna).post("/p/noord/rapporten/concept/", {"audience": "members"}, follow=True)
    assert response.status_code == 200
    assert "In de wachtrij" in response.content.decode()


# Claiming


def test_one_of_two_workers_gets_the_job(job: Report) -> None:
    claims = [claim(job), claim(job)]
    assert [claim is not None for claim in claims] == [True, False]
    assert (now_of(job).state, now_of(job).attempts) == (JobState.RUNNING, 1)


def test_the_lease_is_counted_on_the_clock_of_the_database(job: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select statement_timestamp()")
        (now,) = cursor.fetchone()
    held = claim(job)
    assert held is not None
    assert held.lease_until is not None
    assert abs(held.lease_until - now - LEASE) < dt.timedelta(seconds=5)


def test_a_lease_that_ran_out_frees_the_job(job: Report) -> None:
    claim(job)
    set_to(job, lease_until=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    second = claim(job)
    assert second is not None
    assert second.attempts == 2


def test_who_lost_the_claim_changes_nothing_and_leaves_no_file(
    job: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(report: Report, **_: object) -> Pdf:
        set_to(job, lease_until=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        assert claim(job) is not None
        return PDF

    monkeypatch.setattr(rendering, "render_report", slow)
    _make(job)
    assert (now_of(job).state, now_of(job).attempts, now_of(job).file) == (
        JobState.RUNNING,
        2,
        "",
    )
    assert _files(media) == []


def test_a_ready_job_is_not_made_again(job: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    _renders(monkeypatch, PDF)
    _make(job)
    first = now_of(job)
    _renders(monkeypatch, RuntimeError("must not be called"))
    _make(job)
    assert now_of(job).finished_at == first.finished_at
    assert now_of(job).attempts == 1


def test_a_task_without_a_park_is_refused(job: Report) -> None:
    with pytest.raises(TypeError):
        make_report(job_id=str(job.pk))  # type: ignore[call-arg]  # that is the point
    with pytest.raises(TypeError):
        make_report.delay(job_id=str(job.pk))  # type: ignore[call-arg]  # what is tried


def test_a_task_with_another_park_touches_nothing(job: Report, zuid: Park) -> None:
    make_report(park_id=zuid.pk, job_id=str(job.pk))
    assert (now_of(job).state, now_of(job).attempts) == (JobState.WAITING, 0)


# Making


def test_a_finished_job_knows_its_file(
    job: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _renders(monkeypatch, PDF)
    _make(job)
    ready = now_of(job)
    assert (ready.state, ready.progress, ready.pages) == (JobState.READY, 100, 3)
    assert (media / ready.file).read_bytes() == PDF.content
    assert ready.file_size == len(PDF.content)


def test_progress_is_seen_while_the_work_goes_on(
    job: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def slow(_: Report, progress: Callable[[int], None]) -> Pdf:
        for percent in (10, 70):
            progress(percent)
            seen.append(now_of(job).progress)
        return PDF

    monkeypatch.setattr(rendering, "render_report", slow)
    _make(job)
    assert seen == [10, 70]


def test_what_takes_too_long_is_not_tried_again_by_itself(
    job: Report, monkeypatch: pytest.MonkeyPatch, resent: list[str]
) -> None:
    _renders(monkeypatch, SoftTimeLimitExceeded())
    _make(job)
    ended = now_of(job)
    assert (ended.state, ended.attempts) == (JobState.FAILED, 1)
    assert (ended.message, ended.lease_until) == (working.TOO_SLOW, None)
    set_to(job, requested_at=LONG_AGO)
    assert (sweep().sent, resent) == (0, [])


def test_three_failed_attempts_end_with_a_message(
    job: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    _renders(monkeypatch, RuntimeError("boom"))
    states = []
    for _ in range(4):
        _make(job)
        states.append((now_of(job).state, now_of(job).attempts))
    assert states == [("waiting", 1), ("waiting", 2), ("failed", 3), ("failed", 3)]
    assert now_of(job).message == working.BROKEN


def test_a_full_disk_leaves_no_file_and_says_so(
    job: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _renders(monkeypatch, PDF)
    monkeypatch.setattr(os, "fsync", mock.Mock(side_effect=OSError(28, "no space")))
    _make(job)
    assert (now_of(job).state, now_of(job).message) == (JobState.WAITING, tasks.NO_ROOM)
    assert _files(media) == []


def test_a_worker_that_dies_while_writing_leaves_nothing_under_a_real_name(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", mock.Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        storage.store("reports/1/a.pdf", PDF.content)
    assert _files(media) == []


@pytest.mark.parametrize("name", ["../outside.pdf", "/etc/passwd", "reports/../../x"])
def test_a_stored_name_cannot_leave_the_folder(media: Path, name: str) -> None:
    with pytest.raises(ValueError, match="Outside"):
        storage.location(name)


# Trying again


def test_a_failed_job_starts_afresh(job: Report, sent: list[str], anna: User) -> None:
    set_to(job, state=JobState.FAILED, attempts=3, message="Mislukt")
    with park_context(job.park_id):
        retry_report(report=now_of(job), by=anna)
    again = now_of(job)
    assert (again.state, again.attempts, again.message) == (JobState.WAITING, 0, "")


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
def test_work_in_progress_is_left_alone_by_a_retry(job: Report, state: str, anna: User) -> None:
    set_to(job, state=state, attempts=2)
    with park_context(job.park_id):
        retry_report(report=now_of(job), by=anna)
    assert (now_of(job).state, now_of(job).attempts) == (state, 2)
