"""The double test: parties by whether they are willing (across) and able (up) (BRIEF, 46-73).

Sixteen squares, one per pair of answers. Each says in words what it asks for, and a symbol that
differs by shape says it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join
from core.svg._marks import Filling, mark
from core.svg._text import block, label, text_width, wrap

# Keyed by the identifiers of `realisation.choices.Support`, `Able` and `DoubleAdvice`.
ACROSS: Final = {
    "unknown": "niet bekend",
    "unwilling": "wil niet",
    "hesitates": "twijfelt",
    "willing": "wil",
}
UP: Final = {
    "enough": "genoeg",
    "partly": "deels",
    "lacking": "ontbreekt",
    "unknown": "niet bekend",
}
_LOOKS: Final[Mapping[str, tuple[str, Filling, str]]] = {
    "go": ("circle", "solid", palette.CONNECTION.tint),
    "compensate": ("triangle", "dot", palette.REALISATION.tint),
    "phase": ("diamond", "dot", palette.STRATEGY.tint),
    "wait": ("square", "open", palette.PAPER),
}
_LEFT, _TOP = 104.0, 34.0
_WIDE, _HIGH = 176.0, 116.0
_SIZE, _ROW, _LINES = 12.5, 16.0, 5
_WIDTH = _LEFT + 4 * _WIDE + 8
_HEIGHT = _TOP + 4 * _HIGH + 52


@dataclass(frozen=True)
class TestMark:
    """A party: its number in the table, and whether it is willing and able."""

    __test__ = False  # for pytest, which takes the name for that of a test

    number: int
    name: str
    support: str
    capacity: str


@dataclass(frozen=True)
class DoubleTestData:
    """Who stands where, and per (support, capacity) the advice: its identifier and its word."""

    title: str
    advice: Mapping[tuple[str, str], tuple[str, str]]
    marks: tuple[TestMark, ...]


def double_test(data: DoubleTestData, *, uid: str) -> Svg:
    """Draw the squares. Raises KeyError for an answer or an advice that nobody knows."""
    frame = Frame("double-test", uid, data.title, _description(data), _WIDTH, _HEIGHT)
    squares = [_square(data, support, able) for able in UP for support in ACROSS]
    return drawing(frame, *squares, _axes())


def _description(data: DoubleTestData) -> str:
    said = [
        f"{each.number}. {each.name}: draagvlak {ACROSS[each.support]}, draagkracht"
        f" {UP[each.capacity]}, advies {data.advice[each.support, each.capacity][1]}"
        for each in data.marks
    ]
    return f"{len(data.marks)} partijen. {'; '.join(said)}."


def _square(data: DoubleTestData, support: str, able: str) -> Svg:
    x = _LEFT + list(ACROSS).index(support) * _WIDE
    y = _TOP + list(UP).index(able) * _HIGH
    advice, word = data.advice[support, able]
    shape, filling, ground = _LOOKS[advice]
    here = [each for each in data.marks if (each.support, each.capacity) == (support, able)]
    return join(
        el("rect", x=x, y=y, width=_WIDE, height=_HIGH, fill=ground, stroke=palette.LINE),
        mark(shape, x + 14, y + 15, 5.5, colour=palette.INK, filling=filling),
        label(word, x + 26, y + 19.5, size=_SIZE, fill=palette.MUTED),
        _names(here, x + 10, y + 40),
    )


def _names(here: list[TestMark], x: float, y: float) -> Svg:
    """Names on one line each, on two where there is room; what does not fit stands in the table."""
    shown = here if len(here) <= _LINES else here[: _LINES - 1]
    lines: list[str] = []
    for each in shown:
        room = 2 if len(here) <= _LINES // 2 else 1
        lines += wrap(f"{each.number}. {each.name}", _SIZE, _WIDE - 20, lines=room, bold=True)
    if len(shown) < len(here):
        lines.append(f"en nog {len(here) - len(shown)}")
    if not lines:
        return Svg()
    return block(lines, x, y, size=_SIZE, anchor="start", bold=True)


def _axes() -> Svg:
    bottom = _TOP + 4 * _HIGH
    across = [
        label(word, _LEFT + (n + 0.5) * _WIDE, bottom + 19, size=13, anchor="middle")
        for n, word in enumerate(ACROSS.values())
    ]
    up = [
        label(word, _LEFT - 10, _TOP + (n + 0.5) * _HIGH + 5, size=13, anchor="end")
        for n, word in enumerate(UP.values())
    ]
    end = "Draagvlak: wil de partij? →"
    return join(
        label("Draagkracht: kan de partij het? ↑", 4, 20, size=14, bold=True),
        label(end, _WIDTH - 8 - text_width(end, 14, bold=True), bottom + 42, size=14, bold=True),
        *across,
        *up,
    )
