"""Making and changing goals."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pghistory
import pytest

from accounts.models import User
from core.concurrency import StaleVersion
from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from knowledge.loader import cells
from parks.models import Membership, Park
from strategy.choices import GoalState
from strategy.models import Goal, Indicator
from strategy.services.goals import (
    GoalChanged,
    GoalData,
    UnknownSuggestionError,
    create_goal,
    set_goal_state,
    take_over_suggestion,
    update_goal,
)

DATA = GoalData(statement="Meer groen", capital=Capital.NATURAL, horizon=Horizon.MEDIUM)
SUGGESTION = cells()[Capital.NATURAL, Horizon.SHORT].suggestions[0]


def stored(goal: Goal) -> Goal:
    found: Goal = Goal.objects.select_related("indicator", "owner__user").get(pk=goal.pk)
    return found


def test_a_new_goal_is_a_draft_for_the_team(in_noord: Park) -> None:
    goal = stored(create_goal(park=in_noord, data=DATA))
    assert (goal.state, goal.audience, goal.version) == ("draft", "team", 1)


def test_what_was_filled_in_is_what_is_stored(in_noord: Park, tess: User) -> None:
    owner = Membership.objects.get(user=tess)
    data = replace(
        DATA,
        indicator_name="Groen oppervlak",
        indicator_unit="m2",
        target=Decimal("12.5"),
        owner=owner,
        sdgs=(13, 15),
        effects={"financial": -1},
    )
    assert GoalData.of(stored(create_goal(park=in_noord, data=data))) == data


def test_goals_share_an_indicator_of_the_same_name_and_unit(in_noord: Park) -> None:
    data = replace(DATA, indicator_name="Zonnestroom", indicator_unit="kWh")
    one, other = (create_goal(park=in_noord, data=data) for _ in range(2))
    different = create_goal(park=in_noord, data=replace(data, indicator_unit="MWh"))
    assert one.indicator_id == other.indicator_id != different.indicator_id
    assert Indicator.objects.count() == 2


def test_two_parks_never_share_an_indicator(in_noord: Park, zuid: Park) -> None:
    data = replace(DATA, indicator_name="Zonnestroom", indicator_unit="kWh")
    ours = create_goal(park=in_noord, data=data)
    with park_context(zuid.pk):
        theirs = create_goal(park=zuid, data=data)
    assert ours.indicator_id != theirs.indicator_id


def test_every_change_gives_a_new_version(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    typed = replace(DATA, statement="Nog meer groen")
    update_goal(park=in_noord, pk=goal.pk, data=typed, expected_version=1)
    assert (stored(goal).statement, stored(goal).version) == ("Nog meer groen", 2)


def test_saving_without_a_change_leaves_no_trace(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    update_goal(park=in_noord, pk=goal.pk, data=DATA, expected_version=1)
    assert stored(goal).version == 1
    assert goal.events.count() == 1  # type: ignore[attr-defined]  # made by pghistory


def test_the_second_editor_is_told_what_the_first_one_changed(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    first = replace(DATA, statement="Van de eerste", target=Decimal(80))
    second = replace(DATA, statement="Van de tweede", theme="climate")
    update_goal(park=in_noord, pk=goal.pk, data=first, expected_version=1)
    with pytest.raises(GoalChanged) as refused:
        update_goal(park=in_noord, pk=goal.pk, data=second, expected_version=1)
    told = [(change.label, change.theirs, change.yours) for change in refused.value.changes]
    assert told == [("Doel", "Van de eerste", "Van de tweede"), ("Streefwaarde", "80", "leeg")]
    assert stored(goal).statement == "Van de eerste"


def test_what_the_second_editor_left_alone_is_brought_up_to_date(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    first = replace(DATA, statement="Van de eerste", target=Decimal(80))
    second = replace(DATA, statement="Van de tweede", theme="climate")
    update_goal(park=in_noord, pk=goal.pk, data=first, expected_version=1)
    with pytest.raises(GoalChanged) as refused:
        update_goal(park=in_noord, pk=goal.pk, data=second, expected_version=1)
    merged = refused.value.merged
    assert merged == replace(second, target=Decimal(80))
    update_goal(
        park=in_noord, pk=goal.pk, data=merged, expected_version=refused.value.current_version
    )
    assert GoalData.of(stored(goal)) == merged


def test_two_people_who_type_the_same_do_not_clash(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    same = replace(DATA, statement="Hetzelfde")
    update_goal(park=in_noord, pk=goal.pk, data=same, expected_version=1)
    update_goal(park=in_noord, pk=goal.pk, data=same, expected_version=1)
    assert stored(goal).version == 2


def test_another_state_does_not_hinder_who_edits_the_goal(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    set_goal_state(park=in_noord, pk=goal.pk, state="agreed", reason="", expected_version=1)
    typed = replace(DATA, statement="Anders")
    update_goal(park=in_noord, pk=goal.pk, data=typed, expected_version=1)
    assert (stored(goal).statement, stored(goal).state) == ("Anders", "agreed")


def test_a_version_that_never_existed_counts_as_stale(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    with pytest.raises(GoalChanged):
        update_goal(
            park=in_noord,
            pk=goal.pk,
            data=replace(DATA, statement="Brutaal"),
            expected_version=99,
        )


def test_a_goal_of_another_park_can_not_be_changed(in_noord: Park, zuid: Park) -> None:
    with park_context(zuid.pk):
        foreign = create_goal(park=zuid, data=DATA)
    for pk in (foreign.pk, uuid4()):
        with pytest.raises(Goal.DoesNotExist):
            update_goal(park=in_noord, pk=pk, data=DATA, expected_version=1)


def test_a_suggestion_becomes_a_draft_with_its_indicator(in_noord: Park) -> None:
    goal = stored(take_over_suggestion(park=in_noord, suggestion_slug=SUGGESTION.slug))
    assert (goal.statement, goal.state) == (SUGGESTION.statement, GoalState.DRAFT)
    assert (goal.capital, goal.horizon) == (Capital.NATURAL, Horizon.SHORT)
    assert goal.indicator is not None
    assert (goal.indicator.name, goal.indicator.unit) == (SUGGESTION.indicator, SUGGESTION.unit)
    assert not goal.milestones.exists()


def test_two_clicks_on_a_suggestion_make_one_goal(in_noord: Park) -> None:
    one, other = (
        take_over_suggestion(park=in_noord, suggestion_slug=SUGGESTION.slug) for _ in range(2)
    )
    assert one.pk == other.pk


def test_a_dropped_goal_leaves_its_suggestion_free(in_noord: Park) -> None:
    goal = take_over_suggestion(park=in_noord, suggestion_slug=SUGGESTION.slug)
    set_goal_state(
        park=in_noord, pk=goal.pk, state="dropped", reason="Te vroeg", expected_version=1
    )
    again = take_over_suggestion(park=in_noord, suggestion_slug=SUGGESTION.slug)
    assert again.pk != goal.pk


def test_an_unknown_suggestion_is_refused(in_noord: Park) -> None:
    with pytest.raises(UnknownSuggestionError):
        take_over_suggestion(park=in_noord, suggestion_slug="bestaat-niet")


def test_a_goal_is_dropped_with_a_reason_and_taken_up_without(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    with pytest.raises(ValueError, match="reason"):
        set_goal_state(park=in_noord, pk=goal.pk, state="dropped", reason="", expected_version=1)
    set_goal_state(
        park=in_noord, pk=goal.pk, state="dropped", reason="Geen geld", expected_version=1
    )
    assert stored(goal).dropped_reason == "Geen geld"
    set_goal_state(
        park=in_noord, pk=goal.pk, state="agreed", reason="Geen geld", expected_version=2
    )
    assert stored(goal).dropped_reason == ""


def test_two_people_who_change_the_state_are_told_of_each_other(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    set_goal_state(park=in_noord, pk=goal.pk, state="at_risk", reason="", expected_version=1)
    with pytest.raises(StaleVersion) as refused:
        set_goal_state(park=in_noord, pk=goal.pk, state="on_track", reason="", expected_version=1)
    (change,) = refused.value.changes
    assert (change.theirs, change.yours) == ("Loopt risico", "Op koers")
    assert stored(goal).state == "at_risk"


def test_an_edit_does_not_hinder_who_changes_the_state(in_noord: Park) -> None:
    goal = create_goal(park=in_noord, data=DATA)
    typed = replace(DATA, statement="Anders")
    update_goal(park=in_noord, pk=goal.pk, data=typed, expected_version=1)
    set_goal_state(park=in_noord, pk=goal.pk, state="agreed", reason="", expected_version=1)
    assert (stored(goal).statement, stored(goal).state) == ("Anders", "agreed")


def test_history_keeps_who_made_a_change(in_noord: Park, anna: User) -> None:
    with pghistory.context(user=anna.pk):
        goal = create_goal(park=in_noord, data=DATA)
    (event,) = goal.events.all()  # type: ignore[attr-defined]  # made by pghistory
    assert event.pgh_context["user"] == anna.pk
