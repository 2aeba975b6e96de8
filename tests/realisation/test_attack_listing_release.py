"""Who takes back a release or a name is gone everywhere, and the team learns of no introduction."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from core.refusals import RefusedError
from parks.models import Establishment, Membership, Park
from realisation.choices import DisclosureStep, ListingSide, MatchState
from realisation.models import (
    Introduction,
    IntroductionAnswer,
    Listing,
    Match,
    Opportunity,
    OpportunityParty,
)
from realisation.services.listings import withdraw_listing
from realisation.services.opportunities import NewParty, create_opportunity
from reports.queries.canonical import to_json
from reports.queries.opportunity_map import is_still_shared, opportunity_map_document
from tests.realisation.opportunity_steps import TYPED, party, whole
from tests.realisation.trading import again, at, company_of, listing, typed, words

pytestmark = pytest.mark.usefixtures("standing")

Login = Callable[[User], Client]
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
TODAY = dt.date(2026, 11, 1)
NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def shared(noord: Park, carla: User) -> OpportunityParty:
    """Return a party that was named because its supply was shared with all members."""
    supply = listing(noord, SUPPLY, company_of(noord, carla), released_to="members")
    row = whole(noord, title="Zwijgkans", audience="public")
    return party(row, "Zwijgbedrijf", listing=supply, establishment=company_of(noord, carla))


def test_a_release_that_is_taken_back_takes_the_party_out_of_sight(
    shared: OpportunityParty, login: Login, carla: User, bram: User, tess: User, anna: User
) -> None:
    member = login(bram)
    assert "Zwijgkans" in words(member.get(at("map")))
    paper = to_json_of(shared.park)
    sent = typed(shared.listing, released_to="company", title="Warmte over")
    assert login(carla).post(at("listing_edit", shared.listing_id), sent).status_code == 302
    for reader in (member, login(tess)):
        assert reader.get(at("opportunity", shared.opportunity_id)).status_code == 404
        for page in ("map", "map_parties", "map_time", "opportunities"):
            assert "Zwijg" not in words(reader.get(at(page))), page
    assert "Zwijgkans" in words(login(anna).get(at("map")))
    with park_context(shared.park_id):
        assert not is_still_shared(shared.park, paper)


def test_another_change_leaves_the_party_named(
    shared: OpportunityParty, login: Login, carla: User
) -> None:
    sent = typed(shared.listing, released_to="public", title="Warmte van 60 graden")
    assert login(carla).post(at("listing_edit", shared.listing_id), sent).status_code == 302
    assert again(shared).named


def test_paper_with_the_old_name_of_who_asks_is_not_handed_out(noord: Park) -> None:
    asks = listing(noord, DEMAND, name="Zwijgnaam", released_to="members")
    paper = to_json_of(noord)
    with park_context(noord.pk):
        assert is_still_shared(noord, paper)
        Listing.objects.filter(pk=asks.pk).update(name="Een drukkerij")
        assert not is_still_shared(noord, paper)


def to_json_of(park: Park) -> object:
    with park_context(park.pk):
        return to_json(
            opportunity_map_document(park=park, audience="members", today=TODAY, paper="a3")
        )


def introduced(park: Park, demand: Listing, supply: Listing, step: DisclosureStep) -> Introduction:
    with park_context(park.pk):
        match = Match.objects.create(
            park=park, demand=demand, supply=supply, state=MatchState.ASKED, score=80
        )
        made: Introduction = Introduction.objects.create(
            park=park, match=match, step=step, demand_text="a", supply_text="b"
        )
        return made


@pytest.mark.parametrize("of_company", [True, False])
def test_the_team_gets_the_same_answer_whether_or_not_a_party_was_asked(
    noord: Park, login: Login, tess: User, bram: User, carla: User, of_company: bool
) -> None:
    whose: Establishment | None = company_of(noord, bram) if of_company else None
    asked = listing(noord, DEMAND, whose, released_to="team", title="Gevraagd")
    alone = listing(noord, DEMAND, whose, released_to="team", title="Niet gevraagd")
    introduced(noord, asked, listing(noord, SUPPLY, company_of(noord, carla)), DisclosureStep.BLIND)
    client = login(tess)
    for each in (asked, alone):
        assert at("listing_delete", each.pk) not in words(client.get(at("listing", each.pk)))
        assert client.post(at("listing_delete", each.pk)).status_code == 404


def test_who_no_longer_speaks_for_a_company_is_no_longer_named_to_the_other(
    noord: Park, login: Login, bram: User, carla: User
) -> None:
    demand = listing(noord, DEMAND, company_of(noord, bram))
    supply = listing(noord, SUPPLY, company_of(noord, carla))
    row = introduced(noord, demand, supply, DisclosureStep.NAMED)
    with park_context(noord.pk):
        IntroductionAnswer.objects.create(
            park=noord, introduction=row, step=DisclosureStep.INTEREST, side=SUPPLY,
            agrees=True, answered_by=carla,
        )  # fmt: skip
    client = login(bram)
    page = reverse("realisation:introduction", args=["noord", row.pk])
    assert "carla@example.test" in words(client.get(page))
    with park_context(noord.pk):
        Membership.objects.filter(user=carla).update(ended_on=TODAY)
    assert "carla@example.test" not in words(client.get(page))


@pytest.mark.parametrize("taken_back", ["withdrawn", "narrowed"])
def test_what_is_taken_back_while_an_opportunity_is_made_of_it_does_not_come_along(
    noord: Park, carla: User, taken_back: str
) -> None:
    stale = listing(noord, SUPPLY, company_of(noord, carla), released_to="members")
    brought = NewParty(name="Zwijgbedrijf", listing=stale)
    with park_context(noord.pk):
        held = Listing.objects.get(pk=stale.pk)
        if taken_back == "withdrawn":
            withdraw_listing(listing=held, reason="Nee", now=NOW, today=TODAY)
        else:
            Listing.objects.filter(pk=stale.pk).update(released_to="company")
        with pytest.raises(RefusedError):
            create_opportunity(park=noord, typed=TYPED | {"title": "Te laat"}, parties=[brought])
        assert not Opportunity.objects.filter(title="Te laat").exists()
