"""Whom to remind of what: a quick scan that waits, demand and supply that expires.

For the worker and the team; what a mail says goes only to who speaks for the company.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q

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


@dataclass(frozen=True, slots=True)
class ReminderCard:
    """A run: how many people it reminds, and how many heard."""

    run: ReminderRun
    people: int
    sent: int
    failed: int


def to_tell(*, park_id: int, user_id: int, scan_round: ScanRound | None, today: dt.date) -> ToTell:
    """Return what waits for a person at a park today. Three queries."""
    speaks_for = _speakers(park_id).filter(user=user_id).values_list("establishment", flat=True)
    own = list(speaks_for)
    waiting = _without_scan(park_id, scan_round, today).filter(pk__in=own)
    expiring = _expiring(park_id, today).filter(establishment__in=own)
    return ToTell(
        companies=tuple(waiting.order_by("name", "pk")),
        listings=tuple(expiring.order_by("expires_on", "title", "pk")),
    )


def people_to_remind(
    *, park_id: int, scan_round: ScanRound | None, now: dt.datetime, today: dt.date
) -> tuple[int, ...]:
    """Return who speaks for a company for which something waits, by id; each once.

    Without those who got a reminder in the last week.
    """
    companies = {
        *_without_scan(park_id, scan_round, today).values_list("pk", flat=True),
        *_expiring(park_id, today).values_list("establishment", flat=True),
    }
    recent = Reminder.objects.in_park(park_id).filter(sent_at__gt=now - PAUSE)
    people = _speakers(park_id).filter(establishment__in=companies)
    fresh = people.exclude(user__in=recent.values("user"))
    return tuple(fresh.order_by("user").values_list("user", flat=True).distinct())


def last_reminder(viewer: Viewer, scan_round: ScanRound) -> ReminderCard | None:
    """Return the latest run of a round, for the team. Two queries."""
    rows = ReminderRun.objects.in_park(viewer.park.pk).filter(round=scan_round)
    run = rows.select_related("requested_by").newest_first().first()
    return reminder_card(run) if run else None


def reminder_card(run: ReminderRun) -> ReminderCard:
    """Return how far a run is. One query."""
    rows = Reminder.objects.in_park(run.park_id).filter(run=run)
    counted = rows.aggregate(
        people=Count("pk"),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        failed=Count("pk", filter=Q(failed_at__isnull=False)),
    )
    return ReminderCard(run, counted["people"], counted["sent"], counted["failed"])


def _speakers(park_id: int) -> MembershipQuerySet:
    rows = Membership.objects.filter(park_id=park_id, role=Role.MEMBER, user__is_active=True)
    found: MembershipQuerySet = rows.current()
    return found


def _without_scan(park_id: int, scan_round: ScanRound | None, today: dt.date) -> Any:
    companies = Establishment.objects.in_park(park_id).present()
    if scan_round is None or not scan_round.is_open(today):
        return companies.none()
    sent_in = QuickScan.objects.in_park(park_id).filter(round=scan_round).finished()
    return companies.exclude(pk__in=sent_in.values("establishment"))


def _expiring(park_id: int, today: dt.date) -> Any:
    rows = Listing.objects.in_park(park_id).standing_on(today)
    return rows.filter(establishment__isnull=False, expires_on__lte=today + EXPIRES_SOON)
