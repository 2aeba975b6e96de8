"""Turns demand and supply of flows into what the matching calculates with: few queries, no more."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from uuid import UUID

from knowledge.realisation import subjects
from realisation.choices import ListingKind, ListingSide, Per, Subject, Unit
from realisation.matching.streams import Stream
from realisation.models import Listing
from realisation.queries.ground import Ground, ground_of
from realisation.queries.matching_input import as_texts, party_of, place_of

TIMES_A_YEAR: Final = {Per.YEAR: 1, Per.MONTH: 12, Per.WEEK: 52, Per.DAY: 365}
# In how many of the unit on the right one of the unit on the left goes.
BASE_UNITS: Final[Mapping[str, tuple[Decimal, str]]] = {
    Unit.MWH: (Decimal(1000), Unit.KWH),
    Unit.GJ: (Decimal(1000) / Decimal("3.6"), Unit.KWH),
}
# For a subject without a reach of its own: no park is wider.
FURTHEST_M: Final = 50_000


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
