"""Finds jobs that nobody is working on, and sends or ends them."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db import transaction
from django.db.models.functions import Now

from core.park_context import park_context
from parks.jobs.models import PATIENCE, Job
from parks.jobs.sending import send
from parks.models import Park

WORKER_VANISHED: Final = (
    "Het werk is steeds afgebroken. Probeer het opnieuw, of neem contact op met de beheerder."
)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did."""

    sent: int
    given_up: int


def sweep(*, patience: dt.timedelta = PATIENCE) -> Swept:
    """Send what waits longer than `patience`, take back what a vanished worker held.

    A job that has used all its attempts ends as failed. The messages go out after the commit.
    """
    swept = [_sweep(kind, patience) for kind in job_models()]
    return Swept(sum(each.sent for each in swept), sum(each.given_up for each in swept))


def job_models() -> list[type[Job]]:
    """Return every kind of job that any app has."""
    return [model for model in apps.get_models() if issubclass(model, Job)]


def _sweep(kind: type[Job], patience: dt.timedelta) -> Swept:
    with park_context(*Park.objects.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            given_up = kind.objects.abandoned().exhausted().fail(WORKER_VANISHED)
            # `requested_at` long ago makes these overdue at once, so they go out in this sweep.
            kind.objects.abandoned().fail("")
            overdue = _mark_as_sent(kind, patience)
        for park_id, job_id in overdue:
            send(task=kind.task, park_id=park_id, job_id=str(job_id))
    return Swept(sent=len(overdue), given_up=given_up)


def _mark_as_sent(kind: type[Job], patience: dt.timedelta) -> list[tuple[int, object]]:
    """Keep the next sweeps off these jobs for a while: the queue must not fill with copies."""
    waiting = kind.objects.overdue(patience).in_turn().select_for_update(skip_locked=True)
    overdue = list(waiting.values_list("park_id", "pk"))
    kind.objects.filter(pk__in=[pk for _, pk in overdue]).update(lease_until=Now() + PATIENCE)
    return overdue
