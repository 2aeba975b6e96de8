"""What somebody who leaves the teams also answers for, and who may read that."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from collective.choices import Channel, IdeaStage, TeamKind
from collective.models import Communication, Idea, Stakeholder, Team, TeamMember
from core.park_context import park_context
from knowledge.choices import Scale, Theme
from parks.choices import Audience, Helix
from parks.models import Membership
from realisation.models import Opportunity
from strategy.choices import GoalState
from strategy.models import Goal
from tests.cast import Cast
from tests.collective.activity_steps import activity_at
from tests.factories.strategy import GoalFactory, MilestoneFactory
from tests.parks.terrain_steps import text

Login = Callable[[User], Client]
PAST, SOON = dt.date(2026, 1, 2), dt.date(2030, 1, 2)
NAMED: dict[str, Any] = {"owner_other": "Noor"}


@pytest.fixture
def address(cast: Cast) -> str:
    """Where Tess (by account) and Noor (by name) sit in a team that everybody may see."""
    with park_context(cast.noord.pk):
        team = Team.objects.create(
            park=cast.noord, kind=TeamKind.CORE, name="Kernteam", audience=Audience.MEMBERS
        )
        shared: dict[str, Any] = {"park": cast.noord, "team": team, "helix": Helix.COMPANY}
        TeamMember.objects.create(**shared, name="Noor")
        TeamMember.objects.create(**shared, membership=_membership(cast))
    return reverse("collective:team_coverage", args=["noord"])


def _membership(cast: Cast) -> Membership:
    return Membership.objects.get(user=cast.tess, park=cast.noord)


def give(cast: Cast, number: int = 0, audience: str = Audience.MEMBERS, **owner: Any) -> None:
    """Give somebody one of everything for which one can answer."""
    park, mark = cast.noord, f" {number:02}"
    with park_context(park.pk):
        shared: dict[str, Any] = {"park": park, "audience": audience} | owner
        Stakeholder.objects.create(name=f"Stroomnet{mark}", helix=Helix.COMPANY, **shared)
        Idea.objects.create(title=f"Zonnedak{mark}", **shared)
        GoalFactory(statement=f"Groen doel{mark}", **shared)
        MilestoneFactory(title=f"Eerste paal{mark}", due_on=SOON, **shared)
        Communication.objects.create(
            park=park, message=f"Kom ook{mark}", channel=Channel.MAIL, planned_on=SOON, **owner
        )
        Opportunity.objects.create(
            title=f"Warmtenet{mark}", scale=Scale.ENVIRONMENT, theme=Theme.ENERGY, **shared
        )
    activity_at(park, title=f"Ontbijt{mark}", audience=audience, **owner)


EVERYTHING = (
    "Warmtenet",
    "Stroomnet",
    "Zonnedak",
    "Groen doel",
    "Eerste paal",
    "Kom ook",
    "Ontbijt",
)


@pytest.mark.parametrize("key", ["name", "account"])
def test_what_she_answers_for_is_listed_with_the_way_to_it(
    key: str, cast: Cast, login: Login, address: str
) -> None:
    with park_context(cast.noord.pk):
        owner = {"owner": _membership(cast)} if key == "account" else NAMED
    give(cast, **owner)
    who = f"account-{cast.tess.pk}" if key == "account" else "naam-noor"
    page = text(login(cast.anna).get(address, {"wie": who}))
    for title in EVERYTHING:
        assert f">{title} 00</a>" in page
    with park_context(cast.noord.pk):
        goal = Goal.objects.get()
    assert reverse("strategy:goal_detail", args=["noord", goal.pk]) in page


def test_what_others_answer_for_is_not_listed(cast: Cast, login: Login, address: str) -> None:
    give(cast, owner_other="Noor-Anne")
    with park_context(cast.noord.pk):
        owner = _membership(cast)
    give(cast, 1, owner=owner)
    page = text(login(cast.anna).get(address, {"wie": "naam-noor"}))
    assert "Noor is nergens eigenaar, trekker of contactpersoon" in page
    assert not [title for title in EVERYTHING if title in page]


def test_what_is_done_needs_nobody_to_take_it_over(cast: Cast, login: Login, address: str) -> None:
    park = cast.noord
    with park_context(park.pk):
        shared: dict[str, Any] = {"park": park, "audience": Audience.MEMBERS} | NAMED
        Stakeholder.objects.create(name="A", helix=Helix.COMPANY, left_on=PAST, **shared)
        Idea.objects.create(title="B", stage=IdeaStage.HANDED_OVER, **shared)
        Idea.objects.create(title="C", lapsed_on=PAST, lapsed_reason="te duur", **shared)
        GoalFactory(state=GoalState.ACHIEVED, **shared)
        MilestoneFactory(due_on=PAST, done_on=PAST, **shared)
        for state in ("realised", "lapsed"):
            Opportunity.objects.create(
                title="E", state=state, state_reason="Klaar.", scale=Scale.CHAIN,
                theme=Theme.ENERGY, **shared,
            )  # fmt: skip
        Communication.objects.create(
            park=park, message="D", channel=Channel.MAIL, planned_on=PAST, done_on=PAST, **NAMED
        )
    activity_at(park, starts_at=timezone.now() - dt.timedelta(days=9), **NAMED)
    page = text(login(cast.anna).get(address, {"wie": "naam-noor"}))
    assert "Noor is nergens eigenaar, trekker of contactpersoon" in page


def test_an_adviser_reads_only_what_is_for_her(cast: Cast, login: Login, address: str) -> None:
    give(cast, 1, **NAMED)
    give(cast, 2, audience=Audience.TEAM, **NAMED)
    page = text(login(cast.dina).get(address, {"wie": "naam-noor"}))
    for title in ("Warmtenet", "Zonnedak", "Groen doel", "Eerste paal", "Ontbijt"):
        assert f"{title} 01" in page
        assert f"{title} 02" not in page
    # Who keeps up a relation is known to the team alone, as in the register.
    assert "Stroomnet" not in page
    assert "Kom ook" not in page


def test_a_long_list_is_cut_and_counted_and_costs_no_query_more(
    cast: Cast, login: Login, address: str
) -> None:
    client = login(cast.anna)

    def asked() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as queries:
            page = text(client.get(address, {"wie": "naam-noor"}))
        return len(queries), page

    give(cast, **NAMED)
    asked()  # fills the caches
    few, page = asked()
    assert "en nog" not in page
    for number in range(1, 12):
        give(cast, number, **NAMED)
    many, page = asked()
    assert many == few
    assert "Zonnedak 09" in page
    assert "Zonnedak 10" not in page
    assert page.count("en nog 2") == len(EVERYTHING)
