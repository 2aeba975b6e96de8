"""The ground plan: the outline of a park with its plots by state, to scale."""

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el
from core.svg._plot_styles import PLOT_STYLES, legend, legend_height, patterns, shape_of
from core.svg._text import label, text_width
from core.svg._to_scale import MARGIN, Ring, View, north, path_of, placed, scale_bar, view_of

_SIZE: Final = 11.0
_MOST_TITLES: Final = 500  # a title per plot helps a mouse; with more the drawing grows too heavy


@dataclass(frozen=True)
class PlotShape:
    """A plot: its number in the table beside the drawing, and its rings in metres RD New."""

    number: int
    name: str
    state: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class GroundPlanData:
    """A park: rings of its outline, if known, and its plots. States are those of PLOT_STYLES.

    `numbered` says whether a table with the numbers stands beside the drawing.
    """

    park_name: str
    outline: tuple[Ring, ...]
    plots: tuple[PlotShape, ...]
    numbered: bool = True


def ground_plan(data: GroundPlanData, *, uid: str, width: float = 720, height: float = 480) -> Svg:
    """Draw the plan. Numbers stand in the plots in which they fit.

    Raises ValueError when there is no ring of at least three corners, or for an unknown state.
    """
    rings = [*_drawable(data.outline), *(r for each in data.plots for r in _drawable(each.rings))]
    if not rings:
        raise ValueError("A ground plan needs a ring of at least three corners.")
    counts = Counter(plot.state for plot in data.plots)
    foot = 54 + legend_height(counts, width)
    view = view_of(rings, width, height, foot=foot)
    frame = Frame("ground-plan", uid, f"Plattegrond van {data.park_name}",
                  _description(data, counts, view), width, height)  # fmt: skip
    line = height - foot + 34
    return drawing(
        frame,
        patterns(uid, counts),
        _ground(data.outline, view),
        *(_plot(plot, view, uid, titled=len(data.plots) <= _MOST_TITLES) for plot in data.plots),
        _numbers(data, view),
        scale_bar(MARGIN, line, width / 4, view.units_per_metre),
        north(width - MARGIN - 8, line + 8),
        legend(uid, counts, line + 16, width),
    )


def _drawable(rings: tuple[Ring, ...]) -> list[Ring]:
    return [ring for ring in rings if len(ring) >= 3]


def _description(data: GroundPlanData, counts: Counter[str], view: View) -> str:
    states = ", ".join(
        f"{counts[state]} {style.words}" for state, style in PLOT_STYLES.items() if counts[state]
    )
    total = len(data.plots)
    noun = "getekende kavel" if total == 1 else "getekende kavels"
    plots = f"Er is {total} {noun}" if total == 1 else f"Er zijn {total} {noun}"
    return f"{plots}{': ' + states if states else ''}. Het getekende gebied is {view.extent}"


def _ground(outline: tuple[Ring, ...], view: View) -> Svg:
    rings = _drawable(outline)
    if not rings:
        return Svg()
    return el("path", d=path_of(rings, view), fill_rule="evenodd", fill=palette.PAPER,
              stroke=palette.MUTED, stroke_width=2.5, stroke_linejoin="round")  # fmt: skip


def _plot(plot: PlotShape, view: View, uid: str, *, titled: bool) -> Svg:
    rings = _drawable(plot.rings)
    if not rings:
        return Svg()
    title = el("title", f"{plot.name}: {PLOT_STYLES[plot.state].words}") if titled else None
    return shape_of(plot.state, uid, title, d=path_of(rings, view), fill_rule="evenodd")


def _numbers(data: GroundPlanData, view: View) -> Svg:
    if not data.numbered:
        return Svg()
    return el("g", *(_number(plot, view) for plot in data.plots), aria_hidden="true")


def _number(plot: PlotShape, view: View) -> Svg:
    """The number in the middle of the plot, or nothing where it would touch an edge."""
    rings = [corners for ring in plot.rings if len(corners := placed(ring, view)) >= 3]
    text = str(plot.number)
    if not rings:
        return Svg()
    x, y = _middle(rings[0])
    room = math.hypot(text_width(text, _SIZE, bold=True) / 2, _SIZE * 0.36) + 1
    if not _inside(x, y, rings) or _edge_distance(x, y, rings) < room:
        return Svg()
    return el(
        "g",
        el("rect", x=x - room + 1, y=y - _SIZE * 0.55, width=2 * room - 2, height=_SIZE * 1.1,
           rx=3, fill=palette.WHITE, fill_opacity=0.85),
        label(text, x, y + _SIZE * 0.36, size=_SIZE, anchor="middle", bold=True),
    )  # fmt: skip


Corners = list[tuple[float, float]]


def _middle(ring: Corners) -> tuple[float, float]:
    """The centre of gravity of a ring; of a ring without a surface its first corner."""
    x0, y0 = ring[0]  # near the ring, or the products below lose their last digits
    double = sum_x = sum_y = 0.0
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        double += cross
        sum_x += (ax + bx - 2 * x0) * cross
        sum_y += (ay + by - 2 * y0) * cross
    if abs(double) < 1e-9:
        return ring[0]
    return x0 + sum_x / (3 * double), y0 + sum_y / (3 * double)


def _inside(x: float, y: float, rings: list[Corners]) -> bool:
    """Whether a point lies inside by the fill rule evenodd."""
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
    return inside


def _edge_distance(x: float, y: float, rings: list[Corners]) -> float:
    return min(_to_segment(x, y, a, b) for ring in rings for a, b in pairwise([*ring, ring[0]]))


def _to_segment(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((x - a[0]) * dx + (y - a[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(x - a[0] - along * dx, y - a[1] - along * dy)
