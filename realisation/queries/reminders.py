"""Whom to remind of what: a quick scan that waits, demand and supply that expires.

For the worker and the team; what a mail says goes only to who speaks for the company.
"""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Lower

from accounts.models import User
from collective.choices import StopKind
from collective.queries.sign_ups import stopped_addresses, stopped_kinds
from parks.access import Viewer
from parks.choices import Role
from parks.models import Establishment, Membership, MembershipQuerySet
from realisation.models import Listing, QuickScan, Reminder, ReminderRun, ScanRound
from realisation.models.listings import EXPIRES_SOON

# Who was reminded just now is not reminded again.
PAUSE: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ToTell:
    """What waits for one person: companies without a scan, and what expires."""

    companies: tuple[Establishment, ...]
    listings: tuple[Listing, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say any more."""
        return not (self.companies or self.listings)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which kinds of mail this is, for who wants no more of it."""
        found = ((StopKind.QUICK_SCAN, self.companies), (StopKind.LISTINGS, self.listings))
        return tuple(kind.value for kind, rows in found if rows)


@dataclass(frozen=True, slots=True)
class ReminderCard:
    """A run: how many people it reminds, and how many heard.

    `tells_numbers`: the reader may know them. Those of a run of the park manager count companies of
    which the team may not know that they ask or offer something.
    """

    run: ReminderRun
    tells_numbers: bool
    people: int
    sent: int
    failed: int


def to_tell(*, park_id: int, user: User, scan_round: ScanRound | None, today: dt.date) -> ToTell:
    """Return what waits for a person at a park today, but what she wants no mail about.

    Four queries.
    """
    own = list(_speakers(park_id).filter(user=user).values_list("establishment", flat=True))
    stopped = stopped_kinds(park_id, user.email)
    waiting = _without_scan(park_id, scan_round, today).filter(pk__in=own).order_by("name", "pk")
    expiring = _expiring(park_id, today).filter(establishment__in=own)
    expiring = expiring.order_by("expires_on", "title", "pk")
    return ToTell(
        companies=() if StopKind.QUICK_SCAN in stopped else tuple(waiting),
        listings=() if StopKind.LISTINGS in stopped else tuple(expiring),
    )


def people_to_remind(
    viewer: Viewer, *, scan_round: ScanRound | None, now: dt.datetime, today: dt.date
) -> tuple[int, ...]:
    """Return who speaks for a company for which something waits, by id; each once.

    Only for what the viewer may know of: how many there are would tell her of the rest. Without
    those who got a reminder in the last week, or want no mail about it.
    """
    park_id = viewer.park.pk
    without = _without_scan(park_id, scan_round, today).values_list("pk", flat=True)
    known = Listing.objects.visible_to(viewer).order_by().values("pk")
    expiring = _expiring(park_id, today).filter(pk__in=known)
    expiring = expiring.values_list("establishment", flat=True)
    asked = {
        *_speaking_for(park_id, set(without), StopKind.QUICK_SCAN),
        *_speaking_for(park_id, set(expiring), StopKind.LISTINGS),
    }
    recent = Reminder.objects.in_park(park_id).filter(sent_at__gt=now - PAUSE)
    return tuple(sorted(asked - set(recent.values_list("user", flat=True))))


def last_reminder(viewer: Viewer, scan_round: ScanRound) -> ReminderCard | None:
    """Return the latest run of a round, for the team. Three queries."""
    rows = ReminderRun.objects.in_park(viewer.park.pk).filter(round=scan_round)
    run = rows.select_related("requested_by").newest_first().first()
    return reminder_card(viewer, run) if run else None


def reminder_card(viewer: Viewer, run: ReminderRun) -> ReminderCard:
    """Return how far a run is. Two queries."""
    is_told = viewer.reads_confidential or not _is_of_manager(run)
    rows = Reminder.objects.in_park(run.park_id).filter(run=run)
    counted = rows.aggregate(
        people=Count("pk"),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        failed=Count("pk", filter=Q(failed_at__isnull=False)),
    )
    return ReminderCard(run, is_told, counted["people"], counted["sent"], counted["failed"])


def _is_of_manager(run: ReminderRun) -> bool:
    """Whether who asked for it is, or ever was, a manager of the park."""
    roles = Membership.objects.filter(park_id=run.park_id, user=run.requested_by_id)
    return roles.filter(role=Role.PARK_MANAGER).exists()


def _speakers(park_id: int) -> MembershipQuerySet:
    rows = Membership.objects.filter(park_id=park_id, role=Role.MEMBER, user__is_active=True)
    found: MembershipQuerySet = rows.current()
    return found


def _speaking_for(park_id: int, companies: AbstractSet[UUID], kind: StopKind) -> set[int]:
    """Return who speaks for one of these companies and did not stop a kind of mail."""
    people = _speakers(park_id).filter(establishment__in=companies)
    willing = people.annotate(to=Lower("user__email")).exclude(
        to__in=stopped_addresses(park_id, kind)
    )
    return set(willing.values_list("user", flat=True))


def _without_scan(park_id: int, scan_round: ScanRound | None, today: dt.date) -> Any:
    companies = Establishment.objects.in_park(park_id).present()
    if scan_round is None or not scan_round.is_open(today):
        return companies.none()
    sent_in = QuickScan.objects.in_park(park_id).filter(round=scan_round).finished()
    return companies.exclude(pk__in=sent_in.values("establishment"))


def _expiring(park_id: int, today: dt.date) -> Any:
    rows = Listing.objects.in_park(park_id).standing_on(today)
    return rows.filter(establishment__isnull=False, expires_on__lte=today + EXPIRES_SOON)
