"""Colours of the visuals: calm, municipal, and at least 4.5:1 on white wherever text uses them.

Colour never carries meaning alone: every visual repeats it in a word, a shape or a line style.
"""

from dataclasses import dataclass
from typing import Final

INK: Final = "#1b2733"
MUTED: Final = "#52606d"
LINE: Final = "#7c8894"
GRID: Final = "#d9dfe5"
PAPER: Final = "#f4f6f8"
WHITE: Final = "#ffffff"
ALERT: Final = "#a8321f"


@dataclass(frozen=True)
class Accent:
    """One hue in four depths; `solid` and `deep` carry white text, `tint` and `soft` dark text."""

    solid: str
    deep: str
    soft: str
    tint: str


STRATEGY: Final = Accent(solid="#1d4f91", deep="#153a6b", soft="#bdd0ea", tint="#e8eff8")
CONNECTION: Final = Accent(solid="#0b6b5f", deep="#074c43", soft="#b3dad3", tint="#e4f2ef")
REALISATION: Final = Accent(solid="#a8431a", deep="#7d3011", soft="#f0c9b4", tint="#fbeee7")

# Keyed by the identifiers of the six capitals (docs/glossary.md).
CAPITALS: Final[dict[str, str]] = {
    "intellectual": "#5a3d99",
    "social_relational": "#9a2c66",
    "human": "#a8431a",
    "natural": "#2d6a31",
    "material": "#3f5468",
    "financial": "#755800",
}
