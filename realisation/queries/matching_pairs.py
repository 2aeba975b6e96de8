"""Turns demand and supply into what the scoring of pairs asks: few queries, no more."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from parks.access import Viewer
from realisation.choices import Feature, ListingSide, Manner
from realisation.matching.listed import Kind, Listed
from realisation.models import Listing
from realisation.queries.ground import RANKS, Ground, PlotFacts, ground_of
from realisation.queries.matching_flows import reach_by_subject, yearly
from realisation.queries.matching_input import (
    as_texts,
    grade,
    own_plots_of,
    party_of,
    place_of,
)

GIVES_IN_RETURN: Final = (Manner.SWAP, Manner.RELOCATE)


@dataclass(frozen=True, slots=True)
class PairInput:
    """What `realisation.matching.pairs` asks."""

    demands: tuple[Listed, ...]
    supplies: tuple[Listed, ...]
    reach_m: Mapping[str, int]


def pair_input(viewer: Viewer, today: dt.date) -> PairInput:
    """Return the demands and supplies that may be matched and that the viewer may see."""
    rows = Listing.objects.visible_to(viewer).to_match_on(today).select_related("establishment")
    ground = ground_of(viewer.park.pk, today)
    listings = list(rows.order_by("pk"))
    return PairInput(
        demands=_listed(listings, ListingSide.DEMAND, ground),
        supplies=_listed(listings, ListingSide.SUPPLY, ground),
        reach_m=reach_by_subject(),
    )


def _listed(listings: Iterable[Listing], side: str, ground: Ground) -> tuple[Listed, ...]:
    return tuple(listed_of(each, ground) for each in listings if each.side == side)


def listed_of(listing: Listing, ground: Ground) -> Listed:
    """Return one demand or supply in the terms of the matching. Reads its establishment."""
    plot = ground.plots.get(listing.plot_id) if listing.plot_id else None
    least, most = _areas(listing, plot)
    category = listing.category or (plot.category if plot else "")
    amount, unit = yearly(listing)
    x_m, y_m = place_of(listing, ground)
    return Listed(
        id=str(listing.pk),
        party=party_of(listing),
        kind=Kind(listing.kind),
        subject=listing.subject,
        area_min_m2=least,
        area_max_m2=most,
        category=category,
        category_rank=RANKS.get(category),
        features=frozenset(str(Feature(it).label) for it in listing.features),
        next_to_own=listing.side == ListingSide.DEMAND and _must_touch(listing),
        own_plots=as_texts(own_plots_of(listing, ground)),
        neighbours=as_texts(plot.neighbours) if plot else frozenset(),
        from_on=listing.from_on,
        until_on=listing.until_on,
        price_eur_m2=listing.price_eur_m2,
        amount=amount,
        unit=unit,
        temperature_c=listing.temperature_c,
        x_m=x_m,
        y_m=y_m,
        willingness=grade(listing),
        urgency=listing.urgency,
    )


def _must_touch(listing: Listing) -> bool:
    return listing.next_to_own or listing.manner == Manner.EXPAND


def _areas(listing: Listing, plot: PlotFacts | None) -> tuple[int | None, int | None]:
    """Return the area that is asked or offered; of what is given in return, that of the plot."""
    asked = listing.area_min_m2, listing.area_max_m2
    is_typed = asked != (None, None) and listing.manner not in GIVES_IN_RETURN
    if is_typed or plot is None or plot.area_m2 is None:
        return asked if is_typed else (None, None)
    return round(plot.area_m2), round(plot.area_m2)
