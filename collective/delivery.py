"""Telling people what waits for them: one mail to each, whatever happens in between.

For each address: take its items (committed), hand the mail to the mail server, say that it was
sent (committed). When a worker is killed between the last two, nobody can know whether the server
took the mail. Then it is sent again with the same Message-ID: a server that knows it drops the
second one, and a person would rather hear twice than miss that she is invited. That can happen to
one address per killed worker; to all others it can't (decision 22).
"""

import smtplib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

import structlog
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models.functions import Lower, Now

from collective.emails import activities_mail, is_overtaken
from collective.models import MailItem
from collective.queries.sign_ups import stopped_kinds
from parks.models import Park

log = structlog.get_logger(__name__)

# Well below the limit of a task, so that a long run is continued and never cut off.
BUDGET_S: Final = 90.0
FOR_GOOD: Final = 500

T = TypeVar("T")
# Told how many are done, of how many.
Note = Callable[[int, int], None]


class UnreachableError(Exception):
    """The mail server does not answer; nobody was skipped, so trying again later is safe."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of it. `later` were refused for now, and `has_more` tells that time was up."""

    sent: int
    failed: int
    later: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is about to go, and the rows that it tells; they are claimed."""

    mail: EmailMessage
    rows: Any


class RefusedAddressError(Exception):
    """The server refuses this one address, for good or for now."""

    def __init__(self, *, for_good: bool) -> None:
        super().__init__(for_good)
        self.for_good = for_good


def deliver_each(
    waiting: Sequence[T], take: Callable[[T], Letter | None], *, note: Note
) -> Delivered:
    """Send one letter for each that waits, as far as time allows. Call it outside a transaction.

    `take` claims, commits and writes; it returns None when nothing is left to tell. Raises
    UnreachableError.
    """
    counted = {"sent": 0, "failed": 0, "later": 0}
    until = time.monotonic() + BUDGET_S
    post = Post()
    try:
        for number, each in enumerate(waiting, start=1):
            if time.monotonic() > until:
                return Delivered(**counted, has_more=True)
            if letter := take(each):
                counted[_hand_over(letter, post)] += 1
            note(number, len(waiting))
    finally:
        post.close()
    return Delivered(**counted, has_more=False)


def _hand_over(letter: Letter, post: "Post") -> str:
    try:
        post.send(letter.mail)
    except RefusedAddressError as refused:
        _record(letter, "failed_at" if refused.for_good else "claimed_at", refused.for_good)
        return "failed" if refused.for_good else "later"
    _record(letter, "sent_at", done=True)
    return "sent"


@transaction.atomic
def _record(letter: Letter, field: str, done: bool) -> None:
    letter.rows.update(**{field: Now() if done else None})


def deliver(park: Park, rows: Any, *, key: str, note: Note = lambda *_: None) -> Delivered:
    """Send what these items tell, one mail to each address. Call it outside a transaction.

    `rows` are items that nobody else works on; `key` names what they belong to and makes the
    Message-ID. Raises UnreachableError.
    """
    return deliver_each(_addresses(rows), partial(_write, park, rows, key), note=note)


@transaction.atomic
def _addresses(rows: Any) -> list[str]:
    found = rows.annotate(to=Lower("sign_up__email")).values_list("to", flat=True)
    return list(found.distinct().order_by("to"))


def _write(park: Park, rows: Any, key: str, address: str) -> Letter | None:
    """Claim what one person is told, and write it."""
    items = _take(park, rows, address)
    if not items:
        return None
    own_key = f"{key}:{address}" if key else ":".join(_name(item) for item in items)
    return Letter(activities_mail(park=park, items=items, to=address, key=own_key), _in(items))


def _name(item: MailItem) -> str:
    """What a mail outside a run is known by: told anew it is another mail."""
    return f"{item.pk}@{item.created_at:%Y%m%d%H%M%S%f}"


@transaction.atomic
def _take(park: Park, rows: Any, address: str) -> list[MailItem]:
    """Claim what is still to be told to an address, and forget what is overtaken or unwanted."""
    mine = rows.filter(sign_up__email__iexact=address).select_related(
        "sign_up__activity__owner__user"
    )
    items = list(
        mine.select_for_update(of=("self",)).order_by("sign_up__activity__starts_at", "kind", "pk")
    )
    unwanted = stopped_kinds(park.pk, address)
    idle = [item for item in items if item.kind in unwanted or is_overtaken(item)]
    MailItem.objects.in_park(park.pk).filter(pk__in=[item.pk for item in idle]).delete()
    left = [item for item in items if item not in idle]
    _in(left).update(claimed_at=Now())
    return left


def _in(items: Sequence[MailItem]) -> Any:
    return MailItem.objects.filter(pk__in=[item.pk for item in items])


class Post:
    """One connection with the mail server for many mails, opened anew when it breaks."""

    def __init__(self) -> None:
        self._connection: Any = None

    def send(self, mail: EmailMessage) -> None:
        """Hand over one mail. Raises RefusedAddressError and UnreachableError."""
        try:
            self._once(mail)
        except smtplib.SMTPServerDisconnected:
            # A server may close a connection that was quiet or carried many mails.
            self.close()
            self._trying(mail)
        except OSError as error:
            self._refused(error)

    def _trying(self, mail: EmailMessage) -> None:
        try:
            self._once(mail)
        except OSError as error:
            self._refused(error)

    def _once(self, mail: EmailMessage) -> None:
        if self._connection is None:
            self._connection = get_connection()
            self._connection.open()
        self._connection.send_messages([mail])

    def _refused(self, error: OSError) -> None:
        self.close()
        code = _code_of(error)
        log.warning("mail_not_sent", code=code, error=type(error).__name__)
        if code is None:
            raise UnreachableError from error
        raise RefusedAddressError(for_good=code >= FOR_GOOD) from error

    def close(self) -> None:
        """Say goodbye, if there is anybody to say it to."""
        if self._connection is not None:
            try:
                self._connection.close()
            except OSError:
                log.warning("mail_connection_not_closed")
            self._connection = None


def _code_of(error: OSError) -> int | None:
    """Return what the server said of this one mail; None when it is about the server itself."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code
    return None
