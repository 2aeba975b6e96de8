"""Who could feed whom: residual heat, power, water and materials over the park.

A source gives to sinks of its kind within reach, of at least the quality that is asked. First as
much as possible is met, then over the least distance (amount times metres). Amounts are whole
numbers of a base unit, per year or per month; who named months gives or takes in those months.
All kinds and months together are one transport problem, of which the best answer is whole; its
prices prove it in whole numbers (docs/decisions/0024-matching.md). When the time is up first, the
nearest are tied to each other, and nothing is claimed but that it can be carried out.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csc_array

from realisation.matching.arrays import Floats, Ints
from realisation.matching.highs import relax
from realisation.matching.network import Network, network_of
from realisation.matching.space import Id
from realisation.matching.streams import MONTHS, Lack, Stream, distance_m, lacks

DEFAULT_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Link:
    """One source feeding one sink. `months`: per month (January first) when both named months."""

    source: Id
    sink: Id
    kind: str
    amount: int
    distance_m: int
    months: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a sink does not get, and why."""

    sink: Id
    amount: int
    why: Lack


@dataclass(frozen=True)
class FlowPlan:
    """The best set of links. No set meets more than `bound`; `optimal`: nor over less distance.

    `effort` is the sum of amount times metres.
    """

    links: tuple[Link, ...]
    met: int
    wanted: int
    bound: int
    effort: int
    optimal: bool
    unmet: tuple[Shortage, ...]
    unused: tuple[tuple[Id, int], ...]


def plan_flows(
    sources: Sequence[Stream],
    sinks: Sequence[Stream],
    reach_m: Mapping[str, int],
    *,
    time_limit_s: float = DEFAULT_LIMIT_S,
    progress: Callable[[int], None] | None = None,
) -> FlowPlan:
    """Return the best set of links. `reach_m`: how far each kind goes; a kind without one: nowhere.

    Raises ValueError when two streams of a side have the same id.
    """
    tell = progress or (lambda _: None)
    givers, takers = (sorted(each, key=lambda it: it.id) for each in (sources, sinks))
    for side in (givers, takers):
        if len({it.id for it in side}) < len(side):
            raise ValueError("Een stroom komt tweemaal voor.")
    deadline = time.monotonic() + time_limit_s
    network = network_of(givers, takers, reach_m, deadline, lambda done: tell(done * 3 // 10))
    amounts, optimal = _solve(network, deadline)
    tell(90)
    met = sum(amounts.tolist())
    plan = FlowPlan(
        links=tuple(_links(givers, takers, network, amounts)),
        met=met,
        wanted=sum(it.total for it in takers),
        bound=met if optimal else max(met, _at_most(givers, takers)),
        effort=_dot(network.distance, amounts),
        optimal=optimal,
        unmet=tuple(_shortages(givers, takers, network, amounts, reach_m, is_all=optimal)),
        unused=tuple(_unused(givers, network, amounts)),
    )
    tell(100)
    return plan


def _at_most(givers: Sequence[Stream], takers: Sequence[Stream]) -> int:
    """Return what no set of links exceeds: of each kind no more than is given or needed."""
    totals: list[Counter[str]] = [Counter(), Counter()]
    for total, side in zip(totals, (givers, takers), strict=True):
        for stream in side:
            total[stream.kind] += stream.total
    return sum((totals[0] & totals[1]).values())


def _solve(network: Network, deadline: float) -> tuple[Ints, bool]:
    """Return the amount per arc, and whether it is proven that nothing better exists."""
    if not len(network.arcs):
        return np.zeros(0, dtype=np.int64), network.complete
    limit = np.concatenate([network.supply, network.need])
    gain = gain_of(network)
    left_s = deadline - time.monotonic()
    found = relax(gain, matrix_of(network), limit, left_s) if left_s > 0 else None
    if found is None:
        return _nearest_first(network), False
    amounts = np.maximum(np.rint(found.shares), 0).astype(np.int64)
    if (matrix_of(network) @ amounts > limit).any():
        raise ArithmeticError("Er zou meer stromen dan er is.")
    proven = _dot(gain, amounts) == bound_of(gain, network, limit, found.prices)
    return amounts, proven and network.complete


def gain_of(network: Network) -> Ints:
    """Return what a unit over each arc is worth: more than any detour that it can cause."""
    nodes = len(network.supply) + len(network.need)
    return int(network.distance.max()) * (nodes + 1) + 1 - network.distance


def _nearest_first(network: Network) -> Ints:
    """Return amounts by giving to the nearest as much as it needs: possible, seldom the most."""
    supply, need = network.supply.tolist(), network.need.tolist()
    amounts = np.zeros(len(network.arcs), dtype=np.int64)
    for at in np.argsort(network.distance, kind="stable").tolist():
        one, other = (int(it) for it in network.ends[at])
        amount = min(supply[one], need[other])
        amounts[at] = amount
        supply[one] -= amount
        need[other] -= amount
    return amounts


def matrix_of(network: Network) -> csc_array[Any]:
    """Return a row per supply and then per need, a column per arc."""
    arcs = np.arange(len(network.arcs))
    rows = np.concatenate([network.ends[:, 0], len(network.supply) + network.ends[:, 1]])
    shape = (len(network.supply) + len(network.need), len(arcs))
    entries = (rows, np.concatenate([arcs, arcs]))
    return csc_array(coo_array((np.ones(len(rows)), entries), shape=shape))


def bound_of(gain: Ints, network: Network, limit: Ints, prices: Floats) -> int:
    """Return what no plan can gain more than, at these prices, in whole numbers.

    The prices of a transport problem are whole. What they don't cover of an arc counts in full, so
    wrong prices make the bound weak, never false.
    """
    whole = np.maximum(np.rint(prices), 0).astype(np.int64)
    left, right = network.ends[:, 0], network.ends[:, 1]
    uncovered = np.maximum(gain - whole[left] - whole[len(network.supply) + right], 0)
    most = np.minimum(network.supply[left], network.need[right])
    return _dot(whole, limit) + _dot(uncovered, most)


def _dot(one: Ints, other: Ints) -> int:
    """Return the sum of products as Python's own integers: 64 bits are too few."""
    return sum(a * b for a, b in zip(one.tolist(), other.tolist(), strict=True))


def _links(
    givers: Sequence[Stream], takers: Sequence[Stream], network: Network, amounts: Ints
) -> Iterator[Link]:
    found: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for at in np.flatnonzero(amounts):
        one, other, month, month_too = network.arcs[int(at)]
        found.setdefault((one, other), []).append((month, month_too, int(amounts[at])))
    for (one, other), parts in sorted(found.items()):
        giver, taker = givers[one], takers[other]
        months = None
        if giver.monthly and taker.monthly:
            by_month = {month: amount for month, _, amount in parts}
            months = tuple(by_month.get(it, 0) for it in range(MONTHS))
        amount = sum(it for *_, it in parts)
        yield Link(giver.id, taker.id, giver.kind, amount, distance_m(giver, taker), months)


def _shortages(
    givers: Sequence[Stream],
    takers: Sequence[Stream],
    network: Network,
    amounts: Ints,
    reach_m: Mapping[str, int],
    *,
    is_all: bool,
) -> Iterator[Shortage]:
    left = network.need.copy()
    np.subtract.at(left, network.ends[:, 1], amounts)
    reached = np.zeros(len(left), dtype=np.bool_)
    reached[network.ends[:, 1]] = True
    start = 0
    for taker in takers:
        mine = slice(start, start + len(taker.amounts))
        start = mine.stop
        lacking = left[mine] > 0
        if lacking.any():
            short = bool(reached[mine][lacking].any())
            if not is_all and (short or not network.complete):
                why = Lack.TIME
            else:
                why = Lack.SHORT if short else _why(givers, taker, reach_m)
            yield Shortage(taker.id, int(left[mine].sum()), why)


def _why(givers: Sequence[Stream], taker: Stream, reach_m: Mapping[str, int]) -> Lack:
    """Return how far the source that came furthest came; one that feeds it fails in some months."""
    found = {lacks(giver, taker, reach_m) or Lack.MONTHS for giver in givers}
    return max(found, key=list(Lack).index, default=Lack.NO_SOURCE)


def _unused(givers: Sequence[Stream], network: Network, amounts: Ints) -> Iterator[tuple[Id, int]]:
    used: Counter[int] = Counter()
    for (one, *_), amount in zip(network.arcs, amounts.tolist(), strict=True):
        used[one] += amount
    for at, giver in enumerate(givers):
        if giver.total > used[at]:
            yield giver.id, giver.total - used[at]
