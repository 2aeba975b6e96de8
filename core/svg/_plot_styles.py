"""How a plot looks by its state: a colour, and a pattern and an outline that say the same.

The map on screen draws with the same values (static/js/map-plots.js reads them from the page).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from core.svg import palette
from core.svg._draw import Attribute, Svg, el, join
from core.svg._text import label, text_width

Pattern = Literal["", "dots", "stripes", "grid"]


@dataclass(frozen=True)
class PlotStyle:
    """`ground` fills, `ink` draws the pattern and the outline, `dash` breaks the outline."""

    words: str
    ground: str
    ink: str
    pattern: Pattern = ""
    dash: str | None = None
    line: float = 1.0


# Keyed by the identifiers of `parks.choices.PlotState`.
PLOT_STYLES: Final[dict[str, PlotStyle]] = {
    "in_use": PlotStyle("in gebruik", "#c9d4dd", palette.MUTED),
    "vacant": PlotStyle("leeg", palette.WHITE, palette.INK, "dots", None, 1.4),
    "offered": PlotStyle(
        "aangeboden", palette.REALISATION.soft, palette.REALISATION.deep, "stripes", None, 2.0
    ),
    "reserved": PlotStyle(
        "gereserveerd", palette.STRATEGY.soft, palette.STRATEGY.deep, "grid", "5 3", 1.6
    ),
}
TILE: Final = 8.0
_SAMPLE: Final = (26.0, 15.0)
_ROW: Final = 22.0
_SIZE: Final = 12.0


def patterns(uid: str, counts: Mapping[str, int]) -> Svg:
    """The definitions that the shapes of these states refer to."""
    used = [_pattern(uid, state, style) for state, style in PLOT_STYLES.items() if counts[state]]
    return el("defs", *used) if any(used) else Svg()


def _pattern(uid: str, state: str, style: PlotStyle) -> Svg:
    if not style.pattern:
        return Svg()
    return el(
        "pattern",
        el("rect", x=0, y=0, width=TILE, height=TILE, fill=style.ground),
        _signs(style),
        id=f"{uid}-{state}", patternUnits="userSpaceOnUse", width=TILE, height=TILE,
    )  # fmt: skip


def _signs(style: PlotStyle) -> Svg:
    if style.pattern == "dots":
        return el("circle", cx=TILE / 2, cy=TILE / 2, r=1.2, fill=style.ink)
    # The stripe runs on over the corners, so that tiles meet without a gap.
    lines = {"stripes": "M-2,2l4,-4M0,8l8,-8M6,10l4,-4", "grid": "M0,4h8M4,0v8"}
    return el("path", d=lines[style.pattern], fill="none", stroke=style.ink, stroke_width=1)


def shape_of(state: str, uid: str, *children: str | None, **shape: Attribute) -> Svg:
    """A path in the looks of a state. Raises KeyError for a state that nobody drew."""
    style = PLOT_STYLES[state]
    fill = f"url(#{uid}-{state})" if style.pattern else style.ground
    return el("path", *children, fill=fill, stroke=style.ink, stroke_width=style.line,
              stroke_dasharray=style.dash, stroke_linejoin="round", **shape)  # fmt: skip


def plot_sample(state: str, *, uid: str) -> Svg:
    """A piece of a plot for the legend of a page; decorative, because the word stands beside it."""
    wide, high = _SAMPLE
    counts = {name: int(name == state) for name in PLOT_STYLES}
    return el(
        "svg", patterns(uid, counts), _sample(state, uid, 1, 1),
        xmlns="http://www.w3.org/2000/svg", class_="plot-sample",
        viewBox=f"0 0 {wide + 2:.0f} {high + 2:.0f}",
        width=wide + 2, height=high + 2, aria_hidden="true", focusable="false",
    )  # fmt: skip


def _sample(state: str, uid: str, x: float, y: float) -> Svg:
    wide, high = _SAMPLE
    return shape_of(state, uid, d=f"M{x:g},{y:g}h{wide:g}v{high:g}h{-wide:g}z")


def legend_height(counts: Mapping[str, int], width: float) -> float:
    """Room that the legend needs, in drawing units."""
    rows = [row for _, row, _, _ in _places(counts, width)]
    return (max(rows) + 1) * _ROW if rows else 0.0


def legend(uid: str, counts: Mapping[str, int], top: float, width: float) -> Svg:
    """The states that occur, with their number, in as many lines as needed."""
    parts = [
        join(
            _sample(state, uid, x, top + row * _ROW),
            label(words, x + _SAMPLE[0] + 7, top + row * _ROW + 12, size=_SIZE),
        )
        for x, row, state, words in _places(counts, width)
    ]
    return el("g", *parts)


def _places(counts: Mapping[str, int], width: float) -> Iterator[tuple[float, int, str, str]]:
    x, row = 18.0, 0
    for state, style in PLOT_STYLES.items():
        if not counts[state]:
            continue
        words = f"{style.words}: {counts[state]}"
        needed = _SAMPLE[0] + 7 + text_width(words, _SIZE) + 22
        if x + needed > width and x > 18:
            x, row = 18.0, row + 1
        yield x, row, state, words
        x += needed
