"""How each opportunity went: what held of it from each moment on, as a reader may know it.

History shows no more than today: an opportunity that the reader may not see now was never there,
and neither was a party that she may not see now. And no less was kept from her then: what had a
narrower audience at a moment, or an unnamed party, has no state at that moment. Who reads what
companies keep to themselves reads all that was.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.gis.db.models.functions import Area, AsWKB
from django.db.models import TextField
from django.db.models.functions import MD5
from django.utils import timezone

from knowledge.choices import Theme
from parks.access import Viewer
from parks.queries.history import events_of, names_behind, who_did
from realisation.choices import OpportunityState
from realisation.models import Opportunity, OpportunityParty
from realisation.queries.opportunity_ties import GONE, Tie, opportunity_ties

# From each moment on what held, oldest first; None: not for this reader.
Course = tuple[tuple[dt.datetime, "Snapshot | None"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An opportunity from a moment on, as the reader may know it.

    `version` is the event of the row that held, with the area as it was drawn; `area` tells one
    drawing from another and is empty without one. `left` says of who stopped why, to who may know.
    `by` is who changed it, to who reads histories.
    """

    at: dt.datetime
    by: str
    version: int
    title: str
    theme: str
    state: str
    reason: str
    area: str
    area_m2: float
    parties: tuple[str, ...]
    plots: tuple[tuple[UUID, str], ...]
    goals: tuple[str, ...]
    left: tuple[tuple[str, str], ...] = ()

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


def opportunity_courses(viewer: Viewer) -> tuple[tuple[UUID, Course], ...]:
    """Return what the viewer may see now, the oldest first, with how each went.

    Nine queries at most.
    """
    ours = Opportunity.objects.visible_to(viewer)
    order = list(ours.order_by("created_at", "pk").values_list("pk", flat=True))
    states, parties = list(_states(viewer, ours)), list(_party_states(viewer, ours))
    ties = opportunity_ties(viewer)
    told = _Told(
        viewer,
        dict(OpportunityParty.objects.visible_to(viewer).values_list("pk", "name")),
        names_behind([*states, *parties, *ties.events]) if viewer.may_edit else None,
        ties.titles,
    )
    by_state, by_party = _by_opportunity(states), _by_opportunity(parties)
    return tuple(
        (pk, tuple(told.course(by_state.get(pk, ()), by_party.get(pk, ()), ties.of(pk))))
        for pk in order
    )


def _states(viewer: Viewer, ours: Any) -> Iterable[Any]:
    rows = events_of(Opportunity).filter(
        park_id=viewer.park.pk, pgh_obj_id__in=ours.order_by().values("pk")
    )
    drawn = rows.annotate(drawing=drawing_of("area"), size=Area("area"))
    found: Iterable[Any] = drawn.order_by("pgh_obj_id", "pgh_id").values_list(
        "pgh_obj_id", "pgh_created_at", "pgh_context", "pgh_id", "title", "theme", "state",
        "state_reason", "audience", "drawing", "size", named=True,
    )  # fmt: skip
    return found


def drawing_of(field: str) -> MD5:
    """Return what tells one shape from another, without loading either; null without a shape."""
    return MD5(AsWKB(field), output_field=TextField())


def _party_states(viewer: Viewer, ours: Any) -> Iterable[Any]:
    rows = events_of(OpportunityParty).filter(
        park_id=viewer.park.pk, opportunity_id__in=ours.order_by().values("pk")
    )
    return rows.order_by("opportunity_id", "pgh_id").values_list(
        "opportunity_id", "pgh_created_at", "pgh_context", "pgh_obj_id", "pgh_label", "name",
        "named", "left_on", "left_reason", named=True,
    )  # fmt: skip


def _by_opportunity(rows: Iterable[Any]) -> dict[UUID, tuple[Any, ...]]:
    return {key: tuple(group) for key, group in groupby(rows, key=lambda row: row[0])}


@dataclass(slots=True)
class _Now:
    """What holds of an opportunity while its events are gone through."""

    row: Any = None
    parties: dict[UUID, Any] = field(default_factory=dict)
    ties: dict[UUID, Tie] = field(default_factory=dict)

    def take(self, event: Any) -> None:
        """Let an event of the opportunity, of a party or of a tie hold from now on."""
        if hasattr(event, "title"):
            self.row = event
        else:
            rows: dict[UUID, Any] = self.ties if isinstance(event, Tie) else self.parties
            if event.pgh_label == GONE:
                rows.pop(event.pgh_obj_id, None)
            else:
                rows[event.pgh_obj_id] = event


@dataclass(frozen=True, slots=True)
class _Told:
    """What the viewer may be told; `names` are of the parties that she may see now.

    `people` are who changed things, for who reads histories; `titles` are of the plots and goals
    that she may see now.
    """

    viewer: Viewer
    names: Mapping[UUID, str]
    people: Mapping[int, str] | None
    titles: Mapping[UUID, str]

    def course(
        self, states: Sequence[Any], parties: Sequence[Any], ties: Sequence[Tie]
    ) -> Iterator[tuple[dt.datetime, Snapshot | None]]:
        """Yield what held from each moment on; what one transaction wrote is one moment."""
        events = sorted((*states, *parties, *ties), key=lambda event: event.pgh_created_at)
        now = _Now()
        for at, group in groupby(events, key=lambda event: event.pgh_created_at):
            together = list(group)
            for event in together:
                now.take(event)
            by = who_did(together[0], self.people) if self.people is not None else ""
            yield at, self._snapshot(at, by, now)

    def _snapshot(self, at: dt.datetime, by: str, now: _Now) -> Snapshot | None:
        row = now.row
        if row is None or not self._might_see(row, now.parties.values()):
            return None
        return Snapshot(
            at=at,
            by=by,
            version=row.pgh_id,
            title=row.title,
            theme=row.theme,
            state=row.state,
            reason=row.state_reason,
            area=row.drawing or "",
            area_m2=row.size.sq_m if row.size else 0.0,
            parties=tuple(sorted(self._names(now.parties), key=str.casefold)),
            plots=tuple(sorted(self._tied(now.ties, is_plot=True), key=lambda tied: tied[1])),
            goals=tuple(sorted(title for _, title in self._tied(now.ties, is_plot=False))),
            left=tuple(self._left(now.parties.values())),
        )

    def _might_see(self, row: Any, parties: Iterable[Any]) -> bool:
        if self.viewer.reads_confidential:
            return True
        return row.audience in self.viewer.audiences and all(party.named for party in parties)

    def _names(self, parties: Mapping[UUID, Any]) -> Iterator[str]:
        for pk, party in parties.items():
            if party.left_on is not None:
                continue
            if self.viewer.reads_confidential:
                yield party.name
            elif pk in self.names:
                # Under the name of today: who asked for another one does not want the old.
                yield self.names[pk]

    def _tied(self, ties: Mapping[UUID, Tie], *, is_plot: bool) -> Iterator[tuple[UUID, str]]:
        for tie in ties.values():
            if tie.is_plot == is_plot and tie.to in self.titles:
                yield tie.to, self.titles[tie.to]

    def _left(self, parties: Iterable[Any]) -> Iterator[tuple[str, str]]:
        if self.viewer.reads_confidential:
            yield from ((each.name, each.left_reason) for each in parties if each.left_reason)
