"""The worker's side of realisation."""

from functools import partial
from typing import Final

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from collective.delivery import Delivered, UnreachableError
from core.park_context import park_context
from parks.access import Right, viewer_at
from parks.jobs.sending import send
from parks.jobs.working import JobFailedError, Progress, carry_out
from parks.models import Park
from realisation.delivery import deliver_reminders
from realisation.models import MatchingRun, ReminderRun
from realisation.searching import search

NO_TEAM: Final = "Wie dit vroeg, hoort niet meer bij het kernteam. Verstuur het zelf opnieuw."
UNREACHABLE: Final = "De mailserver antwoordt niet. Wie nog geen bericht kreeg, krijgt het later."
LATER: Final = "De mailserver nam een deel van de berichten nog niet aan."


@shared_task
def send_reminders(*, park_id: int, job_id: str, **_later: object) -> None:
    """Send the mails of a run of reminders, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        with transaction.atomic():
            run: ReminderRun | None = ReminderRun.objects.in_park(park_id).claim(job_id)
            park = Park.objects.defer("outline").get(pk=park_id)
            _ = run.round if run else None  # read here: later there is no transaction
        if run is not None:
            carry_out(run, partial(_remind, run, park))


def _remind(run: ReminderRun, park: Park, progress: Progress) -> None:
    with transaction.atomic():
        asked_by = viewer_at(run.requested_by, park)
    if asked_by is None or not asked_by.may(Right.EDIT):
        raise JobFailedError(NO_TEAM, for_good=True)

    def note(done: int, total: int) -> None:
        if done % 10 == 0:
            progress(99 * done // total)

    try:
        _end(run, deliver_reminders(park, run, note=note))
    except UnreachableError as error:
        raise JobFailedError(UNREACHABLE) from error


def _end(run: ReminderRun, delivered: Delivered) -> None:
    if delivered.later and not delivered.has_more:
        raise JobFailedError(LATER)
    with transaction.atomic():
        if not delivered.has_more:
            run.finish()
            return
        paused = run.pause()
    if paused:
        send(task=run.task, park_id=run.park_id, job_id=str(run.pk))


@shared_task
def run_matching(*, park_id: int, job_id: str, **_later: object) -> None:
    """Search a whole park, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        with transaction.atomic():
            run: MatchingRun | None = MatchingRun.objects.in_park(park_id).claim(job_id)
        if run is not None:
            carry_out(run, partial(_search, run))


def _search(run: MatchingRun, progress: Progress) -> None:
    search(run, progress=progress, today=timezone.localdate())
