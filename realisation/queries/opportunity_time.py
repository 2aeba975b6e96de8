"""The kansenkaart in time: as it was on a day, and what came, changed and lapsed.

History shows no more than today: an opportunity that the reader may not see now was never there,
and neither was a party that she may not see now. And no less was kept from her then: what had a
narrower audience on a day, or an unnamed party, is not on the map of that day. Who reads what
companies keep to themselves reads all that was.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from knowledge.choices import Theme
from parks.models import Reader
from parks.queries.history import events_of
from realisation.choices import OpportunityState
from realisation.models import Opportunity, OpportunityParty
from realisation.queries.opportunity_map import OPPORTUNITY, MapEntry, plots_by_opportunity

CAME: Final = "came"
CHANGED: Final = "changed"
LAPSED: Final = "lapsed"
REALISED: Final = "realised"
KINDS: Final = {
    CAME: "kwam erbij", CHANGED: "veranderde", LAPSED: "verviel", REALISED: "is gerealiseerd",
}  # fmt: skip
GONE: Final = "delete"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An opportunity from a moment on, as the reader may know it."""

    at: dt.datetime
    title: str
    theme: str
    state: str
    reason: str
    parties: tuple[str, ...]

    @property
    def day(self) -> dt.date:
        """The day on which it began to be so."""
        return timezone.localdate(self.at)

    @property
    def state_label(self) -> str:
        """How far it was, in words."""
        return str(OpportunityState(self.state).label)

    @property
    def theme_label(self) -> str:
        """Its theme, in words."""
        return str(Theme(self.theme).label)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an opportunity at a moment, and why."""

    id: UUID
    at: dt.datetime
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
    """Per opportunity, oldest first, each moment at which it changed; None: not for this reader."""

    courses: tuple[tuple[UUID, tuple[tuple[dt.datetime, Snapshot | None], ...]], ...]
    changes: tuple[Change, ...]

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days on which something changed, newest first."""
        return tuple(sorted({change.day for change in self.changes}, reverse=True))


def map_at(story: MapStory, day: dt.date) -> tuple[tuple[UUID, Snapshot], ...]:
    """Return what stood on the map at the end of a day, what had lapsed by then included."""
    found = []
    for pk, course in story.courses:
        before = [snapshot for at, snapshot in course if timezone.localdate(at) <= day]
        if before and before[-1] is not None:
            found.append((pk, before[-1]))
    return tuple(found)


def entries_then(
    reader: Reader, then: Sequence[tuple[UUID, Snapshot]]
) -> tuple[tuple[MapEntry, Snapshot], ...]:
    """Return what stood on the map of a day with its numbers of then. Two queries.

    Where things lie is kept without history: they stand where they lie now.
    """
    standing = [(pk, shot) for pk, shot in then if shot.state != OpportunityState.LAPSED]
    plots = plots_by_opportunity(reader)
    drawn = Opportunity.objects.visible_to(reader).filter(area__isnull=False)
    with_area = set(drawn.values_list("pk", flat=True))
    return tuple(
        (
            MapEntry(
                str(number), pk, OPPORTUNITY, shot.title, shot.theme, shot.state, "",
                plots.get(pk, ()), pk in with_area,
            ),
            shot,
        )
        for number, (pk, shot) in enumerate(standing, start=1)
    )  # fmt: skip


def map_story(reader: Reader) -> MapStory:
    """Return how the kansenkaart came about, for what the reader may see now. Four queries."""
    ours = Opportunity.objects.visible_to(reader)
    order = list(ours.order_by("created_at", "pk").values_list("pk", flat=True))
    told = _Told(
        reader,
        dict(OpportunityParty.objects.visible_to(reader).values_list("pk", "name")),
    )
    states = _by_opportunity(_states(reader, ours))
    parties = _by_opportunity(_party_states(reader, ours))
    courses = tuple(
        (pk, tuple(told.course(states.get(pk, ()), parties.get(pk, ())))) for pk in order
    )
    changes = [change for pk, course in courses for change in _changes(pk, course)]
    changes.sort(key=lambda change: (change.at, change.title), reverse=True)
    return MapStory(courses, tuple(changes))


def _states(reader: Reader, ours: Any) -> Iterable[Any]:
    rows = events_of(Opportunity).filter(
        park_id=reader.park.pk, pgh_obj_id__in=ours.order_by().values("pk")
    )
    return rows.order_by("pgh_obj_id", "pgh_id").values_list(
        "pgh_obj_id", "pgh_created_at", "title", "theme", "state", "state_reason", "audience",
        named=True,
    )  # fmt: skip


def _party_states(reader: Reader, ours: Any) -> Iterable[Any]:
    rows = events_of(OpportunityParty).filter(
        park_id=reader.park.pk, opportunity_id__in=ours.order_by().values("pk")
    )
    return rows.order_by("opportunity_id", "pgh_id").values_list(
        "opportunity_id", "pgh_created_at", "pgh_obj_id", "pgh_label", "name", "named", "left_on",
        named=True,
    )  # fmt: skip


def _by_opportunity(rows: Iterable[Any]) -> dict[UUID, tuple[Any, ...]]:
    return {key: tuple(group) for key, group in groupby(rows, key=lambda row: row[0])}


@dataclass(slots=True)
class _Now:
    """What holds of an opportunity while its events are gone through."""

    row: Any = None
    parties: dict[UUID, Any] = field(default_factory=dict)

    def take(self, event: Any) -> None:
        """Let an event of the opportunity or of a party hold from now on."""
        if hasattr(event, "title"):
            self.row = event
        elif event.pgh_label == GONE:
            self.parties.pop(event.pgh_obj_id, None)
        else:
            self.parties[event.pgh_obj_id] = event


@dataclass(frozen=True, slots=True)
class _Told:
    """What the reader may be told; `names` are of the parties that she may see now."""

    reader: Reader
    names: Mapping[UUID, str]

    def course(
        self, states: Sequence[Any], parties: Sequence[Any]
    ) -> Iterator[tuple[dt.datetime, Snapshot | None]]:
        """Yield what held from each moment on; what one transaction wrote is one moment."""
        events = sorted((*states, *parties), key=lambda event: event.pgh_created_at)
        now = _Now()
        for at, together in groupby(events, key=lambda event: event.pgh_created_at):
            for event in together:
                now.take(event)
            yield at, self._snapshot(at, now)

    def _snapshot(self, at: dt.datetime, now: _Now) -> Snapshot | None:
        row = now.row
        if row is None or not self._might_see(row, now.parties.values()):
            return None
        return Snapshot(
            at, row.title, row.theme, row.state, row.state_reason,
            tuple(sorted(self._names(now.parties), key=str.casefold)),
        )  # fmt: skip

    def _might_see(self, row: Any, parties: Iterable[Any]) -> bool:
        if self.reader.reads_confidential:
            return True
        return row.audience in self.reader.audiences and all(party.named for party in parties)

    def _names(self, parties: Mapping[UUID, Any]) -> Iterator[str]:
        for pk, party in parties.items():
            if party.left_on is not None:
                continue
            if self.reader.reads_confidential:
                yield party.name
            elif pk in self.names:
                # Under the name of today: who asked for another one does not want the old.
                yield self.names[pk]


def _changes(pk: UUID, course: Sequence[tuple[dt.datetime, Snapshot | None]]) -> Iterator[Change]:
    before: Snapshot | None = None
    for _, after in course:
        if after is None:
            continue
        if before is None:
            yield Change(pk, after.at, CAME, after.title, _members(after), after.reason)
        elif change := _change(pk, before, after):
            yield change
        before = after


def _members(snapshot: Snapshot) -> tuple[str, ...]:
    found = [f"als {snapshot.state_label}"]
    if snapshot.parties:
        found.append(f"met {', '.join(snapshot.parties)}")
    return tuple(found)


def _change(pk: UUID, before: Snapshot, after: Snapshot) -> Change | None:
    what = tuple(_differences(before, after))
    if not what:
        return None
    moved = before.state != after.state
    kind = CHANGED
    if moved and after.state == OpportunityState.LAPSED:
        kind = LAPSED
    elif moved and after.state == OpportunityState.REALISED:
        kind = REALISED
    return Change(pk, after.at, kind, after.title, what, after.reason if moved else "")


def _differences(before: Snapshot, after: Snapshot) -> Iterator[str]:
    if before.title != after.title:
        yield f"heette eerst ‘{before.title}’"
    if before.state != after.state:
        yield f"van {before.state_label} naar {after.state_label}"
    if before.theme != after.theme:
        yield f"thema van {before.theme_label} naar {after.theme_label}"
    for name in after.parties:
        if name not in before.parties:
            yield f"{name} doet mee"
    for name in before.parties:
        if name not in after.parties:
            yield f"{name} doet niet meer mee"
