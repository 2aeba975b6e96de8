"""The kansenkaart in time: what came, changed and lapsed, when, by whom and why."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils import timezone

from core.dutch import format_decimal
from parks.access import Viewer
from parks.queries.plots import M2_PER_HA
from realisation.choices import ListingState, OpportunityState
from realisation.queries import listings_past
from realisation.queries.listings_past import (
    EXPIRED,
    ListingCourse,
    listing_courses,
    turns,
)
from realisation.queries.opportunity_past import Course, Snapshot, opportunity_courses
from realisation.queries.opportunity_ties import tie_changes

CAME: Final = "came"
CHANGED: Final = "changed"
LAPSED: Final = "lapsed"
REALISED: Final = "realised"
MET: Final = "met"
KINDS: Final = {
    CAME: "kwam erbij", CHANGED: "veranderde", LAPSED: "verviel", REALISED: "is gerealiseerd",
    MET: "is vervuld",
}  # fmt: skip
ON_PLOT: Final = ("ligt nu ook op", "ligt niet meer op")
FOR_GOAL: Final = ("draagt bij aan", "draagt niet meer bij aan")
NOT_RENEWED: Final = "De datum ging voorbij en niemand verlengde."
_TURNS: Final = {listings_past.CAME: CAME, ListingState.MET.value: MET}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an opportunity, a demand or a supply at a moment, by whom and why.

    `by` is empty to who does not read histories.
    """

    id: UUID
    at: dt.datetime
    by: str
    kind: str
    title: str
    what: tuple[str, ...]
    why: str

    @property
    def day(self) -> dt.date:
        """The day of it."""
        return timezone.localdate(self.at)

    @property
    def kind_label(self) -> str:
        """What became of it, in words."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class MapStory:
    """How each opportunity and each listing went, the oldest first, and all changes of them."""

    opportunities: tuple[tuple[UUID, Course], ...]
    listings: tuple[ListingCourse, ...]
    changes: tuple[Change, ...]

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days on which something changed, newest first."""
        return tuple(sorted({change.day for change in self.changes}, reverse=True))


def map_story(viewer: Viewer, today: dt.date) -> MapStory:
    """Return how the kansenkaart came about, for what the viewer may see now.

    Twelve queries at most.
    """
    opportunities, listings = opportunity_courses(viewer), listing_courses(viewer)
    changes = [change for pk, course in opportunities for change in _changes(pk, course)]
    changes += [change for course in listings for change in _turns(course, today)]
    changes.sort(key=lambda change: (change.at, change.title), reverse=True)
    return MapStory(opportunities, listings, tuple(changes))


def map_at(story: MapStory, day: dt.date) -> tuple[tuple[UUID, Snapshot], ...]:
    """Return the opportunities at the end of a day, what had lapsed by then included."""
    found = []
    for pk, course in story.opportunities:
        before = [snapshot for at, snapshot in course if timezone.localdate(at) <= day]
        if before and before[-1] is not None:
            found.append((pk, before[-1]))
    return tuple(found)


def _changes(pk: UUID, course: Course) -> Iterator[Change]:
    before: Snapshot | None = None
    for _, after in course:
        if after is None:
            continue
        if before is None:
            yield _change(pk, after, CAME, tuple(_members(after)), after.reason)
        elif what := tuple(_differences(before, after)):
            yield _change(pk, after, _kind(before, after), what, _why(before, after))
        before = after


def _change(pk: UUID, after: Snapshot, kind: str, what: tuple[str, ...], why: str) -> Change:
    return Change(id=pk, at=after.at, by=after.by, kind=kind, title=after.title, what=what, why=why)


def _members(snapshot: Snapshot) -> Iterator[str]:
    yield f"als {snapshot.state_label}"
    if snapshot.parties:
        yield f"met {', '.join(snapshot.parties)}"


def _kind(before: Snapshot, after: Snapshot) -> str:
    if before.state == after.state:
        return CHANGED
    ends = {OpportunityState.LAPSED.value: LAPSED, OpportunityState.REALISED.value: REALISED}
    return ends.get(after.state, CHANGED)


def _why(before: Snapshot, after: Snapshot) -> str:
    """Return why its state changed and, to who may know, why parties stopped."""
    reasons = [after.reason] if before.state != after.state else []
    stopped = [each for each in after.left if each not in before.left]
    reasons += [f"{name}: {reason}" for name, reason in stopped]
    return " ".join(filter(None, reasons))


def _differences(before: Snapshot, after: Snapshot) -> Iterator[str]:
    if before.title != after.title:
        yield f"heette eerst ‘{before.title}’"
    if before.state != after.state:
        yield f"van {before.state_label} naar {after.state_label}"
    if before.theme != after.theme:
        yield f"thema van {before.theme_label} naar {after.theme_label}"
    yield from _joined(before.parties, after.parties)
    were, are = ([name for _, name in each.plots] for each in (before, after))
    yield from tie_changes(were, are, ON_PLOT)
    yield from tie_changes(before.goals, after.goals, FOR_GOAL)
    if before.area != after.area:
        yield drawn_anew(before.area_m2, after.area_m2)


def _joined(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    yield from (f"{name} doet mee" for name in after if name not in before)
    yield from (f"{name} doet niet meer mee" for name in before if name not in after)


def drawn_anew(before_m2: float, after_m2: float) -> str:
    """Return what became of a drawing of which the sizes are known; 0 is no drawing."""
    if not after_m2:
        return "gebied weggehaald"
    if not before_m2:
        return f"gebied getekend, {_hectares(after_m2)}"
    return f"gebied opnieuw getekend, van {_hectares(before_m2)} naar {_hectares(after_m2)}"


def _hectares(area_m2: float) -> str:
    return f"{format_decimal(area_m2 / M2_PER_HA, 2)} ha"


def _turns(course: ListingCourse, today: dt.date) -> Iterator[Change]:
    for turn in turns(course, today):
        yield Change(
            id=course.id,
            at=turn.at,
            by=turn.by,
            kind=_TURNS.get(turn.how, LAPSED),
            title=course.title,
            what=(f"{course.side_label} van {course.party}",),
            why=NOT_RENEWED if turn.how == EXPIRED else turn.reason,
        )
