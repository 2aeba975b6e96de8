"""What a search of the whole park has to go on: what counts, and what doesn't and why."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from parks.access import Viewer
from realisation.choices import (
    ListingKind,
    ListingSide,
    ListingState,
    Manner,
    Per,
    RunKind,
    Willingness,
)
from realisation.models import Listing
from realisation.queries.ground import Ground, ground_of
from realisation.queries.matching_flows import flow_input
from realisation.queries.matching_space import space_input

KINDS: Final = {RunKind.SPACE: ListingKind.LAND, RunKind.FLOWS: ListingKind.FLOW}
GIVES: Final = (Manner.SELL, Manner.SWAP, Manner.RELOCATE)

EXPIRED: Final = "is verlopen; verleng het als het nog geldt"
UNWILLING: Final = "geen bereidheid om te investeren in zicht"
NO_PLOT: Final = "er is geen kavel bij genoemd"
NOT_DRAWN: Final = "de kavel is nog niet getekend"
NO_OWN_PLOT: Final = "van deze partij is geen eigen getekende kavel bekend"
NO_AMOUNT: Final = "er is geen hoeveelheid per jaar bekend"
NO_PLACE: Final = "het is niet bekend waar het is; teken de kavel van het bedrijf"
GONE: Final = "het bedrijf is vertrokken of samengevoegd"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A listing that does not count, and why."""

    listing: Listing
    why: str


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a search of one kind has to go on."""

    kind: str
    demands: int
    supplies: int
    free: int
    left_out: tuple[LeftOut, ...]

    @property
    def label(self) -> str:
        """Return what is sought, in words."""
        return str(RunKind(self.kind).label)

    @property
    def can_search(self) -> bool:
        """Whether anything could come of it: somebody asks, and something is to be had."""
        return bool(self.demands and (self.supplies or self.free))


def prospects(viewer: Viewer, today: dt.date) -> tuple[Prospect, ...]:
    """Return per kind of search what counts. The same queries, however much there is."""
    ground = ground_of(viewer.park.pk, today)
    return tuple(_prospect(viewer, kind, today, ground) for kind in RunKind)


def can_search(park_id: int, kind: str, today: dt.date) -> bool:
    """Whether a search of this kind could find anything."""
    demands, supplies, free, _ = _counted(park_id, kind, today)
    return bool(demands and (supplies or free))


def _prospect(viewer: Viewer, kind: str, today: dt.date, ground: Ground) -> Prospect:
    demands, supplies, free, says_little = _counted(viewer.park.pk, kind, today)
    rows = Listing.objects.visible_to(viewer).filter(
        kind=KINDS[RunKind(kind)], state=ListingState.OPEN
    )
    left_out = _left_out(rows.for_list(viewer), says_little, today, ground)
    return Prospect(kind, demands, supplies, free, tuple(left_out))


def _counted(park_id: int, kind: str, today: dt.date) -> tuple[int, int, int, frozenset[UUID]]:
    """Return how many ask, how many give, what else is free, and which say too little."""
    if kind == RunKind.FLOWS:
        flows = flow_input(park_id, today)
        return len(flows.sinks), len(flows.sources), 0, frozenset(flows.left_out)
    land = space_input(park_id, today)
    asking = [mover for mover in land.space.movers if mover.weight]
    giving = [mover for mover in land.space.movers if mover.gives]
    free = sum(plot.free for plot in land.space.plots)
    return len(asking), len(giving), free, frozenset(land.left_out)


def _left_out(
    listings: Iterable[Listing], says_little: frozenset[UUID], today: dt.date, ground: Ground
) -> Iterator[LeftOut]:
    for listing in listings:
        why = _why(listing, listing.pk in says_little, today, ground)
        if why:
            yield LeftOut(listing, why)


def _why(listing: Listing, says_little: bool, today: dt.date, ground: Ground) -> str:
    company = listing.establishment
    if company and company.is_gone:
        return GONE
    if listing.expires_on < today:
        return EXPIRED
    if listing.willingness == Willingness.NONE:
        return UNWILLING
    if listing.side == ListingSide.SUPPLY and listing.manner in GIVES:
        return _why_no_plot(listing, ground)
    return _why_too_little(listing) if says_little else ""


def _why_too_little(listing: Listing) -> str:
    if listing.kind == ListingKind.LAND:
        return NO_OWN_PLOT
    return NO_AMOUNT if listing.quantity is None or listing.per == Per.ONCE else NO_PLACE


def _why_no_plot(listing: Listing, ground: Ground) -> str:
    if listing.plot_id is None:
        return NO_PLOT
    plot = ground.plots.get(listing.plot_id)
    return NOT_DRAWN if plot is None or plot.area_m2 is None else ""
