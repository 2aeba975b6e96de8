"""The roadmap as one read model: the picture and the table on screen and in the PDF say the same.

After SB fig 28 (seed 000, lines 1930-1986): goals, their milestones and what waits for what, on one
time line in the three horizons of the method.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from uuid import UUID

from core.svg import Band, GoalBar, Group, MilestoneMark, RoadmapData, horizon_bands, palette
from knowledge.choices import Capital, Horizon, Theme
from strategy.choices import DatePrecision, MilestoneState
from strategy.queries.cards import GoalCard, MilestoneRow
from strategy.queries.milestones import Address, MilestoneLine, milestone_line, nowhere, titles_of
from strategy.queries.roadmap_filter import all_milestones

Grouping = Literal["capital", "theme"]

NO_THEME = "Zonder thema"
PAST = "Eerder"
PAST_SHARE = 0.17
LONGEST_LOOK_BACK = dt.timedelta(days=3 * 365)
MARKS: dict[str, Literal["done", "open", "blocked", "late"]] = {
    MilestoneState.DONE: "done",
    MilestoneState.OPEN: "open",
    MilestoneState.BLOCKED: "blocked",
    MilestoneState.LATE: "late",
}


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """A goal in the table. `percentage` is None when nothing is known about its progress."""

    statement: str
    address: str
    capital: str
    theme: str
    horizon: str
    owner: str
    starts_on: dt.date
    due_on: dt.date | None
    state: str
    state_label: str
    percentage: int | None
    milestones: tuple[MilestoneLine, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Goals under one heading: a capital or a theme."""

    name: str
    rows: tuple[RoadmapRow, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """`data` is for `core.svg.roadmap`; `groups` and `park_lines` are the equal table."""

    data: RoadmapData
    groups: tuple[RowGroup, ...]
    park_lines: tuple[MilestoneLine, ...]


def in_order(cards: Iterable[GoalCard], *, by: Grouping) -> list[GoalCard]:
    """Return goals group by group; within a group they keep their order."""
    return sorted(cards, key=lambda card: _place(card, by))


def _place(card: GoalCard, by: Grouping) -> int:
    if by == "capital":
        return Capital.values.index(card.capital)
    return Theme.values.index(card.theme) if card.theme else len(Theme)


def roadmap(
    cards: Sequence[GoalCard],
    park_milestones: Sequence[MilestoneRow],
    *,
    today: dt.date,
    by: Grouping,
    titles: Mapping[UUID, str] | None = None,
    goal_address: Address = nowhere,
    milestone_address: Address = nowhere,
) -> Roadmap:
    """Return picture and table of these goals, grouped; no queries.

    When these are a part of all goals, give `titles` of all milestones: one may wait for another
    on a page elsewhere. Give addresses where the reader can follow them.
    """
    shown = list(all_milestones(cards, park_milestones))
    names = titles_of(shown) if titles is None else titles
    grouped = [
        (key, list(of)) for key, of in groupby(in_order(cards, by=by), lambda card: _key(card, by))
    ]

    def line(row: MilestoneRow) -> MilestoneLine:
        return milestone_line(row, names, milestone_address)

    return Roadmap(
        data=_picture(grouped, park_milestones, shown, today=today, by=by, address=goal_address),
        groups=tuple(
            RowGroup(_name(key, by), tuple(_row(card, line, goal_address(card.id)) for card in of))
            for key, of in grouped
        ),
        park_lines=tuple(line(row) for row in park_milestones),
    )


def _key(card: GoalCard, by: Grouping) -> str:
    return card.capital if by == "capital" else card.theme


def _name(key: str, by: Grouping) -> str:
    if by == "capital":
        return str(Capital(key).label)
    return str(Theme(key).label) if key else NO_THEME


def _picture(
    grouped: Sequence[tuple[str, list[GoalCard]]],
    park_milestones: Sequence[MilestoneRow],
    shown: Sequence[MilestoneRow],
    *,
    today: dt.date,
    by: Grouping,
    address: Address,
) -> RoadmapData:
    days = [card.starts_on for _, of in grouped for card in of]
    start = _start([*days, *(row.due_on for row in shown)], today)
    return RoadmapData(
        start=start,
        today=today,
        bands=_bands(start, today),
        groups=tuple(
            Group(_name(key, by), tuple(_bar(card, address(card.id)) for card in of), _hue(key))
            for key, of in grouped
        ),
        park_milestones=tuple(_mark(row) for row in park_milestones),
        dependencies=tuple((str(first), str(row.id)) for row in shown for first in row.depends_on),
    )


def _hue(key: str) -> str:
    return palette.CAPITALS.get(key, palette.STRATEGY.solid)


def _start(days: Sequence[dt.date], today: dt.date) -> dt.date:
    """Return the first day of the quarter in which the oldest thing lies, not too far back."""
    first = max(min(days, default=today), today - LONGEST_LOOK_BACK)
    if first >= today:
        return today
    quarter = dt.date(first.year, (first.month - 1) // 3 * 3 + 1, 1)
    return min(quarter, today)


def _bands(start: dt.date, today: dt.date) -> tuple[Band, ...]:
    """Return the horizons as they lie from today, after what lies behind when there is any."""
    horizons = horizon_bands(today)
    return horizons if start == today else (Band(PAST, today, PAST_SHARE), *horizons)


def time_line(days: Sequence[dt.date], today: dt.date) -> tuple[dt.date, tuple[Band, ...]]:
    """Return the start and the bands of a picture in which these days must be seen."""
    start = _start(days, today)
    return start, _bands(start, today)


def _mark(row: MilestoneRow) -> MilestoneMark:
    return MilestoneMark(
        id=str(row.id),
        label=row.title,
        due=row.due_on,
        precision="quarter" if row.precision == DatePrecision.QUARTER else "day",
        state=MARKS[row.state],
    )


def _bar(card: GoalCard, address: str) -> GoalBar:
    share = card.progress.overall
    return GoalBar(
        label=card.statement,
        start=card.starts_on,
        due=card.due_on,
        state=card.state,  # type: ignore[arg-type]  # a GoalState, which the picture knows by name
        progress=None if share is None else float(share),
        href=address or None,
        milestones=tuple(_mark(row) for row in card.milestones),
    )


def _row(card: GoalCard, line: Callable[[MilestoneRow], MilestoneLine], address: str) -> RoadmapRow:
    return RoadmapRow(
        statement=card.statement,
        address=address,
        capital=str(Capital(card.capital).label),
        theme=str(Theme(card.theme).label) if card.theme else "",
        horizon=str(Horizon(card.horizon).label),
        owner=card.owner,
        starts_on=card.starts_on,
        due_on=card.due_on,
        state=card.state,
        state_label=card.state_label,
        percentage=card.progress.percentage,
        milestones=tuple(line(row) for row in card.milestones),
    )
