"""Turns plots and the demand and supply of land into what the matching calculates with.

Few queries, however many plots and wishes there are.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from parks.choices import PlotState
from realisation.choices import Feature, ListingKind, ListingSide, Manner
from realisation.matching.space import Mover, Plot, Space, Use, Wish
from realisation.models import Listing
from realisation.queries.ground import RANKS, Ground, PlotFacts, ground_of
from realisation.queries.matching_input import as_texts, grade, own_plots_of, party_of

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
