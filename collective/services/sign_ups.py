"""Asking people to an activity, and what they answer: who comes, who waits for a place.

Everything that gives or takes a place holds the row of the activity, so that two people who want
the last place come one after the other.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from collective.choices import STOPPABLE, ActivityState, MailKind, SignUpState
from collective.models import Activity, MailItem, SignUp
from collective.queries.sign_ups import Candidate
from collective.services.mail import queue, unqueue
from core.park_context import park_context
from parks.access import Viewer
from parks.choices import AuditAction
from parks.models import Membership, Park
from parks.services.audit import record

KEPT: Final = dt.timedelta(days=365)
BETWEEN_CONFIRMATIONS: Final = dt.timedelta(hours=1)
GONE_NAME: Final = "Verwijderde aanmelding"


class ClosedError(Exception):
    """The activity is over, was cancelled, or is gone: nobody can answer any more."""


@dataclass(frozen=True, slots=True)
class Invited:
    """What came of asking people: new ones, those without mail, those who were asked before."""

    added: int
    without_mail: int
    known: int


@transaction.atomic
def invite(
    *, park: Park, activity: Activity, people: Sequence[Candidate], now: dt.datetime
) -> Invited:
    """Ask people to an activity and let their mail wait until the team sends it.

    Who stopped this kind of mail is on the list, so that somebody can call her, but gets none.
    Raises ClosedError.
    """
    _open(activity, now)
    rows = SignUp.objects.in_park(park.pk).filter(activity=activity)
    known = {email.lower() for email in rows.values_list("email", flat=True)}
    by_address = {each.email: each for each in people}
    new = [_asked(activity, each) for email, each in by_address.items() if email not in known]
    SignUp.objects.bulk_create(new, batch_size=500)
    mailed = queue(park=park, sign_ups=new, kind=MailKind.ACTIVITIES)
    known_now = len(by_address) - len(new)
    return Invited(added=len(new), without_mail=len(new) - mailed, known=known_now)


def _asked(activity: Activity, person: Candidate) -> SignUp:
    return SignUp(
        park_id=activity.park_id,
        activity=activity,
        name=person.name,
        email=person.email,
        membership_id=person.membership_id,
        stakeholder_id=person.stakeholder_id,
    )


@transaction.atomic
def answer(*, sign_up: SignUp, comes: bool, now: dt.datetime) -> SignUp:
    """Store whether somebody comes, and give the place that comes free to who waits longest.

    When all places are taken she waits herself; the row that is returned says so. Who answers the
    same again keeps her turn. Raises ClosedError.
    """
    activity = _open(sign_up.activity, now)
    own: SignUp = SignUp.objects.in_park(activity.park_id).select_for_update().get(pk=sign_up.pk)
    own.activity = activity
    says_the_same = comes == (own.state in (SignUpState.COMING, SignUpState.WAITING))
    if own.state != SignUpState.ASKED and says_the_same:
        return own
    own.state = _state_for(activity) if comes else SignUpState.DECLINED
    own.answered_at = now
    own.save(update_fields=["state", "answered_at"])
    fill_places(activity)
    return own


@transaction.atomic
def answer_herself(*, viewer: Viewer, activity: Activity, comes: bool, now: dt.datetime) -> SignUp:
    """Store whether somebody with a role at the park comes. Raises ClosedError."""
    _open(activity, now)
    email = viewer.user.email.lower()
    rows = SignUp.objects.in_park(activity.park_id).filter(activity=activity, email__iexact=email)
    own = rows.first()
    if own is None:
        membership = Membership.objects.filter(park_id=viewer.park.pk, user=viewer.user).current()
        new = SignUp(
            park_id=activity.park_id,
            activity=activity,
            name=str(viewer.user),
            email=email,
            membership=membership.order_by("pk").first(),
        )
        # Two clicks at once make one row.
        SignUp.objects.bulk_create([new], ignore_conflicts=True)
        own = rows.get()
    own.activity = activity
    return answer(sign_up=own, comes=comes, now=now)


@transaction.atomic
def ask_for_place(*, activity: Activity, name: str, email: str, now: dt.datetime) -> None:
    """Mail somebody who found the open link her own link, with which she takes a place herself.

    So nobody signs up another, and the page tells nobody who comes. An address gets one such mail
    an hour at most; one that is on the list already gets it too. Raises ClosedError.
    """
    _open(activity, now)
    email = email.strip().lower()
    new = SignUp(park_id=activity.park_id, activity=activity, name=name, email=email)
    SignUp.objects.bulk_create([new], ignore_conflicts=True)
    own = SignUp.objects.in_park(activity.park_id).get(activity=activity, email__iexact=email)
    asked = MailItem.objects.in_park(activity.park_id).filter(sign_up=own, kind=MailKind.CONFIRM)
    if not asked.filter(created_at__gt=now - BETWEEN_CONFIRMATIONS).exists():
        queue(park=activity.park, sign_ups=[own], kind=MailKind.CONFIRM)


@transaction.atomic
def remind(*, park: Park, activity: Activity, state: str, now: dt.datetime) -> int:
    """Let those who said this be reminded, or asked again, by the next mail that the team sends.

    Returns how many. Raises ClosedError.
    """
    _open(activity, now)
    rows = SignUp.objects.in_park(park.pk).filter(activity=activity, state=state)
    return queue(park=park, sign_ups=list(rows), kind=MailKind.REMINDERS)


@transaction.atomic
def note_attendance(*, activity: Activity, shown: Collection[UUID], came: Collection[UUID]) -> None:
    """Store who of the people on a page was there; the others on it were not."""
    rows = SignUp.objects.in_park(activity.park_id).filter(activity=activity, pk__in=shown)
    rows.filter(pk__in=came).update(attended=True)
    rows.exclude(pk__in=came).update(attended=False)


@transaction.atomic
def note_that_all_came(*, activity: Activity) -> int:
    """Store that everybody who would come was there, and nobody else yet. Returns how many."""
    rows = SignUp.objects.in_park(activity.park_id).filter(activity=activity)
    number: int = rows.filter(state=SignUpState.COMING).update(attended=True)
    return number


@transaction.atomic
def remove_sign_up(*, park: Park, sign_up: SignUp) -> None:
    """Take somebody off the list, with her mail and her link; a place that she had comes free."""
    activity = hold_activity(sign_up.activity)
    # The log can't be erased, so it does not name who was on the list.
    record(park=park, action=AuditAction.DELETE, target=activity, label="aanmelding verwijderd")
    sign_up.delete()
    fill_places(activity)


def fill_places(activity: Activity) -> list[SignUp]:
    """Give every free place to who waits longest, and let her be told. Holds the activity.

    Nobody loses a place when fewer people fit than before.
    """
    if activity.state != ActivityState.PLANNED:
        return []
    waiting = SignUp.objects.in_park(activity.park_id).filter(
        activity=activity, state=SignUpState.WAITING
    )
    free = _free(activity)
    next_ones = list(waiting.in_turn()[: max(free, 0)] if free is not None else waiting)
    SignUp.objects.in_park(activity.park_id).filter(pk__in=[each.pk for each in next_ones]).update(
        state=SignUpState.COMING
    )
    if next_ones:
        queue(park=activity.park, sign_ups=next_ones, kind=MailKind.PLACE)
    return next_ones


def tell_everybody(*, activity: Activity, kind: MailKind) -> int:
    """Tell who comes or waits for a place that something changed. Returns how many.

    Invitations that were not sent yet are told anew by themselves, because a mail is made when it
    is sent.
    """
    rows = SignUp.objects.in_park(activity.park_id).filter(activity=activity)
    if kind == MailKind.CANCELLED:
        unqueue(park=activity.park, sign_ups=list(rows), kinds=STOPPABLE)
    told = rows.filter(state__in=(SignUpState.COMING, SignUpState.WAITING))
    return queue(park=activity.park, sign_ups=list(told), kind=kind)


def erase_old(*, now: dt.datetime) -> int:
    """Take the names and addresses of people out of activities of more than a year ago.

    That somebody came stays, so the numbers do. Returns how many people.
    """
    every_park = Park.objects.order_by("pk").values_list("pk", flat=True)
    with transaction.atomic(), park_context(*every_park):
        old = Activity.objects.filter(ends_at__lt=now - KEPT).values("pk")
        rows = SignUp.objects.filter(activity__in=old).exclude(name=GONE_NAME)
        return rows.update(
            name=GONE_NAME,
            # RFC 2606: nobody can ever have such an address, and each row needs one of its own.
            email=Concat(Cast(F("pk"), CharField()), Value("@verwijderd.invalid")),
            stakeholder=None,
            membership=None,
        )


def hold_activity(activity: Activity) -> Activity:
    """Return an activity as it stands, held until the transaction ends: nobody is asked meanwhile.

    Raises `Activity.DoesNotExist`.
    """
    rows = Activity.objects.in_park(activity.park_id).select_related("park").defer("park__outline")
    found: Activity = rows.select_for_update(of=("self",), no_key=True).get(pk=activity.pk)
    return found


def _open(activity: Activity, now: dt.datetime) -> Activity:
    """Return the activity, held until the transaction ends, or raise ClosedError."""
    try:
        held = hold_activity(activity)
    except Activity.DoesNotExist as gone:
        raise ClosedError from gone
    if not held.is_open(now):
        raise ClosedError
    return held


def _state_for(activity: Activity) -> str:
    free = _free(activity)
    return SignUpState.COMING if free is None or free > 0 else SignUpState.WAITING


def _free(activity: Activity) -> int | None:
    if activity.capacity is None:
        return None
    rows = SignUp.objects.in_park(activity.park_id).filter(
        activity=activity, state=SignUpState.COMING
    )
    taken: int = rows.count()
    return activity.capacity - taken
