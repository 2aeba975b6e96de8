"""As long as a party wants to stay unnamed, an opportunity exists for the manager alone."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.models import Park
from realisation.choices import LinkKind, OpportunityState
from realisation.models import OpportunityGoal, OpportunityPlot, Round
from tests.factories.world import World
from tests.realisation.opportunity_steps import (
    at,
    link,
    made,
    opportunity,
    party,
    post,
    text,
    turn,
    whole,
    words,
)

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
EVERYBODY_ELSE = ["tess", "bram", "carla", "dina"]
MEASURE = "solar-on-roof"
SECRET = "Zwijgkans"


@pytest.fixture
def blind(noord: Park, world: World) -> Round:
    """Return a round of an opportunity for all the world, but for one shy party."""
    row = whole(noord, title=SECRET, audience="public", measure=MEASURE)
    party(row, "Schuwe partij", named=False)
    open_one = whole(noord, title="Open kans")
    link(open_one, LinkKind.NEEDS, row)
    link(row, LinkKind.EXCLUDES, open_one)
    made(OpportunityGoal, noord, opportunity=row, goal=world.members_goal)
    made(OpportunityPlot, noord, opportunity=row, plot=world.terrain.plot)
    lapsed = opportunity(
        noord, title=f"{SECRET} eerder", state=OpportunityState.LAPSED, state_reason="Zwijgreden"
    )
    party(lapsed, "Schuwe partij", named=False)
    return turn(row, found="Zwijgvondst")


@pytest.mark.parametrize("name", EVERYBODY_ELSE)
def test_no_page_of_anybody_else_tells_of_it(
    blind: Round, world: World, login: Login, request: pytest.FixtureRequest, name: str
) -> None:
    reader = login(request.getfixturevalue(name))
    with park_context(blind.park_id):
        open_one = blind.opportunity.linked_from.get().source
    pages = [
        at("opportunities"),
        f"{at('opportunities')}?state=alle",
        f"{at('opportunities')}?party=Schuwe",
        f"{at('opportunities')}?goal={world.members_goal.pk}",
        at("opportunity_lessons"),
        at("opportunity", open_one.pk),
        at("measure", MEASURE),
        f"/p/noord/strategie/doelen/{world.members_goal.pk}/",
        f"/p/noord/terrein/kavels/{world.terrain.plot.pk}/",
    ]
    for where in pages:
        answer = reader.get(where)
        assert answer.status_code == 200, where
        page = text(answer)
        for word in (SECRET, "Schuwe partij", "Zwijg", str(blind.opportunity_id)):
            # What she typed in a filter stands in the filter.
            assert word not in page.replace('value="Schuwe"', ""), (where, word)


@pytest.mark.parametrize("name", EVERYBODY_ELSE)
def test_its_addresses_do_not_exist_for_anybody_else(
    blind: Round, login: Login, request: pytest.FixtureRequest, name: str
) -> None:
    reader = login(request.getfixturevalue(name))
    for where in (at("opportunity", blind.opportunity_id), at("opportunity_round", blind.pk)):
        assert reader.get(where).status_code == 404
    edit = reader.get(at("opportunity_edit", blind.opportunity_id))
    assert edit.status_code == (404 if name == "tess" else 403)


def test_counts_are_the_same_with_and_without_it(blind: Round, login: Login, tess: User) -> None:
    team = login(tess)
    with_it = words(team.get(at("opportunities"), {"state": "alle"}))
    with park_context(blind.park_id):
        blind.opportunity.delete()
    without = words(team.get(at("opportunities"), {"state": "alle"}))
    count = "kansen</p>"
    assert with_it[: with_it.index(count)][-12:] == without[: without.index(count)][-12:]


def test_the_manager_reads_that_she_alone_sees_it(blind: Round, login: Login, anna: User) -> None:
    page = words(login(anna).get(at("opportunity", blind.opportunity_id)))
    assert "Alleen de parkmanager ziet deze kans" in page
    assert "Schuwe partij" in page
    assert SECRET in words(login(anna).get(at("opportunities"), {"party": "schuwe"}))


def test_the_form_says_what_unnamed_means(noord: Park, login: Login, tess: User) -> None:
    page = words(login(tess).get(at("opportunity_party_add", whole(noord).pk)))
    assert "bestaat deze kans alleen voor de parkmanager" in page


def test_who_hides_a_party_from_herself_is_told_so(noord: Park, login: Login, tess: User) -> None:
    row = whole(noord)
    typed = {"name": "Schuwe partij", "helix": "company", "role": "joins"}
    page = words(
        post(login(tess), "opportunity_party_add", row, typed | {"willingness": "exploring"})
    )
    assert "ziet alleen de parkmanager" in page
    assert login(tess).get(at("opportunity", row.pk)).status_code == 404


def test_it_appears_when_the_last_party_agrees(
    blind: Round, login: Login, anna: User, bram: User
) -> None:
    with park_context(blind.park_id):
        shy = blind.opportunity.parties.get(named=False)
    typed = {
        "name": shy.name,
        "helix": "company",
        "role": "joins",
        "willingness": "willing",
        "named": "on",
    }
    post(login(anna), "opportunity_party_edit", shy, typed)
    assert SECRET in text(login(bram).get(at("opportunity", blind.opportunity_id)))
