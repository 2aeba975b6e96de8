"""The past of an opportunity knows on which plots it lay and which goals it served."""

import pghistory
import pytest

from accounts.models import User
from parks.choices import Audience
from parks.models import Park
from realisation.models import OpportunityGoal, OpportunityPlot
from realisation.queries.opportunity_drawings import whole_history_of
from realisation.queries.opportunity_then import map_then
from realisation.queries.opportunity_time import map_story
from tests.factories.strategy import GoalFactory
from tests.realisation.mapping import TODAY, viewer
from tests.realisation.past import Past, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def past(in_noord: Park) -> Past:
    return Past(in_noord)


def told(user: User, past: Past) -> list[str]:
    """Return what changed, oldest first."""
    story = map_story(viewer(user, past.park), TODAY)
    return ["; ".join(change.what) for change in story.changes if change.kind == "changed"][::-1]


def plots_on(user: User, past: Past, number: int) -> tuple[str, ...]:
    reader = viewer(user, past.park)
    (row,) = map_then(reader, map_story(reader, TODAY), day(number)).rows
    return row.plots


def test_the_map_of_a_day_draws_the_plots_of_that_day(past: Past, bram: User) -> None:
    first, second = past.plot(0), past.plot(1)
    made = past.opportunity("Warmte", first)
    past.tie(OpportunityPlot, made, plot=second)
    past.untie(OpportunityPlot.objects.get(plot=first))
    assert [plots_on(bram, past, number) for number in (3, 4, 5)] == [
        ("Kavel 0",), ("Kavel 0", "Kavel 1"), ("Kavel 1",)
    ]  # fmt: skip
    assert told(bram, past) == ["ligt nu ook op Kavel 1", "ligt niet meer op Kavel 0"]


def test_the_goals_that_it_served_are_told(past: Past, bram: User) -> None:
    goal = GoalFactory(park=past.park, statement="Minder gas", audience=Audience.MEMBERS)
    made = past.opportunity("Warmte")
    past.untie(past.tie(OpportunityGoal, made, goal=goal))
    assert told(bram, past) == ["draagt bij aan Minder gas", "draagt niet meer bij aan Minder gas"]


def test_plots_and_goals_that_the_reader_may_not_see_were_never_there(
    past: Past, tess: User, bram: User
) -> None:
    hidden = past.plot(0, audience=Audience.TEAM)
    goal = GoalFactory(park=past.park, statement="Geheim doel", audience=Audience.TEAM)
    made = past.opportunity("Warmte")
    past.tie(OpportunityPlot, made, plot=hidden)
    past.tie(OpportunityGoal, made, goal=goal)
    assert told(tess, past) == ["ligt nu ook op Kavel 0", "draagt bij aan Geheim doel"]
    assert told(bram, past) == []


def test_the_history_of_the_opportunity_tells_who_chose_them(past: Past, tess: User) -> None:
    ground = past.plot(0)
    goal = GoalFactory(park=past.park, statement="Minder gas")
    made = past.opportunity("Warmte")
    with pghistory.context(user=tess.pk):
        past.untie(past.tie(OpportunityPlot, made, plot=ground))
        past.tie(OpportunityGoal, made, goal=goal)
    entries = whole_history_of(viewer(tess, past.park), made)
    assert [(entry.what, entry.who) for entry in entries[:3]] == [
        ("Doel toegevoegd: Minder gas", "Tess"),
        ("Kavel verwijderd: Kavel 0", "Tess"),
        ("Kavel toegevoegd: Kavel 0", "Tess"),
    ]
