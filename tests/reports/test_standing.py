"""The levels of the nine stepping stones, and what is proposed next."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from collective.models import Side
from collective.queries.degree import DegreeCard
from collective.queries.proposals import (
    MOST_STEPS,
    Proposal,
    SideSituation,
    Situation,
    proposals,
    shortened,
)
from collective.queries.stones import ConnectionFacts
from knowledge.choices import Capital, Degree, Horizon, Scale
from reports.queries.standing import MOST_FROM_FACTS, next_steps, stone_standings
from strategy.choices import DatePrecision, GoalState, MilestoneState
from strategy.queries.cards import GoalCard, MilestoneRow, progress_of

TODAY = dt.date(2026, 11, 22)


def goal(**changed: Any) -> GoalCard:
    card = GoalCard(
        id=uuid4(),
        statement="Een doel",
        explanation="",
        capital=Capital.NATURAL,
        horizon=Horizon.SHORT,
        theme="",
        state=GoalState.AGREED,
        dropped_reason="",
        audience="members",
        owner="Anna",
        indicator_name="",
        indicator_unit="",
        baseline=None,
        target=None,
        latest=None,
        measurements=(),
        starts_on=TODAY,
        due_on=None,
        budget_business_eur=None,
        budget_public_eur=None,
        budget_subsidy_eur=None,
        budget_eur=None,
        sdgs=(),
        effects=(),
        losses=(),
        missing=(),
        progress=progress_of(
            baseline=None, target=None, value=None, milestones_done=0, milestones_total=0
        ),
        milestones=(),
        version=1,
    )
    return replace(card, **changed)


def milestone(state: MilestoneState) -> MilestoneRow:
    return MilestoneRow(
        id=UUID(int=1),
        goal_id=None,
        title="Een stap",
        due_on=TODAY,
        precision=DatePrecision.DAY,
        state=state,
        done_on=None,
        owner="",
        blocked_reason="",
        blocked_by="",
        depends_on=(),
        audience="members",
        version=1,
    )


def degree(side: Side, value: Degree) -> DegreeCard:
    return DegreeCard(side, str(side.label), value, str(value.label), "", TODAY, "Anna")


def both(business: Degree, public: Degree) -> dict[str, DegreeCard]:
    return {
        Side.BUSINESS: degree(Side.BUSINESS, business),
        Side.PUBLIC: degree(Side.PUBLIC, public),
    }


NOTHING_TOGETHER = ConnectionFacts(
    stakeholders=0,
    helixes=0,
    activities=0,
    agreements=0,
    signed=0,
    commitments=0,
    kept=0,
    late=0,
)
NO_OPPORTUNITIES: dict[str, dict[str, int]] = {scale: {} for scale in Scale.values}


def levels(cards: list[GoalCard], degrees: dict[str, DegreeCard]) -> dict[str, int]:
    stones = stone_standings(cards, degrees, NOTHING_TOGETHER, NO_OPPORTUNITIES)
    return {stone.slug: stone.level for stone in stones}


def test_an_empty_park_has_begun_nothing() -> None:
    assert set(levels([], {}).values()) == {0}


def test_nine_stones_in_three_pillars() -> None:
    stones = stone_standings([], {}, NOTHING_TOGETHER, NO_OPPORTUNITIES)
    assert len(stones) == 9
    assert [stone.pillar for stone in stones] == (
        ["strategy"] * 3 + ["connection"] * 3 + ["realisation"] * 3
    )


@pytest.mark.parametrize(
    ("cards", "level"),
    [
        ([goal(state=GoalState.DRAFT)], 1),
        ([goal()], 1),
        ([goal(state=GoalState.DROPPED)], 0),
        ([goal(capital=capital) for capital in list(Capital)[:2]], 1),
        ([goal(capital=capital) for capital in list(Capital)[:3]], 2),
        ([goal(capital=capital, missing=("een datum",)) for capital in Capital], 2),
        ([goal(capital=capital) for capital in Capital], 3),
    ],
)
def test_the_level_of_a_strategy_stone_follows_from_the_goals_of_its_horizon(
    cards: list[GoalCard], level: int
) -> None:
    found = levels(cards, {})
    assert found["proposition"] == level
    assert found["programme"] == found["steering"] == 0


def test_organising_is_as_far_as_the_side_that_is_organised_least() -> None:
    assert levels([], both(Degree.PROFESSIONAL, Degree.MINIMAL))["organise"] == 1
    assert levels([], both(Degree.PROFESSIONAL, Degree.FUNCTIONAL))["organise"] == 2


def test_organising_has_only_begun_while_one_side_is_unknown() -> None:
    found = levels([], {Side.BUSINESS: degree(Side.BUSINESS, Degree.PROFESSIONAL)})
    assert (found["organise"], found["facilitate"], found["transform"]) == (1, 0, 0)


def proposed(business: Degree, public: Degree) -> tuple[Proposal, ...]:
    """What working together asks for, while no questionnaire says what is missing."""
    sides: dict[str, SideSituation] = {
        Side.BUSINESS: SideSituation(business),
        Side.PUBLIC: SideSituation(public),
    }
    return proposals(Situation(sides=sides, signs={}))


MINIMAL = proposed(Degree.MINIMAL, Degree.MINIMAL)


def test_never_more_than_five_proposals() -> None:
    cards = [goal(missing=("een datum",), milestones=(milestone(MilestoneState.LATE),))]
    steps = next_steps(cards, [milestone(MilestoneState.BLOCKED)], MINIMAL)
    assert len(steps) == MOST_STEPS
    assert all(step.why and step.how and step.who and step.source for step in steps)


def test_goals_and_milestones_leave_room_for_working_together() -> None:
    cards = [goal(missing=("een datum",), milestones=(milestone(MilestoneState.LATE),))]
    steps = next_steps(cards, [milestone(MilestoneState.BLOCKED)], MINIMAL)
    assert steps[MOST_FROM_FACTS:] == shortened(MINIMAL, MOST_STEPS - MOST_FROM_FACTS)


def test_late_milestones_come_first_and_are_counted() -> None:
    late = [milestone(MilestoneState.LATE)] * 2
    assert next_steps([], late, MINIMAL)[0].title == "Werk 2 te late mijlpalen bij"


def test_a_different_degree_gets_different_steps_for_the_same_park() -> None:
    cards = [goal(capital=c, horizon=h) for c in Capital for h in Horizon]
    titles = {
        value: {step.title for step in next_steps(cards, [], proposed(value, value))}
        for value in Degree
    }
    assert titles[Degree.MINIMAL].isdisjoint(titles[Degree.FUNCTIONAL])
    assert titles[Degree.FUNCTIONAL].isdisjoint(titles[Degree.PROFESSIONAL])


def test_the_first_empty_cell_is_proposed_with_its_address() -> None:
    full = [goal(capital=c, horizon=h) for c in Capital for h in Horizon][1:]
    step = next_steps(full, [], MINIMAL)[0]
    assert step.page == "strategie/cel/intellectual/short/"


def test_progress_never_counts_what_is_unknown() -> None:
    unknown = progress_of(
        baseline=Decimal(1), target=Decimal(2), value=None, milestones_done=0, milestones_total=0
    )
    assert unknown.overall is None
