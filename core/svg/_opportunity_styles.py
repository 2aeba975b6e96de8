"""How an entry of a kansenkaart looks: the theme by symbol and colour, the state by the line.

The map on screen draws with the same values (static/js/realisation-map.js reads them from the
page).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from core.svg import palette
from core.svg._draw import Svg, el, points, polar
from core.svg._marks import mark

Symbol = Literal[
    "circle", "square", "diamond", "triangle", "pentagon", "hexagon", "cross", "plot", "in", "out"
]


@dataclass(frozen=True)
class ThemeStyle:
    """The symbol and the colour of a theme; for a demand or a supply of its side."""

    words: str
    symbol: Symbol
    colour: str


@dataclass(frozen=True)
class LineStyle:
    """The border around a number, by state."""

    words: str
    width: float
    dash: str | None = None
    ground: str = palette.WHITE


# Keyed by the identifiers of `knowledge.choices.Theme`.
THEME_STYLES: Final[dict[str, ThemeStyle]] = {
    "energy": ThemeStyle("Energie", "circle", palette.CAPITALS["financial"]),
    "circular": ThemeStyle("Circulair", "hexagon", palette.CONNECTION.solid),
    "climate": ThemeStyle("Klimaat en groen", "triangle", palette.CAPITALS["natural"]),
    "mobility": ThemeStyle("Mobiliteit", "square", palette.STRATEGY.solid),
    "health": ThemeStyle("Gezondheid en welzijn", "cross", palette.CAPITALS["social_relational"]),
    "safety": ThemeStyle("Schoon, heel en veilig", "diamond", palette.ALERT),
    "space": ThemeStyle("Ruimte en vastgoed", "plot", palette.REALISATION.solid),
    "organisation": ThemeStyle(
        "Samenwerking en organisatie", "pentagon", palette.CAPITALS["intellectual"]
    ),
}
# Keyed by the identifiers of `realisation.choices.ListingSide`.
SIDE_STYLES: Final[dict[str, ThemeStyle]] = {
    "demand": ThemeStyle("Vraag", "in", palette.INK),
    "supply": ThemeStyle("Aanbod", "out", palette.MUTED),
}
# Keyed by the identifiers of `realisation.choices.OpportunityState`.
STATE_LINES: Final[dict[str, LineStyle]] = {
    "idea": LineStyle("idee", 1.2, "1.5 2.5"),
    "opportunity": LineStyle("kans", 1.3, "5 3"),
    "working": LineStyle("in uitwerking", 1.6, "9 2.5 2 2.5"),
    "case": LineStyle("businesscase", 1.3),
    "agreed": LineStyle("afgesproken", 2.8),
    "realised": LineStyle("gerealiseerd", 2.8, None, palette.CONNECTION.soft),
    "lapsed": LineStyle("vervallen", 1.2, "2 4", palette.GRID),
}
LISTING_LINE: Final = LineStyle("", 1.0, None, palette.PAPER)
_SIDES: Final[Mapping[str, int]] = {"pentagon": 5, "hexagon": 6}


def symbol(name: Symbol, x: float, y: float, r: float, colour: str) -> Svg:
    """The symbol of a theme, about 2r wide."""
    if name in _SIDES:
        corners = [polar(x, y, r * 1.08, 360 / _SIDES[name] * n) for n in range(_SIDES[name])]
        return el("polygon", points=points(corners), fill=colour)
    if name in ("in", "out"):
        return _arrow(x, y, r, colour, into=name == "in")
    if name == "plot":
        return mark("square", x, y, r * 0.92, colour=colour, filling="open")
    return mark(name, x, y, r * 0.92, colour=colour, filling="solid")


def _arrow(x: float, y: float, r: float, colour: str, *, into: bool) -> Svg:
    """An open arrow head that points down, for what is asked, or up, for what is offered."""
    tip, foot = (y + r, y - r) if into else (y - r, y + r)
    turn = y + r * 0.1 if into else y - r * 0.1
    return el(
        "path",
        d=f"M{x:.2f},{foot:.2f}L{x:.2f},{tip:.2f}"
        f"M{x - r * 0.8:.2f},{turn:.2f}L{x:.2f},{tip:.2f}L{x + r * 0.8:.2f},{turn:.2f}",
        fill="none", stroke=colour, stroke_width=2, stroke_linejoin="round",
    )  # fmt: skip


def style_of(kind: str, theme: str) -> ThemeStyle:
    """Return the looks of an entry. Raises KeyError for a theme or side that nobody drew."""
    return THEME_STYLES[theme] if kind == "opportunity" else SIDE_STYLES[kind]


def line_of(kind: str, state: str) -> LineStyle:
    """Return the border of an entry. Raises KeyError for a state that nobody drew."""
    return STATE_LINES[state] if kind == "opportunity" else LISTING_LINE


def theme_sample(name: str) -> Svg:
    """The symbol of a theme or a side for the legend of a page; the word stands beside it."""
    style = THEME_STYLES.get(name) or SIDE_STYLES[name]
    return _sample(16, symbol(style.symbol, 8, 8, 6, style.colour))


def state_sample(state: str) -> Svg:
    """The border of a state for the legend of a page; decorative, for the word stands beside."""
    line = STATE_LINES[state]
    box = el("rect", x=2, y=2, width=26, height=12, rx=6, fill=line.ground, stroke=palette.INK,
             stroke_width=line.width, stroke_dasharray=line.dash)  # fmt: skip
    return _sample(30, box)


def _sample(width: float, body: Svg) -> Svg:
    return el("svg", body, xmlns="http://www.w3.org/2000/svg", class_="plot-sample",
              viewBox=f"0 0 {width:g} 16", width=width, height=16, aria_hidden="true",
              focusable="false")  # fmt: skip
