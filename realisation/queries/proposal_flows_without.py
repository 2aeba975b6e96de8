"""What breaks in a proposal for flows when one party withdraws, and what is left without it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final
from uuid import UUID

from realisation.matching.flows import plan_flows
from realisation.models import Listing
from realisation.queries.matching_flows import BASE_UNITS, FlowInput, flow_input
from realisation.queries.matching_input import party_of
from realisation.queries.proposal_flows import FlowTold, amount_told, flows_told
from realisation.queries.proposals import Stored

# Somebody waits for the page: what is not certain by then is not told.
LIMIT_S: Final = 6.0
# Amounts are stored in units with four decimals: less than this of a base unit is rounding.
ROUNDING: Final = 1


@dataclass(frozen=True, slots=True)
class DemandTold:
    """A demand that gets less or more than in the proposal, and how much."""

    name: str
    listing: Listing
    amount: str


@dataclass(frozen=True, slots=True)
class FlowsWithoutTold:
    """Without one party. `gone`: its own flows. Not `is_known` when the time was up.

    `less` and `more`: what others get then, at best; `same`: demands that lose a flow and get as
    much from elsewhere.
    """

    key: UUID
    name: str
    gone: tuple[FlowTold, ...]
    is_known: bool
    less: tuple[DemandTold, ...] = ()
    more: tuple[DemandTold, ...] = ()
    same: tuple[DemandTold, ...] = field(default=())


def flows_without_party(stored: Stored, key: UUID, today: dt.date) -> FlowsWithoutTold | None:
    """Return what breaks without the party of a listing; None when nothing flows to or from it."""
    ends = {it.pk: it for flow in stored.flows for it in (flow.supply, flow.demand)}
    if key not in ends:
        return None
    party, name = party_of(ends[key]), ends[key].party_label
    gone = tuple(
        it
        for it in flows_told(stored)
        if party in {party_of(it.flow.supply), party_of(it.flow.demand)}
    )
    found = _got_without(flow_input(stored.proposal.park_id, today), party)
    if found is None:
        return FlowsWithoutTold(key, name, gone, is_known=False)
    others = {pk: it for pk, it in _demands(stored).items() if party_of(it) != party}
    had = _got(stored)
    change = {pk: found[str(pk)] - had[pk] for pk in others}
    hit = {it.flow.demand_id for it in gone}
    return FlowsWithoutTold(
        key,
        name,
        gone,
        is_known=True,
        less=tuple(_told(others, {pk: -it for pk, it in change.items()})),
        more=tuple(_told(others, change)),
        same=tuple(
            DemandTold(it.party_label, it, "")
            for pk, it in others.items()
            if pk in hit and abs(change[pk]) <= ROUNDING
        ),
    )


def _got_without(given: FlowInput, party: str) -> Mapping[str, int] | None:
    """Return what each demand gets at best without a party; None when that is not certain."""
    sources, sinks = (
        [it for it in each if it.party != party] for each in (given.sources, given.sinks)
    )
    plan = plan_flows(sources, sinks, given.reach_m, time_limit_s=LIMIT_S)
    if not plan.optimal:
        return None
    got: Counter[str] = Counter()
    for link in plan.links:
        got[link.sink] += link.amount
    return got


def _demands(stored: Stored) -> dict[UUID, Listing]:
    """Return the demands that counted, met or not."""
    found = {flow.demand_id: flow.demand for flow in stored.flows}
    return found | {part.listing.pk: part.listing for part in stored.unmet}


def _got(stored: Stored) -> Counter[UUID]:
    """Return what each demand gets in the proposal, in base units."""
    got: Counter[UUID] = Counter()
    for flow in stored.flows:
        factor = BASE_UNITS.get(flow.supply.unit, (Decimal(1), ""))[0]
        got[flow.demand_id] += round((flow.quantity or Decimal(0)) * factor)
    return got


def _told(demands: Mapping[UUID, Listing], change: Mapping[UUID, int]) -> Iterator[DemandTold]:
    for pk, listing in demands.items():
        if change[pk] > ROUNDING:
            yield DemandTold(
                listing.party_label, listing, amount_told(Decimal(change[pk]), listing)
            )
