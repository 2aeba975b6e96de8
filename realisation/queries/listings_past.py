"""Demand and supply on the kansenkaart of a day, and when each came and went.

As with opportunities: no more than now, and no more than then. What was withdrawn, and what a
company that is gone asked, is told to the park manager alone. Words are those of today: who put
something in other words does not want the old ones.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from parks.access import Viewer
from parks.queries.history import events_of, names_behind, who_did
from realisation.choices import ListingSide, ListingState
from realisation.models import Listing

_DAY: Final = dt.timedelta(days=1)
# How a listing comes and goes, besides the states in which it ends.
CAME: Final = "came"
EXPIRED: Final = "expired"
HIDDEN: Final = "hidden"


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment at which a listing came on the map or went from it: how, and the reason given."""

    at: dt.datetime
    by: str
    how: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingMoment:
    """A demand or supply from a moment on; `stands` as far as the reader knew of it."""

    at: dt.datetime
    by: str
    stands: bool
    state: str
    reason: str
    expires_on: dt.date
    plot_id: UUID | None

    def stands_on(self, day: dt.date) -> bool:
        """Whether it was on the map of a day that this moment reaches."""
        return self.stands and self.expires_on >= day


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingCourse:
    """A demand or a supply in the words of today, with what held from each moment on."""

    id: UUID
    side: str
    kind: str
    title: str
    party: str
    establishment_id: UUID | None
    left_on: dt.date | None
    moments: tuple[ListingMoment, ...]

    @property
    def side_label(self) -> str:
        """Whether it is a demand or a supply, in words."""
        return str(ListingSide(self.side).label)

    def on(self, day: dt.date) -> ListingMoment | None:
        """Return what held at the end of a day, or None when it was not on the map then."""
        before = [each for each in self.moments if timezone.localdate(each.at) <= day]
        gone = self.left_on is not None and self.left_on <= day
        return before[-1] if before and before[-1].stands_on(day) and not gone else None


def listing_courses(viewer: Viewer) -> tuple[ListingCourse, ...]:
    """Return what the viewer may know of now, the oldest first. At most three queries."""
    rows = Listing.objects.visible_to(viewer).select_related("establishment")
    if not viewer.reads_confidential:
        rows = rows.of_who_is_here().exclude(state=ListingState.WITHDRAWN)
    now = list(rows.order_by("created_at", "pk"))
    events = list(_events(viewer, now))
    # Who acts for a company is told to who reads all that companies keep, as on its own page.
    people = names_behind(events) if viewer.reads_confidential else None
    moments = {
        pk: tuple(_moment(viewer, event, "" if people is None else who_did(event, people))
                  for event in group)
        for pk, group in groupby(events, key=lambda event: event.pgh_obj_id)
    }  # fmt: skip
    return tuple(_course(row, moments.get(row.pk, ())) for row in now)


def _course(row: Listing, moments: tuple[ListingMoment, ...]) -> ListingCourse:
    company = row.establishment
    return ListingCourse(
        id=row.pk,
        side=row.side,
        kind=row.kind,
        title=row.title,
        party=row.party_label,
        establishment_id=row.establishment_id,
        left_on=company.left_on if company else None,
        moments=moments,
    )


def _events(viewer: Viewer, rows: Sequence[Listing]) -> Iterable[Any]:
    if not rows:
        return ()
    found = events_of(Listing).filter(
        park_id=viewer.park.pk, pgh_obj_id__in=[row.pk for row in rows]
    )
    return found.order_by("pgh_obj_id", "pgh_id").values_list(
        "pgh_obj_id", "pgh_created_at", "pgh_context", "state", "state_reason", "expires_on",
        "released_to", "establishment_id", "plot_id", named=True,
    )  # fmt: skip


def _moment(viewer: Viewer, event: Any, by: str) -> ListingMoment:
    is_hers = viewer.reads_confidential or event.establishment_id in viewer.establishments
    knew = is_hers or event.released_to in viewer.audiences
    # Why somebody withdrew for a time is not for others, also when it is open again.
    told_why = is_hers or (knew and event.state == ListingState.MET)
    return ListingMoment(
        at=event.pgh_created_at,
        by=by,
        stands=knew and event.state == ListingState.OPEN,
        # What became of it while it was kept from the reader, and why, is not for her either.
        state=event.state if knew else ListingState.OPEN,
        reason=event.state_reason if told_why else "",
        expires_on=event.expires_on,
        plot_id=event.plot_id,
    )


def turns(course: ListingCourse, today: dt.date) -> Iterator[Turn]:
    """Yield when a listing came on the map and went from it.

    That it expired no event tells: it is dated on the day after its last one.
    """
    before: ListingMoment | None = None
    for each in course.moments:
        day = timezone.localdate(each.at)
        if before and _expired_before(before, day):
            yield _expiry(before)
            before = None
        stood = before is not None and before.stands
        if each.stands and not stood:
            yield Turn(each.at, each.by, CAME, "")
        elif stood and not each.stands:
            kind = each.state if each.state != ListingState.OPEN else HIDDEN
            yield Turn(each.at, each.by, kind, each.reason)
        before = each
    if before and _expired_before(before, today):
        yield _expiry(before)


def _expired_before(moment: ListingMoment, day: dt.date) -> bool:
    return moment.stands and moment.expires_on < day


def _expiry(moment: ListingMoment) -> Turn:
    first = dt.datetime.combine(moment.expires_on + _DAY, dt.time())
    return Turn(timezone.make_aware(first), "", EXPIRED, "")
