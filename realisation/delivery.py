"""Sending reminders: one mail to each person, whatever happens in between.

As with mail about activities (`collective.delivery`): a reminder is taken (committed), handed over,
and noted as sent (committed). A worker that is killed between the last two sends that one mail
again with the same Message-ID; nobody is missed.
"""

import time
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from collective.delivery import Delivered, Post, RefusedAddressError
from parks.models import Park
from realisation.emails import reminder_mail
from realisation.models import Reminder, ReminderRun
from realisation.queries.reminders import ToTell, to_tell

# Well below the limit of a task, so that a long run is continued and never cut off.
BUDGET_S: Final = 90.0


def deliver_reminders(
    park: Park, run: ReminderRun, *, note: Callable[[int, int], None] = lambda *_: None
) -> Delivered:
    """Send what waits of a run. Call it outside a transaction. Raises `UnreachableError`."""
    waiting = _waiting(run)
    counted = {"sent": 0, "failed": 0, "later": 0}
    until = time.monotonic() + BUDGET_S
    post = Post()
    try:
        for number, pk in enumerate(waiting, start=1):
            if time.monotonic() > until:
                return Delivered(**counted, has_more=True)
            if came_of_it := _tell(park, run, pk, post):
                counted[came_of_it] += 1
            note(number, len(waiting))
    finally:
        post.close()
    return Delivered(**counted, has_more=False)


@transaction.atomic
def _waiting(run: ReminderRun) -> list[UUID]:
    rows = Reminder.objects.in_park(run.park_id).waiting().filter(run=run)
    return list(rows.order_by("user", "pk").values_list("pk", flat=True))


def _tell(park: Park, run: ReminderRun, pk: UUID, post: Post) -> str | None:
    """Remind one person; return what came of it, None when nothing was left to tell."""
    taken = _take(park, run, pk)
    if taken is None:
        return None
    to, told = taken
    mail = reminder_mail(park=park, scan_round=run.round, told=told, to=to, key=f"{run.pk}:{pk}")
    try:
        post.send(mail)
    except RefusedAddressError as refused:
        _record(pk, "failed_at" if refused.for_good else "claimed_at", done=refused.for_good)
        return "failed" if refused.for_good else "later"
    _record(pk, "sent_at", done=True)
    return "sent"


@transaction.atomic
def _take(park: Park, run: ReminderRun, pk: UUID) -> tuple[User, ToTell] | None:
    """Claim a reminder; forget one of which nothing is true any more."""
    rows = Reminder.objects.in_park(park.pk).waiting().select_related("user")
    reminder = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if reminder is None:
        return None
    told = to_tell(
        park_id=park.pk,
        user=reminder.user,
        scan_round=run.round,
        today=timezone.localdate(),
    )
    if told.is_empty or not reminder.user.is_active:
        reminder.delete()
        return None
    _rows(pk).update(claimed_at=Now())
    return reminder.user, told


@transaction.atomic
def _record(pk: UUID, field: str, *, done: bool) -> None:
    _rows(pk).update(**{field: Now() if done else None})


def _rows(pk: UUID) -> Any:
    return Reminder.objects.filter(pk=pk)
