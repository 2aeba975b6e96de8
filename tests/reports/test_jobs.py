"""A job is asked for once, claimed by one worker, and always ends with a file or a message."""

import datetime as dt
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, connections, transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from config.celery import app
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park
from reports import rendering, storage, tasks
from reports.models import LEASE, MadeFile, Report, ReportState
from reports.periodic import sweep_reports
from reports.rendering import Pdf
from reports.services import sweeping
from reports.services.jobs import request_draft, request_edition_pdf, retry_report
from reports.services.sweeping import sweep
from reports.tasks import make_report
from tests.factories.reports import TODAY, DraftFactory, ReportFactory
from tests.factories.strategy import SmartGoalFactory
from tests.reports.conftest import Publish, job_of

LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PDF = Pdf(content=b"%PDF-1.7 a small one %%EOF", pages=3)
MADE = MadeFile(name="reports/1/a.pdf", sha256="0" * 64, size=10, pages=1)


@pytest.fixture
def job(noord: Park) -> Report:
    report: Report = ReportFactory(park=noord)
    return report


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Catch what goes to Redis."""
    messages: list[str] = []
    monkeypatch.setattr(make_report, "delay", lambda **ids: messages.append(ids["report_id"]))
    return messages


@pytest.fixture
def resent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Catch what a sweep sends."""
    messages: list[str] = []
    monkeypatch.setattr(sweeping, "send", lambda **ids: messages.append(ids["report_id"]))
    return messages


def _now(report: Report) -> Report:
    with park_context(report.park_id):
        fresh: Report = Report.objects.get(pk=report.pk)
    return fresh


def _claim(report: Report) -> Report | None:
    with park_context(report.park_id):
        return Report.objects.claim(report.pk)


def _set(report: Report, **values: Any) -> None:
    with park_context(report.park_id):
        Report.objects.filter(pk=report.pk).update(**values)


def _make(report: Report) -> None:
    make_report(park_id=report.park_id, report_id=str(report.pk))


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
    _set(first, state=ReportState.READY)
    assert ask().pk == first.pk
    assert ask(Audience.TEAM).pk != first.pk
    SmartGoalFactory(park=noord, audience=Audience.MEMBERS)
    assert ask().pk != first.pk
    assert first.audience == Audience.TEAM


@pytest.mark.parametrize("state", [ReportState.WAITING, ReportState.RUNNING])
def test_a_park_has_one_unfinished_draft_for_the_same_readers(
    noord: Park, zuid: Park, anna: User, state: str
) -> None:
    def ask(park: Park = noord, audience: str = Audience.MEMBERS) -> Report:
        SmartGoalFactory(park=park, audience=audience)  # so that the content is new each time
        with park_context(park.pk):
            return request_draft(park=park, audience=audience, by=anna, today=TODAY)

    first = ask()
    _set(first, state=state)
    assert ask().pk == first.pk
    others = {first.pk, ask(audience=Audience.PUBLIC).pk, ask(park=zuid).pk}
    _set(first, state=ReportState.READY)
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


def test_a_failed_draft_gives_way_to_a_newer_one_that_is_under_way(noord: Park) -> None:
    failed = DraftFactory(park=noord, state=ReportState.FAILED, attempts=3)
    newer = DraftFactory(park=noord, request_key="draft:newer")
    with park_context(noord.pk):
        assert retry_report(report=_now(failed)).pk == newer.pk
    assert _now(failed).state == ReportState.FAILED


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
    claims = [_claim(job), _claim(job)]
    assert [claim is not None for claim in claims] == [True, False]
    assert (_now(job).state, _now(job).attempts) == (ReportState.RUNNING, 1)


def test_the_lease_is_counted_on_the_clock_of_the_database(job: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select statement_timestamp()")
        (now,) = cursor.fetchone()
    claim = _claim(job)
    assert claim is not None
    assert claim.lease_until is not None
    assert abs(claim.lease_until - now - LEASE) < dt.timedelta(seconds=5)


def test_a_lease_that_ran_out_frees_the_job(job: Report) -> None:
    _claim(job)
    _set(job, lease_until=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    second = _claim(job)
    assert second is not None
    assert second.attempts == 2


def test_who_lost_the_claim_changes_nothing_and_leaves_no_file(
    job: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(report: Report, **_: object) -> Pdf:
        _set(job, lease_until=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        assert _claim(job) is not None
        return PDF

    monkeypatch.setattr(rendering, "render_report", slow)
    _make(job)
    assert (_now(job).state, _now(job).attempts, _now(job).file) == (ReportState.RUNNING, 2, "")
    assert _files(media) == []


def test_a_ready_job_is_not_made_again(job: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    _renders(monkeypatch, PDF)
    _make(job)
    first = _now(job)
    _renders(monkeypatch, RuntimeError("must not be called"))
    _make(job)
    assert _now(job).finished_at == first.finished_at
    assert _now(job).attempts == 1


def test_a_task_without_a_park_is_refused(job: Report) -> None:
    with pytest.raises(TypeError):
        make_report(report_id=str(job.pk))  # type: ignore[call-arg]  # that is the point
    with pytest.raises(TypeError):
        make_report.delay(report_id=str(job.pk))  # type: ignore[call-arg]


def test_a_task_with_another_park_touches_nothing(job: Report, zuid: Park) -> None:
    make_report(park_id=zuid.pk, report_id=str(job.pk))
    assert (_now(job).state, _now(job).attempts) == (ReportState.WAITING, 0)


# Making


def test_a_finished_job_knows_its_file(
    job: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _renders(monkeypatch, PDF)
    _make(job)
    ready = _now(job)
    assert (ready.state, ready.progress, ready.pages) == (ReportState.READY, 100, 3)
    assert (media / ready.file).read_bytes() == PDF.content
    assert ready.file_size == len(PDF.content)


def test_progress_is_seen_while_the_work_goes_on(
    job: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def slow(_: Report, progress: Callable[[int], None]) -> Pdf:
        for percent in (10, 70):
            progress(percent)
            seen.append(_now(job).progress)
        return PDF

    monkeypatch.setattr(rendering, "render_report", slow)
    _make(job)
    assert seen == [10, 70]


def test_what_takes_too_long_is_not_tried_again_by_itself(
    job: Report, monkeypatch: pytest.MonkeyPatch, resent: list[str]
) -> None:
    _renders(monkeypatch, SoftTimeLimitExceeded())
    _make(job)
    ended = _now(job)
    assert (ended.state, ended.attempts) == (ReportState.FAILED, 1)
    assert (ended.message, ended.lease_until) == (tasks.TOO_SLOW, None)
    _set(job, requested_at=LONG_AGO)
    assert (sweep().sent, resent) == (0, [])


def test_three_failed_attempts_end_with_a_message(
    job: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    _renders(monkeypatch, RuntimeError("boom"))
    states = []
    for _ in range(4):
        _make(job)
        states.append((_now(job).state, _now(job).attempts))
    assert states == [("waiting", 1), ("waiting", 2), ("failed", 3), ("failed", 3)]
    assert _now(job).message == tasks.BROKEN


def test_a_full_disk_leaves_no_file_and_says_so(
    job: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _renders(monkeypatch, PDF)
    monkeypatch.setattr(os, "fsync", mock.Mock(side_effect=OSError(28, "no space")))
    _make(job)
    assert (_now(job).state, _now(job).message) == (ReportState.WAITING, tasks.NO_ROOM)
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


def test_a_failed_job_starts_afresh(job: Report, sent: list[str]) -> None:
    _set(job, state=ReportState.FAILED, attempts=3, message="Mislukt")
    with park_context(job.park_id):
        retry_report(report=_now(job))
    again = _now(job)
    assert (again.state, again.attempts, again.message) == (ReportState.WAITING, 0, "")


@pytest.mark.parametrize("state", [ReportState.WAITING, ReportState.RUNNING])
def test_work_in_progress_is_left_alone_by_a_retry(job: Report, state: str) -> None:
    _set(job, state=state, attempts=2)
    with park_context(job.park_id):
        retry_report(report=_now(job))
    assert (_now(job).state, _now(job).attempts) == (state, 2)


# Sweeping


def test_a_job_that_waits_too_long_is_sent_again_and_not_every_minute(
    job: Report, resent: list[str]
) -> None:
    assert (sweep().sent, resent) == (0, [])
    _set(job, requested_at=LONG_AGO)
    assert (sweep().sent, sweep().sent) == (1, 0)
    assert resent == [str(job.pk)]


def test_a_job_of_a_vanished_worker_is_sent_again(job: Report, resent: list[str]) -> None:
    _claim(job)
    _set(job, requested_at=LONG_AGO, lease_until=LONG_AGO)
    assert sweep().sent == 1
    assert (_now(job).state, _now(job).attempts) == (ReportState.WAITING, 1)


def test_a_job_at_work_is_left_alone(job: Report, resent: list[str]) -> None:
    _claim(job)
    _set(job, requested_at=LONG_AGO)
    assert (sweep().sent, _now(job).state) == (0, ReportState.RUNNING)


def test_a_job_whose_workers_vanish_three_times_ends_with_a_message(
    job: Report, resent: list[str]
) -> None:
    _set(job, state=ReportState.RUNNING, attempts=3, requested_at=LONG_AGO, lease_until=LONG_AGO)
    assert (sweep().given_up, resent) == (1, [])
    assert (_now(job).state, _now(job).message) == (ReportState.FAILED, sweeping.WORKER_VANISHED)


def test_a_sweep_reaches_all_parks(job: Report, zuid: Park, resent: list[str]) -> None:
    other = DraftFactory(park=zuid)
    for each in (job, other):
        _set(each, requested_at=LONG_AGO)
    sweep_reports()
    assert sorted(resent) == sorted([str(job.pk), str(other.pk)])


def test_a_sweep_sends_editions_before_drafts_and_the_oldest_first(
    noord: Park, resent: list[str]
) -> None:
    drafts = [DraftFactory(park=noord, request_key=f"draft:{number}") for number in range(2)]
    editions = [ReportFactory(park=noord) for _ in range(2)]
    for age, each in enumerate([editions[1], editions[0], drafts[1], drafts[0]]):
        _set(each, requested_at=LONG_AGO - dt.timedelta(days=age))
    sweep()
    assert resent == [str(each.pk) for each in (*editions, *drafts)]


def test_a_worker_that_starts_asks_for_a_sweep_with_little_patience(
    job: Report, resent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports import periodic

    asked: list[dict[str, float]] = []
    monkeypatch.setattr(sweep_reports, "delay", lambda **options: asked.append(options))
    periodic.sweep_at_start()
    assert asked == [{"patience_s": 30.0}]
    with connection.cursor() as cursor:
        cursor.execute("select now() - interval '40 seconds'")
        (moment,) = cursor.fetchone()
    _set(job, requested_at=moment)
    sweep_reports()
    assert resent == []
    sweep_reports(**asked[0])
    assert resent == [str(job.pk)]


def test_reports_run_on_their_own_queue() -> None:
    route = app.amqp.router.route({}, make_report.name)
    other = app.amqp.router.route({}, sweep_reports.name)
    assert (route["queue"].name, other["queue"].name) == ("pdf", "default")


def test_a_rolled_back_request_sends_nothing(
    publish: Publish,
    sent: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        publish()
        transaction.set_rollback(True)
    assert sent == []
