"""Text that fits: widths are estimated, because SVG does not wrap and the server has no browser.

Advance widths were measured in Noto Sans (thousandths of the font size). A fallback font is usually
narrower, so what fits here fits there too.
"""

from typing import Final, Literal

from core.svg._draw import Svg, el, join

Anchor = Literal["start", "middle", "end"]

_REGULAR: Final = (
    (265, " !,.:;ijlJ'`ï·|"), (310, "()-[]I"), (350, "ft²/\\"), (415, "r{}\""),
    (445, "?_"), (480, "cszç"), (515, "vFLxyk–"), (545, "SkET*Y"), 
    (570, "aeéëáè$+0123456789<=>XZ^~€"),
    (605, "PVoö"), (620, "KRbdghnpquü"), (645, "#ABC"), (735, "DGHUN&"), (780, "OQw"),
    (840, "%…"), (930, "mM@W"),
)  # fmt: skip
_WIDTHS: Final = {char: width for width, chars in _REGULAR for char in chars}
_OTHER: Final = 640
_BOLD: Final = 1.09
_VOWELS: Final = frozenset("aeiouyéëïöüèáàAEIOUY")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimated width in drawing units."""
    width = sum(_WIDTHS.get(char, _OTHER) for char in text) / 1000 * size
    return width * _BOLD if bold else width


def shorten(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text itself if it fits, else as much as fits with an ellipsis."""
    text = " ".join(text.split())
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width("…", size, bold=bold)
    used, end = 0.0, 0
    for char in text:
        used += text_width(char, size, bold=bold)
        if used > room:
            break
        end += 1
    return text[:end].rstrip(" ,;-") + "…"


def wrap(text: str, size: float, width: float, *, lines: int, bold: bool = False) -> list[str]:
    """At most `lines` lines, broken at spaces and hyphens, inside a word only if it cannot fit."""
    done: list[str] = []
    current = ""
    for piece in _pieces(text, size, width, bold=bold):
        if current and text_width((current + piece).rstrip(), size, bold=bold) > width:
            done.append(current.rstrip())
            current = ""
        current += piece
    done.append(current.rstrip())
    if len(done) <= lines:
        return done
    rest = " ".join(done[lines - 1 :])
    return [*done[: lines - 1], shorten(rest + "…", size, width, bold=bold)]


def fitting_size(texts: list[str], sizes: tuple[float, ...], width: float) -> float:
    """The first size at which no word of the bold texts has to be broken, else the last."""
    words = [word for text in texts for word in text.replace("-", "- ").split()]
    for size in sizes:
        if all(text_width(word, size, bold=True) <= width for word in words):
            return size
    return sizes[-1]


def _pieces(text: str, size: float, width: float, *, bold: bool) -> list[str]:
    """Unbreakable pieces; a space belongs to the word before it."""
    pieces: list[str] = []
    for word in text.split():
        parts = word.replace("-", "-\n").split("\n")
        for part in filter(None, parts):
            pieces.extend(_break_word(part, size, width, bold=bold))
        pieces[-1] += " "
    return pieces or [""]


def _break_word(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    pieces: list[str] = []
    while text_width(word, size, bold=bold) > width and len(word) > 3:
        end = max(len(word) - 4, 3)
        while end > 2 and text_width(word[:end] + "-", size, bold=bold) > width:
            end -= 1
        end = _syllable(word, end)
        pieces.append(word[:end] + "-")
        word = word[end:]
    return [*pieces, word]


def _syllable(word: str, end: int) -> int:
    """The nearest earlier break before a consonant and a vowel, as in Dutch syllables."""
    for at in range(end, max(end - 4, 2), -1):
        if word[at] not in _VOWELS and word[at + 1] in _VOWELS:
            return at
    return end


def label(
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    anchor: Anchor = "start",
    bold: bool = False,
    fill: str | None = None,
) -> Svg:
    """One line of text with its baseline at y."""
    return el(
        "text", text, x=x, y=y, font_size=size, fill=fill,
        text_anchor=None if anchor == "start" else anchor,
        font_weight="700" if bold else None,
    )  # fmt: skip


def short_label(
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    width: float,
    bold: bool = False,
    fill: str | None = None,
) -> Svg:
    """One line that fits in `width`; when it had to be shortened, the whole text is its title."""
    shown = shorten(text, size, width, bold=bold)
    if shown == " ".join(text.split()):
        return label(shown, x, y, size=size, bold=bold, fill=fill)
    return el("g", el("title", text), label(shown, x, y, size=size, bold=bold, fill=fill))


def block(
    lines: list[str],
    x: float,
    y: float,
    *,
    size: float,
    anchor: Anchor = "middle",
    bold: bool = False,
    fill: str | None = None,
) -> Svg:
    """Lines under each other, the first baseline at y, 1.2 times the size apart."""
    return join(
        *(
            label(line, x, y + row * size * 1.2, size=size, anchor=anchor, bold=bold, fill=fill)
            for row, line in enumerate(lines)
        )
    )
