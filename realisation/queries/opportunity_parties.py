"""The kansenkaart by party: who seeks, who offers, who is joined in what.

Parties are told apart by the name that the reader sees, never by the company behind it: two rows of
one company under different names must not tell on each other.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from parks.models import Reader
from realisation.choices import PartyRole
from realisation.models import Listing, OpportunityParty
from realisation.queries.opportunity_map import (
    DEMAND,
    OPPORTUNITY,
    SUPPLY,
    MapEntry,
    OpportunityMap,
    opportunity_map,
)

# A matrix with more columns can't be read; the table says the same.
MOST_COLUMNS: Final = 24


@dataclass(frozen=True, slots=True)
class Part:
    """What a party has on the map: an entry, and its role in an opportunity."""

    entry: MapEntry
    role: str

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(PartyRole(self.role).label)


@dataclass(frozen=True, slots=True)
class MapParty:
    """A party with all that it seeks, offers and is joined in."""

    name: str
    helix: str
    parts: tuple[Part, ...]

    @property
    def seeks(self) -> tuple[MapEntry, ...]:
        """The demands of the party."""
        return tuple(part.entry for part in self.parts if part.entry.kind == DEMAND)

    @property
    def offers(self) -> tuple[MapEntry, ...]:
        """The supplies of the party."""
        return tuple(part.entry for part in self.parts if part.entry.kind == SUPPLY)

    @property
    def joined(self) -> tuple[Part, ...]:
        """The opportunities in which it takes part."""
        return tuple(part for part in self.parts if part.entry.kind == OPPORTUNITY)

    @property
    def roles(self) -> frozenset[str]:
        """All that it does, whether in a listing or in an opportunity."""
        return frozenset(part.role for part in self.parts)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A party with, per opportunity of the matrix, its role in words or an empty string."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Parties against opportunities."""

    columns: tuple[MapEntry, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class MapParties:
    """The parties of a map by name, and the map itself."""

    found: OpportunityMap
    parties: tuple[MapParty, ...]

    def matrix(self, parties: Sequence[MapParty]) -> Matrix | None:
        """Return some parties against what they are joined in; None when it can't be read."""
        used = {part.entry.id: part.entry for party in parties for part in party.joined}
        columns = tuple(entry for entry in self.found.all if entry.id in used)
        if not columns or len(columns) > MOST_COLUMNS:
            return None
        return Matrix(columns, tuple(_row(party, columns) for party in parties if party.joined))


def _row(party: MapParty, columns: Sequence[MapEntry]) -> MatrixRow:
    roles = {part.entry.id: part.role_label for part in party.joined}
    return MatrixRow(party.name, tuple(roles.get(entry.id, "") for entry in columns))


def map_parties(reader: Reader, today: dt.date) -> MapParties:
    """Return who is on the kansenkaart as a reader sees it. Six queries, no geometry."""
    found = opportunity_map(reader, today)
    entries = {entry.id: entry for entry in found.all}
    order = {entry.id: at for at, entry in enumerate(found.all)}
    parties: dict[str, tuple[str, str, list[Part]]] = {}
    for name, helix, entry_id, role in (*_in_opportunities(reader), *_in_listings(reader, today)):
        if entry_id in entries:
            _, _, parts = parties.setdefault(name.casefold(), (name, helix, []))
            parts.append(Part(entries[entry_id], role))
    return MapParties(
        found=found,
        parties=tuple(
            MapParty(name, helix, tuple(sorted(parts, key=lambda part: order[part.entry.id])))
            for _, (name, helix, parts) in sorted(parties.items())
        ),
    )


Found = Iterable[tuple[str, str, UUID, str]]


def _in_opportunities(reader: Reader) -> Found:
    rows = OpportunityParty.objects.visible_to(reader).standing().order_by("name", "pk")
    yield from rows.values_list("name", "helix", "opportunity_id", "role")


def _in_listings(reader: Reader, today: dt.date) -> Found:
    rows = Listing.objects.visible_to(reader).standing_on(today).select_related("establishment")
    for row in rows.defer("description", "conditions").order_by("-created_at", "pk"):
        role = PartyRole.SEEKS if row.side == DEMAND else PartyRole.OFFERS
        yield row.party_label, row.helix, row.pk, role
