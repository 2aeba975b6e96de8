"""A proposal for flows: who feeds whom, what remains unmet, and a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from core import svg
from core.dutch import format_decimal, format_quantity
from realisation.choices import Subject
from realisation.matching.streams import Lack
from realisation.models import Listing, ProposalFlow
from realisation.queries.matching_flows import BASE_UNITS, reach_by_subject, yearly
from realisation.queries.matching_input import party_of
from realisation.queries.proposal_words import why_not
from realisation.queries.proposals import Stored

GROUPS: Final = ("levert", "krijgt", "levert en krijgt")
# What one drawing holds; the table beside it says the same for any number.
MOST_DRAWN: Final = 300


@dataclass(frozen=True, slots=True)
class FlowTold:
    """One flow: from whom, to whom, what, how much a year, how far."""

    giver: str
    taker: str
    what: str
    quantity: str
    distance_m: int
    flow: ProposalFlow


@dataclass(frozen=True, slots=True)
class ShortTold:
    """A demand that is not or only partly met: how much is left, and why."""

    listing: Listing
    name: str
    left: str
    why: str


def flows_told(stored: Stored) -> tuple[FlowTold, ...]:
    """Return the flows, per kind the largest on top."""
    return tuple(
        FlowTold(
            giver=flow.supply.party_label,
            taker=flow.demand.party_label,
            what=flow.supply.get_subject_display(),
            quantity=f"{_amount(flow.quantity, flow.supply)} per jaar",
            distance_m=flow.distance_m,
            flow=flow,
        )
        for flow in stored.flows
    )


@dataclass(frozen=True, slots=True)
class FlowParty:
    """Who gives or gets something. `key` is one of its listings."""

    key: UUID
    name: str


def flow_parties(stored: Stored) -> tuple[FlowParty, ...]:
    """Return who takes part, each once, by name."""
    found = {
        party_of(it): FlowParty(it.pk, it.party_label)
        for flow in stored.flows
        for it in (flow.demand, flow.supply)
    }
    return tuple(sorted(found.values(), key=lambda it: (it.name, it.key)))


def _amount(quantity: Decimal | None, listing: Listing) -> str:
    return format_quantity(quantity, str(listing.get_unit_display()))


def short_told(stored: Stored) -> Iterator[ShortTold]:
    """Return the demands that get too little."""
    got: dict[object, Decimal] = {}
    for flow in stored.flows:
        factor = BASE_UNITS.get(flow.supply.unit, (Decimal(1), ""))[0]
        got[flow.demand_id] = got.get(flow.demand_id, Decimal(0)) + (flow.quantity or 0) * factor
    for part in stored.unmet:
        amount, _ = yearly(part.listing)
        left = max((amount or Decimal(0)) - got.get(part.listing.pk, Decimal(0)), Decimal(0))
        words = f"{amount_told(left, part.listing)} {part.listing.get_subject_display()}"
        yield ShortTold(part.listing, part.name, words, why_short(part.why, part.listing))


def amount_told(amount: Decimal, listing: Listing) -> str:
    """Return an amount of base units a year in the unit of a listing: "680 GJ per jaar"."""
    factor = BASE_UNITS.get(listing.unit, (Decimal(1), ""))[0]
    rounded = (amount / factor).quantize(Decimal("0.01")).normalize()
    return f"{_amount(rounded, listing)} per jaar"


def why_short(code: str, listing: Listing) -> str:
    """Return why a demand gets too little, with what it asks; nobody else is named."""
    match code:
        case Lack.QUALITY if listing.temperature_c is not None:
            bound = "ten hoogste" if listing.subject == Subject.COLD else "ten minste"
            return f"Gevraagd is {bound} {listing.temperature_c} °C. Wat er is, haalt dat niet."
        case Lack.DISTANCE if reach := reach_by_subject().get(listing.subject):
            return f"Wat er is, ligt verder weg dan {format_decimal(reach)} m hemelsbreed."
        case _:
            return why_not(code)


def flow_picture(stored: Stored, park_name: str) -> svg.Svg | None:
    """Return the drawing, or None when nothing flows or too much does."""
    if not stored.flows or len(stored.flows) > MOST_DRAWN:
        return None
    givers = {flow.supply.party_label for flow in stored.flows}
    takers = {flow.demand.party_label for flow in stored.flows}
    pairs = sorted({(it.supply.party_label, it.demand.party_label) for it in stored.flows})
    data = svg.NetworkData(
        title=f"Wie kan wie voeden op {park_name}",
        groups=GROUPS,
        nodes=tuple(
            svg.Node(name, name, 2 if name in givers & takers else int(name in takers))
            for name in sorted(givers | takers)
        ),
        edges=tuple(svg.Edge(giver, taker, True, 2) for giver, taker in pairs),
        words=("levert aan", ""),
    )
    return svg.network(data, uid="stromen")
