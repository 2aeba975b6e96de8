"""A job that waits too long or whose worker vanished is sent again, and ends at last."""

import datetime as dt

import pytest
from django.db import connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from config.celery import app
from parks.jobs.models import JobState
from parks.models import Park
from parks.periodic import sweep_jobs
from parks.services import sweeping
from parks.services.sweeping import sweep
from reports.models import Report
from reports.tasks import make_report
from tests.factories.reports import DraftFactory, ReportFactory
from tests.reports.conftest import Publish
from tests.reports.job_steps import claim, now_of, set_to

LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def test_a_job_that_waits_too_long_is_sent_again_and_not_every_minute(
    job: Report, resent: list[str]
) -> None:
    assert (sweep().sent, resent) == (0, [])
    set_to(job, requested_at=LONG_AGO)
    assert (sweep().sent, sweep().sent) == (1, 0)
    assert resent == [str(job.pk)]


def test_a_job_of_a_vanished_worker_is_sent_again(job: Report, resent: list[str]) -> None:
    claim(job)
    set_to(job, requested_at=LONG_AGO, lease_until=LONG_AGO)
    assert sweep().sent == 1
    assert (now_of(job).state, now_of(job).attempts) == (JobState.WAITING, 1)


def test_a_job_at_work_is_left_alone(job: Report, resent: list[str]) -> None:
    claim(job)
    set_to(job, requested_at=LONG_AGO)
    assert (sweep().sent, now_of(job).state) == (0, JobState.RUNNING)


def test_a_job_whose_workers_vanish_three_times_ends_with_a_message(
    job: Report, resent: list[str]
) -> None:
    set_to(job, state=JobState.RUNNING, attempts=3, requested_at=LONG_AGO, lease_until=LONG_AGO)
    assert (sweep().given_up, resent) == (1, [])
    assert (now_of(job).state, now_of(job).message) == (
        JobState.FAILED,
        sweeping.WORKER_VANISHED,
    )


def test_a_sweep_reaches_all_parks(job: Report, zuid: Park, resent: list[str]) -> None:
    other = DraftFactory(park=zuid)
    for each in (job, other):
        set_to(each, requested_at=LONG_AGO)
    sweep_jobs()
    assert sorted(resent) == sorted([str(job.pk), str(other.pk)])


def test_a_sweep_sends_editions_before_drafts_and_the_oldest_first(
    noord: Park, resent: list[str]
) -> None:
    drafts = [DraftFactory(park=noord, request_key=f"draft:{number}") for number in range(2)]
    editions = [ReportFactory(park=noord) for _ in range(2)]
    for age, each in enumerate([editions[1], editions[0], drafts[1], drafts[0]]):
        set_to(each, requested_at=LONG_AGO - dt.timedelta(days=age))
    sweep()
    assert resent == [str(each.pk) for each in (*editions, *drafts)]


def test_a_worker_that_starts_asks_for_a_sweep_with_little_patience(
    job: Report, resent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from parks import periodic

    asked: list[dict[str, float]] = []
    monkeypatch.setattr(sweep_jobs, "delay", lambda **options: asked.append(options))
    periodic.sweep_at_start()
    assert asked == [{"patience_s": 30.0}]
    with connection.cursor() as cursor:
        cursor.execute("select now() - interval '40 seconds'")
        (moment,) = cursor.fetchone()
    set_to(job, requested_at=moment)
    sweep_jobs()
    assert resent == []
    sweep_jobs(**asked[0])
    assert resent == [str(job.pk)]


def test_reports_run_on_their_own_queue() -> None:
    route = app.amqp.router.route({}, make_report.name)
    other = app.amqp.router.route({}, sweep_jobs.name)
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
