"""Read model of the kansenkaart: what one reader sees, numbered, and where it lies.

Screen, paper, downloads and the public page all start here. Numbers are given over what this very
reader sees, so that no gap tells of anything else; they are never stored.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.db.models.lookups import IsNull

from knowledge.choices import Theme
from parks.models import Occupation, Reader
from realisation.choices import ListingKind, ListingSide, OpportunityState
from realisation.models import Listing, Opportunity, OpportunityPlot

OPPORTUNITY: Final = "opportunity"
DEMAND: Final = ListingSide.DEMAND.value
SUPPLY: Final = ListingSide.SUPPLY.value
LAYERS: Final = ((OPPORTUNITY, "Kansen"), (DEMAND, "Vraag"), (SUPPLY, "Aanbod"))
# What lapsed is told in time (`opportunity_time`); on the map it would promise what is over.
SHOWN_STATES: Final = tuple(
    (state.value, str(state.label)) for state in OpportunityState if state != "lapsed"
)
LETTERS: Final = {DEMAND: "V", SUPPLY: "A"}


@dataclass(frozen=True, slots=True)
class MapSearch:
    """Which layers somebody wants to see; without values: all of them."""

    layer: str = ""
    theme: str = ""
    state: str = ""

    def fits(self, entry: "MapEntry") -> bool:
        """Whether an entry is in these layers; theme and state are of opportunities alone."""
        if self.layer and entry.kind != self.layer:
            return False
        if not (self.theme or self.state):
            return True
        return (
            entry.kind == OPPORTUNITY
            and self.theme in ("", entry.theme)
            and self.state in ("", entry.state)
        )


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A number on the map: an opportunity (7), a demand (V2) or a supply (A1).

    `theme` and `state` are those of an opportunity; `sort` is the kind of a listing. `plots` are
    the plots on which it lies, as far as this reader may see them.
    """

    number: str
    id: UUID
    kind: str
    title: str
    theme: str
    state: str
    sort: str
    plots: tuple[UUID, ...]
    has_area: bool

    @property
    def is_opportunity(self) -> bool:
        """Whether it is an opportunity, and not a demand or a supply."""
        return self.kind == OPPORTUNITY

    @property
    def kind_label(self) -> str:
        """What it is, in words."""
        return "kans" if self.is_opportunity else str(ListingSide(self.kind).label)

    @property
    def sort_label(self) -> str:
        """Its theme, or what sort of thing is asked or offered."""
        choices: Any = Theme if self.is_opportunity else ListingKind
        return str(choices(self.theme or self.sort).label)

    @property
    def state_label(self) -> str:
        """How far an opportunity is; empty for a demand or a supply."""
        return str(OpportunityState(self.state).label) if self.state else ""


@dataclass(frozen=True, slots=True)
class OpportunityMap:
    """All that a reader sees, in the order of its numbers, and which of it was asked for."""

    day: dt.date
    all: tuple[MapEntry, ...]
    search: MapSearch

    @property
    def entries(self) -> tuple[MapEntry, ...]:
        """The entries in the layers that were asked for."""
        return tuple(entry for entry in self.all if self.search.fits(entry))

    def count(self, kind: str) -> int:
        """Return how many there are of a kind in the layers that were asked for."""
        return Counter(entry.kind for entry in self.entries)[kind]


def opportunity_map(
    reader: Reader,
    today: dt.date,
    search: MapSearch = MapSearch(),  # frozen
) -> OpportunityMap:
    """Return the kansenkaart as a reader sees it on this day. Four queries, no geometry."""
    return OpportunityMap(
        day=today,
        all=(*_opportunities(reader), *_listings(reader, today)),
        search=search,
    )


def _opportunities(reader: Reader) -> Iterable[MapEntry]:
    rows = Opportunity.objects.visible_to(reader).standing().order_by("created_at", "pk")
    plots = plots_by_opportunity(reader)
    found = rows.values_list("pk", "title", "theme", "state", IsNull(F("area"), False))
    for number, (pk, title, theme, state, drawn) in enumerate(found, start=1):
        yield MapEntry(
            str(number), pk, OPPORTUNITY, title, theme, state, "", plots.get(pk, ()), drawn
        )


def plots_by_opportunity(reader: Reader) -> dict[UUID, tuple[UUID, ...]]:
    """Return the plots on which each opportunity lies, as far as a reader sees them. One query."""
    rows = OpportunityPlot.objects.visible_to(reader).order_by("plot__name", "plot_id")
    return grouped(rows.values_list("opportunity_id", "plot_id"))


def _listings(reader: Reader, today: dt.date) -> Iterable[MapEntry]:
    """Yield what holds today: all demands by age, then all supplies."""
    rows = Listing.objects.visible_to(reader).standing_on(today).order_by("created_at", "pk")
    found = list(rows.values_list("pk", "side", "title", "kind", "plot_id", "establishment_id"))
    used = grouped(
        Occupation.objects.visible_to(reader)
        .on(today)
        .filter(establishment__in={row[5] for row in found if row[5] and not row[4]})
        .order_by("plot__name", "plot_id")
        .values_list("establishment_id", "plot_id")
    )
    for side in (DEMAND, SUPPLY):
        mine = [row for row in found if row[1] == side]
        for number, (pk, _, title, kind, plot, company) in enumerate(mine, start=1):
            places = (plot,) if plot else used.get(company, ())
            yield MapEntry(f"{LETTERS[side]}{number}", pk, side, title, "", "", kind, places, False)


def grouped(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, tuple[UUID, ...]]:
    """Return per first of the pairs its seconds, in their order."""
    groups: dict[UUID, list[UUID]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
