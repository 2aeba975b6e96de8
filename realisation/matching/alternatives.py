"""What else could be done, and the park without somebody who withdraws."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from realisation.matching.problem import Part
from realisation.matching.solve import (
    DEFAULT_LIMIT_S,
    Clock,
    Proposal,
    prepare,
    proposal_of,
)
from realisation.matching.solver import Outcome, solve_otherwise, solve_part
from realisation.matching.space import Id, Limits, Space


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


def withdrawn(space: Space, party: Id) -> Space:
    """Return the park as it is when this party does nothing any more."""
    return Space(
        [replace(it, free=it.free and it.holder != party) for it in space.plots],
        [replace(it, willing=it.willing and it.party != party) for it in space.movers],
    )
