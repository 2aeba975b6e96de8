"""What else could be done, what it asks of whom, and what breaks when somebody withdraws."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from realisation.matching.chains import Chain, chains
from realisation.matching.problem import Part
from realisation.matching.solve import (
    DEFAULT_LIMIT_S,
    Clock,
    Move,
    Proposal,
    prepare,
    proposal_of,
    solve,
)
from realisation.matching.solver import Outcome, solve_otherwise, solve_part
from realisation.matching.space import Id, Limits, Space


@dataclass(frozen=True, slots=True)
class Account:
    """What a plan means for one party, in m2. `met`: wishes; `helps`: moves it makes for others."""

    party: Id
    met: tuple[Id, ...]
    helps: tuple[Id, ...]
    takes: tuple[Id, ...]
    gives: tuple[Id, ...]
    takes_m2: int
    gives_m2: int

    @property
    def net_m2(self) -> int:
        """Return how much land it wins; below zero: loses."""
        return self.takes_m2 - self.gives_m2


@dataclass(frozen=True)
class Broken:
    """What breaks when a party withdraws, and the best that is left without it."""

    party: Id
    chains: tuple[Chain, ...]
    fallen: tuple[Id, ...]
    rescued: tuple[Id, ...]
    left: Proposal
    lost: int


def best_plans(
    space: Space,
    count: int = 3,
    *,
    limits: Limits | None = None,
    time_limit_s: float = DEFAULT_LIMIT_S,
    progress: Callable[[int], None] | None = None,
) -> tuple[Proposal, ...]:
    """Return the best plan and then the next best, at most `count`.

    A next plan meets at least one wish in a way that no plan before it does: for somebody else, or
    with other land. Merely leaving something out makes no new plan. Each differs from the best in
    one part of the park: elsewhere the best stays the best.
    """
    clock, tell = Clock.of(time_limit_s), progress or (lambda _: None)
    ready = prepare(space, limits=limits, progress=lambda done: tell(done // 3), clock=clock)
    best = []
    for at, part in enumerate(ready.parts):
        best.append(solve_part(part, clock.choosing))
        tell(33 + 33 * (at + 1) // len(ready.parts))
    others: list[tuple[int, int, int, int, Outcome]] = []
    for at, part in enumerate(ready.parts):
        value, moves = part.total(best[at].chosen)[1], len(best[at].chosen)
        for rank, other in enumerate(_next_best(part, best[at], count - 1, clock.choosing)):
            lost = value - part.total(other.chosen)[1]
            others.append((lost, len(other.chosen) - moves, at, rank, other))
        tell(66 + 33 * (at + 1) // len(ready.parts))
    others.sort(key=lambda it: it[:4])
    tell(100)
    plans = [proposal_of(ready, best)]
    for _, _, at, _, other in others[: count - 1]:
        plans.append(proposal_of(ready, [*best[:at], other, *best[at + 1 :]]))
    return tuple(plans)


def _next_best(part: Part, best: Outcome, count: int, deadline: float) -> Iterator[Outcome]:
    """Return other plans for this part, each with a wish met in a way that is new."""
    seen = [best.chosen]
    while len(seen) <= count:
        found = solve_otherwise(part, best, seen, deadline)
        if found is None:
            return
        yield found
        seen.append(found.chosen)


def accounts(space: Space, proposal: Proposal) -> tuple[Account, ...]:
    """Return what the plan gives and asks, per party."""
    moves: dict[Id, list[Move]] = {}
    for move in proposal.moves:
        moves.setdefault(move.party, []).append(move)
    return tuple(_account(space, party, moves[party]) for party in sorted(moves))


def _account(space: Space, party: Id, moves: Sequence[Move]) -> Account:
    takes = tuple(sorted(plot for move in moves for plot in move.takes))
    gives = tuple(sorted(plot for move in moves for plot in move.gives))
    return Account(
        party=party,
        met=tuple(move.mover for move in moves if move.weight),
        helps=tuple(move.mover for move in moves if not move.weight),
        takes=takes,
        gives=gives,
        takes_m2=_area(space, takes),
        gives_m2=_area(space, gives),
    )


def _area(space: Space, plots: Iterable[Id]) -> int:
    return sum(space.plot(it).area_m2 for it in plots)


def without(
    space: Space,
    proposal: Proposal,
    party: Id,
    *,
    limits: Limits | None = None,
    time_limit_s: float = DEFAULT_LIMIT_S,
) -> Broken:
    """Return what breaks when this party withdraws with all its wishes and all land it offers."""
    left = solve(withdrawn(space, party), limits=limits, time_limit_s=time_limit_s)
    theirs = {plot.id for plot in space.plots if plot.holder == party}
    met, still = _met(proposal), _met(left)
    return Broken(
        party=party,
        chains=tuple(
            chain
            for chain in chains(proposal.moves)
            if party in chain.parties or any(theirs & set(move.takes) for move in chain.moves)
        ),
        fallen=tuple(sorted(met - still)),
        rescued=tuple(sorted(still - met)),
        left=left,
        lost=proposal.value - left.value,
    )


def withdrawn(space: Space, party: Id) -> Space:
    """Return the park as it is when this party does nothing any more."""
    return Space(
        [replace(it, free=it.free and it.holder != party) for it in space.plots],
        [replace(it, willing=it.willing and it.party != party) for it in space.movers],
    )


def _met(proposal: Proposal) -> set[Id]:
    return {move.mover for move in proposal.moves if move.weight}
