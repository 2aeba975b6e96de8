"""The outline of a park in a box, with north arrow and scale bar; for the cover of a report."""

import math
from dataclasses import dataclass

from core.dutch import format_decimal
from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, number, points
from core.svg._text import label

Ring = tuple[tuple[float, float], ...]

_MARGIN = 18.0
_FOOT = 40.0
_CLOSEST = 0.4  # drawing units; a nearer corner would not be seen


@dataclass(frozen=True)
class OutlineData:
    """Rings in metres RD New (EPSG:28992): outer rings and holes alike, x east and y north."""

    park_name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class _View:
    """Metres to drawing units; y turns over, because drawings count downwards."""

    left: float
    top: float
    units_per_metre: float
    x0: float
    y0: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.x0 + (x - self.left) * self.units_per_metre,
            self.y0 + (self.top - y) * self.units_per_metre,
        )


def outline(data: OutlineData, *, uid: str, width: float = 420, height: float = 420) -> Svg:
    """Draw the outline to scale. Raises ValueError without a ring of at least three corners."""
    rings = [ring for ring in data.rings if len(ring) >= 3]
    if not rings:
        raise ValueError("An outline needs a ring of at least three corners.")
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = _scale(wide, high, width, height)
    view = _View(
        left=min(xs),
        top=max(ys),
        units_per_metre=scale,
        x0=(width - wide * scale) / 2,
        y0=(height - _FOOT - high * scale) / 2,
    )
    description = (
        f"De omtrek is {_metres(wide)} van west naar oost en {_metres(high)} van noord naar zuid. "
        "Het noorden is boven."
    )
    frame = Frame("outline", uid, f"Omtrek van {data.park_name}", description, width, height)
    shape = el("path", d="".join(_ring_path(ring, view) for ring in rings), fill_rule="evenodd",
               fill=palette.CONNECTION.soft, stroke=palette.CONNECTION.deep, stroke_width=2,
               stroke_linejoin="round")  # fmt: skip
    return drawing(frame, shape, _scale_bar(width, height, scale), _north(width, height))


def _scale(wide: float, high: float, width: float, height: float) -> float:
    room_x, room_y = width - 2 * _MARGIN, height - 2 * _MARGIN - _FOOT
    return min(room_x / max(wide, 1e-9), room_y / max(high, 1e-9))


def _ring_path(ring: Ring, view: _View) -> str:
    kept: list[tuple[float, float]] = []
    for corner in ring:
        place = view(*corner)
        if not kept or math.dist(kept[-1], place) >= _CLOSEST:
            kept.append(place)
    return f"M{points(kept)}Z"


def _metres(length: float) -> str:
    if length >= 1000:
        return f"{format_decimal(length / 1000, 1)} kilometer"
    return f"{format_decimal(length)} meter"


def _scale_bar(width: float, height: float, units_per_metre: float) -> Svg:
    """A dark and a light half, together of a round length, a quarter of the box at most."""
    length = _round_length(width / 4 / units_per_metre)
    x, y, half = _MARGIN, height - 16, length * units_per_metre / 2
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


def _north(width: float, height: float) -> Svg:
    x, y = width - _MARGIN - 8, height - 8
    return el(
        "g",
        el("path", d=f"M{number(x)},{number(y - 34)}l8,26l-8,-5z", fill=palette.INK),
        el("path", d=f"M{number(x)},{number(y - 34)}l-8,26l8,-5z", fill=palette.WHITE,
           stroke=palette.INK, stroke_linejoin="round"),
        label("N", x + 13, y - 22, size=12, bold=True, anchor="start"),
    )  # fmt: skip
