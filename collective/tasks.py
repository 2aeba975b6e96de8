"""The worker's side of mail about activities."""

from functools import partial
from typing import Final

import structlog
from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from collective.choices import STOPPABLE
from collective.delivery import Delivered, UnreachableError, deliver
from collective.models import MailItem, MailRun
from core.park_context import park_context
from parks.access import Right, viewer_at
from parks.jobs.models import LEASE
from parks.jobs.sending import send
from parks.jobs.working import JobFailedError, Progress, carry_out
from parks.models import Park

log = structlog.get_logger(__name__)

NO_TEAM: Final = "Wie dit vroeg, hoort niet meer bij het kernteam. Verstuur het zelf opnieuw."
UNREACHABLE: Final = "De mailserver antwoordt niet. Wie nog geen bericht kreeg, krijgt het later."
LATER: Final = "De mailserver nam een deel van de berichten nog niet aan."


@shared_task
def send_mail_run(*, park_id: int, job_id: str, **_later: object) -> None:
    """Send what a run tells, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        with transaction.atomic():
            run: MailRun | None = MailRun.objects.in_park(park_id).claim(job_id)
        if run is not None:
            carry_out(run, partial(_send, run))


@shared_task
def tell_of_own_sign_ups(*, park_id: int, **_later: object) -> None:
    """Send people what answers what they asked themselves. Safe to run twice.

    What another worker took a moment ago is left to it.
    """
    with park_context(park_id):
        free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=Now() - LEASE)
        rows = MailItem.objects.in_park(park_id).unplanned().filter(free)
        try:
            deliver(_park(park_id), rows.exclude(kind__in=STOPPABLE), key="")
        except UnreachableError:
            log.warning("own_sign_ups_not_told", park_id=park_id)


def _send(run: MailRun, progress: Progress) -> None:
    _still_may(run)

    def note(done: int, total: int) -> None:
        if done % 10 == 0:
            progress(99 * done // total)

    rows = MailItem.objects.in_park(run.park_id).waiting().filter(run=run)
    try:
        _end(run, deliver(_park(run.park_id), rows, key=str(run.pk), note=note))
    except UnreachableError as error:
        raise JobFailedError(UNREACHABLE) from error


def _end(run: MailRun, delivered: Delivered) -> None:
    if delivered.later and not delivered.has_more:
        raise JobFailedError(LATER)
    with transaction.atomic():
        if not delivered.has_more:
            run.finish()
            return
        paused = run.pause()
    if paused:
        send(task=run.task, park_id=run.park_id, job_id=str(run.pk))


@transaction.atomic
def _park(park_id: int) -> Park:
    return Park.objects.defer("outline").get(pk=park_id)


def _still_may(run: MailRun) -> None:
    """Raise JobFailedError when who asked lost her role before a worker took the run."""
    with transaction.atomic():
        asked_by = viewer_at(run.requested_by, run.park)
    if asked_by is None or not asked_by.may(Right.EDIT):
        raise JobFailedError(NO_TEAM, for_good=True)
