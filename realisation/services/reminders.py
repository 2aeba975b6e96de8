"""Asking a worker to remind people, and trying once more."""

import datetime as dt
from typing import Final

from django.db import transaction

from accounts.models import User
from collective.allowance import keep_to_allowance
from collective.services.mail import NothingToSendError
from core.turns import wait_for_turn
from parks.access import viewer_at
from parks.choices import AuditAction
from parks.jobs.models import JobState
from parks.jobs.sending import send_after_commit
from parks.models import Park
from parks.services.audit import record
from realisation.models import Reminder, ReminderRun, ScanRound
from realisation.queries.reminders import people_to_remind

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
    run: ReminderRun = runs.create(park=park, round=scan_round, requested_by=by)
    Reminder.objects.bulk_create(
        [Reminder(park=park, run=run, user_id=user) for user in people], batch_size=500
    )
    keep_to_allowance(park_id=park.pk, now=now)
    record(
        park=park, action=AuditAction.INVITE, actor=by, target=run, label=LOGGED,
        detail={"mensen": len(people)},
    )  # fmt: skip
    send_after_commit(run)
    return run


@transaction.atomic
def retry_reminders(*, run: ReminderRun, by: User, now: dt.datetime) -> bool:
    """Try a failed run again for who got nothing yet. False when it had not failed.

    Raises TooMuchMailError.
    """
    rows = ReminderRun.objects.in_park(run.park_id).filter(pk=run.pk, state=JobState.FAILED)
    restarted = rows.restart(requested_by=by)
    if restarted:
        keep_to_allowance(park_id=run.park_id, now=now)
        send_after_commit(run)
    return bool(restarted)
