"""What the roadmap shows: picture and table from one read model."""

import datetime as dt

from core.svg._roadmap import GOAL_STATES, MARK_STATES
from knowledge.choices import Capital, Theme
from parks.choices import Audience
from parks.models import Park
from strategy.choices import GoalState, MilestoneState
from strategy.queries.cards import GoalCard, MilestoneRow, goal_cards, park_milestones
from strategy.queries.milestones import titles_of
from strategy.queries.roadmap import Roadmap, in_order, roadmap
from strategy.queries.roadmap_filter import RoadmapFilter, all_milestones, owners
from tests.factories.strategy import (
    GoalFactory,
    MilestoneDependencyFactory,
    MilestoneFactory,
    SmartGoalFactory,
)

TODAY = dt.date(2026, 11, 22)


def read(park: Park) -> tuple[tuple[GoalCard, ...], tuple[MilestoneRow, ...]]:
    who = {"park_id": park.pk, "audiences": tuple(Audience.values), "today": TODAY}
    return goal_cards(**who), park_milestones(**who)  # type: ignore[arg-type]


def whole(park: Park, by: str = "capital") -> Roadmap:
    cards, rows = read(park)
    return roadmap(cards, rows, today=TODAY, by=by)  # type: ignore[arg-type]


def test_picture_and_table_hold_the_same_goals_in_the_same_order(in_noord: Park) -> None:
    for capital in (Capital.FINANCIAL, Capital.HUMAN, Capital.FINANCIAL):
        goal = GoalFactory(park=in_noord, capital=capital)
        MilestoneFactory(park=in_noord, goal=goal)
    shown = whole(in_noord)
    picture = [(group.name, [goal.label for goal in group.goals]) for group in shown.data.groups]
    table = [(group.name, [row.statement for row in group.rows]) for group in shown.groups]
    assert picture == table
    assert [name for name, _ in table] == ["Menselijk kapitaal", "Financieel kapitaal"]
    marks = [mark.label for mark in shown.data.marks()]
    lines = [line.title for group in shown.groups for row in group.rows for line in row.milestones]
    assert marks == lines


def test_picture_and_table_use_the_same_words_for_a_state() -> None:
    assert {state.value: state.label.lower() for state in GoalState} == GOAL_STATES
    assert {state.value: state.label.lower() for state in MilestoneState} == MARK_STATES


def test_goals_group_by_theme_and_those_without_come_last(in_noord: Park) -> None:
    for theme in ("", Theme.ENERGY, Theme.MOBILITY):
        GoalFactory(park=in_noord, theme=theme)
    names = [group.name for group in whole(in_noord, by="theme").groups]
    assert names == ["Energie", "Mobiliteit", "Zonder thema"]


def test_the_bands_run_from_today_and_the_past_has_its_own(in_noord: Park) -> None:
    SmartGoalFactory(park=in_noord, starts_on=dt.date(2026, 2, 11))
    data = whole(in_noord).data
    assert data.start == dt.date(2026, 1, 1)
    assert [(band.label, band.end) for band in data.bands] == [
        ("Eerder", TODAY),
        ("Korte termijn", dt.date(2027, 11, 22)),
        ("Middellange termijn", dt.date(2031, 11, 22)),
        ("Lange termijn", dt.date(2051, 11, 22)),
    ]


def test_without_a_past_the_time_line_starts_today(in_noord: Park) -> None:
    SmartGoalFactory(park=in_noord, starts_on=dt.date(2027, 2, 11))
    data = whole(in_noord).data
    assert (data.start, len(data.bands)) == (TODAY, 3)


def test_what_lies_far_back_does_not_squeeze_the_rest(in_noord: Park) -> None:
    SmartGoalFactory(park=in_noord, starts_on=dt.date(1999, 1, 1))
    assert whole(in_noord).data.start == dt.date(2023, 10, 1)


def test_a_milestone_says_what_it_waits_for_although_that_stands_on_another_page(
    in_noord: Park,
) -> None:
    one, other = GoalFactory(park=in_noord), GoalFactory(park=in_noord)
    first = MilestoneFactory(park=in_noord, goal=one, title="Vergunning")
    last = MilestoneFactory(park=in_noord, goal=other, title="Panelen")
    MilestoneDependencyFactory(park=in_noord, milestone=last, depends_on=first)
    cards, _ = read(in_noord)
    page = [card for card in cards if card.id == other.pk]
    titles = titles_of(all_milestones(cards, ()))
    shown = roadmap(page, (), today=TODAY, by="capital", titles=titles)
    assert shown.groups[0].rows[0].milestones[0].waits_for == ("Vergunning",)
    assert shown.data.dependencies == ((str(first.pk), str(last.pk)),)


def test_a_row_says_when_and_where_a_milestone_stands(in_noord: Park) -> None:
    goal = GoalFactory(park=in_noord)
    MilestoneFactory(
        park=in_noord,
        goal=goal,
        due_on=dt.date(2027, 3, 31),
        blocked_reason="Het net is vol",
        blocked_by="de netbeheerder",
    )
    line = whole(in_noord).groups[0].rows[0].milestones[0]
    assert (line.when, line.state_label) == ("1e kwartaal 2027", "Geblokkeerd")
    assert line.blocked == "Het net is vol (op te lossen door: de netbeheerder)"


def test_unknown_progress_is_not_zero(in_noord: Park) -> None:
    GoalFactory(park=in_noord)
    shown = whole(in_noord)
    assert shown.groups[0].rows[0].percentage is None
    assert next(shown.data.goals()).progress is None


def test_the_filter_keeps_what_fits_all_of_it(in_noord: Park) -> None:
    right = GoalFactory(park=in_noord, capital=Capital.HUMAN, state=GoalState.AGREED)
    GoalFactory(park=in_noord, capital=Capital.HUMAN)
    GoalFactory(park=in_noord, state=GoalState.AGREED)
    cards, _ = read(in_noord)
    chosen = RoadmapFilter(capital="human", state="agreed").goals(cards)
    assert [card.id for card in chosen] == [right.pk]


def test_an_owner_of_a_milestone_finds_its_goal(in_noord: Park) -> None:
    goal = GoalFactory(park=in_noord, owner_other="Anna")
    MilestoneFactory(park=in_noord, goal=goal, owner_other="bram")
    GoalFactory(park=in_noord)
    own = MilestoneFactory(park=in_noord, owner_other="bram")
    MilestoneFactory(park=in_noord)
    cards, rows = read(in_noord)
    chosen = RoadmapFilter(owner="bram")
    assert owners(cards, rows) == ["Anna", "bram"]
    assert [card.id for card in chosen.goals(cards)] == [goal.pk]
    assert [row.id for row in chosen.park_milestones(rows)] == [own.pk]


def test_milestones_of_the_park_have_no_capital_horizon_or_goal_state(in_noord: Park) -> None:
    MilestoneFactory(park=in_noord)
    _, rows = read(in_noord)
    assert RoadmapFilter().park_milestones(rows)
    for name, value in (("capital", "human"), ("horizon", "long"), ("state", "draft")):
        assert not RoadmapFilter(**{name: value}).park_milestones(rows)


def test_ordering_keeps_the_order_within_a_group(in_noord: Park) -> None:
    late = GoalFactory(park=in_noord, due_on=dt.date(2030, 1, 1))
    early = GoalFactory(park=in_noord, due_on=dt.date(2027, 1, 1))
    cards, _ = read(in_noord)
    assert [card.id for card in in_order(cards, by="theme")] == [early.pk, late.pk]
