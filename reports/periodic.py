"""What the clock sets off: looking after jobs that nobody works on, and after their files."""

import datetime as dt
from typing import Any, Final

import structlog
from celery import shared_task
from celery.signals import worker_ready

from reports.models import PATIENCE
from reports.services import tidying
from reports.services.sweeping import sweep

log = structlog.get_logger(__name__)

PATIENCE_AT_START: Final = dt.timedelta(seconds=30)


@shared_task
def sweep_reports(*, patience_s: float = PATIENCE.total_seconds()) -> None:
    """Send forgotten jobs again and end the hopeless ones. Runs each minute."""
    swept = sweep(patience=dt.timedelta(seconds=patience_s))
    if swept.sent or swept.given_up:
        log.info("reports_swept", sent=swept.sent, given_up=swept.given_up)


@shared_task
def tidy_files() -> None:
    """Remove what killed workers left on disk and report files without a row. Runs each hour."""
    if removed := tidying.tidy_files().removed:
        log.info("report_files_tidied", removed=removed)


@worker_ready.connect
def sweep_at_start(**_: Any) -> None:
    """Don't let people wait for the clock when a worker comes back.

    Sent as a task: a database connection opened here would be shared with the worker's children.
    """
    sweep_reports.delay(patience_s=PATIENCE_AT_START.total_seconds())
