"""A network: parties on a circle, in a sector per group, with curved lines between them.

A circle and no springs: the same data always give the same drawing, names never lie over each
other, and it is as quick for three hundred parties as for three.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, link, number, points, polar
from core.svg._marks import mark
from core.svg._text import label, shorten, text_width

Angles = dict[str, float]

_SIZE: Final = 12.5
_ROOM: Final = 16.0  # of a name along the circle
_NAME: Final = 168.0
_GAP: Final = 2  # empty places between two groups
_SMALLEST: Final = 150.0
_SWEEPS: Final = 12
_MOST_LINKS: Final = 60
_SHAPES: Final = ("circle", "square", "diamond", "triangle")
_COLOURS: Final = (
    palette.STRATEGY.solid, palette.CONNECTION.solid, palette.REALISATION.solid,
    palette.CAPITALS["intellectual"],
)  # fmt: skip
_WIDTHS: Final = {1: 1.1, 2: 1.9, 3: 3.0}


@dataclass(frozen=True)
class Node:
    """A party; `group` is its place in the names of the groups."""

    id: str
    name: str
    group: int
    href: str | None = None


@dataclass(frozen=True)
class Edge:
    """A tie from one party to another; `directed` says that it points. `strength` is 1 to 3."""

    source: str
    target: str
    directed: bool
    strength: int


@dataclass(frozen=True)
class NetworkData:
    """Parties in at most four groups and what ties them.

    `words` name both kinds of ties, first those that point; "" for a kind that never occurs.
    """

    title: str
    groups: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    words: tuple[str, str]


def network(data: NetworkData, *, uid: str) -> Svg:
    """Draw the network. Raises ValueError for more groups than there are symbols, or an edge to
    a party that is not there.
    """
    known = {node.id for node in data.nodes}
    if len(data.groups) > len(_SHAPES):
        raise ValueError("A network has at most four groups.")
    if any(end not in known for edge in data.edges for end in (edge.source, edge.target)):
        raise ValueError("An edge leads to a party that is not there.")
    angles = _angles(data)
    slots = len(data.nodes) + _GAP * len(_used(data))
    radius = max(_SMALLEST, slots * _ROOM / (2 * math.pi))
    centre = radius + _NAME + 22
    places = {id_: polar(centre, centre, radius, angle) for id_, angle in angles.items()}
    linked = len(data.nodes) <= _MOST_LINKS
    frame = Frame("network", uid, data.title, _description(data), 2 * centre,
                  2 * centre + 64, linked and any(node.href for node in data.nodes))  # fmt: skip
    return drawing(
        frame,
        el("g", *(_edge(edge, places, centre) for edge in data.edges), fill="none"),
        *(_node(node, places[node.id], angles[node.id], linked=linked) for node in data.nodes),
        _legend(data, 2 * centre),
    )


def _used(data: NetworkData) -> list[int]:
    return sorted({node.group for node in data.nodes})


def _angles(data: NetworkData) -> Angles:
    """Degrees of each party. Sweeps put parties nearest to those with which they are tied."""
    groups = [[node for node in data.nodes if node.group == group] for group in _used(data)]
    order = [[node.id for node in sorted(group, key=lambda it: (it.name, it.id))]
             for group in groups]  # fmt: skip
    neighbours: dict[str, list[str]] = {node.id: [] for node in data.nodes}
    for edge in data.edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    angles = _spread(order)
    for _ in range(_SWEEPS):
        order = [_nearest(ids, angles, neighbours) for ids in order]
        angles = _spread(order)
    return angles


def _spread(order: Sequence[Sequence[str]]) -> Angles:
    """Even places around the circle, with a gap after each group; the first group on top."""
    slots = sum(len(ids) + _GAP for ids in order)
    step = 360 / slots if slots else 0.0
    start = -(len(order[0]) - 1) / 2 if order else 0.0
    angles: Angles = {}
    for ids in order:
        for position, id_ in enumerate(ids):
            angles[id_] = (start + position) * step
        start += len(ids) + _GAP
    return angles


def _nearest(
    ids: Sequence[str], angles: Angles, neighbours: Mapping[str, Sequence[str]]
) -> list[str]:
    middle = (angles[ids[0]] + angles[ids[-1]]) / 2

    def wanted(id_: str) -> float:
        """How far around from the middle of the group its neighbours stand on average."""
        others = [math.radians(angles[other] - middle) for other in neighbours[id_]]
        across, along = sum(map(math.sin, others)), sum(map(math.cos, others))
        if math.hypot(across, along) < 1e-9:
            return round(angles[id_] - middle, 6)
        # Rounded, so that the last digit of a sine does not decide on the order.
        return round(math.degrees(math.atan2(across, along)), 6)

    return sorted(ids, key=wanted)


def _edge(edge: Edge, places: Mapping[str, tuple[float, float]], centre: float) -> Svg:
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    # Bent to the centre: neighbours stay apart from the rim, far ends from each other.
    bend_x = centre + ((x1 + x2) / 2 - centre) * 0.45
    bend_y = centre + ((y1 + y2) / 2 - centre) * 0.45
    colour = palette.INK if edge.directed else palette.REALISATION.solid
    line = el("path", d=f"M{number(x1)},{number(y1)}Q{number(bend_x)},{number(bend_y)}"
              f" {number(x2)},{number(y2)}", stroke=colour, stroke_opacity=0.55,
              stroke_width=_WIDTHS.get(edge.strength, 1.9),
              stroke_dasharray=None if edge.directed else "5 4")  # fmt: skip
    return join(line, _head(x2, y2, bend_x, bend_y)) if edge.directed else line


def _head(x: float, y: float, from_x: float, from_y: float) -> Svg:
    """The head of an arrow, just before the symbol at its end."""
    length = math.hypot(x - from_x, y - from_y) or 1.0
    dx, dy = (x - from_x) / length, (y - from_y) / length
    tip_x, tip_y = x - dx * 8, y - dy * 8
    base_x, base_y = tip_x - dx * 9, tip_y - dy * 9
    corners = [(tip_x, tip_y), (base_x - dy * 4, base_y + dx * 4),
               (base_x + dy * 4, base_y - dx * 4)]  # fmt: skip
    return el("polygon", points=points(corners), fill=palette.INK)


def _node(node: Node, place: tuple[float, float], angle: float, *, linked: bool) -> Svg:
    x, y = place
    colour, turn = _COLOURS[node.group], angle % 360
    flipped = turn > 180
    name = shorten(node.name, _SIZE, _NAME)
    offset = -11.0 if flipped else 11.0
    text = el("text", name, x=x + offset, y=y + 4.3, font_size=_SIZE,
              text_anchor="end" if flipped else None,
              transform=f"rotate({number(turn + 90 if flipped else turn - 90)}"
              f" {number(x)} {number(y)})")  # fmt: skip
    symbol = mark(_SHAPES[node.group], x, y, 6, colour=colour, filling="solid")
    return link(node.href if linked else None, node.name, symbol, text)


def _description(data: NetworkData) -> str:
    kinds = Counter(edge.directed for edge in data.edges)
    ties = Counter(end for edge in data.edges for end in (edge.source, edge.target))
    names = {node.id: node.name for node in data.nodes}
    most = sorted(ties.items(), key=lambda item: (-item[1], names[item[0]]))[:3]
    most_words = ", ".join(f"{names[id_]} ({n})" for id_, n in most)
    said = " en ".join(
        f"{kinds[directed]} keer ‘{words}’"
        for directed, words in zip((True, False), data.words, strict=True)
        if words
    )
    return f"{len(data.nodes)} partijen met {len(data.edges)} relaties: {said}." + (
        f" De meeste relaties: {most_words}." if most else ""
    )


def _legend(data: NetworkData, top: float) -> Svg:
    parts, x = [], 16.0
    for group in _used(data):
        symbol = mark(_SHAPES[group], x, top + 13, 6, colour=_COLOURS[group], filling="solid")
        parts.append(join(symbol, label(data.groups[group], x + 13, top + 17.5, size=_SIZE)))
        x += 13 + text_width(data.groups[group], _SIZE) + 28
    x = 16.0
    for words, dash, colour in zip(
        data.words, (None, "5 4"), (palette.INK, palette.REALISATION.solid), strict=True
    ):
        if not words:
            continue
        line = el("line", x1=x - 6, y1=top + 41, x2=x + 24, y2=top + 41, stroke=colour,
                  stroke_width=1.9, stroke_dasharray=dash)  # fmt: skip
        arrow = None if dash else _head(x + 32, top + 41, x, top + 41)
        parts.append(el("g", line, arrow, label(words, x + 32, top + 45.5, size=_SIZE)))
        x += 32 + text_width(words, _SIZE) + 32
    return join(*parts)
