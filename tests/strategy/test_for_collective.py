"""Goals and milestones as the app below asks for them."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db.models import Q

from accounts.models import User
from collective.choices import AgreementKind, FollowUpKind, StepVerdict
from collective.models import Activity, Agreement, FollowUp, StepDecision
from collective.roadmap import PlannedMilestone, roadmap
from parks.access import Viewer, viewer_at
from parks.choices import Audience
from parks.models import Park
from strategy.choices import GoalState
from strategy.models import Goal, GoalAgreement, Milestone
from tests.factories.strategy import MilestoneFactory, SmartGoalFactory

DUE = dt.date(2027, 3, 31)
NOON = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def agreement(in_noord: Park) -> Agreement:
    return Agreement.objects.create(
        park=in_noord, kind=AgreementKind.INTENT, title="Samen", audience=Audience.MEMBERS
    )


def eyes_of(user: User, park: Park) -> Viewer:
    viewer = viewer_at(user, park)
    assert viewer is not None
    return viewer


def goals_named(row: Agreement, viewer: Viewer) -> list[str]:
    return [goal.title for goal in roadmap().goals_of([row], viewer).get(row.pk, ())]


def test_a_reader_finds_the_goals_that_she_may_see(in_noord: Park, anna: User, bram: User) -> None:
    for audience in (Audience.TEAM, Audience.MEMBERS):
        SmartGoalFactory(park=in_noord, statement=f"Doel {audience}", audience=audience)
    titles = {
        who: [goal.title for goal in roadmap().goals(eyes_of(user, in_noord))]
        for who, user in (("anna", anna), ("bram", bram))
    }
    assert sorted(titles["anna"]) == ["Doel members", "Doel team"]
    assert titles["bram"] == ["Doel members"]


def test_links_to_goals_that_somebody_may_not_see_stay(
    in_noord: Park, agreement: Agreement, anna: User, bram: User
) -> None:
    hidden, shown, other = (
        SmartGoalFactory(park=in_noord, statement=name, audience=audience)
        for name, audience in (
            ("Verborgen", Audience.TEAM),
            ("Zichtbaar", Audience.MEMBERS),
            ("Ander", Audience.MEMBERS),
        )
    )
    roadmap().set_goals(agreement, [hidden.pk, shown.pk], eyes_of(anna, in_noord))
    roadmap().set_goals(agreement, [other.pk, uuid4()], eyes_of(bram, in_noord))
    assert goals_named(agreement, eyes_of(bram, in_noord)) == ["Ander"]
    assert goals_named(agreement, eyes_of(anna, in_noord)) == ["Ander", "Verborgen"]
    roadmap().set_goals(agreement, [], eyes_of(anna, in_noord))
    assert not GoalAgreement.objects.exists()


def test_a_goal_of_another_park_is_no_choice(
    in_noord: Park, zuid: Park, agreement: Agreement, anna: User
) -> None:
    from core.park_context import park_context

    with park_context(zuid.pk):
        theirs: Goal = SmartGoalFactory(park=zuid, audience=Audience.PUBLIC)
    roadmap().set_goals(agreement, [theirs.pk], eyes_of(anna, in_noord))
    assert not GoalAgreement.objects.exists()


def test_a_milestone_knows_from_which_step_or_activity_it_came(in_noord: Park, anna: User) -> None:
    step = StepDecision.objects.create(
        park=in_noord, step="form-core-team", verdict=StepVerdict.ACCEPTED, decided_by=anna
    )
    activity = Activity.objects.create(
        park=in_noord, title="Ontbijt", starts_at=NOON, ends_at=NOON + dt.timedelta(hours=1)
    )
    follow_up = FollowUp.objects.create(
        park=in_noord, activity=activity, kind=FollowUpKind.MILESTONE, what="Bellen"
    )
    viewer = eyes_of(anna, in_noord)
    planned = PlannedMilestone(title="Bel rond", due_on=DUE, audience=Audience.TEAM, owner="Tess")
    for origin in (step, follow_up):
        made = roadmap().plan(park=in_noord, milestone=planned, origin=origin)
        (found,) = roadmap().milestones_of([origin], viewer)[origin.pk]
        assert (found.id, found.title) == (made.id, "Bel rond")
    row = Milestone.objects.get(step=step)
    assert (row.due_on, row.owner_other, row.goal, row.follow_up) == (DUE, "Tess", None, None)


def test_who_may_not_see_a_milestone_hears_nothing_of_it(
    in_noord: Park, anna: User, bram: User
) -> None:
    step = StepDecision.objects.create(
        park=in_noord, step="form-core-team", verdict=StepVerdict.ACCEPTED, decided_by=anna
    )
    planned = PlannedMilestone(title="Bel rond", due_on=DUE, audience=Audience.TEAM)
    roadmap().plan(park=in_noord, milestone=planned, origin=step)
    assert not roadmap().milestones_of([step], eyes_of(bram, in_noord))


def test_what_somebody_answers_for_is_open_and_seen_by_who_asks(
    in_noord: Park, anna: User, bram: User
) -> None:
    hers = Q(owner_other="Noor")
    for audience in (Audience.TEAM, Audience.MEMBERS):
        shared = {"park": in_noord, "audience": audience, "owner_other": "Noor"}
        SmartGoalFactory(statement=f"Doel {audience}", **shared)
        MilestoneFactory(title=f"Paal {audience}", **shared)
    seen = {"park": in_noord, "audience": Audience.MEMBERS}
    SmartGoalFactory(owner_other="Noor", state=GoalState.ACHIEVED, **seen)
    SmartGoalFactory(owner_other="Ander", **seen)
    MilestoneFactory(owner_other="Noor", done_on=DUE, **seen)

    def titles(user: User) -> tuple[set[str], set[str]]:
        found = roadmap().owned(hers, eyes_of(user, in_noord))
        return {each.title for each in found.goals}, {each.title for each in found.milestones}

    assert titles(anna) == ({"Doel team", "Doel members"}, {"Paal team", "Paal members"})
    assert titles(bram) == ({"Doel members"}, {"Paal members"})
