"""Drawing ground to scale: metres RD New to drawing units, a scale bar and a north arrow."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.dutch import format_decimal
from core.svg import palette
from core.svg._draw import Svg, el, number, points
from core.svg._text import label

Ring = tuple[tuple[float, float], ...]

MARGIN = 18.0
FOOT = 40.0
_CLOSEST = 0.4  # drawing units; a nearer corner would not be seen


@dataclass(frozen=True)
class View:
    """Metres to drawing units; y turns over, because drawings count downwards."""

    left: float
    top: float
    wide: float
    high: float
    units_per_metre: float
    x0: float
    y0: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.x0 + (x - self.left) * self.units_per_metre,
            self.y0 + (self.top - y) * self.units_per_metre,
        )

    @property
    def extent(self) -> str:
        """How large the ground is, in words."""
        return (
            f"{metres(self.wide)} van west naar oost en {metres(self.high)} van noord naar zuid. "
            "Het noorden is boven."
        )


def view_of(rings: Sequence[Ring], width: float, height: float, *, foot: float = FOOT) -> View:
    """Return the largest view in which all rings fit above the foot of the drawing."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    room_x, room_y = width - 2 * MARGIN, height - 2 * MARGIN - foot
    scale = min(room_x / max(wide, 1e-9), room_y / max(high, 1e-9))
    return View(
        left=min(xs),
        top=max(ys),
        wide=wide,
        high=high,
        units_per_metre=scale,
        x0=(width - wide * scale) / 2,
        y0=(height - foot - high * scale) / 2,
    )


def placed(ring: Ring, view: View) -> list[tuple[float, float]]:
    """Return a ring in drawing units, without corners too close together to be seen."""
    kept: list[tuple[float, float]] = []
    for corner in ring:
        place = view(*corner)
        if not kept or math.dist(kept[-1], place) >= _CLOSEST:
            kept.append(place)
    return kept


def path_of(rings: Sequence[Ring], view: View) -> str:
    """Return outer rings and holes as the data of one path, for the fill rule evenodd."""
    return "".join(f"M{points(placed(ring, view))}Z" for ring in rings)


def metres(length: float) -> str:
    """A length in words."""
    if length >= 1000:
        return f"{format_decimal(length / 1000, 1)} kilometer"
    return f"{format_decimal(length)} meter"


def scale_bar(x: float, y: float, longest: float, units_per_metre: float) -> Svg:
    """A dark and a light half, together of a round length that is no longer than `longest`."""
    length = _round_length(longest / units_per_metre)
    half = length * units_per_metre / 2
    text = f"{format_decimal(length / 1000, 1 if length % 1000 else 0)} km"
    if length < 1000:
        text = f"{format_decimal(length, 1 if length < 1 else 0)} m"
    return el(
        "g",
        el("rect", x=x, y=y, width=half, height=6, fill=palette.INK, stroke=palette.INK),
        el("rect", x=x + half, y=y, width=half, height=6, fill=palette.WHITE, stroke=palette.INK),
        label("0", x, y - 6, size=12),
        label(text, x + 2 * half, y - 6, size=12, anchor="middle"),
    )


def _round_length(longest: float) -> float:
    power = 10.0 ** math.floor(math.log10(longest))
    return max(step * power for step in (1, 2, 5) if step * power <= longest)


def north(x: float, y: float) -> Svg:
    """An arrow whose foot is at (x, y)."""
    return el(
        "g",
        el("path", d=f"M{number(x)},{number(y - 34)}l8,26l-8,-5z", fill=palette.INK),
        el("path", d=f"M{number(x)},{number(y - 34)}l-8,26l8,-5z", fill=palette.WHITE,
           stroke=palette.INK, stroke_linejoin="round"),
        label("N", x + 13, y - 22, size=12, bold=True, anchor="start"),
    )  # fmt: skip
