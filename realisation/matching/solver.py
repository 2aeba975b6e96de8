"""The best of one part: first by prices, which prove it, and by search where prices fall short.

Large parts have more options than a solver likes. It gets a spread of them, and after that those
that would be worth more than they cost at the prices found, until there are none: the prices then
speak for all options. What prices leave open, is searched among the options that could still be
in a better plan; that the others can't, follows from the same prices.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import numpy as np
from scipy.sparse import csc_array, vstack

from realisation.matching.arrays import Bools, Floats, Ints
from realisation.matching.assignment import is_plain, solve_assignment
from realisation.matching.highs import Searched, relax, search
from realisation.matching.prices import UNIT, bound, could_be_in, kept_after_paying, whole
from realisation.matching.problem import Part

# Up to so many options a solver gets them all; of more, some per wish at first and more each time.
AT_ONCE = 20_000
FIRST, MORE = 40, 60
# The first search looks for plans this part of one point of weight below the bound.
NEAR = 16
# HiGHS counts in floating point: a bound this far below a whole number is that number.
_SLACK = 1e-3
_NEARLY_WHOLE = 1e-4


class Proof(StrEnum):
    """How it is known that nothing better exists."""

    PRICES = "prices"  # prices of the plots, checked in whole numbers
    SEARCH = "search"  # HiGHS searched all that prices leave open; its word for it
    NONE = "none"  # the time was up; the bound says how much better it could be


@dataclass(frozen=True)
class Outcome:
    """What was found for one part. `bound` is in gain; `prices` are of its plots, in units."""

    chosen: Sequence[int]
    bound: int
    proof: Proof
    prices: Ints


def solve_part(part: Part, deadline: float) -> Outcome:
    """Return the best of one part, in which everybody has the best fit that costs nobody anything.

    Until the deadline (of time.monotonic); after that what was found so far, without proof.
    """
    found = _solve_part(part, deadline)
    return replace(found, chosen=best_fits(part, found.chosen))


def _solve_part(part: Part, deadline: float) -> Outcome:
    none = np.zeros(len(part.plots), dtype=np.int64)
    if int(part.gain.max(initial=-1)) < 0:
        return Outcome([], 0, Proof.PRICES, none)
    if is_plain(part):
        chosen, prices = solve_assignment(part)
        return _judged(part, chosen, prices)
    relaxed = _relaxed(part, deadline)
    if relaxed is None:
        return Outcome([], bound(part, none), Proof.NONE, none)
    shares, columns, prices = relaxed
    if np.abs(shares - np.rint(shares)).max(initial=0) < _NEARLY_WHOLE:
        found = _judged(part, _whole_ones(shares, columns), prices)
        if found.proof is Proof.PRICES:
            return found
    return _searched(part, prices, deadline)


def solve_otherwise(
    part: Part, known: Outcome, seen: Sequence[Sequence[int]], deadline: float
) -> Outcome | None:
    """Return the best plan that meets a wish in a way that none of the plans seen does.

    `known` is the best plan of all: its prices hold for this one too. None when there is no other.
    """
    rules = []
    for plan in seen:
        new = part.weight > 0
        new[list(plan)] = False
        rules.append(new)
    found = _searched(part, known.prices, deadline, rules)
    if not all(rule[list(found.chosen)].any() for rule in rules):
        return None
    avoid = sorted({it for plan in seen for it in plan})
    return replace(found, chosen=best_fits(part, found.chosen, avoid))


def _judged(part: Part, chosen: Sequence[int], prices: Ints) -> Outcome:
    most = bound(part, prices)
    proven = part.total(chosen)[0] == most
    return Outcome(chosen, most, Proof.PRICES if proven else Proof.NONE, prices)


def _spread(part: Part, count: int) -> Ints:
    """Return some options of every wish, not only the best fits: others want those too."""
    starts = np.searchsorted(part.group, np.arange(part.groups + 1))
    chosen = []
    for group, (start, stop) in enumerate(pairwise(starts)):
        step = max((stop - start) // count, 1)
        chosen.append(np.arange(start + group % step, stop, step))
    return np.concatenate(chosen)


def _relaxed(part: Part, deadline: float) -> tuple[Floats, Ints, Ints] | None:
    """Return shares of options, which options those are, and prices that hold for all options."""
    columns, matrix = np.arange(len(part.gain)), part.matrix()
    if len(columns) > AT_ONCE:
        columns = _spread(part, FIRST)
    while True:
        gain = part.gain[columns]
        found = relax(gain, matrix[:, columns], part.limit(), _left(deadline))
        if found is None:
            return None
        prices = whole(found.prices[part.groups :])
        kept = kept_after_paying(part, prices)
        worth = kept - whole(found.prices[: part.groups])[part.group]
        worth[columns] = 0
        more = _best_per_group(part, worth)
        reached = int(np.floor(float(gain @ found.shares) + _SLACK))
        if not len(more) or bound(part, prices) <= reached:
            return found.shares, columns, prices
        columns = np.union1d(columns, more)


def _best_per_group(part: Part, worth: Ints) -> Ints:
    """Return the options worth more than they cost, at most MORE per wish."""
    better = np.flatnonzero(worth > UNIT // 1_000)
    better = better[np.lexsort((-worth[better], part.group[better]))]
    first = np.searchsorted(part.group[better], part.group[better])
    return better[np.arange(len(better)) - first < MORE]


def _searched(part: Part, prices: Ints, deadline: float, rules: Sequence[Bools] = ()) -> Outcome:
    """Let HiGHS branch and bound among the options that a plan near the bound could hold.

    A plan that gains the target holds no others, so if one is found, the best of those is the best
    of all. If not, what was found is the mark that a second search must beat.
    """
    most, best, gain = bound(part, prices), list[int](), 0
    target = max(most - part.scale // NEAR, 0)
    while True:
        columns = np.flatnonzero(could_be_in(part, prices, target))
        found = _search(part, columns, rules, deadline)
        chosen = [] if found.chosen is None else _whole_ones(found.chosen, columns)
        if part.total(chosen)[0] > gain:
            best, gain = chosen, part.total(chosen)[0]
        if gain == most:
            return Outcome(best, most, Proof.PRICES, prices)
        if not found.finished and not found.impossible:
            return Outcome(best, _at_most(found, gain, target, most), Proof.NONE, prices)
        if gain >= target - 1:
            return Outcome(best, gain, Proof.SEARCH, prices)
        target = gain + 1


def _at_most(found: Searched, gain: int, target: int, most: int) -> int:
    """Return the bound when the time was up: plans below the target were not looked at."""
    if found.bound is None:
        return most
    return min(most, max(gain, target, int(np.floor(found.bound + _SLACK))))


def _search(part: Part, columns: Ints, rules: Sequence[Bools], deadline: float) -> Searched:
    matrix: csc_array = part.matrix()[:, columns]
    limit = part.limit()
    if rules:
        atleast = csc_array(-np.array([rule[columns] for rule in rules], dtype=np.float64))
        matrix = csc_array(vstack([matrix, atleast]))
        limit = np.concatenate([limit, np.full(len(rules), -1, dtype=np.int64)])
    return search(part.gain[columns], matrix, limit, _left(deadline))


def _whole_ones(shares: Floats, columns: Ints) -> list[int]:
    return [int(it) for it in columns[np.flatnonzero(shares > 0.5)]]


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.001)


def best_fits(part: Part, chosen: Sequence[int], avoid: Sequence[int] = ()) -> list[int]:
    """Give each mover, in a fixed order, the best fit that costs nobody anything.

    Nobody comes to take one of the options to avoid.
    """
    left = np.append(part.free, 1)
    for at in chosen:
        np.subtract.at(left, part.takes[at][part.takes[at] >= 0], 1)
        np.add.at(left, part.gives[at][part.gives[at] >= 0], 1)
    allowed = np.ones(len(part.gain), dtype=np.bool_)
    allowed[list(avoid)] = False
    kept = []
    for at in sorted(chosen):
        left[part.takes[at][part.takes[at] >= 0]] += 1
        best = next(iter(_as_good(part, at, left, allowed)), at)
        left[part.takes[best][part.takes[best] >= 0]] -= 1
        kept.append(int(best))
    return kept


def _as_good(part: Part, at: int, left: Ints, allowed: Bools) -> Ints:
    """Return what its wish could take instead, of the same weight, for the same land."""
    start, stop = np.searchsorted(part.group, [part.group[at], part.group[at] + 1])
    same = allowed[start:stop] & (part.weight[start:stop] == part.weight[at])
    same &= (part.gives[start:stop] == part.gives[at]).all(axis=1)
    same &= (left[part.takes[start:stop]] > 0).all(axis=1)
    return np.asarray(start + np.flatnonzero(same), dtype=np.int64)
