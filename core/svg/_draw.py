"""Builds SVG from elements, so that escaping cannot be forgotten.

A plain `str` child is text and is escaped; an `Svg` child is markup and is not. Presentation
attributes only: the content security policy forbids style, and WeasyPrint drops gradients on paths.
"""

import math
import re
from dataclasses import dataclass
from html import escape
from typing import Final, TypeAlias

from core.svg import palette

Attribute: TypeAlias = str | float | None

FONT: Final = "Noto Sans, sans-serif"
_UID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SAFE_LINK = re.compile(r"(?:/(?!/)|#|\?|https?://)")
# Characters that XML 1.0 does not allow at all, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Svg(str):
    """Finished markup. Django templates print it as it is, because it has `__html__`."""

    def __html__(self) -> str:
        return self


def el(name: str, *children: str | None, **attributes: Attribute) -> Svg:
    """One element. `stroke_width=2` gives stroke-width="2", `class_` class, None nothing."""
    head = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = "".join(_content(child) for child in children if child is not None)
    return Svg(f"<{name}{head}>{body}</{name}>" if body else f"<{name}{head}/>")


def join(*parts: str) -> Svg:
    """Several pieces as one; plain text among them is escaped."""
    return Svg("".join(_content(part) for part in parts))


def number(value: float) -> str:
    """A coordinate: two decimals at most, never "-0", so that output is the same every time."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def link(href: str | None, label: str, *children: str) -> Svg:
    """The children as a link, or as a plain group without an address; `label` is the whole name.

    Raises ValueError for an address that is not a path, a fragment or http(s).
    """
    # A title and no aria-label: a name that differs from the shortened text on screen would fail
    # people who speak to their device (WCAG 2.5.3).
    title = el("title", label)
    if href is None:
        return el("g", title, *children)
    if not _SAFE_LINK.match(href):
        raise ValueError(f"Not an address a visual may link to: {href!r}")
    return el("a", title, *children, href=href)


@dataclass(frozen=True)
class Frame:
    """What every visual says about itself; `kind` ends up in the CSS class `drawing-<kind>`."""

    kind: str
    uid: str
    title: str
    description: str
    width: float
    height: float
    has_links: bool = False


def drawing(frame: Frame, *children: str) -> Svg:
    """The root element with title and description.

    An image hides its content from assistive technology, so a drawing with links is a group.
    Raises ValueError for a uid that could not be part of an id.
    """
    if not _UID.fullmatch(frame.uid):
        raise ValueError(f"Not fit for an id: {frame.uid!r}")
    return el(
        "svg",
        el("title", frame.title, id=f"{frame.uid}-t"),
        el("desc", frame.description, id=f"{frame.uid}-d"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"drawing drawing-{frame.kind}",
        viewBox=f"0 0 {number(frame.width)} {number(frame.height)}",
        width=frame.width,
        height=frame.height,
        role="group" if frame.has_links else "img",
        aria_labelledby=f"{frame.uid}-t {frame.uid}-d",
        font_family=FONT,
        fill=palette.INK,
    )


def polar(cx: float, cy: float, radius: float, degrees: float) -> tuple[float, float]:
    """A point at `radius` from the centre, degrees clockwise from the top."""
    angle = math.radians(degrees)
    return cx + radius * math.sin(angle), cy - radius * math.cos(angle)


def points(pairs: list[tuple[float, float]]) -> str:
    """Coordinates for the points attribute of a polygon or polyline."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)


def _content(child: str) -> str:
    return child if isinstance(child, Svg) else escape(_NOT_XML.sub("", child))


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escape(_NOT_XML.sub("", value))
    return number(value)
