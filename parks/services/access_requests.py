"""Asking a park for access: by anybody, without an account, and without an answer that tells.

Whoever asks gets the same page after the same work: one row at most, and no mail. The clock tells
the park managers (`notify_managers`), so that no time that it takes depends on who asks.
"""

import datetime as dt
from typing import Final

import structlog
from django.core.mail import EmailMessage
from django.db import transaction

from accounts.models import User
from core.park_context import park_context
from parks import emails
from parks.choices import AuditAction, Role
from parks.models import AccessRequest, Membership, Park
from parks.services.audit import record

log = structlog.get_logger(__name__)

KEPT: Final = dt.timedelta(days=60)
BETWEEN_NOTICES: Final = dt.timedelta(days=1)


class RequestClosedError(Exception):
    """The request was answered before."""


@transaction.atomic
def ask_access(*, park: Park, email: str, name: str, company: str, message: str) -> None:
    """Store a request, unless this address has an open one at this park."""
    request = AccessRequest(
        park=park, email=email.strip().lower(), name=name, company=company, message=message
    )
    with park_context(park.pk):
        AccessRequest.objects.bulk_create([request], ignore_conflicts=True)


@transaction.atomic
def decline(*, park: Park, request: AccessRequest, by: User, reason: str, now: dt.datetime) -> None:
    """Say no, and mail it with the reason if there is one. Needs the park's context.

    Raises RequestClosedError.
    """
    open_ones = AccessRequest.objects.in_park(park.pk).open().filter(pk=request.pk)
    if not open_ones.update(decided_at=now, decided_by=by):
        raise RequestClosedError
    # The log can't be erased, so it does not name who asked.
    record(park=park, action=AuditAction.ANSWER, actor=by, target=request, label="afgewezen")
    mail = emails.declined_mail(park=park, reason=reason, to=request.email)
    transaction.on_commit(lambda: _send([mail]), robust=True)


def notify_managers(*, now: dt.datetime) -> int:
    """Mail the managers of parks with new requests: how many, and not whose. Return how many parks.

    A park gets one notice a day at most; what comes in between waits for the next one. What could
    not be mailed to anybody is tried again the next time.
    """
    with park_context(*_all_parks()):
        told = AccessRequest.objects.filter(notified_at__gt=now - BETWEEN_NOTICES)
        waiting = AccessRequest.objects.not_notified().exclude(park__in=told.values("park"))
        parks = list(Park.objects.defer("outline").filter(pk__in=waiting.values("park")))
    return sum(_notify(park, now) for park in parks)


@transaction.atomic
def _notify(park: Park, now: dt.datetime) -> bool:
    with park_context(park.pk):
        new = AccessRequest.objects.in_park(park.pk).not_notified()
        ids = list(new.select_for_update(skip_locked=True).values_list("pk", flat=True))
        managers = Membership.objects.filter(park_id=park.pk, role=Role.PARK_MANAGER).current()
        addresses = managers.filter(user__is_active=True).values_list("user__email", flat=True)
        mails = [emails.requests_mail(park=park, number=len(ids), to=to) for to in addresses]
        if not ids or (mails and not _send(mails)):
            return False
        new.filter(pk__in=ids).update(notified_at=now)
    return bool(mails)


def erase_requests(*, now: dt.datetime) -> int:
    """Close and erase the requests of more than 60 days ago, answered or not. Return how many."""
    with transaction.atomic(), park_context(*_all_parks()):
        number, _ = AccessRequest.objects.filter(requested_at__lt=now - KEPT).delete()
    return number


def _all_parks() -> list[int]:
    return list(Park.objects.order_by("pk").values_list("pk", flat=True))


def _send(mails: list[EmailMessage]) -> int:
    """Send mails, each by itself, and return how many went."""
    return sum(_sent(mail) for mail in mails)


def _sent(mail: EmailMessage) -> bool:
    try:
        mail.send()
    except OSError:
        log.warning("mail_not_sent", subject=mail.subject, exc_info=True)
        return False
    return True
