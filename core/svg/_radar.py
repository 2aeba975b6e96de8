"""The radar of the six capitals: one or two series in per cent (SB fig 25; seed 000, line 1628)."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from core.dutch import format_decimal
from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, points, polar
from core.svg._text import label, text_width, wrap

NO_DATA: Final = "geen gegevens"

_WIDTH, _HEIGHT = 480.0, 452.0
_CX, _CY, _R = 240.0, 198.0, 122.0
_TEXT, _SMALL = 13.0, 12.5
_COLOURS: Final = (palette.STRATEGY.solid, palette.REALISATION.solid)


@dataclass(frozen=True)
class Series:
    """One value per axis, in per cent (0-100); None means that there are no data."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class RadarData:
    """Three axes or more, one or two series."""

    title: str
    axes: tuple[str, ...]
    series: tuple[Series, ...]


def radar(data: RadarData, *, uid: str) -> Svg:
    """Draw the radar. A missing value breaks the line and is named; it is never drawn as zero.

    Raises ValueError for values outside 0-100 and for series that do not match the axes.
    """
    _check(data)
    frame = Frame("radar", uid, data.title, _description(data), _WIDTH, _HEIGHT)
    return drawing(
        frame,
        _grid(data),
        *(_series(series, order) for order, series in reversed(list(enumerate(data.series)))),
        *(_axis_label(data, axis) for axis in range(len(data.axes))),
        _legend(data),
    )


def _check(data: RadarData) -> None:
    if len(data.axes) < 3 or len(data.series) not in (1, 2):
        raise ValueError("A radar has at least three axes and one or two series.")
    for series in data.series:
        if len(series.values) != len(data.axes):
            raise ValueError(f"Not one value for each axis: {series.name!r}")
        if any(value is not None and not 0 <= value <= 100 for value in series.values):
            raise ValueError(f"Not a percentage between 0 and 100: {series.name!r}")


def _description(data: RadarData) -> str:
    return " ".join(
        f"{axis}: "
        + ", ".join(f"{series.name} {_words(series.values[n])}" for series in data.series)
        + "."
        for n, axis in enumerate(data.axes)
    )


def _words(value: float | None) -> str:
    return NO_DATA if value is None else f"{format_decimal(value)}\u00a0%"


def _at(axis: int, axes: int, value: float) -> tuple[float, float]:
    return polar(_CX, _CY, _R * value / 100, 360 * axis / axes)


def _grid(data: RadarData) -> Svg:
    axes = len(data.axes)
    rings = [
        el("polygon", points=points([_at(n, axes, value) for n in range(axes)]),
           fill=palette.PAPER if value == 100 else "none",
           stroke=palette.LINE if value == 100 else palette.GRID)
        for value in (100, 75, 50, 25)
    ]  # fmt: skip
    scale = [
        label(f"{value}", _CX + 4, _at(0, axes, value)[1] + 12, size=11, fill=palette.MUTED)
        for value in (50, 100)
    ]
    return join(*rings, *(_spoke(data, axis) for axis in range(axes)), *scale)


def _spoke(data: RadarData, axis: int) -> Svg:
    x, y = _at(axis, len(data.axes), 100)
    empty = all(series.values[axis] is None for series in data.series)
    return el("line", x1=_CX, y1=_CY, x2=x, y2=y, stroke=palette.LINE if empty else palette.GRID,
              stroke_dasharray="2 4" if empty else None)  # fmt: skip


def _series(series: Series, order: int) -> Svg:
    """Lines between neighbours that both have data; the first series gets an area if complete."""
    axes, colour = len(series.values), _COLOURS[order]
    places = [None if v is None else _at(n, axes, v) for n, v in enumerate(series.values)]
    known = [place for place in places if place is not None]
    area = el("polygon", points=points(known), fill=colour, fill_opacity=0.1)
    lines = [
        el("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], stroke=colour, stroke_width=2.2,
           stroke_dasharray="6 4" if order else None, stroke_linecap=None if order else "round")
        for a, b in pairwise([*places, places[0]])
        if a is not None and b is not None
    ]  # fmt: skip
    marks = [_mark(x, y, order) for x, y in known]
    return el("g", area if len(known) == axes and order == 0 else None, *lines, *marks)


def _mark(x: float, y: float, order: int) -> Svg:
    if order:
        return el("rect", x=x - 4, y=y - 4, width=8, height=8, fill=palette.WHITE,
                  stroke=_COLOURS[1], stroke_width=2)  # fmt: skip
    return el("circle", cx=x, cy=y, r=4.5, fill=_COLOURS[0], stroke=palette.WHITE)


def _axis_label(data: RadarData, axis: int) -> Svg:
    """The name of the axis and, under it, each series' mark and value."""
    x, y = polar(_CX, _CY, _R + 16, 360 * axis / len(data.axes))
    side = 0 if abs(x - _CX) < 1 else 1 if x > _CX else -1
    room = 200.0 if side == 0 else min(x, _WIDTH - x) - 2
    lines = wrap(data.axes[axis], _TEXT, room, lines=2, bold=True)
    rows = _value_rows(data, axis)
    height = 15.5 * (len(lines) + len(rows))
    top = y - height / 2
    if side == 0:
        top = y - height if y < _CY else y
    texts = [
        _row(line, x, top + 12 + n * 15.5, side=side, bold=True) for n, line in enumerate(lines)
    ]
    values = [
        _row(text, x, top + 12 + (len(lines) + n) * 15.5, side=side, mark=mark)
        for n, (text, mark) in enumerate(rows)
    ]
    return el("g", *texts, *values)


def _value_rows(data: RadarData, axis: int) -> list[tuple[str, int | None]]:
    values = [series.values[axis] for series in data.series]
    if all(value is None for value in values):
        return [(NO_DATA, None)]
    return [(_words(value), order) for order, value in enumerate(values)]


def _row(
    text: str, x: float, y: float, *, side: int, bold: bool = False, mark: int | None = None
) -> Svg:
    """One line at the left of, right of or centred on x, with a series mark before it if asked."""
    size = _TEXT if bold else _SMALL
    lead = 0 if mark is None else 15.0
    width = text_width(text, size, bold=bold) + lead
    start = x - width * (0.5 if side == 0 else 1 if side < 0 else 0)
    # The estimate is not exact, so text is anchored where its edge must be exact.
    anchor, at = (("middle", x + lead / 2), ("start", start + lead), ("end", x))[side]
    words = el("text", text, x=at, y=y, font_size=size,
               text_anchor=None if anchor == "start" else anchor,
               font_weight="700" if bold else None,
               fill=palette.MUTED if text == NO_DATA else None)  # fmt: skip
    return words if mark is None else join(_mark(start + 5, y - 4.5, mark), words)


def _legend(data: RadarData) -> Svg:
    parts: list[Svg] = []
    for order, series in enumerate(data.series):
        y = _HEIGHT - 30 + order * 20
        parts.append(
            el("line", x1=110, y1=y, x2=146, y2=y, stroke=_COLOURS[order], stroke_width=2.2,
               stroke_dasharray="6 4" if order else None)
        )  # fmt: skip
        parts.append(_mark(128, y, order))
        parts.append(label(_legend_text(series), 156, y + 4.5, size=_TEXT))
    return el("g", *parts)


def _legend_text(series: Series) -> str:
    return wrap(series.name, _TEXT, _WIDTH - 170, lines=1)[0]
