"""Places labels near their anchors so that none lies over another; the same every time."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_RINGS: Final = 60
_GAP: Final = 2.0


@dataclass(frozen=True)
class Wanted:
    """A label of a size around the point where it should stand; all in drawing units."""

    x: float
    y: float
    width: float
    height: float


Place = tuple[float, float]
Bounds = tuple[float, float, float, float]


def place_apart(labels: Sequence[Wanted], bounds: Bounds) -> list[Place]:
    """Return the middle of each label, the first ones nearest to where they want to be.

    `bounds` is left, top, right and bottom. With more labels than fit the last ones stay where
    they want to be: a drawing that is too full is still a drawing.
    """
    grid = _Grid(max((each.width for each in labels), default=1.0) + _GAP)
    placed = []
    for each in labels:
        free = (spot for spot in _spots(each, bounds) if grid.is_free(spot, each))
        spot = next(free, _within(each, each.x, each.y, bounds))
        grid.take(spot, each)
        placed.append(spot)
    return placed


def _spots(label: Wanted, bounds: Bounds) -> Iterator[Place]:
    """Yield places ring by ring around the anchor, those inside the bounds alone."""
    yield _within(label, label.x, label.y, bounds)
    step_x, step_y = (label.width + _GAP) / 2, (label.height + _GAP) / 2
    for ring in range(1, _RINGS):
        count = 8 + 4 * ring
        for at in range(count):
            angle = 2 * math.pi * at / count
            x = label.x + math.sin(angle) * ring * step_x
            y = label.y - math.cos(angle) * ring * step_y
            if _within(label, x, y, bounds) == (x, y):
                yield x, y


def _within(label: Wanted, x: float, y: float, bounds: Bounds) -> Place:
    left, top, right, bottom = bounds
    half_x, half_y = label.width / 2, label.height / 2
    return min(max(x, left + half_x), right - half_x), min(max(y, top + half_y), bottom - half_y)


class _Grid:
    """What is taken, in squares that are no smaller than a label, so that few are looked at."""

    def __init__(self, size: float) -> None:
        self.size = size
        self.taken: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}

    def _square(self, x: float, y: float) -> tuple[int, int]:
        return math.floor(x / self.size), math.floor(y / self.size)

    def is_free(self, spot: Place, label: Wanted) -> bool:
        """Whether no label stands within reach of a place."""
        x, y = spot
        column, row = self._square(x, y)
        return not any(
            abs(x - other_x) < (label.width + width) / 2 + _GAP
            and abs(y - other_y) < (label.height + height) / 2 + _GAP
            for across in (column - 1, column, column + 1)
            for down in (row - 1, row, row + 1)
            for other_x, other_y, width, height in self.taken.get((across, down), ())
        )

    def take(self, spot: Place, label: Wanted) -> None:
        """Remember a label."""
        here = self.taken.setdefault(self._square(*spot), [])
        here.append((*spot, label.width, label.height))
