"""The baseline of a park: what the area is like now, against before, and where it must go.

(SB fig 39, lines 2811-2858.)
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final
from uuid import UUID

from core.dutch import format_exact, format_quantity
from core.svg import Svg
from knowledge.choices import AreaGroup, Direction, FactKind
from knowledge.realisation import area_facts
from knowledge.realisation_schemas import AreaFact as Subject
from parks.access import Viewer
from parks.choices import DataState
from realisation.models import AreaFact, FactGoal
from realisation.queries.own_records import Computed, computed_facts

MOST_DATES: Final = 24
POINT: Final = "procentpunt"


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A fact on a day, in words."""

    id: UUID
    on: dt.date
    words: str
    state_label: str
    is_measured: bool
    value: Decimal | None
    source: str
    note: str
    audience_label: str


@dataclass(frozen=True, slots=True)
class Target:
    """A goal of the park that names where a fact must go."""

    id: UUID
    goal_id: UUID
    statement: str
    words: str
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """How a fact changed: in words, and whether that is better (None: neither)."""

    words: str
    is_better: bool | None


@dataclass(frozen=True, slots=True)
class FactLine:
    """One subject: what it is now, what it was, and what it must become."""

    subject: Subject
    now: ValueLine | None
    computed: Computed | None
    earlier: ValueLine | None
    difference: Difference | None
    targets: tuple[Target, ...]
    values: tuple[ValueLine, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show."""
        return self.now is not None or self.computed is not None

    @property
    def picture(self) -> Svg | None:
        """The parts of what was computed, or None."""
        if self.computed is None:
            return None
        return self.computed.picture(self.subject.title, f"fact-{self.subject.slug}")


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Subjects that belong together."""

    key: str
    label: str
    lines: tuple[FactLine, ...]

    @property
    def known(self) -> int:
        """Of how many something is known."""
        return sum(line.is_known for line in self.lines)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The facts by group, beside those of an earlier day if one is chosen."""

    groups: tuple[FactGroup, ...]
    dates: tuple[dt.date, ...]
    compared_with: dt.date | None

    @property
    def has_facts(self) -> bool:
        """Whether somebody filled anything in."""
        return bool(self.dates)


def baseline_of(viewer: Viewer, *, today: dt.date, earlier: dt.date | None = None) -> Baseline:
    """Return the baseline as far as the viewer may see it. Four queries."""
    facts = _facts(viewer)
    lines = _lines(facts, computed_facts(viewer), _targets(viewer), today, earlier)
    days = sorted({row.on for rows in facts.values() for row in rows}, reverse=True)
    groups = groupby(lines, key=lambda line: line.subject.group)
    return Baseline(
        groups=tuple(
            FactGroup(str(group), str(AreaGroup(group).label), tuple(found))
            for group, found in groups
        ),
        dates=tuple(days[:MOST_DATES]),
        compared_with=earlier,
    )


def fact_line(viewer: Viewer, subject: Subject, *, today: dt.date) -> FactLine:
    """Return one subject with all its values, the latest first. Four queries."""
    facts = _facts(viewer, subject.slug)
    targets = _targets(viewer, subject.slug)
    return _line(subject, facts.get(subject.slug, []), computed_facts(viewer), targets, today, None)


def _facts(viewer: Viewer, subject: str = "") -> dict[str, list[AreaFact]]:
    rows = AreaFact.objects.visible_to(viewer).newest_first()
    found: dict[str, list[AreaFact]] = {}
    for row in rows.filter(subject=subject) if subject else rows:
        found.setdefault(row.subject, []).append(row)
    return found


def _targets(viewer: Viewer, subject: str = "") -> dict[str, list[FactGoal]]:
    rows = FactGoal.objects.visible_to(viewer).select_related("goal__indicator")
    ordered = rows.order_by("goal__due_on", "goal__statement", "pk")
    found: dict[str, list[FactGoal]] = {}
    for row in ordered.filter(subject=subject) if subject else ordered:
        found.setdefault(row.subject, []).append(row)
    return found


def _lines(
    facts: Mapping[str, Sequence[AreaFact]],
    computed: Mapping[str, Computed],
    targets: Mapping[str, Sequence[FactGoal]],
    today: dt.date,
    earlier: dt.date | None,
) -> Iterator[FactLine]:
    for slug, subject in area_facts().items():
        yield _line(subject, facts.get(slug, ()), computed, targets, today, earlier)


def _line(
    subject: Subject,
    rows: Sequence[AreaFact],
    computed: Mapping[str, Computed],
    targets: Mapping[str, Sequence[FactGoal]],
    today: dt.date,
    earlier: dt.date | None,
) -> FactLine:
    values = tuple(_value(subject, row) for row in rows)
    own = computed.get(subject.slug)
    now = None if own else _on_or_before(values, today)
    before = _on_or_before(values, earlier) if earlier else None
    if before is not None and now is not None and before.id == now.id:
        before = None
    current = own.value if own else now.value if now else None
    return FactLine(
        subject=subject,
        now=now,
        computed=own,
        earlier=before,
        difference=_difference(subject, current, before.value if before else None),
        targets=tuple(_target(row) for row in targets.get(subject.slug, ())),
        values=values,
    )


def _on_or_before(values: Iterable[ValueLine], day: dt.date) -> ValueLine | None:
    return next((value for value in values if value.on <= day), None)


def _value(subject: Subject, row: AreaFact) -> ValueLine:
    state = DataState(row.data_state)
    return ValueLine(
        id=row.pk,
        on=row.on,
        words=words_of_fact(subject, row),
        state_label=str(state.label).lower(),
        is_measured=state == DataState.MEASURED,
        value=row.value,
        source=row.source,
        note=row.note,
        audience_label=row.get_audience_display(),
    )


def words_of_fact(subject: Subject, row: AreaFact) -> str:
    """Return a fact in words: a number with its unit, a degree by its name, or why not."""
    if subject.kind != FactKind.LEVEL or row.value is None:
        return row.words(subject.unit)
    level = level_name(subject, row.value)
    return level if row.data_state == DataState.MEASURED else f"{level} (geschat)"


def level_name(subject: Subject, value: Decimal) -> str:
    """Return the name of a degree; of one that the knowledge has no more, its number."""
    place = int(value)
    return subject.levels[place] if 0 <= place < len(subject.levels) else str(place)


def _difference(subject: Subject, now: Decimal | None, before: Decimal | None) -> Difference | None:
    if now is None or before is None:
        return None
    change = now - before
    if not change:
        return Difference("gelijk gebleven", None)
    is_better = None
    if subject.direction != Direction.NEITHER:
        is_better = (change > 0) == (subject.direction == Direction.MORE)
    if subject.kind == FactKind.LEVEL:
        return Difference(f"was {level_name(subject, before)}", is_better)
    unit = POINT if subject.unit == "%" else subject.unit
    sign = "+" if change > 0 else "−"
    return Difference(f"{sign}{format_exact(abs(change))} {unit}".strip(), is_better)


def _target(row: FactGoal) -> Target:
    goal = row.goal
    unit = goal.indicator.unit if goal.indicator else ""
    return Target(
        id=row.pk,
        goal_id=goal.pk,
        statement=goal.statement,
        words=format_quantity(goal.target, unit),
        due_on=goal.due_on,
    )
