"""Sending reminders: one mail to each person, whatever happens in between.

It goes as mail about activities goes (`collective.delivery`): nobody is missed.
"""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from collective.delivery import Delivered, Letter, Note, deliver_each
from parks.models import Park
from realisation.emails import reminder_mail
from realisation.models import Reminder, ReminderRun
from realisation.queries.reminders import to_tell


def deliver_reminders(run: ReminderRun, park: Park, note: Note) -> Delivered:
    """Send what waits of a run. Call it outside a transaction. Raises `UnreachableError`."""
    return deliver_each(_waiting(run), partial(_take, run, park), note=note)


@transaction.atomic
def _waiting(run: ReminderRun) -> list[UUID]:
    rows = Reminder.objects.in_park(run.park_id).waiting().filter(run=run)
    return list(rows.order_by("user", "pk").values_list("pk", flat=True))


@transaction.atomic
def _take(run: ReminderRun, park: Park, pk: UUID) -> Letter | None:
    """Claim a reminder and write it; forget one of which nothing is true any more."""
    rows: Any = Reminder.objects.in_park(park.pk).waiting().select_related("user")
    reminder = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if reminder is None:
        return None
    to, today = reminder.user, timezone.localdate()
    told = to_tell(park_id=park.pk, user=to, scan_round=run.round, today=today)
    if told.is_empty or not to.is_active:
        reminder.delete()
        return None
    mine = Reminder.objects.filter(pk=pk)
    mine.update(claimed_at=Now())
    key = f"{run.pk}:{pk}"
    return Letter(reminder_mail(park=park, scan_round=run.round, told=told, to=to, key=key), mine)
