"""A ground plan on which parties move: numbered arrows from what they give to what they get."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, number, points
from core.svg._text import label, text_width
from core.svg._to_scale import MARGIN, Ring, View, north, path_of, scale_bar, view_of

Place = tuple[float, float]

_SIZE: Final = 12.0
_DISC: Final = 10.0
_BEND: Final = 0.16
_LEGEND: Final = ("kavel die van hand wisselt", "wie verhuist of ruilt; het nummer is de stap")


@dataclass(frozen=True)
class MoveMark:
    """A numbered move: the middles of the plots that somebody leaves and comes to, in metres."""

    number: int
    title: str
    starts: tuple[Place, ...]
    ends: tuple[Place, ...]


@dataclass(frozen=True)
class MovePlanData:
    """A park, the plots that stay as they are, those that change hands, and the moves."""

    park_name: str
    outline: tuple[Ring, ...]
    plots: tuple[tuple[Ring, ...], ...]
    changing: tuple[tuple[Ring, ...], ...]
    marks: tuple[MoveMark, ...]


def move_plan(data: MovePlanData, *, uid: str, width: float = 760, height: float = 500) -> Svg:
    """Draw the moves. Raises ValueError when there is no ring of at least three corners."""
    rings = [ring for shape in _shapes(data) for ring in _drawable(shape)]
    if not rings:
        raise ValueError("A plan of moves needs a ring of at least three corners.")
    foot = 76.0
    view = view_of(rings, width, height, foot=foot)
    frame = Frame("move-plan", uid, f"Wie waarheen gaat op {data.park_name}",
                  _description(data, view), width, height)  # fmt: skip
    line = height - foot + 34
    return drawing(
        frame,
        _ground(data, view),
        *(_arrows(mark, view) for mark in data.marks),
        *_discs(data, view),
        scale_bar(MARGIN, line, width / 4, view.units_per_metre),
        north(width - MARGIN - 8, line + 8),
        _legend(line + 18),
    )


def _shapes(data: MovePlanData) -> Iterator[tuple[Ring, ...]]:
    yield data.outline
    yield from data.plots
    yield from data.changing


def _drawable(rings: tuple[Ring, ...]) -> list[Ring]:
    return [ring for ring in rings if len(ring) >= 3]


def _description(data: MovePlanData, view: View) -> str:
    moves = " ".join(f"{mark.number}. {mark.title}" for mark in data.marks)
    return f"{moves} Het getekende gebied is {view.extent}".strip()


def _ground(data: MovePlanData, view: View) -> Svg:
    accent = palette.REALISATION
    return join(
        _layer((data.outline,), view, fill=palette.PAPER, stroke=palette.MUTED, stroke_width=2.5),
        _layer(data.plots, view, fill=palette.WHITE, stroke=palette.LINE, stroke_width=0.8),
        _layer(data.changing, view, fill=accent.tint, stroke=accent.deep, stroke_width=2.2),
    )


def _layer(shapes: tuple[tuple[Ring, ...], ...], view: View, **looks: str | float) -> Svg:
    """All shapes of one look; each a path of its own, for the holes of one are not another's."""
    paths = [
        el("path", d=path_of(rings, view), fill_rule="evenodd")
        for shape in shapes
        if (rings := _drawable(shape))
    ]
    return el("g", *paths, stroke_linejoin="round", **looks) if paths else Svg()


def _arrows(mark: MoveMark, view: View) -> Svg:
    pairs = [(view(*start), view(*end)) for start in mark.starts for end in mark.ends]
    return join(*(_arrow(start, end) for start, end in pairs if math.dist(start, end) > 1))


def _arrow(start: Place, end: Place) -> Svg:
    """A bent line, so that two who swap don't cover each other, ending before the disc."""
    (x1, y1), (x2, y2) = start, end
    bend_x = (x1 + x2) / 2 - (y2 - y1) * _BEND
    bend_y = (y1 + y2) / 2 + (x2 - x1) * _BEND
    length = math.dist((bend_x, bend_y), end) or 1.0
    dx, dy = (x2 - bend_x) / length, (y2 - bend_y) / length
    tip_x, tip_y = x2 - dx * (_DISC + 1), y2 - dy * (_DISC + 1)
    base_x, base_y = tip_x - dx * 10, tip_y - dy * 10
    head = [(tip_x, tip_y), (base_x - dy * 5, base_y + dx * 5), (base_x + dy * 5, base_y - dx * 5)]
    path = (f"M{number(x1)},{number(y1)}Q{number(bend_x)},{number(bend_y)}"
            f" {number(base_x)},{number(base_y)}")  # fmt: skip
    return join(
        el("circle", cx=x1, cy=y1, r=3.5, fill=palette.INK),
        el("path", d=path, fill="none", stroke=palette.WHITE, stroke_width=5),
        el("path", d=path, fill="none", stroke=palette.INK, stroke_width=2),
        el("polygon", points=points(head), fill=palette.INK),
    )


def _discs(data: MovePlanData, view: View) -> Iterator[Svg]:
    for mark in data.marks:
        for end in mark.ends:
            yield _disc(mark, *view(*end))


def _disc(mark: MoveMark, x: float, y: float) -> Svg:
    text = str(mark.number)
    half = max(_DISC, text_width(text, _SIZE, bold=True) / 2 + 5)
    return el(
        "g",
        el("title", f"{mark.number}. {mark.title}"),
        el("rect", x=x - half, y=y - _DISC, width=2 * half, height=2 * _DISC, rx=_DISC,
           fill=palette.REALISATION.solid, stroke=palette.WHITE, stroke_width=1.5),
        label(text, x, y + _SIZE * 0.36, size=_SIZE, anchor="middle", bold=True,
              fill=palette.WHITE),
    )  # fmt: skip


def _legend(top: float) -> Svg:
    changes, moves = _LEGEND
    accent, x = palette.REALISATION, 18.0
    next_x = x + 33 + text_width(changes, _SIZE) + 26
    return el(
        "g",
        el("rect", x=x, y=top, width=26, height=15, fill=accent.tint, stroke=accent.deep,
           stroke_width=2.2),
        label(changes, x + 33, top + 12, size=_SIZE),
        el("path", d=f"M{number(next_x)},{number(top + 7.5)}h20", stroke=palette.INK,
           stroke_width=2),
        el("polygon", points=points([(next_x + 28, top + 7.5), (next_x + 19, top + 2.5),
                                     (next_x + 19, top + 12.5)]), fill=palette.INK),
        label(moves, next_x + 35, top + 12, size=_SIZE),
    )  # fmt: skip
