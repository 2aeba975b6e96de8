"""All groups of adjacent plots up to a size, as arrays that a filter runs through at once."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from realisation.matching.arrays import Ints
from realisation.matching.space import COOPERATE, Limits, Plot, Space, Use

# A deadline (of time.monotonic) for who has all the time.
NEVER: Final = float("inf")
# After so many groups the clock is looked at: looking costs more than a group.
CLOCK_EVERY: Final = 1_000
_NO_CATEGORY_ASKED = 1_000
_UNKNOWN = -1


@dataclass(frozen=True)
class Level:
    """All connected groups of one size; `parents`: which smaller group is left without a member.

    A parent is -1 where taking that member away breaks the group in two.
    """

    members: Ints
    parents: Ints
    area: Ints
    rank: Ints
    some: Ints
    all: Ints
    swaps: Ints

    @property
    def size(self) -> int:
        """Return of how many plots each group is."""
        return int(self.members.shape[1])


@dataclass(frozen=True)
class Levels:
    """Groups by size. `complete` is False when the largest were left out: too many, or no time."""

    levels: Sequence[Level]
    features: dict[str, int]
    complete: bool

    def mask(self, features: frozenset[str]) -> int | None:
        """Return the bits of these features; None when no plot has one of them."""
        if not features <= self.features.keys():
            return None
        return sum(1 << self.features[each] for each in features)


def connected_groups(
    space: Space, limits: Limits, among: Sequence[int], deadline: float = NEVER
) -> Levels:
    """Return the groups of the plots at these places, as far as the deadline lets it."""
    names = sorted({name for plot in space.plots for name in plot.features})
    features = {name: at for at, name in enumerate(names)}
    facts = _facts(space, features)
    allowed = set(among)
    near = [[it for it in each if it in allowed] for each in space.neighbours]
    found: dict[tuple[int, ...], int] = {(it,): at for at, it in enumerate(sorted(allowed))}
    levels = [_level(facts, found, {})]
    for _ in range(1, limits.max_plots):
        wider = _grow(near, found, limits.max_sets, deadline)
        if wider is None:
            return Levels(levels, features, complete=False)
        if not wider:
            break
        levels.append(_level(facts, wider, found))
        found = wider
    return Levels(levels, features, complete=True)


def _facts(space: Space, features: dict[str, int]) -> Ints:
    """Return per plot: area, category, features as bits, whether who cooperates would give it."""
    rows = [
        (
            plot.area_m2,
            _rank(plot),
            sum(1 << features[name] for name in plot.features),
            any(it.wish in COOPERATE for it in space.givers.get(plot.id, ())),
        )
        for plot in space.plots
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


def _rank(plot: Plot) -> int:
    if plot.use is Use.ROAD:
        return _NO_CATEGORY_ASKED
    return _UNKNOWN if plot.category_rank is None else plot.category_rank


def _grow(
    near: list[list[int]], found: dict[tuple[int, ...], int], limit: int, deadline: float
) -> dict[tuple[int, ...], int] | None:
    """Return every group with one neighbour more; None beyond the limit or the deadline."""
    wider: set[tuple[int, ...]] = set()
    for at, group in enumerate(found):
        if at % CLOCK_EVERY == 0 and time.monotonic() > deadline:
            return None
        for member in group:
            wider.update(tuple(sorted((*group, it))) for it in near[member] if it not in group)
        if len(wider) > limit:
            return None
    return {group: at for at, group in enumerate(sorted(wider))}


def _level(
    facts: Ints, found: dict[tuple[int, ...], int], smaller: dict[tuple[int, ...], int]
) -> Level:
    size = len(next(iter(found), (0,)))
    members = np.array(list(found), dtype=np.int64).reshape(-1, size)
    rows = [
        [smaller.get(group[:at] + group[at + 1 :], -1) for at in range(size)] for group in found
    ]
    parents = np.array(rows, dtype=np.int64).reshape(-1, size)
    area, rank, bits, swap = (facts[members, at] for at in range(4))
    return Level(
        members=members,
        parents=parents,
        area=area.sum(axis=1),
        rank=rank.min(axis=1),
        some=np.bitwise_or.reduce(bits, axis=1),
        all=np.bitwise_and.reduce(bits, axis=1),
        swaps=swap.sum(axis=1),
    )
