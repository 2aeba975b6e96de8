"""Small symbols that differ by shape and by filling, so that they can be told apart in grey."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from core.svg import palette
from core.svg._draw import Svg, el, join, points

Filling = Literal["solid", "dot", "open"]
Corners = list[tuple[float, float]]


def _triangle(x: float, y: float, r: float) -> Corners:
    return [(x, y - r * 1.1), (x + r * 1.1, y + r * 0.85), (x - r * 1.1, y + r * 0.85)]


def _square(x: float, y: float, r: float) -> Corners:
    side = r * 0.9
    return [(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)]


def _diamond(x: float, y: float, r: float) -> Corners:
    return [(x, y - r * 1.2), (x + r * 1.2, y), (x, y + r * 1.2), (x - r * 1.2, y)]


_POLYGONS: Final[Mapping[str, Callable[[float, float, float], Corners]]] = {
    "triangle": _triangle,
    "square": _square,
    "diamond": _diamond,
}


def mark(shape: str, x: float, y: float, r: float, *, colour: str, filling: Filling) -> Svg:
    """A symbol of about 2r wide: circle, triangle, square, diamond or cross.

    Raises KeyError for another shape.
    """
    fill = colour if filling == "solid" else palette.WHITE
    if shape == "circle":
        body = el("circle", cx=x, cy=y, r=r, fill=fill, stroke=colour, stroke_width=1.6)
    elif shape == "cross":
        return _drawn_cross(x, y, r, colour=colour, filling=filling)
    else:
        corners = _POLYGONS[shape](x, y, r)
        body = el("polygon", points=points(corners), fill=fill, stroke=colour, stroke_width=1.6,
                  stroke_linejoin="round")  # fmt: skip
    if filling != "dot":
        return body
    return join(body, el("circle", cx=x, cy=y, r=r * 0.4, fill=colour))


def _drawn_cross(x: float, y: float, r: float, *, colour: str, filling: Filling) -> Svg:
    """Two strokes on a disc: bare, on a ring, or white on solid."""
    lines = el("path", d=f"M{x - r * 0.5:.2f},{y - r * 0.5:.2f}l{r:.2f},{r:.2f}"
               f"m0,{-r:.2f}l{-r:.2f},{r:.2f}", fill="none",
               stroke=palette.WHITE if filling == "solid" else colour,
               stroke_width=2.2 if filling == "solid" else 1.8)  # fmt: skip
    disc = el("circle", cx=x, cy=y, r=r * 1.1, fill=colour if filling == "solid" else palette.WHITE,
              stroke=colour, stroke_width=1.6,
              stroke_dasharray="2.5 2" if filling == "open" else None)  # fmt: skip
    return join(disc, lines)
