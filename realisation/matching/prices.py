"""The certificate: a price per plot that shows that nothing better exists.

At any prices of zero or more, no plan gains more than: what all vacant plots cost together, plus
for each wish the most that it could keep of its gain after paying for what it takes and being paid
for what it gives. That holds whatever found the prices, so they are checked in whole numbers.
"""

from typing import Final

import numpy as np

from realisation.matching.arrays import Bools, Floats, Ints
from realisation.matching.problem import Part

# Prices are whole numbers of this part of one point of gain: 20 bits, far from overflow.
UNIT: Final = 1 << 20


def kept_after_paying(part: Part, prices: Ints) -> Ints:
    """Return what each option keeps of its gain, in units. Raises ValueError on prices below 0."""
    if len(prices) != len(part.plots) or int(prices.min(initial=0)) < 0:
        raise ValueError("Een prijs per kavel, van nul of meer.")
    padded = np.append(prices, 0)
    kept: Ints = UNIT * part.gain - padded[part.takes].sum(axis=1) + padded[part.gives].sum(axis=1)
    return kept


def bound(part: Part, prices: Ints) -> int:
    """Return the gain that no plan for this part exceeds."""
    _, total = _most(part, prices)
    return total // UNIT


def could_be_in(part: Part, prices: Ints, gain: int) -> Bools:
    """Return which options could be in a plan that gains so much, as far as prices can tell."""
    most, total = _most(part, prices)
    lost = most[part.group] - kept_after_paying(part, prices)
    return np.asarray(total - lost >= gain * UNIT, dtype=np.bool_)


def _most(part: Part, prices: Ints) -> tuple[Ints, int]:
    """Return the most that each wish could keep, and that with the price of all vacant land."""
    most = np.zeros(part.groups, dtype=np.int64)
    np.maximum.at(most, part.group, kept_after_paying(part, prices))
    return most, int(most.sum()) + int((part.free * prices).sum())


def whole(prices: Floats) -> Ints:
    """Return a solver's prices in whole units."""
    return np.maximum(np.rint(prices * UNIT), 0).astype(np.int64)
