"""The one place that calls HiGHS: a maximum under upper limits, with whole numbers or without."""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array

from realisation.matching.arrays import Floats, Ints


@dataclass(frozen=True)
class Relaxed:
    """The best when parts are allowed. `prices`: what one more of each row would be worth."""

    shares: Floats
    prices: Floats


@dataclass(frozen=True)
class Searched:
    """What branch and bound found: `chosen` is None without a plan, `bound` without one."""

    chosen: Floats | None
    bound: float | None
    finished: bool
    impossible: bool


def relax(gain: Ints, matrix: csc_array[Any], limit: Ints, time_limit_s: float) -> Relaxed | None:
    """Return the best of `gain @ x` with `matrix @ x <= limit`, x >= 0; None if out of time."""
    found = linprog(
        -gain.astype(np.float64),
        # The published types leave sparse matrices out; linprog takes them.
        A_ub=cast(Any, matrix),
        b_ub=limit,
        bounds=(0, None),
        method="highs-ipm",
        options={"time_limit": time_limit_s},
    )
    if found.status != 0:
        return None
    return Relaxed(np.asarray(found.x), -np.asarray(found.ineqlin.marginals))


def search(gain: Ints, matrix: csc_array[Any], limit: Ints, time_limit_s: float) -> Searched:
    """Return the best of `gain @ x` with `matrix @ x <= limit`, each x zero or one."""
    if not len(gain):
        # HiGHS has no answer for a question without options.
        possible = bool((limit >= 0).all())
        return Searched(np.zeros(0) if possible else None, None, possible, not possible)
    found = milp(
        -gain.astype(np.float64),
        integrality=np.ones(len(gain), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, limit),
        options={"time_limit": time_limit_s, "mip_rel_gap": 0.0},
    )
    known = found.mip_dual_bound
    return Searched(
        chosen=None if found.x is None else np.asarray(found.x),
        bound=None if known is None or not np.isfinite(known) else -float(known),
        finished=found.status == 0,
        impossible=found.status == 2,
    )
