"""What became of a plot: its facts, its shape, its owners and its users."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from core.dutch import format_date
from parks.models import Occupation, Ownership, Plot
from parks.queries.history import (
    Changed,
    HistoryEntry,
    events_of,
    names_behind,
    row_history,
    value_of,
    who_did,
)

ACTS: Final = {"insert": "toegevoegd", "update": "gewijzigd", "delete": "verwijderd"}
OPEN_SINCE, OPEN_UNTIL = "niet bekend", "nu nog"
Holdings = type[Ownership] | type[Occupation]
KINDS: Final[tuple[tuple[Holdings, str, str], ...]] = (
    (Ownership, "organisation", "Eigenaar"),
    (Occupation, "establishment", "Gebruiker"),
)


def plot_history(plot: Plot) -> tuple[HistoryEntry, ...]:
    """Return what became of a plot, newest first; for the team, which sees all of it."""
    entries = list(row_history(plot))
    for model, holder, word in KINDS:
        entries += _of_holders(plot, model, holder, word)
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _of_holders(plot: Plot, model: Holdings, holder: str, word: str) -> list[HistoryEntry]:
    own = events_of(model).filter(park_id=plot.park_id, plot_id=plot.pk)
    events = list(own.select_related(holder).order_by("pgh_id"))
    names = names_behind(events)
    return [
        HistoryEntry(
            event.pgh_created_at,
            who_did(event, names),
            f"{word} {ACTS[event.pgh_label]}: {value_of(event, holder) or 'niet meer bekend'}",
            tuple(changes),
        )
        for event, changes in _with_changes(events)
    ]


def _with_changes(events: Sequence[Any]) -> Iterator[tuple[Any, list[Changed]]]:
    """Yield each event with the dates that it changed; what changed nothing here is left out."""
    last: dict[Any, Any] = {}
    for event in events:
        before = last.get(event.pgh_obj_id)
        last[event.pgh_obj_id] = event
        changes = list(_dates(before, event)) if event.pgh_label != "delete" else []
        if changes or event.pgh_label != "update":
            yield event, changes


def _dates(before: Any, after: Any) -> Iterator[Changed]:
    for name, label, empty in (("since", "Vanaf", OPEN_SINCE), ("until", "Tot", OPEN_UNTIL)):
        old, new = getattr(before, name, None), getattr(after, name)
        if old != new:
            yield Changed(
                label, format_date(old) if old else empty, format_date(new) if new else empty
            )
