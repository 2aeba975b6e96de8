"""Read models of the force field of a day: who stood where, and what the method advises."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from collective.models import Position, Stakeholder
from collective.queries.positions import latest_positions
from knowledge.stakeholder_schemas import Quadrant, Scale
from knowledge.stakeholders import (
    HIGH,
    INTEREST_INFLUENCE,
    REALISING_BLOCKING,
    quadrant_of,
    quadrants,
    scales,
)
from parks.models import Reader

# The two fields: the scales across and up.
AXES: Final[Mapping[str, tuple[str, str]]] = {
    INTEREST_INFLUENCE: ("interest", "influence"),
    REALISING_BLOCKING: ("realising", "blocking"),
}
MOST_DAYS: Final = 100


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A stakeholder in the field. `x_was` and `y_was`: scores on the day before it, if others."""

    number: int
    id: UUID
    name: str
    x: int
    y: int
    x_was: int | None
    y_was: int | None
    quadrant: Quadrant
    stance: str
    stance_label: str
    segment: str
    segment_label: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class FieldQuarter:
    """A quarter with who stands in it."""

    quadrant: Quadrant
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class ForceField:
    """The field of a day. `unplaced` counts stakeholders of whom nobody said where they stand."""

    day: dt.date
    x_scale: Scale
    y_scale: Scale
    high: int
    quarters: tuple[FieldQuarter, ...]
    rows: tuple[FieldRow, ...]
    unplaced: int


def days_of_change(viewer: Reader) -> tuple[dt.date, ...]:
    """Return the days on which somebody came to stand elsewhere, the latest first. One query."""
    rows = Position.objects.visible_to(viewer).order_by("-since")
    return tuple(rows.values_list("since", flat=True).distinct()[:MOST_DAYS])


def force_field(viewer: Reader, field: str, day: dt.date, before: dt.date | None) -> ForceField:
    """Return a field of `AXES` as it was on a day, beside that of an earlier day. Three queries.

    Raises `KeyError` for an unknown field.
    """
    x_name, y_name = AXES[field]
    there = Stakeholder.objects.noted_by(viewer).on(day).order_by("name", "pk")
    names = dict(there.values_list("pk", "name"))
    now = latest_positions(viewer, day)
    then = latest_positions(viewer, before) if before else {}
    placed = [(pk, name, now[pk]) for pk, name in names.items() if pk in now]
    rows = tuple(
        _row(number, name, position, then.get(pk), field)
        for number, (pk, name, position) in enumerate(placed, start=1)
    )
    return ForceField(
        day=day,
        x_scale=scales()[x_name],
        y_scale=scales()[y_name],
        high=HIGH,
        quarters=_quarters(field, rows),
        rows=rows,
        unplaced=len(names) - len(rows),
    )


def _quarters(field: str, rows: Sequence[FieldRow]) -> tuple[FieldQuarter, ...]:
    return tuple(
        FieldQuarter(quadrant, tuple(row for row in rows if row.quadrant is quadrant))
        for quadrant in quadrants(field)
    )


def _row(number: int, name: str, position: Position, then: Position | None, field: str) -> FieldRow:
    x_name, y_name = AXES[field]
    x, y = getattr(position, x_name), getattr(position, y_name)
    return FieldRow(
        number=number,
        id=position.stakeholder_id,
        name=name,
        x=x,
        y=y,
        x_was=_changed(then, x_name, x),
        y_was=_changed(then, y_name, y),
        quadrant=quadrant_of(field, x, y),
        stance=position.stance,
        stance_label=position.get_stance_display(),
        segment=position.segment,
        segment_label=position.get_segment_display(),
        since=position.since,
    )


def _changed(then: Position | None, name: str, score: int) -> int | None:
    was: int | None = getattr(then, name) if then else None
    return None if was == score else was
