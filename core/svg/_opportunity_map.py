"""The kansenkaart: a ground plan with numbered opportunities, demands and supplies, to scale."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, link
from core.svg._opportunity_styles import (
    SIDE_STYLES,
    STATE_LINES,
    THEME_STYLES,
    LineStyle,
    ThemeStyle,
    line_of,
    style_of,
    symbol,
)
from core.svg._placing import Wanted, place_apart
from core.svg._text import label, text_width
from core.svg._to_scale import MARGIN, Ring, View, north, path_of, scale_bar, view_of

_SIZE: Final = 11.5
_HIGH: Final = 19.0
_ROW: Final = 22.0
_FAR: Final = 12.0  # from here on a line leads from a label to its place
_SMALL, _LARGE = 60, 200  # so many labels fit on a drawing of a usual and of a wide size


@dataclass(frozen=True)
class MapMark:
    """A number on the map at a point in metres RD New. Kind: opportunity, demand or supply.

    `theme` and `state` are those of THEME_STYLES and STATE_LINES, for an opportunity alone.
    """

    number: str
    title: str
    kind: str
    theme: str
    state: str
    x: float
    y: float
    href: str | None = None


@dataclass(frozen=True)
class OpportunityMapData:
    """A park with its plots, the ground on which opportunities lie, and the numbers."""

    park_name: str
    outline: tuple[Ring, ...]
    plots: tuple[tuple[Ring, ...], ...]
    grounds: tuple[tuple[Ring, ...], ...]
    areas: tuple[tuple[Ring, ...], ...]
    marks: tuple[MapMark, ...]


@lru_cache(maxsize=32)
def opportunity_map(data: OpportunityMapData, *, uid: str) -> Svg:
    """Draw the map. The same data are drawn once: they are all that it can show.

    Raises ValueError when there is no ring of at least three corners, KeyError for an unknown theme
    or state.
    """
    rings = [ring for group in _groups(data) for ring in _drawable(group)]
    if not rings:
        raise ValueError("A kansenkaart needs a ring of at least three corners.")
    width, height = _format(len(data.marks))
    rows = list(_legend_places(data.marks, width))
    foot = 54 + (rows[-1][1] + 1) * _ROW if rows else 54.0
    height += foot
    view = view_of(rings, width, height, foot=foot)
    has_links = any(mark.href for mark in data.marks)
    frame = Frame("opportunity-map", uid, f"Kansenkaart van {data.park_name}: {_counted(data)}",
                  _description(view), width, height, has_links)  # fmt: skip
    line = height - foot + 34
    return drawing(
        frame,
        _base(data, view),
        _marks(data.marks, view, (4, 4, width - 4, height - foot - 4)),
        scale_bar(MARGIN, line, width / 4, view.units_per_metre),
        north(width - MARGIN - 8, line + 8),
        el("g", *(_legend_item(*row, line + 20) for row in rows)),
    )


def _format(marks: int) -> tuple[float, float]:
    """Return the room for the ground; more labels get more room, not smaller letters."""
    if marks <= _SMALL:
        return 760.0, 470.0
    return (1040.0, 640.0) if marks <= _LARGE else (1500.0, 950.0)


def _groups(data: OpportunityMapData) -> Iterator[tuple[Ring, ...]]:
    yield data.outline
    yield from data.plots
    yield from data.grounds
    yield from data.areas


def _drawable(rings: tuple[Ring, ...]) -> list[Ring]:
    return [ring for ring in rings if len(ring) >= 3]


def _counted(data: OpportunityMapData) -> str:
    """What is on the map, in words. In the title, because paper takes that for its alternative."""
    counts = Counter(mark.kind for mark in data.marks)
    words = (
        ("opportunity", "kans", "kansen"), ("demand", "vraag", "vragen"),
        ("supply", "aanbod", "keer aanbod"),
    )  # fmt: skip
    found = [f"{n} {one if n == 1 else more}" for kind, one, more in words if (n := counts[kind])]
    return ", ".join(found) or "geen kansen"


def _description(view: View) -> str:
    return (
        f"Het getekende gebied is {view.extent} Een cijfer is een kans, V een vraag, A een aanbod."
        " De tabel hiernaast zegt bij elk nummer hetzelfde."
    )


def _base(data: OpportunityMapData, view: View) -> Svg:
    accent = palette.REALISATION
    return join(
        _layer([data.outline], view, fill=palette.PAPER, stroke=palette.MUTED, stroke_width=2.5),
        _layer(data.plots, view, fill=palette.WHITE, stroke=palette.LINE, stroke_width=0.8),
        _layer(data.grounds, view, fill=accent.tint, stroke=accent.solid, stroke_width=1.6),
        _layer(data.areas, view, fill=accent.soft, fill_opacity=0.35, stroke=accent.deep,
               stroke_width=1.8, stroke_dasharray="7 4"),
    )  # fmt: skip


def _layer(shapes: Sequence[tuple[Ring, ...]], view: View, **looks: str | float | None) -> Svg:
    """All shapes of one look; each a path of its own, for the holes of one are not another's."""
    paths = [
        el("path", d=path_of(rings, view), fill_rule="evenodd")
        for shape in shapes
        if (rings := _drawable(shape))
    ]
    return el("g", *paths, stroke_linejoin="round", **looks) if paths else Svg()


def _width_of(mark: MapMark) -> float:
    return 26 + text_width(mark.number, _SIZE, bold=True)


def _marks(marks: Sequence[MapMark], view: View, bounds: tuple[float, ...]) -> Svg:
    anchors = [view(mark.x, mark.y) for mark in marks]
    wanted = [
        Wanted(x, y, _width_of(mark), _HIGH) for (x, y), mark in zip(anchors, marks, strict=True)
    ]
    left, top, right, bottom = bounds
    spots = place_apart(wanted, (left, top, right, bottom))
    leaders = [_leader(a, b) for a, b in zip(anchors, spots, strict=True)]
    pills = [_pill(mark, *spot) for mark, spot in zip(marks, spots, strict=True)]
    return join(el("g", *leaders, stroke=palette.INK, stroke_width=0.8), *pills)


def _leader(anchor: tuple[float, float], spot: tuple[float, float]) -> Svg:
    """A line to the place of a label that had to step aside."""
    (x, y), (to_x, to_y) = anchor, spot
    if abs(x - to_x) + abs(y - to_y) < _FAR:
        return Svg()
    return join(
        el("line", x1=x, y1=y, x2=to_x, y2=to_y),
        el("circle", cx=x, cy=y, r=2, fill=palette.INK, stroke="none"),
    )


def _pill(mark: MapMark, x: float, y: float) -> Svg:
    style, line = style_of(mark.kind, mark.theme), line_of(mark.kind, mark.state)
    wide = _width_of(mark)
    left = x - wide / 2
    says = [mark.title, style.words, line.words]
    body = join(
        _box(left, y - _HIGH / 2, wide, style, line),
        symbol(style.symbol, left + 11, y, 5.6, style.colour),
        label(mark.number, left + 19.5, y + _SIZE * 0.36, size=_SIZE, bold=True),
    )
    return link(mark.href, f"{mark.number}. {'; '.join(filter(None, says))}", body)


def _box(x: float, y: float, wide: float, style: ThemeStyle, line: LineStyle) -> Svg:
    return el("rect", x=x, y=y, width=wide, height=_HIGH, rx=_HIGH / 2, fill=line.ground,
              stroke=style.colour, stroke_width=line.width,
              stroke_dasharray=line.dash)  # fmt: skip


LegendItem = tuple[str, str, str]  # sort, identifier, words
LegendPlace = tuple[float, int, LegendItem]


def _legend_items(marks: Sequence[MapMark]) -> Iterator[LegendItem]:
    """Yield what occurs: themes, sides, then states."""
    ours = [mark for mark in marks if mark.kind == "opportunity"]
    themes, states = Counter(m.theme for m in ours), Counter(m.state for m in ours)
    kinds = Counter(mark.kind for mark in marks)
    for counted, styles, sort in ((themes, THEME_STYLES, "theme"), (kinds, SIDE_STYLES, "side")):
        for name, style in styles.items():
            if counted[name]:
                yield sort, name, f"{style.words}: {counted[name]}"
    for name, line in STATE_LINES.items():
        if states[name]:
            yield "state", name, f"{line.words}: {states[name]}"


def _legend_places(marks: Sequence[MapMark], width: float) -> Iterator[LegendPlace]:
    x, row, before = MARGIN, 0, ""
    for item in _legend_items(marks):
        needed = 40 + text_width(item[2], _SIZE) + 18
        turns = before not in ("", "state") and item[0] == "state"
        if x > MARGIN and (turns or x + needed > width):
            x, row = MARGIN, row + 1
        yield x, row, item
        x, before = x + needed, item[0]


def _legend_item(x: float, row: int, item: LegendItem, top: float) -> Svg:
    sort, name, words = item
    y = top + row * _ROW
    if sort == "state":
        line = STATE_LINES[name]
        sample = el("rect", x=x, y=y - 6, width=28, height=13, rx=6.5, fill=line.ground,
                    stroke=palette.INK, stroke_width=line.width,
                    stroke_dasharray=line.dash)  # fmt: skip
        return join(sample, label(words, x + 35, y + 4, size=_SIZE))
    style = THEME_STYLES[name] if sort == "theme" else SIDE_STYLES[name]
    sample = symbol(style.symbol, x + 7, y, 6, style.colour)
    return join(sample, label(words, x + 20, y + 4, size=_SIZE))
