"""Ten times as many opportunities, parties, ties, rounds and tests cost no query more."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from parks.models import Park
from realisation.choices import Decision, LinkKind, OpportunityState, RoundStep
from realisation.models import Opportunity, OpportunityGoal, OpportunityPlot, SelfAnalysis
from tests.factories.world import World
from tests.realisation.opportunity_steps import (
    DAY,
    STATES,
    at,
    double_test,
    link,
    made,
    opportunity,
    party,
    turn,
)

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


def bill(client: Client, page: str) -> int:
    """Return how many queries a page takes."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200, page
    return len(caught)


def fill(park: Park, world: World, first: Opportunity, start: int, many: int) -> None:
    """Add rows of every kind, all tied to the first one."""
    for number in range(start, start + many):
        state = STATES[number % len(STATES)]
        row = opportunity(park, title=f"Kans {number}", state=state, measure="solar-on-roof")
        party(row)
        link(first, LinkKind.STRENGTHENS, row)
        made(OpportunityGoal, park, opportunity=row, goal=world.members_goal)
        made(OpportunityPlot, park, opportunity=row, plot=world.terrain.plot)
        opportunity(park, title="Weg", state=OpportunityState.LAPSED, state_reason="Te duur.")
        about = party(first, f"Partij {number}")
        double_test(about)
        decided = turn(
            first,
            number + 2,
            step=RoundStep.DECIDE,
            decision=Decision.GO,
            decided_by="Wij",
            decided_on=DAY,
            why="Goed.",
        )
        made(SelfAnalysis, park, round=decided, party=about)


@pytest.mark.parametrize("who", ["anna", "tess", "bram"])
def test_ten_times_as_many_rows_cost_no_extra_query(
    noord: Park, world: World, login: Login, request: pytest.FixtureRequest, who: str
) -> None:
    client = login(request.getfixturevalue(who))
    first = opportunity(noord, title="Eerste")
    pages = [
        at("opportunities"),
        f"{at('opportunities')}?state=alle",
        f"{at('opportunities')}?party=Partij",
        at("opportunity_lessons"),
        at("opportunity", first.pk),
        at("opportunity_round", turn(first).pk),
        at("measures"),
        at("measure", "solar-on-roof"),
    ]
    if who != "bram":
        pages += [at("opportunity_tests", first.pk), at("opportunity_plots", first.pk)]
    fill(noord, world, first, 0, 2)
    before = {page: bill(client, page) for page in pages}
    fill(noord, world, first, 2, 20)
    assert {page: bill(client, page) for page in pages} == before
    assert max(before.values()) < 60
