"""The history of an opportunity and of what belongs to it, without what was kept from the reader.

As long as a party is unnamed, an opportunity exists for the park manager alone. What was written of
it until then stays with her, also after that party was named or taken out.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from parks.access import Viewer
from parks.queries.history import HistoryEntry, events_of, label_of, row_history
from realisation.models import OpportunityParty

# Of a party: names that it gave up, and why it once stopped, are for the manager alone.
_KEPT: Final = frozenset(
    label_of(OpportunityParty, name) for name in ("name", "named", "left_on", "left_reason")
)


def history_of(viewer: Viewer, row: Any, opportunity_id: UUID) -> tuple[HistoryEntry, ...]:
    """Return what became of a row of an opportunity, newest first, as far as she may know it."""
    return since_named(viewer, row_history(row), row.park_id, opportunity_id)


def party_history_of(viewer: Viewer, party: OpportunityParty) -> tuple[HistoryEntry, ...]:
    """Return what became of a party, newest first; for others than the manager as it is now."""
    entries = history_of(viewer, party, party.opportunity_id)
    return entries if viewer.reads_confidential else tuple(_told(entries))


def _told(entries: Sequence[HistoryEntry]) -> Iterator[HistoryEntry]:
    for entry in entries:
        changes = tuple(each for each in entry.changes if each.label not in _KEPT)
        if changes or entry.what == "Toegevoegd":
            yield replace(entry, changes=changes)


def since_named(
    viewer: Viewer, entries: tuple[HistoryEntry, ...], park_id: int, opportunity_id: UUID
) -> tuple[HistoryEntry, ...]:
    """Return those that the viewer may read: for others than the manager, since all were named."""
    if viewer.reads_confidential:
        return entries
    since = _named_at(park_id, opportunity_id)
    return tuple(entry for entry in entries if since is None or entry.at > since)


def _named_at(park_id: int, opportunity_id: UUID) -> dt.datetime | None:
    """Return when the last unnamed party was named or taken out; None when all always were."""
    rows = events_of(OpportunityParty).filter(park_id=park_id, opportunity_id=opportunity_id)
    found: dt.datetime | None = None
    blind: set[UUID] = set()
    for pk, at, label, named in rows.order_by("pgh_id").values_list(
        "pgh_obj_id", "pgh_created_at", "pgh_label", "named"
    ):
        if pk in blind:
            found = at
        if named or label == "delete":
            blind.discard(pk)
        else:
            blind.add(pk)
            found = at
    return found
