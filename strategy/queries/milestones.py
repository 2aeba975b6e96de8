"""A milestone in words, for every list and table that shows one."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from strategy.choices import MilestoneState
from strategy.models import Milestone
from strategy.queries.cards import MilestoneRow
from strategy.queries.words import milestone_when

Address = Callable[[UUID], str]


def nowhere(_: UUID) -> str:
    """Return no address: for paper, and for who may not open it."""
    return ""


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """When a milestone is due, where it stands and what it waits for.

    `address` is empty for a reader who can't change it. `blocked` holds the reason and who can
    help, and is empty unless it is blocked now.
    """

    id: UUID
    title: str
    when: str
    state: str
    state_label: str
    done_on: dt.date | None
    owner: str
    blocked: str
    waits_for: tuple[str, ...]
    address: str


def milestone_line(
    row: MilestoneRow, titles: Mapping[UUID, str], address: Address = nowhere
) -> MilestoneLine:
    """Put one milestone in words; `titles` names what it may wait for."""
    return MilestoneLine(
        id=row.id,
        title=row.title,
        when=milestone_when(row.due_on, row.precision),
        state=row.state.value,
        state_label=str(row.state.label),
        done_on=row.done_on,
        owner=row.owner,
        blocked=_blocked(row.state, row.blocked_reason, row.blocked_by),
        waits_for=tuple(titles[pk] for pk in row.depends_on if pk in titles),
        address=address(row.id),
    )


def milestone_lines(
    rows: Sequence[MilestoneRow], *, park_id: int, address: Address = nowhere
) -> tuple[MilestoneLine, ...]:
    """Put milestones in words, with what they wait for elsewhere. One query."""
    needed = {pk for row in rows for pk in row.depends_on}
    found = Milestone.objects.in_park(park_id).filter(pk__in=needed)
    titles: dict[UUID, str] = dict(found.values_list("pk", "title"))
    return tuple(milestone_line(row, titles, address) for row in rows)


def _blocked(state: MilestoneState, reason: str, by: str) -> str:
    if state != MilestoneState.BLOCKED:
        return ""
    return f"{reason} (op te lossen door: {by})" if by else reason


def names_of_dependants(*, park_id: int, pk: UUID) -> tuple[str, ...]:
    """Return the titles of the milestones that wait for this one."""
    rows = Milestone.objects.in_park(park_id).filter(dependencies__depends_on=pk)
    return tuple(rows.order_by("due_on", "pk").values_list("title", flat=True))


def titles_of(rows: Iterable[MilestoneRow]) -> dict[UUID, str]:
    """Return titles by id, for what waits for them elsewhere."""
    return {row.id: row.title for row in rows}


@dataclass(frozen=True, slots=True)
class Option:
    """A milestone that another may wait for."""

    id: str
    title: str
    when: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """The milestones of one goal; those of the park as a whole have no name."""

    name: str
    options: tuple[Option, ...]


def option_groups(rows: Iterable[Milestone], chosen: Collection[str]) -> list[OptionGroup]:
    """Group milestones, in order of their goal and read with it, under their goals."""
    return [
        OptionGroup(name, tuple(_option(row, str(row.pk) in chosen) for row in of))
        for name, of in groupby(rows, lambda row: row.goal.statement if row.goal else "")
    ]


def _option(row: Milestone, chosen: bool) -> Option:
    when = milestone_when(row.due_on, row.precision)
    return Option(str(row.pk), row.title, f"{when}, klaar" if row.done_on else when, chosen)
