"""A proposal for flows: who feeds whom, what remains unmet, and a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core import svg
from core.dutch import format_quantity
from realisation.models import Listing, ProposalFlow
from realisation.queries.matching_input import BASE_UNITS, yearly
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
        factor = BASE_UNITS.get(part.listing.unit, (Decimal(1), ""))[0]
        words = f"{_amount(_rounded(left / factor), part.listing)} per jaar"
        yield ShortTold(part.listing, part.name, words, why_not(part.why))


def _rounded(quantity: Decimal) -> Decimal:
    return quantity.quantize(Decimal("0.01")).normalize()


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
