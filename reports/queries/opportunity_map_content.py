"""What a printed kansenkaart holds: everything that its PDF shows, and by which rows it was made.

Records of their own, as in `reports.queries.content`: add fields with a default; never rename or
remove one. Shapes are in whole decimetres RD New.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from reports.queries.content import ParkFacts

Rings = tuple[tuple[tuple[int, int], ...], ...]
PAPERS: Final = (("a3", "A3, liggend"), ("a4", "A4, liggend"))


@dataclass(frozen=True, slots=True)
class MapPartyFact:
    """A party of an opportunity. `id` is empty for who asks or offers by itself."""

    id: str
    name: str
    helix: str
    role: str


@dataclass(frozen=True, slots=True)
class MapEntryFact:
    """A number with its explanation; texts are words already. `point` is None without a place."""

    id: str
    number: str
    kind: str
    title: str
    theme: str
    state: str
    sort_label: str
    state_label: str
    scale_label: str
    reason: str
    text: str
    parties: tuple[MapPartyFact, ...]
    plots: tuple[str, ...]
    ties: tuple[str, ...]
    facts: tuple[str, ...]
    point: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class MapShapes:
    """What is drawn under the numbers."""

    outline: Rings
    plots: tuple[Rings, ...]
    grounds: tuple[Rings, ...]
    areas: tuple[Rings, ...]


@dataclass(frozen=True, slots=True)
class OpportunityMapDocument:
    """The kansenkaart of one day for one audience. `paper` is one of PAPERS."""

    park: ParkFacts
    audience: str
    made_on: dt.date
    paper: str
    shapes: MapShapes
    entries: tuple[MapEntryFact, ...]
    format: int = 1

    def of_kind(self, kind: str) -> tuple[MapEntryFact, ...]:
        """Return the entries of one kind: opportunity, demand or supply."""
        return tuple(entry for entry in self.entries if entry.kind == kind)
