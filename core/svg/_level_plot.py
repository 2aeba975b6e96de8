"""Things by two averages from 1 to 5, such as how urgent themes are and how much energy there is.

Each stands as a number in a circle; the name stands in the legend under the drawing. What would
cover another moves aside, so that every number can be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.dutch import format_decimal
from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, number
from core.svg._text import label, text_width

_LEFT, _TOP, _SIDE = 54.0, 16.0, 400.0
_WIDTH: Final = _LEFT + _SIDE + 20
_RADIUS, _TEXT, _ROW = 13.0, 12.5, 24.0
_STEP: Final = _SIDE / 4
_TURNS: Final = (
    (0.0, 0.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (0.0, -1.0),
    (1.0, 1.0),
    (-1.0, -1.0),
)


@dataclass(frozen=True)
class LevelMark:
    """A thing: its number in the table, its name and two averages from 1 to 5."""

    number: int
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class LevelPlotData:
    """Two axes and what stands where."""

    title: str
    x_name: str
    y_name: str
    marks: tuple[LevelMark, ...]


def level_plot(data: LevelPlotData, *, uid: str) -> Svg:
    """Draw the plot. Raises ValueError for an average outside 1 to 5."""
    for each in data.marks:
        if not (1 <= each.x <= 5 and 1 <= each.y <= 5):
            raise ValueError(f"An average lies between 1 and 5: {each}")
    rows = list(_legend_rows(data))
    bottom = _TOP + _SIDE + 52
    frame = Frame(
        kind="levels",
        uid=uid,
        title=data.title,
        description=_description(data),
        width=_WIDTH,
        height=bottom + _ROW * (max((row for _, row, _ in rows), default=-1) + 1) + 4,
    )
    marks = [_mark(each, x, y) for each, x, y in _places(data)]
    legend = [label(words, x, bottom + 12 + row * _ROW, size=_TEXT) for x, row, words in rows]
    return drawing(frame, _grid(data), *marks, *legend)


def _x(level: float) -> float:
    return _LEFT + (level - 1) * _STEP


def _y(level: float) -> float:
    return _TOP + (5 - level) * _STEP


def _grid(data: LevelPlotData) -> Svg:
    high = el("rect", x=_x(3), y=_y(5), width=2 * _STEP, height=2 * _STEP,
              fill=palette.REALISATION.tint)  # fmt: skip
    parts = [
        el("rect", x=_LEFT, y=_TOP, width=_SIDE, height=_SIDE, fill=palette.WHITE,
           stroke=palette.LINE, stroke_width=1),
        high,
    ]  # fmt: skip
    for level in range(1, 6):
        path = f"M{number(_LEFT)},{number(_y(level))}h{number(_SIDE)}"
        path += f"M{number(_x(level))},{number(_TOP)}v{number(_SIDE)}"
        parts.append(el("path", d=path, stroke=palette.GRID, stroke_width=1, fill="none"))
        parts.append(label(str(level), _x(level), _TOP + _SIDE + 18, size=_TEXT, anchor="middle"))
        parts.append(label(str(level), _LEFT - 12, _y(level) + 4.5, size=_TEXT, anchor="end"))
    parts.append(
        label(f"{data.x_name} →", _LEFT + _SIDE, _TOP + _SIDE + 38, size=_TEXT, anchor="end",
              bold=True)
    )  # fmt: skip
    upright = f"translate(16,{number(_TOP + 8)}) rotate(-90)"
    name = label(f"{data.y_name} →", 0, 0, size=_TEXT, anchor="end", bold=True)
    parts.append(el("g", name, transform=upright))
    return join(*parts)


def _places(data: LevelPlotData) -> Iterator[tuple[LevelMark, float, float]]:
    taken: list[tuple[float, float]] = []
    for each in data.marks:
        spots = [
            (_x(each.x) + dx * 2.1 * _RADIUS, _y(each.y) + dy * 2.1 * _RADIUS) for dx, dy in _TURNS
        ]
        free = [spot for spot in spots if all(_apart(spot, other) for other in taken)]
        x, y = (free or spots)[0]
        taken.append((x, y))
        yield each, x, y


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= (2 * _RADIUS) ** 2


def _mark(each: LevelMark, x: float, y: float) -> Svg:
    circle = el("circle", cx=x, cy=y, r=_RADIUS, fill=palette.REALISATION.solid,
                stroke=palette.WHITE, stroke_width=1.5)  # fmt: skip
    text = label(str(each.number), x, y + 4.5, size=13, anchor="middle", bold=True,
                 fill=palette.WHITE)  # fmt: skip
    return el("g", el("title", each.name), circle, text)


def _legend_rows(data: LevelPlotData) -> Iterator[tuple[float, int, str]]:
    """Where the names stand: x, row and words."""
    x, row = 12.0, 0
    for each in data.marks:
        words = f"{each.number} {each.name}"
        needed = text_width(words, _TEXT) + 22
        if x > 12.0 and x + needed > _WIDTH:
            x, row = 12.0, row + 1
        yield x, row, words
        x += needed


def _description(data: LevelPlotData) -> str:
    said = (
        f"{each.name}: {data.x_name} {format_decimal(each.x, 1)}, {data.y_name}"
        f" {format_decimal(each.y, 1)}"
        for each in data.marks
    )
    return f"Van 1 (laag) tot 5 (hoog). {'. '.join(said)}."
