"""Bars: how large parts of a whole are, each with its name and its value in words."""

from dataclasses import dataclass
from typing import Final

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el
from core.svg._text import label, shorten

_ROW: Final = 40.0
_TEXT: Final = 13.0
_NAME_AT, _BAR_AT, _BAR_HEIGHT = 14.0, 20.0, 12.0


@dataclass(frozen=True)
class Bar:
    """A part: its name, its size (0 or more) and that size in words."""

    name: str
    size: float
    words: str


@dataclass(frozen=True)
class BarsData:
    """The parts, in the order in which they are drawn; `whole` is what a full bar is."""

    title: str
    bars: tuple[Bar, ...]
    whole: float


def bars(data: BarsData, *, uid: str, width: float = 440) -> Svg:
    """Draw the bars under each other. Raises ValueError for a size below 0."""
    if any(bar.size < 0 for bar in data.bars):
        raise ValueError("A bar can't be smaller than nothing.")
    frame = Frame(
        kind="bars",
        uid=uid,
        title=data.title,
        description=". ".join(f"{bar.name}: {bar.words}" for bar in data.bars) + ".",
        width=width,
        height=_ROW * len(data.bars) + 2,
    )
    return drawing(frame, *(_row(bar, data.whole, row, width) for row, bar in enumerate(data.bars)))


def _row(bar: Bar, whole: float, row: int, width: float) -> Svg:
    top = row * _ROW
    full = bar.size / whole * (width - 2) if whole else 0.0
    return el(
        "g",
        label(shorten(bar.name, _TEXT, width * 0.68), 1, top + _NAME_AT, size=_TEXT),
        label(bar.words, width - 1, top + _NAME_AT, size=_TEXT, anchor="end", bold=True),
        el("rect", x=1, y=top + _BAR_AT, width=width - 2, height=_BAR_HEIGHT,
           fill=palette.REALISATION.tint, stroke=palette.GRID, stroke_width=1),
        el("rect", x=1, y=top + _BAR_AT, width=min(full, width - 2), height=_BAR_HEIGHT,
           fill=palette.REALISATION.solid),
    )  # fmt: skip
