"""The first page of realisation says how far a park is and what waits for who reads it."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.models import Membership
from realisation.choices import OpportunityState
from tests.cast import Cast
from tests.factories.world import World

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


def page(client: Client) -> str:
    answer = client.get(reverse("realisation:home", args=["noord"]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_member_reads_what_waits_for_her_company(world: World, cast: Cast, login: Login) -> None:
    with park_context(world.park.pk):
        company = Membership.objects.get(user=cast.bram).establishment
    assert f"Vul de quickscan in voor {company}: " in page(login(cast.bram))
    assert "Vul de quickscan in" not in page(login(cast.tess))


def test_late_actions_stand_on_top_for_who_may_see_the_opportunity(
    world: World, cast: Cast, login: Login
) -> None:
    for each in (world.realised.opportunity, world.realised.team_opportunity):
        each.next_action_on = dt.date(2026, 1, 1)
        with park_context(world.park.pk):
            each.save()
    assert "kans-actie-members" in page(login(cast.bram))
    assert "kans-actie-team" not in page(login(cast.bram))
    assert "kans-actie-team" in page(login(cast.tess))


def test_what_lapsed_is_not_late(world: World, cast: Cast, login: Login) -> None:
    lapsed = world.realised.opportunity
    lapsed.next_action_on = dt.date(2026, 1, 1)
    lapsed.state, lapsed.state_reason = OpportunityState.LAPSED, "geen geld"
    with park_context(world.park.pk):
        lapsed.save()
    assert "kans-actie-members" not in page(login(cast.anna))


def test_only_the_park_manager_is_led_to_the_search(cast: Cast, login: Login) -> None:
    assert "Zoeken over het hele terrein" in page(login(cast.anna))
    for who in (cast.tess, cast.dina, cast.bram):
        assert "Zoeken over het hele terrein" not in page(login(who))


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_more_records_cost_no_more_queries(
    who: str, world: World, cast: Cast, login: Login
) -> None:
    client = login(getattr(cast, who))
    with park_context(world.park.pk):
        _another(world, 0)
    page(client)
    with CaptureQueriesContext(connection) as before:
        page(client)
    with park_context(world.park.pk):
        for number in range(1, 11):
            _another(world, number)
    with CaptureQueriesContext(connection) as after:
        page(client)
    assert len(after) == len(before)


def _another(world: World, number: int) -> None:
    """Copy a late opportunity and a demand."""
    rows = (world.realised.opportunity, world.realised.demand)
    for row in rows:
        row.pk, row._state.adding = None, True
        row.pk = uuid.UUID(int=number + 1)
        row.title = f"{row.title} {number}"
    rows[0].next_action_on = dt.date(2026, 1, 1)
    for row in rows:
        row.save(force_insert=True)
