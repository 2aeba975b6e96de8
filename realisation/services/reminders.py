"""Asking a worker to remind people, and trying once more."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.db import transaction

from accounts.models import User
from collective.services.mail import NothingToSendError, TooMuchMailError
from core.turns import wait_for_turn
from parks.access import viewer_at
from parks.choices import AuditAction
from parks.jobs.models import JobState
from parks.jobs.sending import send_after_commit
from parks.models import Park
from parks.services.audit import record
from realisation.models import Reminder, ReminderRun, ScanRound
from realisation.queries.reminders import people_to_remind

A_DAY: Final = dt.timedelta(days=1)
LOGGED: Final = "herinnering aan quickscan en vraag en aanbod"


@transaction.atomic
def start_reminders(
    *, park: Park, scan_round: ScanRound | None, by: User, now: dt.datetime, today: dt.date
) -> ReminderRun:
    """Let everybody be reminded for whom something waits of which `by` may know, in one mail each.

    A second click finds the first run under way and returns that one. Raises NothingToSendError
    and TooMuchMailError.
    """
    wait_for_turn(f"reminders:{park.pk}")
    runs = ReminderRun.objects.in_park(park.pk)
    running: ReminderRun | None = runs.unfinished().newest_first().first()
    if running is not None:
        return running
    viewer = viewer_at(by, park)
    if viewer is None:
        raise NothingToSendError
    people = people_to_remind(viewer, scan_round=scan_round, now=now, today=today)
    if not people:
        raise NothingToSendError
    sent = Reminder.objects.in_park(park.pk).filter(sent_at__gt=now - A_DAY).count()
    if len(people) + sent > settings.MAILS_PER_DAY:
        raise TooMuchMailError(settings.MAILS_PER_DAY)
    run: ReminderRun = runs.create(park=park, round=scan_round, requested_by=by)
    Reminder.objects.bulk_create(
        [Reminder(park=park, run=run, user_id=user) for user in people], batch_size=500
    )
    record(
        park=park, action=AuditAction.INVITE, actor=by, target=run, label=LOGGED,
        detail={"mensen": len(people)},
    )  # fmt: skip
    send_after_commit(run)
    return run


@transaction.atomic
def retry_reminders(*, run: ReminderRun, by: User) -> bool:
    """Try a failed run again for who got nothing yet. False when it had not failed."""
    rows = ReminderRun.objects.in_park(run.park_id).filter(pk=run.pk, state=JobState.FAILED)
    restarted = rows.restart(requested_by=by)
    if restarted:
        send_after_commit(run)
    return bool(restarted)
