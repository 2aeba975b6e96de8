"""A step chart: on which level something stood from which day, for one or two points of view.

The line stays level until the day of the next point: nothing is said of the time between.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.dutch import format_date
from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, number
from core.svg._text import label, text_width
from core.svg._timescale import Band, TimeScale

_ROW: Final = 52.0
_TOP: Final = 14.0
_FOOT: Final = 56.0
_TEXT: Final = 12.5
_LEAST_DAYS: Final = 120
_APART: Final = 9.0  # lines on the same level stay two lines
_COLOURS: Final = (palette.CONNECTION.solid, palette.STRATEGY.solid)
_DASHES: Final = (None, "6 4")


@dataclass(frozen=True)
class StepPoint:
    """From `day` on it stands on `level`, 0 for the lowest."""

    day: date
    level: int


@dataclass(frozen=True)
class StepSeries:
    """One point of view; its points in any order."""

    name: str
    points: tuple[StepPoint, ...]


@dataclass(frozen=True)
class StepChartData:
    """Names of the levels from low to high, and one or two points of view up to a day."""

    title: str
    levels: tuple[str, ...]
    series: tuple[StepSeries, ...]
    until: date


@dataclass(frozen=True)
class _Plot:
    levels: tuple[str, ...]
    scale: TimeScale
    bottom: float

    def y(self, level: int, row: int) -> float:
        """The height of a level, for the line of a point of view."""
        return self.bottom - (level + 0.5) * _ROW + (row - 0.5) * _APART


def step_chart(data: StepChartData, *, uid: str, width: float = 680) -> Svg:
    """Draw the chart `width` units wide; its height follows from the number of levels.

    Raises ValueError for data without a point, or with more than two points of view.
    """
    series = [each for each in data.series if each.points]
    if not 1 <= len(series) <= len(_COLOURS):
        raise ValueError("A step chart shows one or two points of view.")
    plot = _plot(data, series, width)
    frame = Frame(
        kind="steps",
        uid=uid,
        title=data.title,
        description=_description(data, series),
        width=width,
        height=plot.bottom + _FOOT,
    )
    lines = [_line(plot, row, each, data) for row, each in enumerate(series)]
    return drawing(frame, _grid(plot, width), *lines, _legend(series, plot.bottom + 44))


def _plot(data: StepChartData, series: list[StepSeries], width: float) -> _Plot:
    first = min(point.day for each in series for point in each.points)
    end = max(data.until, first) + timedelta(days=1)
    start = min(first.replace(day=1), end - timedelta(days=_LEAST_DAYS))
    left = 24 + max(text_width(name, _TEXT, bold=True) for name in data.levels)
    scale = TimeScale(start, (Band("", end, 1.0),), left, width - 14)
    return _Plot(data.levels, scale, _TOP + _ROW * len(data.levels))


def _grid(plot: _Plot, width: float) -> Svg:
    rows = []
    for at, name in enumerate(plot.levels):
        top = plot.bottom - (at + 1) * _ROW
        fill = palette.PAPER if at % 2 == 0 else palette.WHITE
        rows.append(el("rect", x=0, y=top, width=width, height=_ROW, fill=fill))
        rows.append(label(name, 12, top + _ROW / 2 + 4.5, size=_TEXT, bold=True))
    for tick in plot.scale.ticks():
        path = f"M{number(tick.x)},{number(_TOP)}V{number(plot.bottom + 5)}"
        rows.append(el("path", d=path, stroke=palette.GRID, stroke_width=1, fill="none"))
        rows.append(
            label(tick.label, tick.x, plot.bottom + 18, size=11, anchor="middle",
                  fill=palette.MUTED)
        )  # fmt: skip
    return join(*rows)


def _line(plot: _Plot, row: int, series: StepSeries, data: StepChartData) -> Svg:
    points = _in_order(series)
    places = [(plot.scale.x(point.day), plot.y(point.level, row)) for point in points]
    path = f"M{number(places[0][0])},{number(places[0][1])}"
    path += "".join(f"H{number(x)}V{number(y)}" for x, y in places[1:])
    path += f"H{number(max(plot.scale.x(data.until), places[-1][0]))}"
    line = el("path", d=path, fill="none", stroke=_COLOURS[row], stroke_width=3,
              stroke_dasharray=_DASHES[row])  # fmt: skip
    marks = [
        el("g", el("title", _words(series, point, data)), _mark(row, x, y))
        for point, (x, y) in zip(points, places, strict=True)
    ]
    return el("g", line, *marks)


def _mark(row: int, x: float, y: float) -> Svg:
    """A dot for the first point of view, an open square for the second."""
    if row == 0:
        return el("circle", cx=x, cy=y, r=6, fill=_COLOURS[row])
    return el("rect", x=x - 5.5, y=y - 5.5, width=11, height=11, fill=palette.WHITE,
              stroke=_COLOURS[row], stroke_width=2.5)  # fmt: skip


def _legend(series: list[StepSeries], y: float) -> Svg:
    parts = []
    x = 12.0
    for row, each in enumerate(series):
        parts.append(
            el("path", d=f"M{number(x)},{number(y - 4)}h28", fill="none", stroke=_COLOURS[row],
               stroke_width=3, stroke_dasharray=_DASHES[row])
        )  # fmt: skip
        parts.append(_mark(row, x + 14, y - 4))
        parts.append(label(each.name, x + 36, y, size=_TEXT))
        x += 60 + text_width(each.name, _TEXT)
    return join(*parts)


def _in_order(series: StepSeries) -> list[StepPoint]:
    return sorted(series.points, key=lambda point: point.day)


def _words(series: StepSeries, point: StepPoint, data: StepChartData) -> str:
    return f"{series.name}: {data.levels[point.level].lower()} vanaf {format_date(point.day)}"


def _description(data: StepChartData, series: list[StepSeries]) -> str:
    return " ".join(f"{sentence}." for sentence in _sentences(data, series))


def _sentences(data: StepChartData, series: list[StepSeries]) -> Iterator[str]:
    yield f"Niveaus van laag naar hoog: {', '.join(name.lower() for name in data.levels)}"
    for each in series:
        for point in _in_order(each):
            yield _words(each, point, data)
