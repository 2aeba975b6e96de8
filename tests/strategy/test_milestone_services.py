"""What happens to a milestone: made, changed, done, opened again and deleted."""

import datetime as dt
from dataclasses import replace

import pytest
from django.apps import apps

from parks.choices import Audience
from parks.models import Park
from strategy.choices import DatePrecision, MilestoneState
from strategy.models import Milestone
from strategy.services.dependencies import WaitsForUndoneError, set_dependencies
from strategy.services.milestones import (
    Due,
    MilestoneChanged,
    MilestoneData,
    StillNeededError,
    complete_milestone,
    create_milestone,
    delete_milestone,
    read_data,
    reopen_milestone,
    update_milestone,
)
from tests.factories.strategy import GoalFactory, MilestoneFactory

TODAY = dt.date(2026, 11, 22)
PLAIN = MilestoneData(title="Daken gekeurd", due=Due(dt.date(2027, 6, 30)), audience=Audience.TEAM)


def test_a_milestone_is_made_with_what_it_waits_for(in_noord: Park) -> None:
    goal, first = GoalFactory(park=in_noord), MilestoneFactory(park=in_noord)
    data = replace(PLAIN, goal=goal, depends_on=frozenset({first}))
    milestone = create_milestone(park=in_noord, data=data)
    assert read_data(Milestone.objects.get(pk=milestone.pk)) == data


def test_a_milestone_that_depends_on_undone_ones_cannot_be_completed(in_noord: Park) -> None:
    first = MilestoneFactory(park=in_noord, title="Vergunning")
    done = MilestoneFactory(park=in_noord, title="Offerte", done_on=TODAY)
    last = MilestoneFactory(park=in_noord, title="Panelen")
    set_dependencies(milestone=last, depends_on=[first, done])
    with pytest.raises(WaitsForUndoneError) as refused:
        complete_milestone(park=in_noord, pk=last.pk, on=TODAY)
    assert refused.value.message == "‘Panelen’ kan pas klaar zijn als dit klaar is: Vergunning."
    complete_milestone(park=in_noord, pk=first.pk, on=TODAY)
    complete_milestone(park=in_noord, pk=last.pk, on=TODAY)
    last.refresh_from_db()
    assert last.done_on == TODAY


def test_completing_twice_keeps_the_first_day(in_noord: Park) -> None:
    milestone = MilestoneFactory(park=in_noord)
    complete_milestone(park=in_noord, pk=milestone.pk, on=TODAY)
    complete_milestone(park=in_noord, pk=milestone.pk, on=TODAY + dt.timedelta(days=3))
    milestone.refresh_from_db()
    assert milestone.done_on == TODAY


def test_a_milestone_that_a_done_one_needs_cannot_be_reopened(in_noord: Park) -> None:
    first = MilestoneFactory(park=in_noord, title="Vergunning", done_on=TODAY)
    last = MilestoneFactory(park=in_noord, title="Panelen", done_on=TODAY)
    set_dependencies(milestone=last, depends_on=[first])
    with pytest.raises(StillNeededError, match="Panelen"):
        reopen_milestone(park=in_noord, pk=first.pk)
    reopen_milestone(park=in_noord, pk=last.pk)
    reopen_milestone(park=in_noord, pk=first.pk)
    first.refresh_from_db()
    assert first.done_on is None


def test_a_done_milestone_cannot_be_made_to_wait_for_an_undone_one(in_noord: Park) -> None:
    done = MilestoneFactory(park=in_noord, done_on=TODAY)
    with pytest.raises(WaitsForUndoneError):
        set_dependencies(milestone=done, depends_on=[MilestoneFactory(park=in_noord)])


def test_the_second_editor_hears_what_the_first_changed_and_loses_nothing(in_noord: Park) -> None:
    milestone = create_milestone(park=in_noord, data=PLAIN)
    first = replace(PLAIN, due=Due(dt.date(2027, 3, 8), DatePrecision.DAY))
    update_milestone(park=in_noord, pk=milestone.pk, data=first, expected_version=1, waited_for=())
    second = replace(PLAIN, title="Daken gekeurd en gemeten", owner_other="Werkgroep daken")
    with pytest.raises(MilestoneChanged) as conflict:
        update_milestone(
            park=in_noord, pk=milestone.pk, data=second, expected_version=1, waited_for=()
        )
    told = [(each.label, each.theirs, each.yours) for each in conflict.value.changes]
    assert told == [("Klaar op", "8 maart 2027", "2e kwartaal 2027")]
    assert conflict.value.merged == replace(second, due=first.due)
    update_milestone(
        park=in_noord,
        pk=milestone.pk,
        data=conflict.value.merged,
        expected_version=conflict.value.current_version,
        waited_for=conflict.value.waits_for,
    )
    milestone.refresh_from_db()
    assert (milestone.title, milestone.due_on, milestone.version) == (
        "Daken gekeurd en gemeten",
        dt.date(2027, 3, 8),
        3,
    )


def test_the_second_editor_hears_of_changed_dependencies(in_noord: Park) -> None:
    milestone = create_milestone(park=in_noord, data=PLAIN)
    other = MilestoneFactory(park=in_noord, title="Vergunning")
    first = replace(PLAIN, depends_on=frozenset({other}))
    update_milestone(park=in_noord, pk=milestone.pk, data=first, expected_version=1, waited_for=())
    with pytest.raises(MilestoneChanged) as conflict:
        update_milestone(
            park=in_noord,
            pk=milestone.pk,
            data=replace(PLAIN, title="Anders"),
            expected_version=1,
            waited_for=(),
        )
    told = [(each.label, each.theirs, each.yours) for each in conflict.value.changes]
    assert told == [("Wacht op", "Vergunning", "leeg")]
    assert conflict.value.merged.depends_on == {other}
    assert list(conflict.value.waits_for) == [other.pk]


def test_two_editors_of_different_fields_both_win(in_noord: Park) -> None:
    milestone = create_milestone(park=in_noord, data=PLAIN)
    complete_milestone(park=in_noord, pk=milestone.pk, on=TODAY)
    update_milestone(
        park=in_noord,
        pk=milestone.pk,
        data=replace(PLAIN, title="Anders"),
        expected_version=1,
        waited_for=(),
    )
    milestone.refresh_from_db()
    assert (milestone.title, milestone.done_on) == ("Anders", TODAY)


def test_saving_without_a_change_writes_nothing(in_noord: Park) -> None:
    milestone = create_milestone(park=in_noord, data=PLAIN)
    update_milestone(park=in_noord, pk=milestone.pk, data=PLAIN, expected_version=1, waited_for=())
    milestone.refresh_from_db()
    assert milestone.version == 1


def test_done_wins_over_blocked_and_blocked_over_late(in_noord: Park) -> None:
    milestone = MilestoneFactory(
        park=in_noord, due_on=TODAY - dt.timedelta(days=1), blocked_reason="Geen vergunning"
    )
    assert milestone.state_on(TODAY) == MilestoneState.BLOCKED
    milestone.done_on = TODAY
    assert milestone.state_on(TODAY) == MilestoneState.DONE
    milestone.done_on, milestone.blocked_reason = None, ""
    assert milestone.state_on(TODAY) == MilestoneState.LATE


def test_a_deleted_milestone_frees_what_waited_for_it_and_keeps_its_history(
    in_noord: Park,
) -> None:
    first, last = MilestoneFactory(park=in_noord), MilestoneFactory(park=in_noord)
    set_dependencies(milestone=last, depends_on=[first])
    delete_milestone(park=in_noord, pk=first.pk)
    complete_milestone(park=in_noord, pk=last.pk, on=TODAY)
    events = apps.get_model("strategy", "MilestoneEvent").objects.filter(pgh_obj_id=first.pk)
    assert [event.pgh_label for event in events.order_by("pgh_id")] == ["insert", "delete"]


def test_another_parks_milestone_does_not_exist_here(in_noord: Park, zuid: Park) -> None:
    milestone = MilestoneFactory(park=in_noord)
    with pytest.raises(Milestone.DoesNotExist):
        complete_milestone(park=zuid, pk=milestone.pk, on=TODAY)
