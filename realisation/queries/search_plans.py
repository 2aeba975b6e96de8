"""What a search of a whole park finds, in terms of listings and plots, ready to be stored.

Calculates alone: nothing here reads or writes the database, so it may take its time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from realisation.choices import PartOutcome
from realisation.matching.alternatives import best_plans
from realisation.matching.chains import Chain, chains
from realisation.matching.flows import FlowPlan, plan_flows
from realisation.matching.solve import Proposal as SpacePlan
from realisation.queries.matching_flows import BASE_UNITS, FlowInput
from realisation.queries.matching_space import SpaceInput

MOST_PLANS: Final = 3
_CENTS_OF_CENTS: Final = Decimal("0.0001")

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPart:
    """What a plan means for one listing; `takes` and `gives` are plots."""

    listing: UUID
    outcome: str
    chain: int | None = None
    turn: int | None = None
    why: str = ""
    takes: tuple[UUID, ...] = ()
    gives: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFlow:
    """What one supply gives one demand in a year, in the unit of the supply."""

    supply: UUID
    demand: UUID
    quantity: Decimal
    distance_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlan:
    """One answer; the best one has rank 1."""

    rank: int
    value: int
    bound: int
    capped: int = 0
    parts: tuple[FoundPart, ...] = ()
    flows: tuple[FoundFlow, ...] = ()

    @property
    def listings(self) -> frozenset[UUID]:
        """Return every demand and supply that it names."""
        flows = {key for flow in self.flows for key in (flow.supply, flow.demand)}
        return frozenset(part.listing for part in self.parts) | flows

    @property
    def plots(self) -> frozenset[UUID]:
        """Return every plot that changes hands."""
        return frozenset(plot for part in self.parts for plot in (*part.takes, *part.gives))

    @property
    def pieces(self) -> int:
        """Return how many rows must stay for it to be whole."""
        taking = [part for part in self.parts if part.outcome != PartOutcome.UNMET]
        plots = sum(len(part.takes) + len(part.gives) for part in taking)
        return len(taking) + plots + len(self.flows)


def space_plans(
    given: SpaceInput, *, time_limit_s: float, progress: Progress
) -> tuple[FoundPlan, ...]:
    """Return the best plan for the land of a park and at most two others."""
    found = best_plans(given.space, MOST_PLANS, time_limit_s=time_limit_s, progress=progress)
    # What the best can't exceed, nothing can.
    bound = max(it.bound for it in found)
    return tuple(
        FoundPlan(
            rank=rank,
            value=plan.value,
            bound=max(bound, plan.value),
            capped=len(plan.cut_off),
            parts=tuple(_space_parts(plan, given.sellers)),
        )
        for rank, plan in enumerate(found, start=1)
    )


def _space_parts(plan: SpacePlan, sellers: Mapping[UUID, UUID]) -> Iterator[FoundPart]:
    for number, chain in enumerate(chains(plan.moves), start=1):
        for turn, step in enumerate(chain.steps, start=1):
            for move in step:
                yield FoundPart(
                    listing=UUID(move.mover),
                    outcome=PartOutcome.MET if move.weight else PartOutcome.COOPERATES,
                    chain=number,
                    turn=turn,
                    takes=_keys(move.takes),
                    gives=_keys(move.gives),
                )
        yield from _sales(number, chain, sellers)
    for it in plan.unmet:
        yield FoundPart(listing=UUID(it.mover), outcome=PartOutcome.UNMET, why=it.why)


def _sales(number: int, chain: Chain, sellers: Mapping[UUID, UUID]) -> Iterator[FoundPart]:
    """Yield who sells what is taken in a chain. It moves nobody, so it has no turn of its own."""
    for plot in sorted({plot for move in chain.moves for plot in _keys(move.takes)}):
        if seller := sellers.get(plot):
            yield FoundPart(
                listing=seller, outcome=PartOutcome.COOPERATES, chain=number, gives=(plot,)
            )


def _keys(ids: Iterable[str]) -> tuple[UUID, ...]:
    return tuple(UUID(each) for each in ids)


def flow_plans(
    given: FlowInput, units: Mapping[UUID, str], *, time_limit_s: float, progress: Progress
) -> tuple[FoundPlan, ...]:
    """Return the best set of flows. `units`: in what each supply is counted."""
    plan = plan_flows(
        given.sources, given.sinks, given.reach_m, time_limit_s=time_limit_s, progress=progress
    )
    flows = tuple(
        FoundFlow(
            UUID(link.source),
            UUID(link.sink),
            in_unit(link.amount, units[UUID(link.source)]),
            link.distance_m,
        )
        for link in plan.links
    )
    parts = tuple(_flow_parts(plan, given))
    return (FoundPlan(rank=1, value=plan.met, bound=plan.bound, parts=parts, flows=flows),)


def in_unit(amount: int, unit: str) -> Decimal:
    """Return an amount of the base unit in another unit."""
    factor, _ = BASE_UNITS.get(unit, (Decimal(1), unit))
    return (amount / factor).quantize(_CENTS_OF_CENTS)


def _flow_parts(plan: FlowPlan, given: FlowInput) -> Iterator[FoundPart]:
    short = {it.sink: it.why for it in plan.unmet}
    for sink in given.sinks:
        why = short.get(sink.id)
        outcome = PartOutcome.UNMET if why else PartOutcome.MET
        yield FoundPart(listing=UUID(sink.id), outcome=outcome, why=why or "")
    for source in sorted({link.source for link in plan.links}):
        yield FoundPart(listing=UUID(source), outcome=PartOutcome.COOPERATES)
