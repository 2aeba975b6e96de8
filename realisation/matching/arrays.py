"""Names for the arrays that go round in here."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


def any_of(marks: Bools) -> Bools:
    """Return per row whether one of it is marked."""
    return np.asarray(marks.any(axis=1), dtype=np.bool_)
