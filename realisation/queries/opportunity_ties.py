"""On which plots an opportunity lay and which goals it served, from when until when."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from parks.access import Viewer
from parks.models import Plot
from parks.queries.history import events_of
from realisation.models import Opportunity, OpportunityGoal, OpportunityPlot
from strategy.models import Goal

GONE: Final = "delete"


@dataclass(frozen=True, slots=True)
class Tie:
    """An event of a tie between an opportunity and a plot or a goal, `to`."""

    opportunity_id: UUID
    pgh_created_at: dt.datetime
    pgh_context: Any
    pgh_obj_id: UUID
    pgh_label: str
    to: UUID
    is_plot: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """All ties of the opportunities that a viewer may see, and what those lead to by name."""

    events: tuple[Tie, ...]
    titles: Mapping[UUID, str]
    by_opportunity: Mapping[UUID, tuple[Tie, ...]]

    def of(self, opportunity_id: UUID) -> tuple[Tie, ...]:
        """Return the events of the ties of one opportunity, the oldest of each sort first."""
        return self.by_opportunity.get(opportunity_id, ())


def opportunity_ties(viewer: Viewer) -> Ties:
    """Return how plots and goals came and went. Four queries. Needs the park's context."""
    ours = Opportunity.objects.visible_to(viewer).order_by().values("pk")
    events = (
        *_events(viewer, ours, OpportunityPlot, "plot_id"),
        *_events(viewer, ours, OpportunityGoal, "goal_id"),
    )
    found: dict[UUID, list[Tie]] = {}
    for event in events:
        found.setdefault(event.opportunity_id, []).append(event)
    titles = dict(Plot.objects.visible_to(viewer).values_list("pk", "name"))
    titles |= dict(Goal.objects.visible_to(viewer).values_list("pk", "statement"))
    return Ties(events, titles, {key: tuple(each) for key, each in found.items()})


def _events(viewer: Viewer, ours: Any, model: Any, to: str) -> Iterator[Tie]:
    rows = events_of(model).filter(park_id=viewer.park.pk, opportunity_id__in=ours)
    columns = ("opportunity_id", "pgh_created_at", "pgh_context", "pgh_obj_id", "pgh_label", to)
    is_plot = model is OpportunityPlot
    for of, at, context, pk, label, target in rows.order_by("pgh_id").values_list(*columns):
        yield Tie(of, at, context, pk, label, target, is_plot)


def tie_changes(
    before: Iterable[str], after: Iterable[str], words: tuple[str, str]
) -> Iterator[str]:
    """Yield in words what came and what went, such as ("ligt nu ook op", "ligt niet meer op")."""
    was, now = set(before), set(after)
    came, went = words
    yield from (f"{came} {title}" for title in sorted(now - was))
    yield from (f"{went} {title}" for title in sorted(was - now))
