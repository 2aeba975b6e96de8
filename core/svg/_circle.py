"""The circle of nine stepping stones: the face of a park and the way in.

Three sectors of three stones, after the basic model of the method book (SB fig 5, 13 and 70; seed
000, lines 605, 850 and 4691). A stone shows its name, how far it is in words, and that same level
as steps on the outer ring and as depth of colour.
"""

import math
from dataclasses import dataclass
from typing import Final

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, link, number, points, polar
from core.svg._text import block, fitting_size, label, text_width, wrap

PILLARS: Final[tuple[str, ...]] = ("strategy", "connection", "realisation")
LEVEL_NAMES: Final = ("nog niet begonnen", "begonnen", "op weg", "op orde")

_PILLAR_NAMES: Final = {
    "strategy": "Strategie · waarom",
    "connection": "Verbinding · hoe",
    "realisation": "Realisatie · wat",
}
_ACCENTS: Final = {
    "strategy": palette.STRATEGY,
    "connection": palette.CONNECTION,
    "realisation": palette.REALISATION,
}
_SIZE = 480.0
_C = _SIZE / 2
_STEP = 38.5  # degrees for one stone; three leave a little air between the sectors
_SECTOR = 120.0
_INNER, _OUTER = 113.0, 220.0
_PIPS = (225.5, 235.0)
_TEXT_SIZES = (14.5, 14.0, 13.5, 13.0)
_TEXT_WIDTH = 102.0
_SMALL = 12.5


@dataclass(frozen=True)
class Stone:
    """One stepping stone; `fact` says in words what the level (0 to 3) rests on."""

    name: str
    pillar: str
    level: int
    fact: str
    href: str | None = None


@dataclass(frozen=True)
class CircleData:
    """Nine stones, three per pillar, in the order in which they are drawn (clockwise)."""

    park_name: str
    stones: tuple[Stone, ...]


def circle(data: CircleData, *, uid: str) -> Svg:
    """Draw the circle. Raises ValueError unless each pillar has three stones."""
    stones = [stone for pillar in PILLARS for stone in data.stones if stone.pillar == pillar]
    if len(stones) != 9 or any(stones[n].pillar != PILLARS[n // 3] for n in range(9)):
        raise ValueError("The circle has three stones for each of the three pillars.")
    size = fitting_size([stone.name for stone in stones], _TEXT_SIZES, _TEXT_WIDTH)
    frame = Frame(
        kind="circle",
        uid=uid,
        title=f"Cirkel van negen stapstenen van {data.park_name}",
        description=_description(stones),
        width=_SIZE,
        height=_SIZE,
        has_links=any(stone.href for stone in stones),
    )
    return drawing(
        frame,
        _centre(data.park_name, stones),
        *(_pillar_name(pillar, position) for position, pillar in enumerate(PILLARS)),
        *(_stone(stone, _middle(position), size) for position, stone in enumerate(stones)),
    )


def _middle(position: int) -> float:
    """Degrees of a stone; the strategy sector is centred on top."""
    return position // 3 * _SECTOR + (position % 3 - 1) * _STEP


def _description(stones: list[Stone]) -> str:
    return " ".join(
        f"{stone.name}: {LEVEL_NAMES[stone.level]}{f' ({stone.fact})' if stone.fact else ''}."
        for stone in stones
    )


def _centre(park_name: str, stones: list[Stone]) -> Svg:
    size = fitting_size([park_name], (18.0, 17.0, 16.0, 15.0, 14.0), 144)
    lines = wrap(park_name, size, 144, lines=4, bold=True)
    secured = sum(stone.level == 3 for stone in stones)
    top = _C - (len(lines) * size * 1.2 + 20) / 2 + size * 0.9
    below = top + (len(lines) - 1) * size * 1.2 + 23
    return el(
        "g",
        el("circle", cx=_C, cy=_C, r=85, fill=palette.WHITE, stroke=palette.GRID, stroke_width=1.5),
        block(lines, _C, top, size=size, bold=True),
        label(f"{secured} van 9 op orde", _C, below, size=_SMALL, anchor="middle",
              fill=palette.MUTED),
    )  # fmt: skip


def _pillar_name(pillar: str, position: int) -> Svg:
    """The name along the inner ring: one text element with a place and turn for each letter.

    textPath would be shorter, but WeasyPrint and browsers disagree about it.
    """
    text, size = _PILLAR_NAMES[pillar], 13.0
    middle = position * _SECTOR
    # In the lower half letters stand the other way round, so that nothing is upside down.
    flipped = 90 < middle < 270
    radius = 103.0 if flipped else 94.0
    degrees_per_unit = 57.2958 / radius * (-1 if flipped else 1)
    spacing = 0.6
    angle = middle - degrees_per_unit * (
        (text_width(text, size, bold=True) + spacing * (len(text) - 1)) / 2
    )
    places: list[tuple[float, float, float]] = []
    for char in text:
        width = text_width(char, size, bold=True)
        x, y = polar(_C, _C, radius, angle)
        turn = angle + degrees_per_unit * width / 2 + (180 if flipped else 0)
        places.append((x, y, turn % 360))
        angle += degrees_per_unit * (width + spacing)
    return el(
        "text", text,
        x=" ".join(number(x) for x, _, _ in places),
        y=" ".join(number(y) for _, y, _ in places),
        rotate=" ".join(number(turn) for _, _, turn in places),
        font_size=size, font_weight="700", fill=_ACCENTS[pillar].solid,
    )  # fmt: skip


def _stone(stone: Stone, middle: float, size: float) -> Svg:
    accent = _ACCENTS[stone.pillar]
    level_name = LEVEL_NAMES[stone.level]
    words = f"{stone.name}: {level_name}" + (f". {stone.fact}" if stone.fact else "")
    fill = (palette.WHITE, accent.tint, accent.soft, accent.solid)[stone.level]
    shape = el(
        "path",
        d=_segment(_INNER, _OUTER, middle, corner=13),
        fill=fill,
        stroke=accent.solid,
        stroke_width=1.5,
        stroke_dasharray="4 3.5" if stone.level == 0 else None,
    )
    return link(
        stone.href, words, shape, _steps(stone.level, middle, accent),
        _stone_text(stone, middle, size),
    )  # fmt: skip


def _steps(level: int, middle: float, accent: palette.Accent) -> Svg:
    """Three steps on the outer ring, as many filled as the level says."""
    low, high = _PIPS
    width = 11.9
    return join(
        *(
            el(
                "path",
                d=_segment(low, high, middle + (step - 1) * width, corner=3, span=width, gap=1.5),
                fill=accent.solid if step < level else palette.WHITE,
                stroke=accent.solid if step < level else palette.LINE,
            )
            for step in range(3)
        )
    )


def _stone_text(stone: Stone, middle: float, size: float) -> Svg:
    # Stones above and below are widest at their rim, those at the sides in their middle.
    x, y = polar(_C, _C, 166 + 9 * abs(math.cos(math.radians(middle))), middle)
    names = wrap(stone.name, size, _TEXT_WIDTH, lines=2, bold=True)
    if names[-1].endswith("…"):
        size = 12.0
        names = wrap(stone.name, size, _TEXT_WIDTH - 8, lines=3, bold=True)
    levels = wrap(LEVEL_NAMES[stone.level], _SMALL, 92, lines=2)
    height = len(names) * size * 1.2 + len(levels) * _SMALL * 1.2
    top = y - height / 2 + size * 0.95
    secured = stone.level == 3
    return join(
        block(names, x, top, size=size, bold=True,
              fill=palette.WHITE if secured else _ACCENTS[stone.pillar].deep),
        block(levels, x, top + len(names) * size * 1.2, size=_SMALL,
              fill=palette.WHITE if secured else palette.INK),
    )  # fmt: skip


def _segment(
    low: float, high: float, middle: float, *, corner: float, span: float = _STEP, gap: float = 3.5
) -> str:
    """Path of a ring segment with rounded corners and straight gaps beside it."""

    def at(radius: float, side: int, inset: float = 0.0) -> str:
        turn = side * (span / 2 - 57.2958 * (gap + inset) / radius)
        return points([polar(_C, _C, radius, middle + turn)])

    inner_corner = min(corner, (high - low) / 2)
    return (
        f"M{at(high, -1, corner)}A{number(high)} {number(high)} 0 0 1 {at(high, 1, corner)}"
        f"Q{at(high, 1)} {at(high - inner_corner, 1)}L{at(low + inner_corner, 1)}"
        f"Q{at(low, 1)} {at(low, 1, corner)}"
        f"A{number(low)} {number(low)} 0 0 0 {at(low, -1, corner)}"
        f"Q{at(low, -1)} {at(low + inner_corner, -1)}L{at(high - inner_corner, -1)}"
        f"Q{at(high, -1)} {at(high, -1, corner)}Z"
    )
