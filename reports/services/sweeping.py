"""Finds jobs that nobody is working on, and sends or ends them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from core.park_context import park_context
from parks.models import Park
from reports.models import PATIENCE, Report
from reports.services.jobs import send

WORKER_VANISHED: Final = (
    "Het maken is steeds afgebroken. Probeer het opnieuw, of neem contact op met de beheerder."
)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did."""

    sent: int
    given_up: int


def sweep(*, patience: dt.timedelta = PATIENCE) -> Swept:
    """Send what waits longer than `patience`, take back what a vanished worker held.

    A job that has used all its attempts ends as failed. The messages go out after the commit,
    those of editions before those of drafts and else in the order of asking.
    """
    with park_context(*Park.objects.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            given_up = _give_up()
            _take_back()
            overdue = _mark_as_sent(patience)
        _send(overdue)
    return Swept(sent=len(overdue), given_up=given_up)


def _give_up() -> int:
    exhausted = Report.objects.abandoned().filter(attempts__gte=Report.MAX_ATTEMPTS)
    return int(exhausted.fail(WORKER_VANISHED))


def _take_back() -> int:
    """Let the job of a vanished worker wait again; it keeps the attempts that it has used."""
    # `requested_at` long ago makes it overdue at once, so it is sent in this same sweep.
    return int(Report.objects.abandoned().fail(""))


def _mark_as_sent(patience: dt.timedelta) -> list[tuple[int, str]]:
    """Keep the next sweeps off these jobs for a while: the queue must not fill with copies."""
    waiting = Report.objects.overdue(patience).editions_first().defer("content")
    overdue = list(waiting.select_for_update(skip_locked=True))
    Report.objects.filter(pk__in=[report.pk for report in overdue]).update(
        lease_until=Now() + PATIENCE
    )
    return [(report.park_id, str(report.pk)) for report in overdue]


def _send(jobs: Iterable[tuple[int, str]]) -> None:
    for park_id, report_id in jobs:
        send(park_id=park_id, report_id=report_id)
