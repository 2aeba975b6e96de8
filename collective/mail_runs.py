"""The worker's side of a run of mail, whatever it tells: may it still go, and how it ends."""

from collections.abc import Callable
from typing import Final

from django.db import transaction

from collective.delivery import Delivered, Note, UnreachableError
from parks.access import Right, viewer_at
from parks.jobs.models import Job
from parks.jobs.sending import send
from parks.jobs.working import JobFailedError, Progress
from parks.models import Park

NO_TEAM: Final = "Wie dit vroeg, hoort niet meer bij het kernteam. Verstuur het zelf opnieuw."
UNREACHABLE: Final = "De mailserver antwoordt niet. Wie nog geen bericht kreeg, krijgt het later."
LATER: Final = "De mailserver nam een deel van de berichten nog niet aan."


def send_claimed(run: Job, deliver: Callable[[Park, Note], Delivered], progress: Progress) -> None:
    """Do a claimed run, of which `deliver` sends what waits. Call it outside a transaction.

    Raises JobFailedError.
    """
    park = _park_if_still_allowed(run)

    def note(done: int, total: int) -> None:
        if done % 10 == 0:
            progress(99 * done // total)

    try:
        delivered = deliver(park, note)
    except UnreachableError as error:
        raise JobFailedError(UNREACHABLE) from error
    if delivered.later and not delivered.has_more:
        raise JobFailedError(LATER)
    _end(run, has_more=delivered.has_more)


@transaction.atomic
def park_to_mail(park_id: int) -> Park:
    """Return a park without its outline, which no mail shows and which is large."""
    return Park.objects.defer("outline").get(pk=park_id)


@transaction.atomic
def _park_if_still_allowed(run: Job) -> Park:
    """Raise JobFailedError when who asked lost her role before a worker took the run."""
    park = park_to_mail(run.park_id)
    asked_by = viewer_at(run.requested_by, park)
    if asked_by is None or not asked_by.may(Right.EDIT):
        raise JobFailedError(NO_TEAM, for_good=True)
    return park


def _end(run: Job, *, has_more: bool) -> None:
    with transaction.atomic():
        if not has_more:
            run.finish()
            return
        paused = run.pause()
    if paused:
        send(task=run.task, park_id=run.park_id, job_id=str(run.pk))
