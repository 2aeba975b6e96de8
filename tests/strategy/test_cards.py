"""The read models of goals and milestones."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parks.choices import Audience, DataState
from parks.models import Park
from strategy.choices import MilestoneState
from strategy.models import Goal
from strategy.queries.cards import (
    GoalCard,
    goal_card,
    goal_cards,
    park_milestones,
    progress_of,
)
from tests.factories.strategy import (
    GoalFactory,
    MeasurementFactory,
    MilestoneDependencyFactory,
    MilestoneFactory,
    SmartGoalFactory,
)

TODAY = dt.date(2027, 3, 1)
ALL = tuple(Audience.values)
MEMBERS = Audience.at_least(Audience.MEMBERS)


def cards(park: Park, audiences: tuple[str, ...] = ALL) -> tuple[GoalCard, ...]:
    return goal_cards(park_id=park.pk, audiences=audiences, today=TODAY)


def share(baseline: int, target: int, value: int | None) -> Decimal | None:
    known = None if value is None else Decimal(value)
    return progress_of(
        baseline=Decimal(baseline),
        target=Decimal(target),
        value=known,
        milestones_done=0,
        milestones_total=0,
    ).indicator


def test_progress_is_the_way_covered_from_baseline_to_target() -> None:
    assert share(0, 200, 50) == Decimal("0.25")


def test_progress_runs_down_when_the_target_is_lower_than_the_baseline() -> None:
    assert share(100, 20, 60) == Decimal("0.5")


def test_progress_never_leaves_the_range_from_nothing_to_done() -> None:
    assert (share(0, 100, 250), share(0, 100, -50)) == (Decimal(1), Decimal(0))


def test_progress_is_unknown_without_a_value_or_a_direction() -> None:
    assert share(0, 100, None) is None
    assert share(5, 5, 5) is None


def test_indicator_and_milestones_weigh_the_same() -> None:
    progress = progress_of(
        baseline=Decimal(0),
        target=Decimal(100),
        value=Decimal(50),
        milestones_done=1,
        milestones_total=1,
    )
    assert (progress.overall, progress.percentage) == (Decimal("0.75"), 75)


def test_an_unknown_part_does_not_count() -> None:
    only_milestones = progress_of(
        baseline=None, target=None, value=None, milestones_done=1, milestones_total=4
    )
    nothing = progress_of(
        baseline=None, target=None, value=None, milestones_done=0, milestones_total=0
    )
    assert only_milestones.overall == Decimal("0.25")
    assert (nothing.overall, nothing.percentage) == (None, None)


def test_almost_done_is_never_rounded_up_to_done() -> None:
    nearly = progress_of(
        baseline=Decimal(0),
        target=Decimal(1000),
        value=Decimal(999),
        milestones_done=0,
        milestones_total=0,
    )
    assert nearly.percentage == 99


def test_the_newest_measurement_shows_and_the_newest_value_counts(in_noord: Park) -> None:
    goal = SmartGoalFactory(park=in_noord)
    assert goal.indicator is not None
    common = {"park": in_noord, "indicator": goal.indicator}
    MeasurementFactory(**common, measured_on=dt.date(2026, 1, 1), value=Decimal(10))
    MeasurementFactory(**common, measured_on=dt.date(2026, 6, 1), value=Decimal(30))
    MeasurementFactory(
        **common, measured_on=dt.date(2026, 9, 1), value=None, data_state=DataState.REFUSED
    )
    (card,) = cards(in_noord)
    assert card.latest is not None
    assert (card.latest.on, card.latest_text) == (dt.date(2026, 9, 1), "niet gedeeld")
    assert card.progress.indicator == Decimal("0.3")
    assert card.measurements == ()


def test_one_card_holds_all_measurements_newest_first(in_noord: Park) -> None:
    goal = SmartGoalFactory(park=in_noord)
    for month in (1, 3, 2):
        MeasurementFactory(
            park=in_noord, indicator=goal.indicator, measured_on=dt.date(2026, month, 1)
        )
    card = goal_card(park_id=in_noord.pk, audiences=ALL, today=TODAY, pk=goal.pk)
    assert [row.on.month for row in card.measurements] == [3, 2, 1]


def test_goals_come_by_due_date_and_undated_ones_last(in_noord: Park) -> None:
    GoalFactory(park=in_noord, statement="ooit")
    GoalFactory(park=in_noord, statement="later", due_on=dt.date(2030, 1, 1))
    GoalFactory(park=in_noord, statement="eerst", due_on=dt.date(2027, 1, 1))
    assert [card.statement for card in cards(in_noord)] == ["eerst", "later", "ooit"]


def test_members_see_neither_goals_nor_milestones_of_the_team(in_noord: Park) -> None:
    hidden = GoalFactory(park=in_noord)
    shown = GoalFactory(park=in_noord, audience=Audience.MEMBERS)
    MilestoneFactory(park=in_noord, goal=hidden, audience=Audience.PUBLIC)
    MilestoneFactory(park=in_noord, goal=shown, audience=Audience.TEAM)
    (card,) = cards(in_noord, MEMBERS)
    assert (card.id, card.milestones, card.progress.milestones_total) == (shown.pk, (), 0)
    with pytest.raises(Goal.DoesNotExist):
        goal_card(park_id=in_noord.pk, audiences=MEMBERS, today=TODAY, pk=hidden.pk)


def test_dependencies_name_only_milestones_that_the_viewer_sees(in_noord: Park) -> None:
    goal = GoalFactory(park=in_noord, audience=Audience.MEMBERS)
    step = MilestoneFactory(park=in_noord, goal=goal, audience=Audience.MEMBERS)
    open_one = MilestoneFactory(park=in_noord, audience=Audience.MEMBERS)
    secret = MilestoneFactory(park=in_noord)
    for other in (open_one, secret):
        MilestoneDependencyFactory(park=in_noord, milestone=step, depends_on=other)
    (for_members,), (for_team,) = cards(in_noord, MEMBERS), cards(in_noord)
    assert for_members.milestones[0].depends_on == (open_one.pk,)
    assert set(for_team.milestones[0].depends_on) == {open_one.pk, secret.pk}


def test_milestones_of_the_park_stand_on_their_own(in_noord: Park) -> None:
    MilestoneFactory(park=in_noord, goal=GoalFactory(park=in_noord))
    own = MilestoneFactory(park=in_noord, due_on=dt.date(2027, 2, 28))
    (row,) = park_milestones(park_id=in_noord.pk, audiences=ALL, today=TODAY)
    assert (row.id, row.goal_id, row.state) == (own.pk, None, MilestoneState.LATE)


def test_a_goal_without_a_start_starts_when_it_was_made(in_noord: Park) -> None:
    made = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)  # in Amsterdam it is 2027 already
    GoalFactory(park=in_noord, created_at=made)
    assert cards(in_noord)[0].starts_on == dt.date(2027, 1, 1)


def test_a_goal_of_another_park_is_not_there(in_noord: Park, zuid: Park) -> None:
    foreign = GoalFactory(park=zuid)
    assert cards(in_noord) == ()
    with pytest.raises(Goal.DoesNotExist):
        goal_card(park_id=in_noord.pk, audiences=ALL, today=TODAY, pk=foreign.pk)
    with pytest.raises(Goal.DoesNotExist):
        goal_card(park_id=in_noord.pk, audiences=ALL, today=TODAY, pk=uuid4())


def fill(park: Park, goals: int) -> None:
    for _ in range(goals):
        goal = SmartGoalFactory(park=park)
        MeasurementFactory(park=park, indicator=goal.indicator)
        first, second = (MilestoneFactory(park=park, goal=goal) for _ in range(2))
        MilestoneDependencyFactory(park=park, milestone=second, depends_on=first)


def test_ten_and_a_hundred_goals_cost_the_same_four_queries(in_noord: Park) -> None:
    fill(in_noord, 10)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert len(cards(in_noord)) == 10
    fill(in_noord, 90)
    with CaptureQueriesContext(connection) as many:
        assert len(cards(in_noord)) == 100
    tables = ["strategy_goal", "strategy_milestone", "strategy_milestonedependency"]
    asked = " ".join(query["sql"] for query in many)
    assert all(table in asked for table in [*tables, "strategy_measurement"])
    assert len(few) == len(many) == 4  # goals, milestones, dependencies, measurements
