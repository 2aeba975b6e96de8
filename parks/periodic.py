"""What the clock sets off: looking after jobs that nobody works on."""

import datetime as dt
from typing import Any, Final

import structlog
from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from parks.jobs.models import PATIENCE
from parks.services.access_requests import erase_requests, notify_managers
from parks.services.aggregates import renew_waiting_totals
from parks.services.sweeping import sweep

log = structlog.get_logger(__name__)

PATIENCE_AT_START: Final = dt.timedelta(seconds=30)


@shared_task
def sweep_jobs(*, patience_s: float = PATIENCE.total_seconds()) -> None:
    """Send forgotten jobs again and end the hopeless ones. Runs each minute."""
    swept = sweep(patience=dt.timedelta(seconds=patience_s))
    if swept.sent or swept.given_up:
        log.info("jobs_swept", sent=swept.sent, given_up=swept.given_up)


@shared_task
def tell_of_requests() -> None:
    """Mail park managers that somebody asks for access. Runs each quarter of an hour."""
    if parks := notify_managers(now=timezone.now()):
        log.info("requests_told", parks=parks)


@shared_task
def erase_old_requests() -> None:
    """Erase the requests for access of more than 60 days ago. Runs each day."""
    if number := erase_requests(now=timezone.now()):
        log.info("requests_erased", number=number)


@shared_task
def renew_totals() -> None:
    """Publish the totals of companies' figures whose next round may come. Runs each day."""
    if number := renew_waiting_totals(now=timezone.now()):
        log.info("totals_renewed", number=number)


@worker_ready.connect
def sweep_at_start(**_: Any) -> None:
    """Don't let people wait for the clock when a worker comes back.

    Sent as a task: a database connection opened here would be shared with the worker's children.
    """
    sweep_jobs.delay(patience_s=PATIENCE_AT_START.total_seconds())
