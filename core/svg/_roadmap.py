"""The roadmap: goals, milestones and what depends on what, on one time line.

After the roadmap of the method book (SB fig 28; seed 000, lines 1930-1986). This file holds the
data and the division into pages; `_roadmap_draw` draws.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from core.svg import palette
from core.svg._timescale import Band

GoalState = Literal["draft", "agreed", "on_track", "at_risk", "achieved", "dropped"]
MarkState = Literal["done", "open", "blocked", "late"]
Precision = Literal["day", "quarter"]

GOAL_STATES: Final[dict[GoalState, str]] = {
    "draft": "concept",
    "agreed": "afgesproken",
    "on_track": "op koers",
    "at_risk": "loopt risico",
    "achieved": "bereikt",
    "dropped": "vervallen",
}
MARK_STATES: Final[dict[MarkState, str]] = {
    "done": "klaar",
    "open": "open",
    "blocked": "geblokkeerd",
    "late": "te laat",
}
PARK_MILESTONES: Final = "Mijlpalen van het hele terrein"
CONTINUED: Final = " (vervolg)"


@dataclass(frozen=True)
class MilestoneMark:
    """Dependencies refer to `id`; with precision "quarter" any day in the quarter will do."""

    id: str
    label: str
    due: date
    precision: Precision
    state: MarkState


@dataclass(frozen=True)
class GoalBar:
    """A goal from start to due date; `progress` is a part of 1, None when nothing was measured."""

    label: str
    start: date
    due: date | None
    state: GoalState
    progress: float | None = None
    href: str | None = None
    milestones: tuple[MilestoneMark, ...] = ()


@dataclass(frozen=True)
class Group:
    """Goals under one heading, for example a capital; `accent` is the colour of their bars."""

    name: str
    goals: tuple[GoalBar, ...]
    accent: str = palette.STRATEGY.solid


@dataclass(frozen=True)
class RoadmapData:
    """`dependencies` are pairs of milestone ids: the first must be done before the second."""

    start: date
    today: date
    bands: tuple[Band, ...]
    groups: tuple[Group, ...]
    park_milestones: tuple[MilestoneMark, ...] = ()
    dependencies: tuple[tuple[str, str], ...] = ()

    def goals(self) -> Iterator[GoalBar]:
        for group in self.groups:
            yield from group.goals

    def marks(self) -> Iterator[MilestoneMark]:
        yield from self.park_milestones
        for goal in self.goals():
            yield from goal.milestones


def roadmap_pages(data: RoadmapData, rows_per_page: int) -> tuple[RoadmapData, ...]:
    """The same roadmap in parts of at most `rows_per_page` rows, headings counted.

    A group that runs on gets its heading again; no heading stands alone at the foot of a page. A
    dependency is drawn only where both its ends are on the page. Raises ValueError below two rows.
    """
    if rows_per_page < 2:
        raise ValueError("A page needs room for a heading and a row.")
    pager = _Pager(rows_per_page)
    for position in range(len(data.park_milestones)):
        pager.add(_PARK, position)
    for index, group in enumerate(data.groups):
        for position in range(len(group.goals)):
            pager.add(index, position)
    return tuple(_page(data, rows) for rows in pager.pages) or (data,)


# Rows are known by place, because two goals may be equal: index of the group, place in the group.
_Row = tuple[int, int]
_PARK = -1


class _Pager:
    def __init__(self, rows_per_page: int) -> None:
        self.pages: list[list[_Row]] = []
        self._size = rows_per_page
        self._room = 0
        self._last: int | None = None

    def add(self, group: int, position: int) -> None:
        """Put a row on the page where it fits, together with its heading if it needs one."""
        heading = 0 if group == self._last else 1
        if self._room < 1 + heading:
            self.pages.append([])
            self._room, heading = self._size, 1
        self.pages[-1].append((group, position))
        self._room -= 1 + heading
        self._last = group


def _page(data: RoadmapData, rows: list[_Row]) -> RoadmapData:
    groups: list[Group] = []
    for index, group in enumerate(data.groups):
        places = [position for of, position in rows if of == index]
        if places:
            name = group.name if places[0] == 0 else group.name + CONTINUED
            goals = tuple(group.goals[position] for position in places)
            groups.append(replace(group, name=name, goals=goals))
    marks = tuple(data.park_milestones[position] for of, position in rows if of == _PARK)
    return replace(data, groups=tuple(groups), park_milestones=marks)
