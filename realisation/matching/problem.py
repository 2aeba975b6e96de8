"""The options as a problem in whole numbers, split into parts that have nothing to do together.

Per wish (group): at most one option. Per plot: taken at most as often as it is free or given up.
The gain of an option is its weight times (wishes in the part + 1), minus one: first the most
weight, then the fewest moves, in one whole number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csc_array
from scipy.sparse.csgraph import connected_components

from realisation.matching.arrays import Bools, Ints
from realisation.matching.options import Options
from realisation.matching.space import Id, Space


@dataclass(frozen=True)
class Flat:
    """All options of a park in columns, ordered by group. `bundle` says whose an option is."""

    takes: Ints
    gives: Ints
    bundle: Ints
    group: Ints
    weight: Ints


@dataclass(frozen=True)
class Part:
    """Options that compete; `columns` are their places in Flat. Groups and plots are renumbered."""

    columns: Ints
    group: Ints
    takes: Ints
    gives: Ints
    gain: Ints
    weight: Ints
    plots: Ints
    free: Ints
    groups: int

    @property
    def scale(self) -> int:
        """Return how much one point of weight counts for against one move."""
        return self.groups + 1

    def matrix(self) -> csc_array[Any]:
        """Return one row per group, then one per plot; one column per option."""
        options = np.arange(len(self.gain))
        rows, columns, values = [self.group], [options], [np.ones(len(options))]
        for which, value in ((self.takes, 1.0), (self.gives, -1.0)):
            option, at = np.nonzero(which >= 0)
            rows.append(self.groups + which[option, at])
            columns.append(option)
            values.append(np.full(len(option), value))
        shape = (self.groups + len(self.plots), len(options))
        entries = (np.concatenate(rows), np.concatenate(columns))
        return csc_array(coo_array((np.concatenate(values), entries), shape=shape))

    def limit(self) -> Ints:
        """Return what each row may add up to."""
        return np.concatenate([np.ones(self.groups, dtype=np.int64), self.free])

    def total(self, chosen: Sequence[int]) -> tuple[int, int]:
        """Return the gain and the weight of these options. Raises ValueError if they can't be."""
        groups = [int(self.group[it]) for it in chosen]
        if len(set(groups)) < len(groups):
            raise ValueError("Een partij zou twee dingen tegelijk doen.")
        left = [int(it) for it in self.free]
        for sort, change in ((self.takes, -1), (self.gives, 1)):
            for plot in (int(it) for at in chosen for it in sort[at] if it >= 0):
                left[plot] += change
        if min(left, default=0) < 0:
            raise ValueError("Een kavel zou tweemaal vergeven zijn.")
        return sum(int(self.gain[it]) for it in chosen), sum(int(self.weight[it]) for it in chosen)


def flatten(options: Options) -> Flat:
    """Return the options in columns, ordered by group and then by fit."""
    bundles = sorted(
        enumerate(options.bundles), key=lambda it: (it[1].mover.group, it[1].mover.id, it[0])
    )
    numbers: dict[tuple[int, Id], int] = {}
    widest = max((len(it.gives) for it in options.bundles), default=0)
    takes, gives, owner, group, weight = [], [], [], [], []
    for at, bundle in bundles:
        count = len(bundle.takes)
        given = np.full(widest, -1, dtype=np.int64)
        given[: len(bundle.gives)] = bundle.gives
        takes.append(bundle.takes)
        gives.append(np.tile(given, (count, 1)))
        owner.append(np.full(count, at))
        group.append(
            np.full(count, numbers.setdefault(bundle.mover.group, len(numbers)), dtype=np.int64)
        )
        weight.append(np.full(count, bundle.mover.weight, dtype=np.int64))
    if not takes:
        none = np.zeros(0, dtype=np.int64)
        return Flat(none.reshape(0, 1), none.reshape(0, 0), none, none, none)
    return Flat(
        *(np.concatenate(each) for each in (takes, gives, owner, group, weight)),
    )


def split(space: Space, flat: Flat) -> Iterator[Part]:
    """Return the parts, of what can be of use at all."""
    free = np.array([plot.free for plot in space.plots], dtype=np.bool_)
    alive = _useful(flat, free)
    if not alive.any():
        return
    groups = int(flat.group.max()) + 1
    part_of = _components(flat, alive, groups, len(space.plots))
    which = part_of[flat.group]
    for number in np.unique(which[alive]):
        yield _part(flat, np.flatnonzero(alive & (which == number)), free)


def _useful(flat: Flat, free: Bools) -> Bools:
    """Leave out what waits for land that nobody can give, and favours that nobody asks."""
    alive = np.ones(len(flat.weight), dtype=np.bool_)
    # A place more, because -1 looks at the last.
    while True:
        given, wanted = np.append(free, True), np.zeros(len(free) + 1, dtype=np.bool_)
        given[flat.gives[alive].ravel()] = True
        given[-1] = True
        wanted[flat.takes[alive].ravel()] = True
        wanted[-1] = False
        helps = (flat.weight > 0) | wanted[flat.gives].any(axis=1)
        still = alive & given[flat.takes].all(axis=1) & helps
        if still.sum() == alive.sum():
            return still
        alive = still


def _components(flat: Flat, alive: Bools, groups: int, plots: int) -> Ints:
    """Return per group and plot in which part it lies."""
    both = np.concatenate([flat.takes, flat.gives], axis=1)[alive]
    option, at = np.nonzero(both >= 0)
    ends = (flat.group[alive][option], groups + both[option, at])
    size = groups + plots
    graph = coo_array((np.ones(len(option), dtype=np.int8), ends), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _part(flat: Flat, columns: Ints, free: Bools) -> Part:
    takes, gives = flat.takes[columns], flat.gives[columns]
    plots = np.unique(np.concatenate([takes.ravel(), gives.ravel()]))
    plots = plots[plots >= 0]
    place = np.full(len(free) + 1, -1, dtype=np.int64)
    place[plots] = np.arange(len(plots))
    _, group = np.unique(flat.group[columns], return_inverse=True)
    groups = int(group.max()) + 1
    weight = flat.weight[columns]
    return Part(
        columns=columns,
        group=np.asarray(group, dtype=np.int64),
        takes=place[takes],
        gives=place[gives],
        gain=weight * (groups + 1) - 1,
        weight=weight,
        plots=plots,
        free=free[plots].astype(np.int64),
        groups=groups,
    )
