"""The page of a goal names the opportunities that serve it, to who may see both; and back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park
from realisation.choices import OpportunityState
from realisation.models import Opportunity, OpportunityGoal
from strategy.models import Goal
from tests.factories.strategy import GoalFactory
from tests.realisation.mapping import opportunity, party, words

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]


@pytest.fixture
def goal(in_noord: Park) -> Goal:
    made: Goal = GoalFactory(park=in_noord, statement="Minder gas", audience=Audience.MEMBERS)
    return made


def serving(goal: Goal, title: str, **fields: Any) -> Opportunity:
    made = opportunity(goal.park, title, **fields)
    OpportunityGoal.objects.create(park=goal.park, opportunity=made, goal=goal)
    return made


def page(client: Client, goal: Goal) -> str:
    return words(client.get(reverse("strategy:goal_detail", args=["noord", goal.pk])))


def test_each_reader_finds_what_she_may_see(
    goal: Goal, anna: User, tess: User, bram: User, dina: User, login: Login
) -> None:
    serving(goal, "Voor leden")
    serving(goal, "Voor overheid", audience=Audience.AUTHORITY)
    serving(goal, "Voor team", audience=Audience.TEAM)
    party(serving(goal, "Nog blind"), "Onbekend", named=False)
    titles = ("Voor leden", "Voor overheid", "Voor team", "Nog blind")
    seen = {
        who.name: [title for title in titles if title in page(login(who), goal)]
        for who in (anna, tess, bram, dina)
    }
    assert seen == {
        "Anna": list(titles),
        "Tess": list(titles[:3]),
        "Dina": list(titles[:2]),
        "Bram": list(titles[:1]),
    }


def test_what_lapsed_or_serves_another_goal_is_not_there(
    goal: Goal, anna: User, login: Login
) -> None:
    serving(goal, "Voorbij", state=OpportunityState.LAPSED, state_reason="Te duur.")
    serving(GoalFactory(park=goal.park), "Iets anders")
    text = page(login(anna), goal)
    assert "Kansen die hieraan bijdragen Nog geen kansen." in text
    assert "Voorbij" not in text
    assert "Iets anders" not in text


def test_an_opportunity_of_another_park_is_never_there(
    goal: Goal, zuid: Park, anna: User, login: Login
) -> None:
    with park_context(zuid.pk):
        theirs: Goal = GoalFactory(park=zuid, audience=Audience.PUBLIC)
        serving(theirs, "Van Zuid", audience=Audience.PUBLIC)
    assert "Van Zuid" not in page(login(anna), goal)


def test_the_opportunity_and_the_goal_lead_to_each_other(
    goal: Goal, bram: User, login: Login
) -> None:
    made, client = serving(goal, "Warmte"), login(bram)
    here = reverse("strategy:goal_detail", args=["noord", goal.pk])
    there = reverse("realisation:opportunity", args=["noord", made.pk])
    assert there in client.get(here).content.decode()
    assert here in client.get(there).content.decode()
    assert "Warmte idee" in page(client, goal)


def test_many_are_listed_elsewhere_with_as_many_queries(
    goal: Goal, bram: User, login: Login
) -> None:
    client = login(bram)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, goal)
        return len(queries)

    serving(goal, "Kans 00")
    few = asked()
    for number in range(1, 12):
        serving(goal, f"Kans {number:02}")
    assert asked() == few
    text = page(client, goal)
    assert "Kans 09" in text
    assert "Kans 10" not in text
    assert "Alle 12 kansen voor dit doel" in text
    listed = reverse("realisation:opportunities", args=["noord"])
    assert "Kans 11" in words(client.get(f"{listed}?state=alle&goal={goal.pk}"))
