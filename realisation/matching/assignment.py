"""The plain case: everybody takes one plot and gives at most one. Then it is an assignment.

Who stays keeps its own plot, so "taken at most once" says all. The prices follow from the best
assignment itself: raise the price of what somebody would rather have, until nobody would.
"""

import numpy as np
from scipy.optimize import linear_sum_assignment

from realisation.matching.arrays import Ints
from realisation.matching.prices import UNIT
from realisation.matching.problem import Part

# A table of wishes by plots must fit in memory: 20 million cells are 160 MB.
MAX_CELLS = 20_000_000


def is_plain(part: Part) -> bool:
    """Whether this part is an assignment that fits in memory."""
    if part.takes[:, 1:].max(initial=-1) >= 0 or part.gives[:, 1:].max(initial=-1) >= 0:
        return False
    given = given_by(part)
    if len(part.gain) and part.gives.shape[1] and (part.gives[:, 0] != given[part.group]).any():
        return False
    return part.groups * (len(part.plots) + part.groups) <= MAX_CELLS


def given_by(part: Part) -> Ints:
    """Return the plot that each group gives, or -1; meant for parts where it is always the same."""
    given = np.full(part.groups, -1, dtype=np.int64)
    if part.gives.shape[1]:
        given[part.group] = part.gives[:, 0]
    return given


def solve_assignment(part: Part) -> tuple[list[int], Ints]:
    """Return the chosen options and the prices of the plots, in units."""
    plots, every = len(part.plots), np.arange(part.groups)
    given = given_by(part)
    stays = np.where(given >= 0, given, plots + every)
    table = np.full((part.groups, plots + part.groups), -np.inf)
    table[every, stays] = 0
    # Two options for the same plot: the last that is written stays, so the best is written last.
    order = np.argsort(part.gain, kind="stable")
    table[part.group[order], part.takes[order, 0]] = part.gain[order]
    got = np.asarray(linear_sum_assignment(table, maximize=True)[1], dtype=np.int64)
    option = np.full(table.shape, -1, dtype=np.int64)
    option[part.group[order], part.takes[order, 0]] = order
    chosen = option[every, got]
    chosen[got == stays] = -1
    return [int(it) for it in chosen if it >= 0], _prices(part, stays, got)


def _prices(part: Part, stays: Ints, got: Ints) -> Ints:
    """Return the lowest prices at which everybody has what it would choose."""
    group = np.concatenate([part.group, np.arange(part.groups)])
    place = np.concatenate([part.takes[:, 0], stays])
    gain = np.concatenate([part.gain, np.zeros(part.groups, dtype=np.int64)])
    has = np.full(part.groups, np.iinfo(np.int64).min, dtype=np.int64)
    mine = place == got[group]
    np.maximum.at(has, group[mine], gain[mine])
    more = gain - has[group]
    prices = np.zeros(len(part.plots) + part.groups, dtype=np.int64)
    for _ in range(part.groups + 1):
        higher = prices.copy()
        np.maximum.at(higher, place, more + prices[got[group]])
        if (higher == prices).all():
            break
        prices = higher
    return prices[: len(part.plots)] * UNIT
