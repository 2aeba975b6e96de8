"""Who goes where, over the whole park at once: the most weight of wishes met, in fewest moves."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from realisation.matching.connected import NEVER
from realisation.matching.options import Options, enumerate_options
from realisation.matching.problem import Flat, Part, flatten, split
from realisation.matching.reasons import Unmet, unmet
from realisation.matching.solver import Outcome, Proof, solve_part
from realisation.matching.space import Id, Limits, Mover, Space

DEFAULT_LIMIT_S = 60.0
REASONS_S = 3.0


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when each step goes on, in seconds of time.monotonic.

    Finding the options gets half of the time: without time to choose they are worth nothing. Why
    wishes stay unmet is sought a little longer, because that says what to do about it.
    """

    options: float = NEVER
    choosing: float = NEVER
    reasons: float = NEVER

    @classmethod
    def of(cls, time_limit_s: float) -> "Clock":
        """Return the clock of a search that begins now."""
        now = time.monotonic()
        return cls(now + time_limit_s / 2, now + time_limit_s, now + time_limit_s + REASONS_S)


@dataclass(frozen=True, slots=True)
class Move:
    """One mover that gives up plots and takes others."""

    mover: Id
    party: Id
    takes: tuple[Id, ...]
    gives: tuple[Id, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class PartResult:
    """What was found for movers that depend on each other. `prices` only with that proof."""

    movers: tuple[Id, ...]
    value: int
    bound: int
    proof: Proof
    prices: tuple[tuple[Id, int], ...] = ()


@dataclass(frozen=True)
class Proposal:
    """The best that was found.

    `value`: weight of the wishes met; no plan reaches more than `bound`. `optimal`: that this is
    the most weight, in the fewest moves, is proven for all options that were looked at; `cut_off`
    names the movers who had more. `moves` are ordered by mover.
    """

    value: int
    bound: int
    optimal: bool
    cut_off: tuple[Id, ...]
    moves: tuple[Move, ...]
    unmet: tuple[Unmet, ...]
    parts: tuple[PartResult, ...] = field(default=(), repr=False)

    @property
    def exhaustive(self) -> bool:
        """Whether all options were looked at."""
        return not self.cut_off

    @property
    def is_certain(self) -> bool:
        """Whether no better plan exists at all."""
        return self.optimal and self.exhaustive

    @property
    def gap(self) -> float:
        """Return how much of the bound is not reached, 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    @property
    def parties(self) -> tuple[Id, ...]:
        """Return who moves."""
        return tuple(sorted({move.party for move in self.moves}))


@dataclass(frozen=True)
class Prepared:
    """A park with its options, ready to be solved more than once."""

    space: Space
    limits: Limits
    options: Options
    flat: Flat
    parts: Sequence[Part]
    clock: Clock


def prepare(
    space: Space,
    *,
    limits: Limits | None = None,
    progress: Callable[[int], None] | None = None,
    clock: Clock | None = None,
) -> Prepared:
    """Return the park with all options, in parts that have nothing to do with each other."""
    limits, clock = limits or Limits(), clock or Clock()
    options = enumerate_options(space, limits, progress, clock.options)
    flat = flatten(options)
    return Prepared(space, limits, options, flat, list(split(space, flat)), clock)


def solve(
    space: Space,
    *,
    limits: Limits | None = None,
    time_limit_s: float = DEFAULT_LIMIT_S,
    progress: Callable[[int], None] | None = None,
) -> Proposal:
    """Return the best plan for the park, with its proof or the gap that is left.

    `progress` hears whole per cents: finding the options is the first half. Within the time the
    answer depends on the input alone; when the time is up first, `optimal` is False.
    """
    clock, tell = Clock.of(time_limit_s), progress or (lambda _: None)
    ready = prepare(space, limits=limits, progress=lambda done: tell(done // 2), clock=clock)
    outcomes = []
    for at, part in enumerate(ready.parts):
        outcomes.append(solve_part(part, clock.choosing))
        tell(50 + 50 * (at + 1) // len(ready.parts))
    tell(100)
    return proposal_of(ready, outcomes)


def proposal_of(ready: Prepared, outcomes: Sequence[Outcome]) -> Proposal:
    """Return what was found as one plan, checked. Raises ValueError when it can't be."""
    results, moves = [], []
    for part, outcome in zip(ready.parts, outcomes, strict=True):
        results.append(_result(ready, part, outcome, part.total(outcome.chosen)[1]))
        moves += [move_of(ready, int(part.columns[it])) for it in outcome.chosen]
    moves.sort(key=lambda move: move.mover)
    return Proposal(
        value=sum(it.value for it in results),
        bound=_bound(ready, results),
        optimal=_is_optimal(ready, results),
        cut_off=tuple(sorted(ready.options.cut_off)),
        moves=tuple(moves),
        unmet=unmet(
            ready.space,
            ready.options,
            {it.mover: it.takes for it in moves},
            {it.mover: it.gives for it in moves},
            ready.limits,
            ready.clock.reasons,
        ),
        parts=tuple(results),
    )


def _is_optimal(ready: Prepared, results: Sequence[PartResult]) -> bool:
    """Whether the parts prove the whole: not when the clock cut off what parts are made of."""
    return not ready.options.out_of_time and all(it.proof is not Proof.NONE for it in results)


def _bound(ready: Prepared, results: Sequence[PartResult]) -> int:
    """Return the weight that no plan exceeds; of what was not looked at, all wishes at once."""
    if not ready.options.out_of_time:
        return sum(it.bound for it in results)
    heaviest: dict[tuple[int, Id], int] = {}
    for mover in ready.space.movers:
        if mover.willing:
            heaviest[mover.group] = max(heaviest.get(mover.group, 0), mover.weight)
    return sum(heaviest.values())


def _result(ready: Prepared, part: Part, outcome: Outcome, value: int) -> PartResult:
    owners = {ready.options.bundles[int(it)].mover.id for it in ready.flat.bundle[part.columns]}
    prices: tuple[tuple[Id, int], ...] = ()
    if outcome.proof is Proof.PRICES:
        ids = [ready.space.plots[int(it)].id for it in part.plots]
        prices = tuple(zip(ids, (int(it) for it in outcome.prices), strict=True))
    # The gain leaves moves out: a plan of this gain meets at most this much weight.
    most = (outcome.bound + part.groups) // part.scale
    return PartResult(tuple(sorted(owners)), value, max(most, value), outcome.proof, prices)


def move_of(ready: Prepared, column: int) -> Move:
    """Return an option as a move."""
    mover: Mover = ready.options.bundles[int(ready.flat.bundle[column])].mover
    names = [it.id for it in ready.space.plots]
    takes, gives = (
        tuple(names[int(it)] for it in sort[column] if it >= 0)
        for sort in (ready.flat.takes, ready.flat.gives)
    )
    return Move(mover.id, mover.party, takes, gives, mover.weight)
