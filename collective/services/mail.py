"""What is to be told to whom, sending it, and stopping it.

A mail is a row first (`MailItem`). What goes to many people waits until somebody of the team
sends it: a `MailRun`. What answers a person herself, such as that there is a place after all,
goes by itself: a task right after the commit, and the clock for what that task did not reach.
"""

import datetime as dt
from collections.abc import Collection
from typing import Final

from celery import current_app
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from collective.allowance import keep_to_allowance
from collective.choices import STOPPABLE, MailKind
from collective.models import MailItem, MailRun, MailStop, SignUp
from collective.queries.sign_ups import stopped_addresses
from parks.choices import AuditAction
from parks.jobs.models import JobState
from parks.jobs.sending import send_after_commit
from parks.models import Park
from parks.services.audit import record

LOGGED: Final = "post over activiteiten"
TELL: Final = "collective.tasks.tell_of_own_sign_ups"


class NothingToSendError(Exception):
    """Nobody waits for mail: it was sent just now, or there never was any."""


@transaction.atomic
def queue(*, park: Park, sign_ups: Collection[SignUp], kind: MailKind) -> int:
    """Let these people be told something of this kind, and return how many will be.

    Who stopped that kind is left out. Something of the same kind that waits is told once; what
    was told before is told anew.
    """
    stopped = stopped_addresses(park.pk, kind)
    wanted = [each for each in sign_ups if each.email.lower() not in stopped]
    rows = MailItem.objects.in_park(park.pk).filter(sign_up__in=wanted, kind=kind)
    under_way = Q(sent_at__isnull=True, failed_at__isnull=True)
    rows.exclude(under_way).delete()
    MailItem.objects.bulk_create(
        [MailItem(park=park, sign_up=each, kind=kind) for each in wanted],
        ignore_conflicts=True,
        batch_size=500,
    )
    if wanted and kind not in STOPPABLE:
        tell_after_commit(park.pk)
    return len(wanted)


def tell_after_commit(park_id: int) -> None:
    """Wake a worker for what people wait for. A broker that is away costs nothing but time."""

    def wake() -> None:
        current_app.send_task(TELL, kwargs={"park_id": park_id})

    transaction.on_commit(wake, robust=True)


def unqueue(*, park: Park, sign_ups: Collection[SignUp], kinds: Collection[str]) -> None:
    """Take back what was not sent yet."""
    rows = MailItem.objects.in_park(park.pk).unplanned()
    rows.filter(sign_up__in=sign_ups, kind__in=kinds, claimed_at__isnull=True).delete()


@transaction.atomic
def start_run(*, park: Park, by: User, now: dt.datetime) -> MailRun:
    """Send all that waits, one mail to each person, whatever it holds.

    A second click finds nothing left. Raises NothingToSendError and TooMuchMailError.
    """
    run: MailRun = MailRun.objects.create(park=park, requested_by=by)
    MailItem.objects.in_park(park.pk).unplanned().filter(kind__in=STOPPABLE).update(run=run)
    number = _addresses(MailItem.objects.in_park(park.pk).filter(run=run))
    if not number:
        raise NothingToSendError
    keep_to_allowance(park_id=park.pk, now=now)
    about = {"mensen": number}
    record(park=park, action=AuditAction.INVITE, actor=by, target=run, label=LOGGED, detail=about)
    send_after_commit(run)
    return run


@transaction.atomic
def retry_run(*, run: MailRun, by: User, now: dt.datetime) -> bool:
    """Try a failed run again for who got nothing yet. False when it had not failed.

    Raises TooMuchMailError.
    """
    rows = MailRun.objects.in_park(run.park_id).filter(pk=run.pk, state=JobState.FAILED)
    restarted = rows.restart(requested_by=by)
    if restarted:
        keep_to_allowance(park_id=run.park_id, now=now)
        send_after_commit(run)
    return bool(restarted)


@transaction.atomic
def stop_mail(*, park: Park, email: str, kinds: Collection[str]) -> None:
    """Never mail this address these kinds again, and take back what waits. Safe to do twice."""
    address = email.lower()
    MailStop.objects.bulk_create(
        [MailStop(park=park, email=address, kind=kind) for kind in sorted(kinds)],
        ignore_conflicts=True,
    )
    waiting = MailItem.objects.in_park(park.pk).waiting()
    waiting.filter(sign_up__email__iexact=address, kind__in=kinds, claimed_at=None).delete()


def resume_mail(*, park: Park, email: str, kinds: Collection[str]) -> None:
    """Mail this address these kinds again."""
    rows = MailStop.objects.in_park(park.pk).filter(email__iexact=email)
    rows.filter(kind__in=kinds).delete()


def _addresses(rows: "QuerySet[MailItem]") -> int:
    return rows.annotate(to=Lower("sign_up__email")).values("to").distinct().count()
