"""What became of an opportunity: its fields, its drawing, its plots and goals; for the team."""

from collections.abc import Iterator
from typing import Any, Final

from django.contrib.gis.db.models.functions import Area

from core.dutch import format_decimal
from core.words import EMPTY
from parks.access import Viewer
from parks.queries.history import (
    Changed,
    HistoryEntry,
    events_of,
    names_behind,
    states_of,
    value_of,
    who_did,
)
from parks.queries.plot_history import ACTS
from parks.queries.plots import M2_PER_HA
from realisation.models import Opportunity, OpportunityGoal, OpportunityPlot
from realisation.queries.opportunity_history import history_of, since_named
from realisation.queries.opportunity_past import drawing_of

_TIES: Final[tuple[tuple[Any, str, str], ...]] = (
    (OpportunityPlot, "plot", "Kavel"), (OpportunityGoal, "goal", "Doel")
)  # fmt: skip
AREA: Final = "Gebied op de kaart"


def whole_history_of(viewer: Viewer, opportunity: Opportunity) -> tuple[HistoryEntry, ...]:
    """Return what became of an opportunity, newest first, as far as the viewer may know it.

    Few queries, however much happened.
    """
    entries = history_of(viewer, opportunity, opportunity.pk)
    others = (*_of_area(opportunity), *_of_ties(opportunity))
    told = since_named(viewer, others, opportunity.park_id, opportunity.pk)
    return tuple(sorted((*entries, *told), key=lambda entry: entry.at, reverse=True))


def _of_ties(opportunity: Opportunity) -> Iterator[HistoryEntry]:
    """Yield when a plot or a goal was chosen and let go; the team sees all of both."""
    for model, to, word in _TIES:
        own = events_of(model).filter(park_id=opportunity.park_id, opportunity_id=opportunity.pk)
        events = list(own.select_related(to).order_by("pgh_id"))
        names = names_behind(events)
        for event in events:
            title = value_of(event, to) or "niet meer bekend"
            what = f"{word} {ACTS[event.pgh_label]}: {title}"
            yield HistoryEntry(event.pgh_created_at, who_did(event, names), what, ())


def _of_area(opportunity: Opportunity) -> Iterator[HistoryEntry]:
    states = states_of(opportunity).annotate(drawing=drawing_of("area"), size=Area("area"))
    rows = list(states.values_list("pgh_created_at", "pgh_context", "drawing", "size", named=True))
    names = names_behind(rows)
    drawing, size = "", EMPTY
    for row in rows:
        before, was = drawing, size
        drawing, size = row.drawing or "", _words(row.size)
        if drawing != before:
            what = _act(before, drawing)
            yield HistoryEntry(
                row.pgh_created_at, who_did(row, names), what, (Changed(AREA, was, size),)
            )


def _act(before: str, after: str) -> str:
    if not before:
        return "Gebied getekend"
    return "Gebied opnieuw getekend" if after else "Gebied weggehaald"


def _words(size: Any) -> str:
    return f"{format_decimal(size.sq_m / M2_PER_HA, 2)} ha" if size else EMPTY
