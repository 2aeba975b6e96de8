"""Brings the goals of an invented park from one phase to the next, through their services."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from parks.models import Membership, Park
from reports.demo.moments import Calendar
from reports.demo.schema import Budget, GoalContent, MeasurementContent, Phase, amount
from strategy.choices import GoalState
from strategy.models import Goal, Indicator
from strategy.services.goals import (
    GoalData,
    create_goal,
    set_goal_state,
    take_over_suggestion,
    update_goal,
)
from strategy.services.measurements import record_measurement


@dataclass(slots=True)
class GoalBuilder:
    """Keeps what has been made, so that the next phase changes only what differs."""

    park: Park
    calendar: Calendar
    memberships: Mapping[str, Membership]
    made: dict[str, Goal] = field(default_factory=dict)
    written: dict[str, GoalData] = field(default_factory=dict)
    measured: set[tuple[str, str]] = field(default_factory=set)

    def bring_to(self, phase: Phase, day: dt.date, goals: tuple[GoalContent, ...]) -> None:
        """Make the goals what they were on a day in this phase."""
        for content in goals:
            if content.exists_in(phase):
                goal = self._write(content, phase)
                self.made[content.key] = self._set_state(goal, content, phase)
                self._measure(content, day)

    def _write(self, content: GoalContent, phase: Phase) -> Goal:
        data = self._data(content, phase)
        goal = self.made.get(content.key) or self._begin(content, data)
        if content.statement and self.written.get(content.key) != data:
            goal = update_goal(park=self.park, pk=goal.pk, data=data, expected_version=goal.version)
        self.written[content.key] = data
        return goal

    def _begin(self, content: GoalContent, data: GoalData) -> Goal:
        if content.suggestion:
            return take_over_suggestion(park=self.park, suggestion_slug=content.suggestion)
        self.written[content.key] = data
        return create_goal(park=self.park, data=data)

    def _data(self, content: GoalContent, phase: Phase) -> GoalData:
        first = content.first if phase is Phase.FIRST else None
        budget = (first and first.budget) or content.budget
        owner = self.memberships.get(content.owner)
        return GoalData(
            statement=self.calendar.fill((first and first.statement) or content.statement),
            capital=content.capital,
            horizon=content.horizon,
            explanation=self.calendar.fill(content.explanation),
            theme=content.theme or "",
            indicator_name=content.indicator.name if content.indicator else "",
            indicator_unit=content.indicator.unit if content.indicator else "",
            baseline=amount(content.baseline),
            target=amount((first and first.target) or content.target),
            starts_on=self.calendar.day_or_none(content.starts),
            due_on=self.calendar.day_or_none((first and first.due) or content.due),
            owner=owner,
            owner_other="" if owner else content.owner,
            sdgs=content.sdgs,
            effects={effect.capital.value: effect.score for effect in content.effects},
            audience=content.audience,
            **_amounts(budget),
        )

    def _set_state(self, goal: Goal, content: GoalContent, phase: Phase) -> Goal:
        first = content.first.state if phase is Phase.FIRST else None
        state = first or content.state
        if goal.state == state:
            return goal
        reason = self.calendar.fill(content.reason) if state == GoalState.DROPPED else ""
        return set_goal_state(
            park=self.park, pk=goal.pk, state=state, reason=reason, expected_version=goal.version
        )

    def _measure(self, content: GoalContent, until: dt.date) -> None:
        goal = self.made[content.key]
        for each in content.measurements:
            known = (content.key, each.date) in self.measured
            if goal.indicator and not known and self.calendar.day(each.date) <= until:
                self.measured.add((content.key, each.date))
                self._record(goal.indicator, each, goal.audience)

    def _record(self, indicator: Indicator, content: MeasurementContent, audience: str) -> None:
        record_measurement(
            indicator=indicator,
            measured_on=self.calendar.day(content.date),
            data_state=content.state,
            value=amount(content.value),
            source=content.source,
            audience=audience,
            note=content.note,
        )


def _amounts(budget: Budget) -> dict[str, Decimal | None]:
    sources = {
        "budget_business_eur": budget.business,
        "budget_public_eur": budget.public,
        "budget_subsidy_eur": budget.subsidy,
    }
    return {name: None if euros is None else Decimal(euros) for name, euros in sources.items()}
