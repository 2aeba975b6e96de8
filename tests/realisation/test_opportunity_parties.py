"""Who takes part, who stops, and ties between opportunities."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.models import Park
from realisation.choices import LinkKind, ListingKind, ListingSide, OpportunityState, Willingness
from realisation.models import Listing, OpportunityParty
from tests.factories.world import World
from tests.realisation.opportunity_steps import (
    DAY,
    again,
    at,
    exists,
    link,
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
PARTY = {
    "name": "Wasserij",
    "helix": "company",
    "role": "seeks",
    "willingness": "willing",
    "named": "on",
}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def test_a_company_of_the_park_comes_under_its_name(
    client: Client, noord: Park, world: World
) -> None:
    row = opportunity(noord)
    company = world.terrain.establishment
    typed = PARTY | {"name": "", "establishment": company.name}
    assert company.name in text(post(client, "opportunity_party_add", row, typed))
    with park_context(noord.pk):
        stored = OpportunityParty.objects.get(opportunity=row)
    assert stored.establishment_id == company.pk
    form = text(client.get(at("opportunity_party_edit", stored.pk)))
    assert f'value="{company.name}"' in form


def test_an_unknown_company_and_no_name_are_refused(client: Client, noord: Park) -> None:
    row = opportunity(noord)
    unknown = post(client, "opportunity_party_add", row, PARTY | {"establishment": "Bestaat niet"})
    assert unknown.status_code == 422
    nameless = post(client, "opportunity_party_add", row, PARTY | {"name": " "})
    assert "Vul een naam in, of kies een bedrijf uit de lijst." in words(nameless)


def test_the_same_party_takes_part_once(client: Client, noord: Park) -> None:
    row = opportunity(noord)
    party(row, "Wasserij")
    answer = post(client, "opportunity_party_add", row, PARTY | {"name": "wasserij"})
    assert answer.status_code == 422
    assert "doet al mee" in words(answer)


def test_who_stops_is_read_by_the_manager_alone(
    client: Client, noord: Park, login: Login, tess: User, bram: User
) -> None:
    row = whole(noord)
    leaves = party(row, "Stille vertrekker")
    typed = {"left_on": "2999-01-01", "reason": "Ruzie over de prijs."}
    assert post(client, "opportunity_party_leave", leaves, typed).status_code == 422
    post(client, "opportunity_party_leave", leaves, typed | {"left_on": "2026-05-01"})
    assert "Ruzie over de prijs." in text(client.get(at("opportunity", row.pk)))
    for other in (login(tess), login(bram)):
        page = text(other.get(at("opportunity", row.pk)))
        assert "Stille vertrekker" not in page
        assert "Ruzie" not in page
    assert login(tess).get(at("opportunity_party_edit", leaves.pk)).status_code == 404
    twice = post(client, "opportunity_party_leave", leaves, typed | {"left_on": "2026-05-01"})
    assert twice.status_code == 422


def test_who_stopped_may_come_back_under_the_same_name(
    noord: Park, login: Login, tess: User
) -> None:
    row = opportunity(noord)
    stopped = party(row, "Wasserij", left_on=DAY, left_reason="Te duur.")
    post(login(tess), "opportunity_party_add", row, PARTY | {"name": "WASSERIJ"})
    stored = again(stopped)
    assert (stored.left_on, stored.left_reason, stored.name) == (None, "", "WASSERIJ")


@pytest.mark.parametrize("act", ["listing_withdraw", "listing_delete"])
def test_a_party_stops_with_its_demand_in_the_same_request(
    client: Client, noord: Park, act: str
) -> None:
    listing = made(
        Listing,
        noord,
        side=ListingSide.DEMAND,
        kind=ListingKind.LAND,
        title="Grond",
        name="Wasserij",
        willingness=Willingness.WILLING,
        expires_on=DAY,
    )
    row = opportunity(noord, state=OpportunityState.AGREED)
    gone = party(row, "Wasserij", listing=listing)
    party(row, "Bakkerij")
    client.post(at(act, listing.pk), {"reason": "Te duur."})
    assert again(gone).left_on is not None
    assert again(row).state == OpportunityState.IDEA


def test_ties_are_read_from_both_sides(client: Client, noord: Park) -> None:
    one, other = whole(noord, title="Warmtenet"), whole(noord, title="Aansluiting")
    typed = {"kind": "needs", "target": other.pk, "note": "Zonder stroom geen pomp."}
    page = words(post(client, "opportunity_link_add", one, typed))
    assert "Kan niet zonder" in page
    assert "Is nodig voor" in words(client.get(at("opportunity", other.pk)))
    twice = post(client, "opportunity_link_add", one, typed)
    assert "Dit verband staat er al." in words(twice)
    itself = post(client, "opportunity_link_add", one, typed | {"target": one.pk})
    assert itself.status_code == 422


def test_a_tie_goes_after_being_asked(client: Client, noord: Park) -> None:
    tie = link(whole(noord), LinkKind.STRENGTHENS, whole(noord, title="Andere"))
    assert "Verband verwijderen?" in text(client.get(at("opportunity_link_delete", tie.pk)))
    client.post(at("opportunity_link_delete", tie.pk))
    assert not exists(tie)


def test_what_needs_a_lapsed_one_warns(client: Client, noord: Park) -> None:
    gone = whole(noord, title="Net", state=OpportunityState.LAPSED, state_reason="Vol.")
    needs = whole(noord)
    link(needs, LinkKind.NEEDS, gone)
    assert "kan niet zonder “Net”, en die is vervallen" in words(
        client.get(at("opportunity", needs.pk))
    )


@pytest.mark.parametrize(("state", "warns"), [("opportunity", True), ("idea", False)])
def test_two_that_exclude_each_other_warn_when_both_go_on(
    client: Client, noord: Park, state: str, warns: bool
) -> None:
    one = whole(noord, state="case")
    other = whole(noord, title="Andere", state=state)
    link(one, LinkKind.EXCLUDES, other)
    for row in (one, other):
        page = words(client.get(at("opportunity", row.pk)))
        assert ("sluiten elkaar uit, en toch gaan beide door" in page) == warns


def test_what_supersedes_offers_to_let_the_other_lapse(client: Client, noord: Park) -> None:
    new, old = whole(noord, title="Nieuw plan"), whole(noord, title="Oud plan")
    link(new, LinkKind.SUPERSEDES, old)
    page = text(client.get(at("opportunity", new.pk)))
    offered = f"{at('opportunity_lapse', old.pk)}?vervangen={new.pk}"
    assert offered in page
    assert "“Nieuw plan” is ervoor in de plaats gekomen." in text(client.get(offered))
    assert client.get(f"{at('opportunity_lapse', old.pk)}?vervangen=onzin").status_code == 200


def test_the_manager_alone_removes_a_party_after_being_asked(
    client: Client, noord: Park, login: Login, tess: User
) -> None:
    row = opportunity(noord, state=OpportunityState.WORKING)
    gone = party(row, "Vergissing")
    party(row, "Bakkerij")
    where = at("opportunity_party_delete", gone.pk)
    assert login(tess).post(where).status_code == 403
    assert "Partij verwijderen?" in text(client.get(where))
    assert exists(gone)
    client.post(where)
    assert not exists(gone)
    assert again(row).state == OpportunityState.IDEA


def test_without_its_last_unnamed_party_the_others_see_the_rest(
    client: Client, noord: Park, login: Login, bram: User
) -> None:
    row = whole(noord)
    shy = party(row, "Schuwe partij", named=False, left_on=DAY, left_reason="Toch niet.")
    member = login(bram)
    assert member.get(at("opportunity", row.pk)).status_code == 404
    client.post(at("opportunity_party_delete", shy.pk))
    page = text(member.get(at("opportunity", row.pk)))
    assert "Schuwe partij" not in page
