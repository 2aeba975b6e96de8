"""Demand and supply: adding, changing, renewing, withdrawing, removing, and who may."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.models import AuditEntry, Park
from realisation.choices import DisclosureStep, ListingSide, ListingState, MatchState, Willingness
from realisation.models import Introduction, Listing, Match, OpportunityParty
from tests.factories.parks import EstablishmentFactory
from tests.factories.world import World
from tests.realisation.trading import (
    FAR,
    PAST,
    add,
    again,
    at,
    company_of,
    land,
    listing,
    plot,
    typed,
    words,
)

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")

DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY


TITLES = ("Warmte", "Grond", "Niets", "Gehaald")
TITLE = "Restwarmte van de koeling"


def only(park: Park) -> Listing:
    with park_context(park.pk):
        return Listing.objects.get(title=TITLE)


def test_a_member_adds_a_supply_for_her_company_that_others_do_not_see(
    noord: Park, bram: User, carla: User, tess: User, anna: User, login: Login
) -> None:
    page = add(login(bram), "supply", "flow")
    made = only(noord)
    assert page.status_code == 302
    assert made.establishment_id == company_of(noord, bram).pk
    assert made.released_to == "company"
    for other in (carla, tess):
        assert "Restwarmte van de koeling" not in words(login(other).get(at("listings")))
        assert login(other).get(at("listing", made.pk)).status_code == 404
    for reader in (bram, anna):
        assert "Restwarmte van de koeling" in words(login(reader).get(at("listings")))


def test_side_and_kind_are_asked_first_and_decide_the_fields(login: Login, bram: User) -> None:
    client = login(bram)
    first = words(client.get(at("listing_add")))
    assert 'name="kind"' in first
    assert 'name="title"' not in first
    flow = words(client.get(f"{at('listing_add')}?side=supply&kind=flow"))
    assert 'name="temperature_c"' in flow
    assert "In kWh of MWh voor energie, in kW voor vermogen." in flow
    assert 'name="area_min_m2"' not in flow
    ground = words(client.get(f"{at('listing_add')}?side=demand&kind=land"))
    assert 'name="area_min_m2"' in ground
    assert 'name="plot"' not in ground
    assert "uitbreiden naast de eigen kavel" in ground
    assert "ruilen tegen andere grond" not in ground
    assert 'name="title"' not in words(client.get(f"{at('listing_add')}?side=x&kind=flow"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quantity": "-3"}, "groter is dan nul"),
        ({"unit": ""}, "Kies een eenheid"),
        ({"unit": "hours"}, "Warmte telt u in kWh, MWh of GJ."),
        ({"until_on": "2026-01-01", "from_on": "2027-01-01"}, "ligt vóór het begin"),
        ({"willingness": "none"}, "Zeg in één zin waarom"),
        ({"expires_on": "2020-01-01"}, "al voorbij"),
        ({"subject": "parking"}, "Selecteer een geldige keuze"),
        ({"title": ""}, "Vul in"),
        ({"urgency": "9"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_contradicts_itself_is_refused_and_nothing_typed_is_lost(
    noord: Park, login: Login, bram: User, fields: dict[str, str], message: str
) -> None:
    answer = add(login(bram), "supply", "flow", quality="schoon en droog", **fields)
    assert answer.status_code == 422
    assert message in words(answer)
    assert "schoon en droog" in words(answer)
    with park_context(noord.pk):
        assert not Listing.objects.filter(title=TITLE).exists()


def test_areas_are_refused_when_turned_around(login: Login, bram: User) -> None:
    answer = add(
        login(bram), "demand", "land", manner="settle", area_min_m2="900", area_max_m2="800"
    )
    assert answer.status_code == 422
    assert "minder dan het minste" in words(answer)


def test_a_swap_asks_for_the_plot_that_it_gives(noord: Park, login: Login, bram: User) -> None:
    own = plot(noord, 0, company_of(noord, bram), audience="team")
    other = plot(noord, 1)
    client = login(bram)
    refused = add(client, "supply", "land", manner="swap")
    assert "Kies de kavel die u hiervoor wilt afstaan" in words(refused)
    assert add(client, "supply", "land", manner="swap", plot=str(other.pk)).status_code == 422
    assert add(client, "supply", "land", manner="swap", plot=str(own.pk)).status_code == 302
    assert only(noord).plot_id == own.pk


def test_a_member_never_writes_for_another_company(noord: Park, login: Login, bram: User) -> None:
    company = EstablishmentFactory(park=noord, audience="members")
    hers = listing(noord, SUPPLY, company, released_to="members")
    client = login(bram)
    add(client, "supply", "flow", establishment=str(hers.establishment_id), title="Van mij")
    with park_context(noord.pk):
        mine = Listing.objects.get(title="Van mij")
    assert mine.establishment_id == company_of(noord, bram).pk
    assert client.get(at("listing", hers.pk)).status_code == 200
    for act in ("edit", "history", "met", "withdraw", "reopen", "delete"):
        assert client.get(at(f"listing_{act}", hers.pk)).status_code == 404
    assert client.post(at("listing_renew", hers.pk)).status_code == 404


def test_the_team_writes_for_any_company_or_another_party_but_never_widens(
    noord: Park, login: Login, tess: User, bram: User
) -> None:
    company = company_of(noord, bram)
    client = login(tess)
    add(client, "supply", "flow", establishment=company.name, released_to="public")
    made = only(noord)
    assert (made.establishment_id, made.released_to) == (company.pk, "team")
    assert 'name="released_to"' not in words(client.get(at("listing_edit", made.pk)))
    client.post(at("listing_edit", made.pk), typed(made, released_to="public", title="Anders"))
    assert (again(made).title, again(made).released_to) == ("Anders", "team")
    add(client, "demand", "flow", name="Gemeente", helix="government", title="Zoekt warmte")
    with park_context(noord.pk):
        assert Listing.objects.get(title="Zoekt warmte").party_label == "Gemeente"
    both = add(client, "demand", "flow", name="Gemeente", establishment=company.name)
    assert "niet allebei" in words(both)
    neither = add(client, "demand", "flow")
    assert "Kies een bedrijf, of vul een andere partij in" in words(neither)


def test_the_team_reads_no_history_of_what_was_once_confidential(
    noord: Park, login: Login, tess: User, anna: User, bram: User
) -> None:
    made = listing(noord, SUPPLY, company_of(noord, bram), released_to="company")
    with park_context(noord.pk):
        made.released_to = "team"
        made.save()
    open_from_the_start = listing(noord, SUPPLY, company_of(noord, bram), released_to="team")
    assert login(tess).get(at("listing_history", made.pk)).status_code == 404
    assert login(tess).get(at("listing_history", open_from_the_start.pk)).status_code == 200
    for reader in (anna, bram):
        assert login(reader).get(at("listing_history", made.pk)).status_code == 200


def test_an_adviser_reads_what_was_released_and_adds_nothing(
    noord: Park, login: Login, dina: User
) -> None:
    company = EstablishmentFactory(park=noord, audience="members")
    seen = listing(noord, SUPPLY, company, released_to="authority")
    hidden = listing(noord, SUPPLY, company, released_to="team")
    client = login(dina)
    assert client.get(at("listing", seen.pk)).status_code == 200
    assert client.get(at("listing", hidden.pk)).status_code == 404
    assert client.get(at("listing_add")).status_code == 404


def test_without_willingness_the_page_says_not_to_go_on_and_why(
    noord: Park, login: Login, bram: User
) -> None:
    made = listing(
        noord,
        DEMAND,
        company_of(noord, bram),
        willingness=Willingness.NONE,
        state_reason="De directie wil eerst de cijfers zien",
    )
    page = words(login(bram).get(at("listing", made.pk)))
    assert "Niet verder gaan" in page
    assert "De directie wil eerst de cijfers zien" in page
    with park_context(noord.pk):
        matched = Listing.objects.to_match_on(timezone.localdate())
        assert not matched.filter(pk=made.pk).exists()


def test_an_expired_one_is_left_out_until_it_is_renewed_with_one_click(
    noord: Park, login: Login, bram: User
) -> None:
    made = listing(noord, DEMAND, company_of(noord, bram), expires_on=PAST, title="Oude wens")
    client = login(bram)
    assert "Oude wens" not in words(client.get(at("listings")))
    old = words(client.get(f"{at('listings')}?state=verlopen"))
    assert "Oude wens" in old
    assert "verlopen" in old
    answer = client.post(f"{at('listing_renew', made.pk)}?lijst", follow=True)
    assert "Verlengd tot en met" in words(answer)
    assert again(made).expires_on >= timezone.localdate() + dt.timedelta(days=365)
    assert "Oude wens" in words(client.get(at("listings")))


def test_a_company_that_left_drops_out_at_once(noord: Park, login: Login, anna: User) -> None:
    company = EstablishmentFactory(park=noord, audience="members")
    made = listing(noord, DEMAND, company, title="Van wie wegging")
    with park_context(noord.pk):
        company.left_on = PAST
        company.save()
        matched = Listing.objects.to_match_on(timezone.localdate())
        assert not matched.filter(pk=made.pk).exists()
    client = login(anna)
    assert "Van wie wegging" not in words(client.get(at("listings")))
    assert "bedrijf is vertrokken" in words(client.get(at("listing", made.pk))).lower()


def test_it_can_be_met_and_opened_again(noord: Park, login: Login, bram: User) -> None:
    made = listing(noord, DEMAND, company_of(noord, bram))
    client = login(bram)
    assert "Is het gelukt?" in words(client.get(at("listing_met", made.pk)))
    client.post(at("listing_met", made.pk))
    assert again(made).state == ListingState.MET
    assert client.post(at("listing_met", made.pk)).status_code == 422
    client.post(at("listing_reopen", made.pk))
    assert again(made).state == ListingState.OPEN
    assert client.post(at("listing_reopen", made.pk)).status_code == 422


def test_withdrawing_asks_why_and_is_logged(noord: Park, login: Login, bram: User) -> None:
    made = listing(noord, DEMAND, company_of(noord, bram))
    client = login(bram)
    assert client.post(at("listing_withdraw", made.pk), {"reason": ""}).status_code == 422
    client.post(at("listing_withdraw", made.pk), {"reason": "We verhuizen."})
    assert again(made).state == ListingState.WITHDRAWN
    assert "We verhuizen." in words(client.get(at("listing", made.pk)))
    assert client.post(at("listing_renew", made.pk), follow=True).status_code == 200
    assert again(made).expires_on == FAR
    with park_context(noord.pk):
        assert AuditEntry.objects.filter(object_id=str(made.pk)).count() == 1


def test_withdrawing_takes_it_out_of_opportunities_without_the_reason(
    noord: Park, world: World, login: Login, bram: User
) -> None:
    made = listing(noord, DEMAND, company_of(noord, bram))
    with park_context(noord.pk):
        party = OpportunityParty.objects.create(
            park=noord, opportunity=world.realised.opportunity, name="Een partij", listing=made
        )
    login(bram).post(at("listing_withdraw", made.pk), {"reason": "Geheim"})
    assert again(party).left_on == timezone.localdate()
    assert "Geheim" not in again(party).left_reason


def test_removing_asks_first_and_is_refused_once_somebody_was_asked(
    noord: Park, login: Login, bram: User
) -> None:
    company = company_of(noord, bram)
    asked, alone = listing(noord, DEMAND, company), listing(noord, DEMAND, company)
    supply = listing(noord, SUPPLY)
    with park_context(noord.pk):
        match = Match.objects.create(
            park=noord, demand=asked, supply=supply, state=MatchState.ASKED, score=80
        )
        Introduction.objects.create(
            park=noord, match=match, step=DisclosureStep.BLIND, demand_text="a", supply_text="b"
        )
        Match.objects.create(
            park=noord, demand=alone, supply=supply, state=MatchState.CONFIRMED, score=80
        )
    client = login(bram)
    assert "Verwijderen?" in words(client.get(at("listing_delete", alone.pk)))
    refused = client.post(at("listing_delete", asked.pk), follow=True)
    assert "Trek de vraag of het aanbod in" in words(refused)
    client.post(at("listing_delete", alone.pk))
    with park_context(noord.pk):
        assert Listing.objects.filter(pk=asked.pk).exists()
        assert not Listing.objects.filter(pk=alone.pk).exists()


def test_who_comes_second_sees_what_the_first_one_changed(
    noord: Park, login: Login, bram: User, anna: User
) -> None:
    made = listing(noord, SUPPLY, company_of(noord, bram))
    opened = typed(made, title="Van Bram")
    login(anna).post(at("listing_edit", made.pk), typed(made, title="Van Anna"))
    answer = login(bram).post(at("listing_edit", made.pk), opened)
    assert answer.status_code == 409
    assert "Van Anna" in words(answer)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Warmte", "Grond", "Niets"}),
        ("side=supply", {"Warmte"}),
        ("kind=land", {"Grond"}),
        ("subject=heat", {"Warmte", "Niets"}),
        ("willingness=none", {"Niets"}),
        ("q=grond", {"Grond"}),
        ("state=met", {"Gehaald"}),
        ("state=alles", {"Warmte", "Grond", "Niets", "Gehaald"}),
        ("side=onzin&state=onzin", {"Warmte", "Grond", "Niets"}),
    ],
)
def test_the_list_is_filtered(
    noord: Park, login: Login, anna: User, query: str, found: set[str]
) -> None:
    listing(noord, SUPPLY, title="Warmte")
    land(noord, DEMAND, title="Grond")
    listing(noord, DEMAND, title="Niets", willingness="none")
    listing(noord, DEMAND, title="Gehaald", state="met")
    with park_context(noord.pk):
        Listing.objects.exclude(title__in=TITLES).update(state="withdrawn", state_reason="-")
    page = words(login(anna).get(f"{at('listings')}?{query}"))
    shown = {title for title in TITLES if f">{title}</a>" in page}
    assert shown == found


def test_an_empty_list_teaches(noord: Park, login: Login, anna: User, dina: User) -> None:
    with park_context(noord.pk):
        Listing.objects.update(state="met")
    assert "Bijvoorbeeld:" in words(login(anna).get(at("listings")))
    assert "Zodra bedrijven" in words(login(dina).get(at("listings")))


def test_the_list_asks_as_many_queries_with_ten_times_the_rows(
    noord: Park, login: Login, anna: User
) -> None:
    client = login(anna)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            client.get(at("listings"))
        return len(counted)

    for number in range(4):
        listing(noord, SUPPLY, EstablishmentFactory(park=noord), title=f"Regel {number}")
    few = queries()
    for number in range(36):
        listing(noord, SUPPLY, EstablishmentFactory(park=noord), title=f"Meer {number}")
    assert queries() == few
