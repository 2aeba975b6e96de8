"""What changes a goal. The database keeps who did it (see `track_history`)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from core.concurrency import FieldChange, StaleVersion
from knowledge.loader import cell_of_suggestion, suggestion
from parks.choices import Audience
from parks.models import Membership, Park
from strategy.choices import GoalState
from strategy.models import Goal, Indicator
from strategy.queries.history import goal_label, goal_words


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalData:
    """What people fill in about a goal. Amounts in euros; `effects` by capital, -2 to +2 without 0.

    Indicator name and unit come together or not at all.
    """

    statement: str
    capital: str
    horizon: str
    explanation: str = ""
    theme: str = ""
    indicator_name: str = ""
    indicator_unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    owner: Membership | None = None
    owner_other: str = ""
    budget_business_eur: Decimal | None = None
    budget_public_eur: Decimal | None = None
    budget_subsidy_eur: Decimal | None = None
    sdgs: tuple[int, ...] = ()
    effects: Mapping[str, int] = field(default_factory=dict)
    audience: str = Audience.TEAM

    @classmethod
    def of(cls, source: Any) -> "GoalData":
        """Return what a goal, or a row of its history, holds. Reads its indicator and owner."""
        indicator = source.indicator
        own = {name: getattr(source, name) for name in GOAL_FIELDS}
        return cls(
            indicator_name=indicator.name if indicator else "",
            indicator_unit=indicator.unit if indicator else "",
            **(own | {"sdgs": tuple(source.sdgs)}),
        )


INDICATOR_LABELS = {"indicator_name": "Indicator", "indicator_unit": "Eenheid"}
GOAL_FIELDS = tuple(each.name for each in fields(GoalData) if each.name not in INDICATOR_LABELS)


class GoalChanged(StaleVersion):
    """Somebody else saved this goal after the form was opened.

    `merged` holds what was typed, and what the other stored in every field that was left alone.
    """

    def __init__(
        self, *, changes: tuple[FieldChange, ...], current_version: int, merged: GoalData
    ) -> None:
        super().__init__(changes=changes, current_version=current_version)
        self.merged = merged


class UnknownSuggestionError(Exception):
    """The method book offers no such suggestion (any more)."""


@transaction.atomic
def create_goal(*, park: Park, data: GoalData, suggestion_slug: str = "") -> Goal:
    """Make a draft goal in the park's context; `suggestion_slug` says where it came from."""
    goal = Goal(park=park, suggestion=suggestion_slug)
    _fill(goal, data)
    goal.save(force_insert=True)
    return goal


@transaction.atomic
def update_goal(*, park: Park, pk: UUID, data: GoalData, expected_version: int) -> Goal:
    """Store what was typed over version `expected_version` of a goal.

    Raises `GoalChanged` when somebody else changed what this form can change, `Goal.DoesNotExist`
    when the park has no such goal. A change of state alone is no conflict: it isn't in the form.
    When nothing differs nothing is stored, so that the history tells of changes only.
    """
    goal = _locked(park, pk)
    if goal.version != expected_version:
        _refuse_conflict(goal, data, expected_version)
    if not _differing(GoalData.of(goal), data):
        return goal
    _fill(goal, data)
    return _save(goal)


@transaction.atomic
def take_over_suggestion(*, park: Park, suggestion_slug: str) -> Goal:
    """Make a draft of a suggestion, or return the goal that was made of it and still stands.

    Raises `UnknownSuggestionError`. The park's row is locked so that two clicks make one goal.
    """
    try:
        offered, cell = suggestion(suggestion_slug), cell_of_suggestion(suggestion_slug)
    except KeyError as error:
        raise UnknownSuggestionError(suggestion_slug) from error
    Park.objects.select_for_update(no_key=True).only("pk").get(pk=park.pk)
    taken = Goal.objects.in_park(park.pk).standing().filter(suggestion=suggestion_slug)
    existing: Goal | None = taken.order_by("created_at", "pk").first()
    if existing:
        return existing
    data = GoalData(
        statement=offered.statement,
        capital=cell.capital,
        horizon=cell.horizon,
        indicator_name=offered.indicator,
        indicator_unit=offered.unit,
    )
    return create_goal(park=park, data=data, suggestion_slug=suggestion_slug)


@transaction.atomic
def set_goal_state(*, park: Park, pk: UUID, state: str, reason: str, expected_version: int) -> Goal:
    """Say where a goal stands. `reason` is needed for "dropped" and is dropped itself otherwise.

    Raises `StaleVersion` when somebody else changed the state after the form was opened, and
    `ValueError` for a dropped goal without a reason.
    """
    if state == GoalState.DROPPED and not reason:
        raise ValueError("a goal is dropped with a reason")
    goal = _locked(park, pk)
    kept = reason if state == GoalState.DROPPED else ""
    if goal.version != expected_version:
        _refuse_other_state(goal, state, expected_version)
    if (goal.state, goal.dropped_reason) == (state, kept):
        return goal
    goal.state, goal.dropped_reason = state, kept
    return _save(goal)


def _locked(park: Park, pk: UUID) -> Goal:
    """Return a goal that nobody else can change until the transaction ends."""
    rows = Goal.objects.in_park(park.pk).select_related("indicator", "owner__user")
    goal: Goal = rows.select_for_update(of=("self",)).get(pk=pk)
    return goal


def _fill(goal: Goal, data: GoalData) -> None:
    for name in GOAL_FIELDS:
        setattr(goal, name, getattr(data, name))
    goal.sdgs, goal.effects = sorted(data.sdgs), dict(data.effects)
    goal.indicator = _indicator(goal.park_id, data)


def _indicator(park_id: int, data: GoalData) -> Indicator | None:
    """Return the park's indicator of that name and unit; a new one when there is none yet."""
    if not data.indicator_name:
        return None
    found, _ = Indicator.objects.get_or_create(
        park_id=park_id, name=data.indicator_name, unit=data.indicator_unit
    )
    return found


def _save(goal: Goal) -> Goal:
    goal.version += 1
    goal.save(force_update=True)
    return goal


def _as_it_was(goal: Goal, version: int) -> Any:
    """Return the row of history of one version of a goal, or None."""
    events: Any = apps.get_model("strategy", "GoalEvent").objects
    rows = events.filter(park_id=goal.park_id, pgh_obj_id=goal.pk, version=version)
    return rows.select_related("indicator", "owner__user").order_by("pgh_id").last()


def _refuse_conflict(goal: Goal, typed: GoalData, expected_version: int) -> None:
    """Raise `GoalChanged` unless the others left the form's fields as they were.

    A version that never existed was made up; then everything counts as changed.
    """
    stored, event = GoalData.of(goal), _as_it_was(goal, expected_version)
    base = GoalData.of(event) if event else None
    theirs = [name for name in _differing(stored, base) if name in _differing(stored, typed)]
    if not theirs:
        return
    changes = tuple(
        FieldChange(_label(name), _words(name, stored), _words(name, typed)) for name in theirs
    )
    left_alone = [name for name in theirs if base and getattr(typed, name) == getattr(base, name)]
    merged = replace(typed, **{name: getattr(stored, name) for name in left_alone})
    raise GoalChanged(changes=changes, current_version=goal.version, merged=merged)


def _differing(one: GoalData, other: GoalData | None) -> list[str]:
    """Return the fields in which two goals differ; all of them when there is no other."""
    return [
        each.name
        for each in fields(GoalData)
        if other is None or getattr(one, each.name) != getattr(other, each.name)
    ]


def _refuse_other_state(goal: Goal, typed: str, expected_version: int) -> None:
    event = _as_it_was(goal, expected_version)
    if event and event.state == goal.state:
        return
    change = FieldChange(
        goal_label("state"), goal_words("state", goal.state), goal_words("state", typed)
    )
    raise StaleVersion(changes=(change,), current_version=goal.version)


def _label(name: str) -> str:
    return INDICATOR_LABELS.get(name) or goal_label(name)


def _words(name: str, data: GoalData) -> str:
    value = getattr(data, name)
    return goal_words("statement" if name in INDICATOR_LABELS else name, value)
