"""The worker's side of realisation."""

from functools import partial

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from collective.mail_runs import send_claimed
from core.park_context import park_context
from parks.jobs.working import Progress, carry_out
from realisation.delivery import deliver_reminders
from realisation.models import MatchingRun, ReminderRun
from realisation.searching import search


@shared_task
def send_reminders(*, park_id: int, job_id: str, **_later: object) -> None:
    """Send the mails of a run of reminders, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        # With its round, read here: later there is no transaction.
        runs = ReminderRun.objects.in_park(park_id).select_related("round")
        with transaction.atomic():
            run: ReminderRun | None = runs.claim(job_id)
        if run is not None:
            carry_out(run, partial(send_claimed, run, partial(deliver_reminders, run)))


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
