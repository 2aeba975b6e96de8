"""The board, the list, one opportunity, its form, plots, goals and drawn area."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.models import Membership, Park
from parks.services.shapes import version_of
from realisation.choices import OpportunityState
from realisation.models import OpportunityGoal, OpportunityPlot
from tests.factories.world import World
from tests.realisation.opportunity_steps import (
    LONG_AGO,
    TYPED,
    again,
    at,
    made,
    opportunity,
    party,
    post,
    text,
    whole,
    words,
)

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
AREA = "230010 500010\n230110 500010\n230110 500110\n230010 500110"


def seen_in(question: Any) -> dict[str, str]:
    """Return what the form of a question carries about what stood there."""
    return {"version": question.context["form"]["version"].value()}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def test_the_board_shows_each_state_and_leads_to_all_of_it(client: Client, noord: Park) -> None:
    for number in range(10):
        opportunity(noord, title=f"Kans nummer {number}")
    board = words(client.get(at("opportunities")))
    assert board.count("board__state") == 6
    assert board.count("Kans nummer") == 8
    assert "?state=idea" in board
    assert words(client.get(at("opportunities"), {"state": "idea"})).count("Kans nummer") == 10


def test_late_ones_stand_on_top(client: Client, noord: Park) -> None:
    soon = timezone.localdate() + dt.timedelta(days=1)
    opportunity(noord, title="Op tijd", next_action="Bellen", next_action_on=soon)
    opportunity(noord, title="Te laat", next_action="Bellen", next_action_on=LONG_AGO)
    whole(noord, title="Klaar", state=OpportunityState.REALISED, next_action_on=LONG_AGO)
    page = words(client.get(at("opportunities"), {"state": "alle"}))
    assert page.index("Te laat") < page.index("Op tijd") < page.index("Klaar")
    assert page.count("te laat</span>") == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"theme": "energy"}, True),
        ({"theme": "health"}, False),
        ({"scale": "environment"}, True),
        ({"scale": "chain"}, False),
        ({"party": "wasser"}, True),
        ({"party": "bestaat niet"}, False),
        ({"state": "idea"}, True),
        ({"state": "case"}, False),
        ({"state": "alle"}, True),
        ({"state": "onzin"}, True),
        ({"goal": "onzin"}, True),
    ],
)
def test_filters_narrow_what_is_shown(
    client: Client, noord: Park, query: dict[str, str], found: bool
) -> None:
    whole(noord, title="Gezochte kans")
    assert ("Gezochte kans" in words(client.get(at("opportunities"), query))) == found


def test_the_filter_on_a_goal_shows_what_serves_it(
    client: Client, noord: Park, world: World
) -> None:
    serves, other = opportunity(noord, title="Dient"), opportunity(noord, title="Dient niets")
    made(OpportunityGoal, noord, opportunity=serves, goal=world.members_goal)
    page = words(client.get(at("opportunities"), {"goal": str(world.members_goal.pk)}))
    assert f"/{serves.pk}/" in page
    assert f"/{other.pk}/" not in page


def test_an_empty_board_teaches(login: Login, chris: User, zuid: Park) -> None:
    with park_context(zuid.pk):
        from realisation.models import Opportunity

        Opportunity.objects.all().delete()
    page = words(login(chris).get("/p/zuid/realisatie/kansen/"))
    assert "Nog geen kansen" in page
    assert "Bijvoorbeeld:" in page
    lessons = words(login(chris).get("/p/zuid/realisatie/kansen/lessen/"))
    assert "Nog geen lessen" in lessons
    assert "Niets gevonden" not in page


def test_a_wrong_form_keeps_what_was_typed(client: Client) -> None:
    answer = client.post(at("opportunity_add"), TYPED | {"title": "", "what": "Mijn verhaal"})
    assert answer.status_code == 422
    assert "Mijn verhaal" in text(answer)


def test_who_comes_second_sees_the_difference(client: Client, noord: Park) -> None:
    row = whole(noord)
    post(client, "opportunity_edit", row, TYPED | {"title": "Van een ander"})
    late = client.post(at("opportunity_edit", row.pk), TYPED | {"title": "Mijn", "version": 1})
    assert late.status_code == 409


def test_plots_and_goals_are_chosen_from_what_is_there(
    client: Client, noord: Park, world: World, their_world: World
) -> None:
    row = whole(noord)
    plot, foreign = world.terrain.plot, their_world.terrain.plot
    post(client, "opportunity_plots", row, {"chosen": [str(plot.pk)]})
    assert plot.name in text(client.get(at("opportunity", row.pk)))
    answer = post(client, "opportunity_plots", row, {"chosen": [str(foreign.pk)]})
    assert answer.status_code == 422
    goal = world.members_goal
    page = text(post(client, "opportunity_goals", row, {"chosen": [str(goal.pk)]}))
    assert goal.statement in page
    post(client, "opportunity_goals", row, {"chosen": []})
    post(client, "opportunity_plots", row, {"chosen": []})
    with park_context(noord.pk):
        assert not OpportunityPlot.objects.filter(opportunity=row).exists()
        assert not OpportunityGoal.objects.filter(opportunity=row).exists()


def test_an_area_is_drawn_and_taken_away(client: Client, noord: Park) -> None:
    row = whole(noord)
    assert client.get(at("opportunity_area", row.pk)).status_code == 200
    typed = {"shape": AREA, "crs": "rd", "version": "none"}
    page = words(client.post(at("opportunity_area", row.pk), typed, follow=True))
    assert "Getekend gebied: 1,00 ha" in page
    late = client.post(at("opportunity_area", row.pk), typed)
    assert late.status_code == 409
    question = client.get(at("opportunity_area_delete", row.pk))
    assert "Gebied weghalen?" in text(question)
    client.post(at("opportunity_area_delete", row.pk), seen_in(question))
    assert again(row).area is None


def test_an_area_that_a_colleague_drew_anew_stays_when_the_old_one_was_to_go(
    client: Client, noord: Park
) -> None:
    row = whole(noord)
    where = at("opportunity_area", row.pk)
    typed = {"shape": AREA, "crs": "rd"}
    client.post(where, typed | {"version": "none"})
    question = client.get(at("opportunity_area_delete", row.pk))
    assert f'value="{version_of(again(row).area)}"' in text(question)
    other = AREA.replace("230110", "230120")
    drawn = client.post(where, typed | {"shape": other} | seen_in(question))
    assert drawn.status_code == 302
    late = client.post(at("opportunity_area_delete", row.pk), seen_in(question))
    assert late.status_code == 422
    assert "Iemand anders heeft deze tekening intussen gewijzigd." in words(late)
    assert again(row).area is not None


def test_owners_of_other_parks_are_no_choice(client: Client, zuid: Park, chris: User) -> None:
    with park_context(zuid.pk):
        foreign = Membership.objects.get(user=chris).pk
    assert client.post(at("opportunity_add"), TYPED | {"owner": foreign}).status_code == 422


@pytest.mark.parametrize("name", ["bram", "dina"])
def test_readers_read_and_change_nothing(
    noord: Park, login: Login, request: pytest.FixtureRequest, name: str
) -> None:
    row = whole(noord)
    reader = login(request.getfixturevalue(name))
    page = text(reader.get(at("opportunity", row.pk)))
    assert "Wasserij" in page
    for act in ("opportunity_edit", "opportunity_forward", "opportunity_lapse"):
        assert at(act, row.pk) not in page
        assert reader.get(at(act, row.pk)).status_code == 403
    assert reader.get(at("opportunity_tests", row.pk)).status_code == 403
    assert party(row, "Derde").pk
