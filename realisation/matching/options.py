"""What each mover could take: every smallest group of plots that meets its wish, filtered at once.

A group that holds a smaller one that also meets the wish is left out: the smaller one leaves more
to others and needs nothing more, so no best answer is lost by that.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from realisation.matching.arrays import Bools, Ints, any_of
from realisation.matching.connected import NEVER, Level, Levels, connected_groups
from realisation.matching.space import Id, Limits, Mover, Space, Wish

# "About as large": what a swap may differ when its party named no areas.
SWAP_PERCENT = 20


class Hurdle(StrEnum):
    """What land must pass, in the order in which it is asked."""

    AREA = "area"
    CATEGORY = "category"
    FEATURES = "features"
    NEXT_TO_OWN = "next_to_own"
    SWAPS = "swaps"


@dataclass(frozen=True)
class Bundle:
    """One mover giving these plots, with all it could take for them."""

    mover: Mover
    gives: tuple[int, ...]
    takes: Ints  # one row per option, padded with -1; the best fit on top


@dataclass(frozen=True)
class Options:
    """All options of a park. `cut_off`: movers of whom not all options are here.

    `out_of_time`: the clock cut them off, so nothing is known of what is missing; `untried`: of
    these movers nothing was looked at.
    """

    bundles: Sequence[Bundle]
    cut_off: frozenset[Id]
    out_of_time: bool = False
    untried: frozenset[Id] = frozenset()

    @property
    def exhaustive(self) -> bool:
        """Whether nothing was left out."""
        return not self.cut_off


def enumerate_options(
    space: Space,
    limits: Limits,
    progress: Callable[[int], None] | None = None,
    deadline: float = NEVER,
) -> Options:
    """Return what each willing mover could take of the land that is or could come free.

    Who comes after the deadline (of time.monotonic) is not looked at. First come those who only
    cooperate, of whom others depend, then the heaviest wishes.
    """
    open_land = [at for at, plot in enumerate(space.plots) if plot.free or plot.id in space.givers]
    levels = connected_groups(space, limits, open_land, deadline)
    bundles: list[Bundle] = []
    cut_off: set[Id] = set()
    willing = sorted(
        (mover for mover in space.movers if mover.willing),
        key=lambda it: (it.weight > 0, -it.weight, it.id),
    )
    out_of_time = bool(willing) and not levels.complete and time.monotonic() > deadline
    for at, mover in enumerate(willing):
        if time.monotonic() > deadline:
            untried = frozenset(it.id for it in willing[at:])
            return Options(bundles, frozenset(cut_off) | untried, True, untried)
        for gives in gives_of(space, mover):
            takes, cut = _takes(space, levels, limits, mover, gives)
            if cut or not levels.complete:
                cut_off.add(mover.id)
            if len(takes):
                bundles.append(Bundle(mover, gives, takes))
        if progress is not None:
            progress(100 * (at + 1) // len(willing))
    return Options(bundles, frozenset(cut_off), out_of_time)


def gives_of(space: Space, mover: Mover) -> Iterator[tuple[int, ...]]:
    """Return what the mover would give: a swap one plot at a time, others all at once."""
    places = tuple(sorted(space.index[it] for it in mover.gives))
    if mover.wish is Wish.SWAP:
        yield from ((it,) for it in places)
    else:
        yield places


def area_range(space: Space, mover: Mover, gives: Sequence[int]) -> tuple[int, int]:
    """Return how many m2 it takes at least and at most."""
    least, most = mover.min_area_m2, mover.max_area_m2
    if mover.wish in {Wish.SWAP, Wish.RELOCATE} and least is None and most is None:
        given = sum(space.plots[it].area_m2 for it in gives)
        return -(-given * (100 - SWAP_PERCENT) // 100), given * (100 + SWAP_PERCENT) // 100
    return max(least or 0, 0), (1 << 60) if most is None else most


def _takes(
    space: Space, levels: Levels, limits: Limits, mover: Mover, gives: tuple[int, ...]
) -> tuple[Ints, bool]:
    """Return the smallest groups that pass all hurdles, and whether some were cut off."""
    found: list[Ints] = []
    covered = np.zeros(0, dtype=np.bool_)
    for level, passes in passing(space, levels, limits, mover, gives):
        inside = np.zeros(len(passes), dtype=np.bool_)
        if level.size > 1:
            # -1 (no such smaller group) looks at the last, which is always False.
            inside = any_of(np.append(covered, False)[level.parents])
        covered = inside | passes
        chosen = np.flatnonzero(passes & ~inside)
        # A stable sort: groups of the same area stay in the order of their plots.
        chosen = chosen[np.argsort(level.area[chosen], kind="stable")]
        rows = np.full((len(chosen), limits.max_plots), -1, dtype=np.int64)
        rows[:, : level.size] = level.members[chosen]
        found.append(rows)
    rows = np.concatenate(found)
    return rows[: limits.max_options], len(rows) > limits.max_options


def passing(
    space: Space, levels: Levels, limits: Limits, mover: Mover, gives: Sequence[int]
) -> Iterator[tuple[Level, Bools]]:
    """Return per size which groups pass all hurdles."""
    for level in levels.levels:
        passes = _not_its_own(space, level, mover)
        for _, does in hurdles(space, levels, level, limits, mover, gives):
            passes &= does()
        yield level, passes


def hurdles(
    space: Space,
    levels: Levels,
    level: Level,
    limits: Limits,
    mover: Mover,
    gives: Sequence[int],
) -> Iterator[tuple[Hurdle, Callable[[], Bools]]]:
    """Return each hurdle with which groups pass it. Those that ask nothing are left out."""
    least, most = area_range(space, mover, gives)
    yield Hurdle.AREA, lambda: (level.area >= least) & (level.area <= most)
    if mover.category_rank is not None:
        rank = mover.category_rank
        yield Hurdle.CATEGORY, lambda: level.rank >= rank
    if mover.features:
        yield Hurdle.FEATURES, lambda: _has_features(levels, level, mover)
    if mover.must_touch:
        yield Hurdle.NEXT_TO_OWN, lambda: _touches(space, level, mover)
    if level.size > 1:
        yield Hurdle.SWAPS, lambda: level.swaps <= limits.max_swaps


def _not_its_own(space: Space, level: Level, mover: Mover) -> Bools:
    own = mover.gives | mover.anchors
    if not own:
        return np.ones(len(level.members), dtype=np.bool_)
    mark = np.zeros(len(space.plots), dtype=np.bool_)
    mark[[space.index[it] for it in own]] = True
    return ~any_of(mark[level.members])


def _has_features(levels: Levels, level: Level, mover: Mover) -> Bools:
    """A quay somewhere on the land is enough; a road must be able to lie on all of it."""
    mask = levels.mask(mover.features)
    if mask is None:
        return np.zeros(len(level.members), dtype=np.bool_)
    bits = level.all if mover.wish is Wish.RELOCATE else level.some
    result: Bools = (bits & mask) == mask
    return result


def _touches(space: Space, level: Level, mover: Mover) -> Bools:
    mark = np.zeros(len(space.plots), dtype=np.bool_)
    for anchor in mover.anchors:
        mark[space.neighbours[space.index[anchor]]] = True
    return any_of(mark[level.members])
