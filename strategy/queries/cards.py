"""Goals and milestones as frozen read models: page, PDF, spreadsheet and API read the same ones."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils import timezone

from core.dutch import format_quantity
from strategy.choices import GoalState, MilestoneState
from strategy.models import (
    Goal,
    GoalQuerySet,
    Measurement,
    Milestone,
    MilestoneDependency,
    MilestoneQuerySet,
)
from strategy.queries.measuring import Measured, Progress, progress_of

__all__ = [
    "GoalCard",
    "Measured",
    "MilestoneRow",
    "Progress",
    "goal_card",
    "goal_cards",
    "park_milestones",
    "progress_of",
]


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone as lists show it. `depends_on` holds only milestones the viewer may see."""

    id: UUID
    goal_id: UUID | None
    title: str
    due_on: dt.date
    precision: str
    state: MilestoneState
    done_on: dt.date | None
    owner: str
    blocked_reason: str
    blocked_by: str
    depends_on: tuple[UUID, ...]
    audience: str
    version: int


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal with all that a list, a page or the PDF says about it. Amounts are in euros.

    `measurements` (newest first) is filled by `goal_card` only; `latest` always, and may be one
    without a value.
    """

    id: UUID
    statement: str
    explanation: str
    capital: str
    horizon: str
    theme: str
    state: str
    dropped_reason: str
    audience: str
    owner: str
    indicator_name: str
    indicator_unit: str
    baseline: Decimal | None
    target: Decimal | None
    latest: Measured | None
    measurements: tuple[Measured, ...]
    starts_on: dt.date
    due_on: dt.date | None
    budget_business_eur: Decimal | None
    budget_public_eur: Decimal | None
    budget_subsidy_eur: Decimal | None
    budget_eur: Decimal | None
    sdgs: tuple[int, ...]
    effects: tuple[tuple[str, int], ...]
    losses: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    progress: Progress
    milestones: tuple[MilestoneRow, ...]
    version: int

    @property
    def state_label(self) -> str:
        """Where the goal stands, in Dutch."""
        return str(GoalState(self.state).label)

    @property
    def baseline_text(self) -> str:
        """The baseline with its unit: "10 kWh", or an empty string."""
        return format_quantity(self.baseline, self.indicator_unit)

    @property
    def target_text(self) -> str:
        """The target with its unit, or an empty string."""
        return format_quantity(self.target, self.indicator_unit)

    @property
    def latest_text(self) -> str:
        """The newest figure with its unit, the reason that there is none, or an empty string."""
        if self.latest is None:
            return ""
        return self.latest.words(self.indicator_unit)


def goal_cards(*, park_id: int, audiences: Sequence[str], today: dt.date) -> tuple[GoalCard, ...]:
    """Return the goals of a park that these audiences may see, by due date. Four queries."""
    goals = list(_visible_goals(park_id, audiences).for_list())
    rows = _milestone_rows(park_id, audiences, today, goal__isnull=False)
    return _cards(goals, rows, _newest_measurements(park_id, audiences, goals))


def goal_card(*, park_id: int, audiences: Sequence[str], today: dt.date, pk: UUID) -> GoalCard:
    """Return one goal with all its measurements. Raises `Goal.DoesNotExist` when it is hidden."""
    goal = _visible_goals(park_id, audiences).for_list().get(pk=pk)
    rows = _milestone_rows(park_id, audiences, today, goal=goal)
    found = _visible_measurements(park_id, audiences).filter(indicator=goal.indicator_id)
    measured = tuple(_measured(row) for row in found.order_by("-measured_on"))
    card = _cards([goal], rows, {goal.indicator_id: measured} if goal.indicator_id else {})[0]
    return replace(card, measurements=measured)


def park_milestones(
    *, park_id: int, audiences: Sequence[str], today: dt.date
) -> tuple[MilestoneRow, ...]:
    """Return the visible milestones of the park as a whole, by date. Two queries."""
    return tuple(_milestone_rows(park_id, audiences, today, goal__isnull=True))


def _visible_goals(park_id: int, audiences: Sequence[str]) -> GoalQuerySet:
    goals: GoalQuerySet = Goal.objects.in_park(park_id).for_audiences(audiences)
    return goals


def _visible_measurements(park_id: int, audiences: Sequence[str]) -> models.QuerySet[Measurement]:
    found: models.QuerySet[Measurement] = Measurement.objects.in_park(park_id).for_audiences(
        audiences
    )
    return found


def _newest_measurements(
    park_id: int, audiences: Sequence[str], goals: Iterable[Goal]
) -> dict[UUID, tuple[Measured, ...]]:
    """Return per indicator the newest visible measurement and the newest one with a value."""
    wanted = {goal.indicator_id for goal in goals if goal.indicator_id}
    found = (
        _visible_measurements(park_id, audiences)
        .filter(indicator__in=wanted)
        .annotate(known=models.Q(value__isnull=False))
        .order_by("indicator", "known", "-measured_on")
        .distinct("indicator", "known")
    )
    newest: dict[UUID, list[Measured]] = {}
    for row in found:
        newest.setdefault(row.indicator_id, []).append(_measured(row))
    return {
        indicator: tuple(sorted(rows, key=lambda row: row.on, reverse=True))
        for indicator, rows in newest.items()
    }


def _measured(row: Measurement) -> Measured:
    return Measured(
        value=row.value,
        on=row.measured_on,
        data_state=row.data_state,
        source=row.source,
        note=row.note,
        id=row.pk,
        audience=row.audience,
    )


def _milestone_rows(
    park_id: int, audiences: Sequence[str], today: dt.date, **which: object
) -> list[MilestoneRow]:
    visible: MilestoneQuerySet = Milestone.objects.in_park(park_id).for_audiences(audiences)
    chosen = visible.filter(**which)
    pairs = MilestoneDependency.objects.filter(
        park_id=park_id,
        milestone__in=chosen.order_by().values("pk"),
        depends_on__in=visible.order_by().values("pk"),
    ).order_by("depends_on__due_on", "depends_on__created_at", "depends_on")
    waits_for: dict[UUID, list[UUID]] = {}
    for milestone_id, other_id in pairs.values_list("milestone_id", "depends_on_id"):
        waits_for.setdefault(milestone_id, []).append(other_id)
    return [_milestone_row(row, waits_for.get(row.pk, ()), today) for row in chosen.for_list()]


def _milestone_row(row: Milestone, depends_on: Iterable[UUID], today: dt.date) -> MilestoneRow:
    return MilestoneRow(
        id=row.pk,
        goal_id=row.goal_id,
        title=row.title,
        due_on=row.due_on,
        precision=row.precision,
        state=row.state_on(today),
        done_on=row.done_on,
        owner=row.owner_label,
        blocked_reason=row.blocked_reason,
        blocked_by=row.blocked_by,
        depends_on=tuple(depends_on),
        audience=row.audience,
        version=row.version,
    )


def _cards(
    goals: Iterable[Goal],
    rows: Iterable[MilestoneRow],
    measured: dict[UUID, tuple[Measured, ...]],
) -> tuple[GoalCard, ...]:
    milestones: dict[UUID | None, list[MilestoneRow]] = {}
    for row in rows:
        milestones.setdefault(row.goal_id, []).append(row)
    return tuple(
        _card(
            goal,
            tuple(milestones.get(goal.pk, ())),
            measured.get(goal.indicator_id, ()) if goal.indicator_id else (),
        )
        for goal in goals
    )


def _card(
    goal: Goal, milestones: tuple[MilestoneRow, ...], measured: tuple[Measured, ...]
) -> GoalCard:
    """Build one card; `measured` holds the newest measurement and the newest with a value."""
    value = next((each.value for each in measured if each.value is not None), None)
    return GoalCard(
        id=goal.pk,
        statement=goal.statement,
        explanation=goal.explanation,
        capital=goal.capital,
        horizon=goal.horizon,
        theme=goal.theme,
        state=goal.state,
        dropped_reason=goal.dropped_reason,
        audience=goal.audience,
        owner=goal.owner_label,
        indicator_name=goal.indicator.name if goal.indicator else "",
        indicator_unit=goal.indicator.unit if goal.indicator else "",
        baseline=goal.baseline,
        target=goal.target,
        latest=measured[0] if measured else None,
        measurements=(),
        starts_on=goal.starts_on or timezone.localdate(goal.created_at),
        due_on=goal.due_on,
        budget_business_eur=goal.budget_business_eur,
        budget_public_eur=goal.budget_public_eur,
        budget_subsidy_eur=goal.budget_subsidy_eur,
        budget_eur=goal.budget_eur,
        sdgs=tuple(goal.sdgs),
        effects=tuple(sorted(goal.effects.items())),
        losses=tuple((str(capital), score) for capital, score in goal.losses()),
        missing=tuple(goal.missing_for_smart()),
        progress=progress_of(
            baseline=goal.baseline,
            target=goal.target,
            value=value,
            milestones_done=sum(each.state == MilestoneState.DONE for each in milestones),
            milestones_total=len(milestones),
        ),
        milestones=milestones,
        version=goal.version,
    )
