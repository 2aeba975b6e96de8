"""Turns demand, supply and plots into what the matching calculates with: few queries, no more.

`space_input` for the whole park at once, `flow_input` for flows; that for pairs stands in
`matching_pairs`. Ids in and out of the matching are those of listings and plots, as text.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from uuid import UUID

from knowledge.realisation import subjects
from parks.choices import PlotState
from realisation.choices import (
    Feature,
    ListingKind,
    ListingSide,
    Manner,
    Per,
    Subject,
    Unit,
    Willingness,
)
from realisation.matching.space import Mover, Plot, Space, Use, Wish
from realisation.matching.streams import Stream
from realisation.models import Listing
from realisation.queries.ground import RANKS, Ground, PlotFacts, ground_of

TIMES_A_YEAR: Final = {Per.YEAR: 1, Per.MONTH: 12, Per.WEEK: 52, Per.DAY: 365}
# In how many of the unit on the right one of the unit on the left goes.
BASE_UNITS: Final[Mapping[str, tuple[Decimal, str]]] = {
    Unit.MWH: (Decimal(1000), Unit.KWH),
    Unit.GJ: (Decimal(1000) / Decimal("3.6"), Unit.KWH),
}
WISHES: Final = {
    Manner.EXPAND: Wish.EXPAND,
    Manner.MOVE: Wish.MOVE,
    Manner.SETTLE: Wish.SETTLE,
    Manner.SWAP: Wish.SWAP,
    Manner.RELOCATE: Wish.RELOCATE,
}


@dataclass(frozen=True, slots=True)
class SpaceInput:
    """What the search for space asks.

    `left_out`: listings that say too little to take part. `sellers`: by which supply a plot is on
    offer; the register offers the others.
    """

    space: Space
    left_out: tuple[UUID, ...]
    sellers: Mapping[UUID, UUID] = field(default_factory=dict)

    def about(self, listings: Collection[UUID], plots: Collection[UUID]) -> object:
        """Return all that is known of these listings and plots, to compare."""
        movers, land = as_texts(listings), as_texts(plots)
        return (
            [it for it in self.space.movers if it.id in movers],
            [it for it in self.space.plots if it.id in land],
            {plot: seller for plot, seller in self.sellers.items() if plot in plots},
        )


@dataclass(frozen=True, slots=True)
class FlowInput:
    """What the search for flows asks; `left_out`: listings that say too little to take part."""

    sources: tuple[Stream, ...]
    sinks: tuple[Stream, ...]
    reach_m: Mapping[str, int]
    left_out: tuple[UUID, ...]

    def about(self, listings: Collection[UUID], _plots: Collection[UUID]) -> object:
        """Return all that is known of these listings, to compare."""
        asked = as_texts(listings)
        return [it for it in (*self.sources, *self.sinks) if it.id in asked]


def reach_by_subject() -> dict[str, int]:
    """Return how far each subject goes, in metres, as the method says; without a limit none."""
    return {slug: it.radius_m for slug, it in subjects().items() if it.radius_m is not None}


def party_of(listing: Listing) -> str:
    """Return whose it is: all that one organisation asks and offers is of one party."""
    if listing.establishment is not None:
        return f"o:{listing.establishment.organisation_id}"
    return f"n:{listing.name.casefold()}"


def own_plots_of(listing: Listing, ground: Ground) -> frozenset[UUID]:
    """Return what its party uses or owns now. Reads its establishment."""
    company = listing.establishment
    return ground.own_plots(company.pk, company.organisation_id) if company else frozenset()


def place_of(listing: Listing, ground: Ground) -> tuple[float | None, float | None]:
    """Return where it is: its own plot, else the middle of what its party uses or owns."""
    plots = [listing.plot_id] if listing.plot_id else own_plots_of(listing, ground)
    return ground.place_of(plots) or (None, None)


def grade(listing: Listing) -> int:
    """Return how far a party wants to go: 0 (none in sight) to 3 (decided)."""
    return Willingness.values.index(listing.willingness)


def as_texts(ids: Iterable[UUID]) -> frozenset[str]:
    """Return ids as the matching knows them."""
    return frozenset(str(each) for each in ids)


def yearly(listing: Listing) -> tuple[Decimal | None, str]:
    """Return how much a year in a unit that can be compared; what is once stays apart."""
    if listing.quantity is None:
        return None, ""
    times, unit = BASE_UNITS.get(listing.unit, (Decimal(1), listing.unit))
    amount = listing.quantity * times
    if listing.per == Per.ONCE:
        return amount, f"{unit} eenmalig"
    return amount * TIMES_A_YEAR.get(Per(listing.per or Per.YEAR), 1), str(unit)


def flow_input(park_id: int, today: dt.date) -> FlowInput:
    """Return the flows of a park that may be matched, as amounts a year, whoever may see them."""
    rows = Listing.objects.in_park(park_id).to_match_on(today).filter(kind=ListingKind.FLOW)
    listings = list(rows.select_related("establishment").order_by("pk"))
    ground = ground_of(park_id, today)
    streams = {each.pk: _stream(each, ground) for each in listings}
    kinds = {it.kind for it in streams.values() if it is not None}
    reach = reach_by_subject()
    return FlowInput(
        sources=_streams(listings, ListingSide.SUPPLY, streams),
        sinks=_streams(listings, ListingSide.DEMAND, streams),
        reach_m={kind: reach.get(kind.partition("/")[0], FURTHEST_M) for kind in kinds},
        left_out=tuple(pk for pk, it in streams.items() if it is None),
    )


# For a subject without a reach of its own: no park is wider.
FURTHEST_M: Final = 50_000


def _streams(
    listings: Sequence[Listing], side: str, streams: Mapping[UUID, Stream | None]
) -> tuple[Stream, ...]:
    found = (streams[each.pk] for each in listings if each.side == side)
    return tuple(it for it in found if it is not None)


def _stream(listing: Listing, ground: Ground) -> Stream | None:
    """Return a flow; None without an amount a year or a place."""
    amount, unit = yearly(listing)
    x_m, y_m = place_of(listing, ground)
    if amount is None or listing.per == Per.ONCE or x_m is None or y_m is None:
        return None
    quality = listing.temperature_c
    if quality is not None and listing.subject == Subject.COLD:
        quality = -quality  # the matching knows that more is better
    return Stream(
        id=str(listing.pk),
        party=party_of(listing),
        kind=f"{listing.subject}/{unit}",
        amounts=(int(amount.to_integral_value(ROUND_HALF_UP)),),
        x_m=x_m,
        y_m=y_m,
        quality=quality,
    )


def space_input(park_id: int, today: dt.date) -> SpaceInput:
    """Return all plots and who would move, grow, settle, swap or make way, whoever may see it."""
    rows = Listing.objects.in_park(park_id).filter(kind=ListingKind.LAND)
    listings = list(rows.select_related("establishment").order_by("pk"))
    matched = set(rows.to_match_on(today).values_list("pk", flat=True))
    standing = [each for each in listings if each.pk in matched]
    ground = ground_of(park_id, today)
    sellers = _sellers(standing)
    free = _free(ground, listings, sellers)
    movers = _without_quarrels([_mover(each, ground) for each in standing if each.manner in WISHES])
    movers = tuple(replace(it, gives=it.gives - as_texts(free)) for it in movers)
    holders = {plot: it.party for it in movers for plot in it.gives}
    holders |= {str(plot): party_of(it) for plot, it in sellers.items()}
    kept = tuple(it for it in movers if _says_enough(it))
    plots = tuple(
        _plot(each, standing, each.id in free, holders.get(str(each.id)))
        for each in ground.plots.values()
        if each.area_m2 is not None
    )
    out = {it.id for it in movers} - {it.id for it in kept}
    return SpaceInput(
        Space(plots, kept),
        tuple(it.pk for it in standing if str(it.pk) in out),
        {plot: it.pk for plot, it in sellers.items()},
    )


def _sellers(standing: Iterable[Listing]) -> dict[UUID, Listing]:
    """Return the supply that puts each plot on offer; of two the one that came first in order."""
    found: dict[UUID, Listing] = {}
    for it in standing:
        if it.side == ListingSide.SUPPLY and it.manner == Manner.SELL and it.plot_id:
            found.setdefault(it.plot_id, it)
    return found


def _free(ground: Ground, listings: Iterable[Listing], sold: Collection[UUID]) -> frozenset[UUID]:
    """Return the plots that are on offer: by a supply that stands, or else by the register.

    A supply that was withdrawn takes its plot along, whatever the register still says.
    """
    told = {it.plot_id for it in listings if it.side == ListingSide.SUPPLY and it.plot_id}
    return frozenset(
        pk
        for pk, it in ground.plots.items()
        if pk in sold or (it.state == PlotState.OFFERED and pk not in told)
    )


def _plot(facts: PlotFacts, standing: Iterable[Listing], is_free: bool, holder: str | None) -> Plot:
    offered = [it for it in standing if it.plot_id == facts.id and it.manner != Manner.RELOCATE]
    return Plot(
        id=str(facts.id),
        area_m2=round(facts.area_m2 or 0),
        free=is_free,
        holder=holder,
        use=Use.ROAD if facts.is_road else Use.LAND,
        category_rank=RANKS.get(facts.category),
        features=frozenset(feature for it in offered for feature in it.features),
        neighbours=as_texts(facts.neighbours),
    )


def _mover(listing: Listing, ground: Ground) -> Mover:
    """Return one wish. Who moves gives what it alone uses; who swaps gives the plot it named."""
    own = frozenset(it for it in own_plots_of(listing, ground) if _is_drawn(ground, it))
    wish = WISHES[Manner(listing.manner)]
    gives: frozenset[UUID] = frozenset()
    if wish in {Wish.SWAP, Wish.RELOCATE}:
        named = listing.plot_id
        gives = frozenset({named}) if named and _is_drawn(ground, named) else frozenset()
    elif wish is Wish.MOVE and listing.establishment_id:
        used = ground.used.get(listing.establishment_id, frozenset())
        gives = frozenset(it for it in used & own if len(ground.users_of(it)) == 1)
    cooperates = wish in {Wish.SWAP, Wish.RELOCATE}
    asks = listing.features if wish is not Wish.SWAP else []
    return Mover(
        id=str(listing.pk),
        party=party_of(listing),
        wish=wish,
        weight=0 if cooperates else grade(listing) * listing.urgency,
        gives=as_texts(gives),
        anchors=as_texts(own - gives),
        min_area_m2=listing.area_min_m2,
        max_area_m2=listing.area_max_m2,
        category_rank=None if cooperates else RANKS.get(listing.category),
        features=frozenset([*asks, *([Feature.ROAD] if wish is Wish.RELOCATE else [])]),
        next_to_own=listing.next_to_own,
        one_of=_one_of(listing, wish),
    )


def _one_of(listing: Listing, wish: Wish) -> str:
    """Return what makes wishes exclude each other: one company does not grow and move at once."""
    alone = wish in {Wish.EXPAND, Wish.MOVE} and listing.establishment_id
    return f"e:{listing.establishment_id}" if alone else ""


def _is_drawn(ground: Ground, plot: UUID) -> bool:
    return plot in ground.plots and ground.plots[plot].area_m2 is not None


def _without_quarrels(movers: Iterable[Mover]) -> tuple[Mover, ...]:
    """Return the wishes so that a plot is given once, and kept by nobody whom its giver isn't.

    A plot that somebody named comes before one that follows from use; then the first id.
    """
    first = sorted(movers, key=lambda it: (it.wish not in {Wish.SWAP, Wish.RELOCATE}, it.id))
    giver: dict[str, tuple[int, str]] = {}
    kept: list[Mover] = []
    for mover in first:
        gives = frozenset(
            it for it in sorted(mover.gives) if giver.setdefault(it, mover.group) == mover.group
        )
        kept.append(replace(mover, gives=gives))
    return tuple(
        replace(
            it,
            anchors=frozenset(at for at in it.anchors if giver.get(at, it.group) == it.group)
            - it.gives,
        )
        for it in kept
    )


def _says_enough(mover: Mover) -> bool:
    """Whether it can take part: a swap with something to give, growth with land of its own."""
    if mover.wish in {Wish.SWAP, Wish.RELOCATE}:
        return bool(mover.gives)
    return bool(mover.anchors) or not mover.must_touch
