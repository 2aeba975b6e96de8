"""The force field: stakeholders in the 25 squares of two scores from 1 to 5 (SB fig 27).

Symbols tell the stance by their shape and the segment by their filling. In a square they stand in
rows, so that no name lies over another; where names don't fit the numbers of the table stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, link
from core.svg._marks import Filling, mark
from core.svg._text import block, label, text_width, wrap

# Keyed by the identifiers of `collective.choices.Stance` and `Segment`.
STANCES: Final[Mapping[str, tuple[str, str]]] = {
    "drives": ("triangle", "trekt mee"),
    "supports": ("circle", "steunt"),
    "waits": ("square", "wacht af"),
    "doubts": ("diamond", "twijfelt"),
    "opposes": ("cross", "is tegen"),
}
SEGMENTS: Final[Mapping[str, tuple[Filling, str]]] = {
    "front_runner": ("solid", "koploper"),
    "middle": ("dot", "middengroep"),
    "sleeper": ("open", "slaper"),
}
_LEFT, _TOP = 46.0, 30.0
_CELL_WIDTH, _CELL_HEIGHT = 178.0, 124.0
_HEAD, _ROW, _ROWS = 21.0, 20.0, 5
_CHIP = 44.0
_CHIPS = int(_CELL_WIDTH // _CHIP) * _ROWS
_SIZE = 12.5
_WIDTH = _LEFT + 5 * _CELL_WIDTH + 8
_HEIGHT = _TOP + 5 * _CELL_HEIGHT + 112
_MOST_LINKS: Final = 60  # with more, somebody with a keyboard uses the table


@dataclass(frozen=True)
class FieldMark:
    """A stakeholder: its number in the table, two scores from 1 to 5, stance and segment."""

    number: int
    name: str
    x: int
    y: int
    stance: str
    segment: str
    href: str | None = None


@dataclass(frozen=True)
class ForceFieldData:
    """Two axes and who stands where. `quadrants`: names of upper left, upper right, lower left,
    lower right; a score from `high` on belongs to the right or upper half.
    """

    title: str
    x_name: str
    y_name: str
    quadrants: tuple[str, str, str, str]
    marks: tuple[FieldMark, ...]
    high: int = 4


def force_field(data: ForceFieldData, *, uid: str) -> Svg:
    """Draw the field. Raises ValueError for a score outside 1 to 5, KeyError for an unknown
    stance or segment.
    """
    for each in data.marks:
        if not (1 <= each.x <= 5 and 1 <= each.y <= 5):
            raise ValueError(f"Not a score from 1 to 5: {each.name!r}")
    linked = len(data.marks) <= _MOST_LINKS
    has_links = linked and any(each.href for each in data.marks)
    frame = Frame("force-field", uid, data.title, _description(data), _WIDTH, _HEIGHT, has_links)
    return drawing(frame, _ground(data), _axes(data), *_cells(data, linked=linked), _legend())


def _description(data: ForceFieldData) -> str:
    counts = [0, 0, 0, 0]
    for each in data.marks:
        counts[(0 if each.y >= data.high else 2) + (1 if each.x >= data.high else 0)] += 1
    parts = [f"{name}: {n}" for name, n in zip(data.quadrants, counts, strict=True)]
    return (
        f"{len(data.marks)} partijen, naar {data.x_name.lower()} van links naar rechts en"
        f" {data.y_name.lower()} van onder naar boven. {'. '.join(parts)}."
    )


def _corner(x: int, y: int) -> tuple[float, float]:
    """The upper left corner of the square of two scores."""
    return _LEFT + (x - 1) * _CELL_WIDTH, _TOP + (5 - y) * _CELL_HEIGHT


def _ground(data: ForceFieldData) -> Svg:
    left, top = _corner(1, 5)
    split_x, _ = _corner(data.high, 5)
    split_y = _corner(1, data.high)[1] + _CELL_HEIGHT
    right, bottom = left + 5 * _CELL_WIDTH, top + 5 * _CELL_HEIGHT
    fills = (palette.PAPER, palette.CONNECTION.tint, palette.WHITE, palette.PAPER)
    boxes = ((left, top, split_x, split_y), (split_x, top, right, split_y),
             (left, split_y, split_x, bottom), (split_x, split_y, right, bottom))  # fmt: skip
    grounds = [
        el("rect", x=x1, y=y1, width=x2 - x1, height=y2 - y1, fill=fill)
        for (x1, y1, x2, y2), fill in zip(boxes, fills, strict=True)
    ]
    lines = [
        el("path", d=f"M{left + n * _CELL_WIDTH:g},{top:g}V{bottom:g}"
           f"M{left:g},{top + n * _CELL_HEIGHT:g}H{right:g}", stroke=palette.GRID, fill="none")
        for n in range(6)
    ]  # fmt: skip
    cross = el("path", d=f"M{split_x:g},{top:g}V{bottom:g}M{left:g},{split_y:g}H{right:g}",
               stroke=palette.LINE, stroke_width=2, fill="none")  # fmt: skip
    names = [
        label(name, x1 + 8, y1 + 15, size=13, bold=True, fill=palette.CONNECTION.deep)
        for (x1, y1, _, _), name in zip(boxes, data.quadrants, strict=True)
    ]
    return join(*grounds, *lines, cross, *names)


def _axes(data: ForceFieldData) -> Svg:
    bottom = _TOP + 5 * _CELL_HEIGHT
    scores = [
        join(
            label(str(n), _LEFT - 12, _corner(1, n)[1] + _CELL_HEIGHT / 2 + 5, size=13,
                  anchor="end", fill=palette.MUTED),
            label(str(n), _corner(n, 1)[0] + _CELL_WIDTH / 2, bottom + 18, size=13,
                  anchor="middle", fill=palette.MUTED),
        )
        for n in range(1, 6)
    ]  # fmt: skip
    return join(
        label(f"{data.y_name} ↑", 4, 18, size=14, bold=True),
        label(f"{data.x_name} →", _WIDTH - 8, bottom + 38, size=14, bold=True, anchor="end"),
        *scores,
    )


def _cells(data: ForceFieldData, *, linked: bool) -> list[Svg]:
    cells: dict[tuple[int, int], list[FieldMark]] = {}
    for each in sorted(data.marks, key=lambda it: it.number):
        cells.setdefault((each.x, each.y), []).append(each)
    return [_cell(place, marks, linked=linked) for place, marks in sorted(cells.items())]


def _cell(place: tuple[int, int], marks: Sequence[FieldMark], *, linked: bool) -> Svg:
    left, top = _corner(*place)
    named = len(marks) <= _ROWS
    shown = marks if len(marks) <= _CHIPS else marks[: _CHIPS - 1]
    drawn, row = [], 0
    for position, each in enumerate(shown):
        column = 0 if named else position // _ROWS
        x = left + 13 + column * _CHIP
        y = top + _HEAD + (row if named else position % _ROWS) * _ROW + 9
        words = _words(each, len(marks)) if named else [str(each.number)]
        drawn.append(_one(each, x, y, words, linked=linked))
        row += len(words)
    if len(shown) < len(marks):
        column = (_CHIPS - 1) // _ROWS
        x, y = left + 6 + column * _CHIP, top + _HEAD + (_ROWS - 1) * _ROW + 13
        drawn.append(label(f"+{len(marks) - len(shown)}", x, y, size=_SIZE, bold=True))
    return el("g", *drawn)


def _words(each: FieldMark, beside: int) -> list[str]:
    """A name on one line, or on two where only two stand in the square."""
    return wrap(each.name, _SIZE, _CELL_WIDTH - 30, lines=2 if beside <= _ROWS // 2 else 1)


def _one(each: FieldMark, x: float, y: float, words: list[str], *, linked: bool) -> Svg:
    shape, stance = STANCES[each.stance]
    filling, segment = SEGMENTS[each.segment]
    return link(
        each.href if linked else None,
        f"{each.number}. {each.name}: {stance}, {segment}",
        mark(shape, x, y, 5.5, colour=palette.STRATEGY.deep, filling=filling),
        block(words, x + 11, y + 4.5, size=_SIZE, anchor="start"),
    )


def _legend() -> Svg:
    top = _TOP + 5 * _CELL_HEIGHT + 62
    stances = [(shape, "open", words) for shape, words in STANCES.values()]
    segments = [("circle", filling, words) for filling, words in SEGMENTS.values()]
    return join(_legend_row("Houding", stances, top), _legend_row("Groep", segments, top + 26))


def _legend_row(title: str, entries: Sequence[tuple[str, str, str]], y: float) -> Svg:
    parts, x = [label(title, _LEFT, y, size=_SIZE, bold=True)], _LEFT + 84
    for shape, filling, words in entries:
        kind: Filling = "solid" if filling == "solid" else "dot" if filling == "dot" else "open"
        symbol = mark(shape, x, y - 4.5, 5.5, colour=palette.STRATEGY.deep, filling=kind)
        parts.append(join(symbol, label(words, x + 12, y, size=_SIZE)))
        x += 12 + text_width(words, _SIZE) + 30
    return join(*parts)
