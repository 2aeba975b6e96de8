"""A suggestion of the method book becomes a draft goal in one click."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from knowledge.loader import cells
from parks.models import Park
from strategy.models import Goal

Login = Callable[[User], Client]
SUGGESTION = cells()[Capital.NATURAL, Horizon.SHORT].suggestions[0]
ADDRESS = f"/p/noord/strategie/voorstel/{SUGGESTION.slug}/"


def goals(park: Park) -> list[Goal]:
    with park_context(park.pk):
        return list(Goal.objects.filter(park=park))


def test_one_click_makes_a_draft_and_opens_it(noord: Park, tess: User, login: Login) -> None:
    answer = login(tess).post(ADDRESS)
    (goal,) = goals(noord)
    assert (goal.statement, goal.state, goal.audience) == (SUGGESTION.statement, "draft", "team")
    assert answer.status_code == 302
    assert answer["Location"] == f"/p/noord/strategie/doelen/{goal.pk}/bewerken/"


def test_the_form_then_names_what_is_missing(noord: Park, tess: User, login: Login) -> None:
    text = login(tess).post(ADDRESS, follow=True).content.decode()
    assert "Nog niet SMART" in text
    assert "de streefwaarde" in text
    assert "een indicator met eenheid" not in text


def test_a_second_click_opens_the_same_goal(noord: Park, tess: User, login: Login) -> None:
    client = login(tess)
    assert client.post(ADDRESS)["Location"] == client.post(ADDRESS)["Location"]
    assert len(goals(noord)) == 1


def test_what_was_taken_over_says_so(noord: Park, tess: User, login: Login) -> None:
    client = login(tess)
    client.post(ADDRESS)
    text = client.get("/p/noord/strategie/cel/natural/short/").content.decode()
    assert "Al overgenomen" in text
    assert ADDRESS not in text


def test_members_do_not_learn_what_the_team_took_over(
    noord: Park, tess: User, bram: User, login: Login
) -> None:
    login(tess).post(ADDRESS)
    text = login(bram).get("/p/noord/strategie/cel/natural/short/").content.decode()
    assert "Al overgenomen" not in text


@pytest.mark.parametrize(("who", "status"), [("bram", 403), ("dina", 403), ("chris", 404)])
def test_only_who_edits_the_park_takes_over(
    request: pytest.FixtureRequest, noord: Park, login: Login, who: str, status: int
) -> None:
    assert login(request.getfixturevalue(who)).post(ADDRESS).status_code == status
    assert goals(noord) == []


def test_looking_makes_nothing(noord: Park, tess: User, login: Login) -> None:
    assert login(tess).get(ADDRESS).status_code == 405
    assert goals(noord) == []


def test_an_unknown_suggestion_is_not_found(noord: Park, tess: User, login: Login) -> None:
    assert login(tess).post("/p/noord/strategie/voorstel/verzonnen/").status_code == 404
