"""The head of a roadmap: the bands with their dates, calendar marks, and the line of today."""

from datetime import date
from typing import Final

from core.dutch import SHORT_MONTHS, format_date_short
from core.svg import palette
from core.svg._draw import Svg, el, number
from core.svg._text import label, short_label, text_width
from core.svg._timescale import Stretch, TimeScale

HEAD_HEIGHT: Final = 76.0
_BAND_HEIGHT = 38.0
_TICKS_AT = 51.0


def heading(scale: TimeScale, rules: list[float], state_x: float, bottom: float) -> Svg:
    """Bands, calendar marks and column names; `rules` are the heights of the lines under rows."""
    bands = [
        _band(stretch, bottom, shaded=order % 2 == 1)
        for order, stretch in enumerate(scale.stretches)
    ]
    ticks = scale.ticks()
    # One path for all grid lines: 200 goals would otherwise be 200 elements more.
    grid = "".join(f"M{number(tick.x)},54V{number(bottom)}" for tick in ticks)
    grid += "".join(f"M0,{number(y)}H{number(scale.x1)}" for y in rules)
    edges = "".join(f"M{number(s.x0)},0V{number(bottom)}" for s in scale.stretches[1:])
    names = [
        label(tick.label, tick.x, _TICKS_AT, size=11, anchor="middle", fill=palette.MUTED)
        for tick in ticks
    ]
    return el(
        "g",
        *bands,
        el("path", d=grid, stroke=palette.GRID, stroke_width=0.7, fill="none") if grid else None,
        el("path", d=edges, stroke=palette.LINE, fill="none") if edges else None,
        *names,
        label("Doel of mijlpaal", 12, _TICKS_AT, size=11, fill=palette.MUTED),
        label("Stand", state_x, _TICKS_AT, size=11, fill=palette.MUTED),
    )


def _band(stretch: Stretch, bottom: float, *, shaded: bool) -> Svg:
    width = stretch.x1 - stretch.x0
    x, room = stretch.x0 + 7, width - 10
    shading = palette.PAPER if shaded else palette.WHITE
    return el(
        "g",
        el("rect", x=stretch.x0, y=0, width=width, height=bottom, fill=shading),
        el("rect", x=stretch.x0, y=0, width=width, height=_BAND_HEIGHT, fill=palette.STRATEGY.tint),
        short_label(stretch.label, x, 16, size=12, width=room, bold=True,
                    fill=palette.STRATEGY.deep),
        short_label(_span(stretch, room), x, 31, size=11, width=room, fill=palette.MUTED),
    )  # fmt: skip


def _span(stretch: Stretch, room: float) -> str:
    """From and to in months, or in years where that does not fit."""
    start, end = stretch.start, stretch.end
    first, last = SHORT_MONTHS[start.month - 1], SHORT_MONTHS[end.month - 1]
    text = f"{first} {start.year} – {last} {end.year}"
    return text if text_width(text, 11) <= room else f"{start.year} – {end.year}"


def today_line(today: date, scale: TimeScale, bottom: float) -> Svg:
    """The line and its label; nothing when today is not on this time line."""
    if not scale.shows(today):
        return Svg()
    x, text = scale.x(today), "vandaag"
    width = text_width(text, 11, bold=True) + 14
    left = min(max(x - width / 2, scale.x0), scale.x1 - width)
    return el(
        "g",
        el("title", f"Vandaag, {format_date_short(today)}"),
        el("line", x1=x, y1=72, x2=x, y2=bottom, stroke=palette.INK, stroke_width=1.3,
           stroke_dasharray="5 3"),
        el("rect", x=left, y=57, width=width, height=16, rx=8, fill=palette.INK),
        label(text, left + width / 2, 69, size=11, anchor="middle", bold=True, fill=palette.WHITE),
    )  # fmt: skip
