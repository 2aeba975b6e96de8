"""Pairs on the page: what the manager sees and decides, and what it costs."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.models import AuditEntry, Park
from realisation.choices import ListingSide, MatchState
from realisation.models import Introduction, Listing, Match
from realisation.services.listings import withdraw_listing
from tests.factories.parks import EstablishmentFactory
from tests.realisation.trading import PAST, again, at, company_of, land, listing, plot, words

pytestmark = pytest.mark.usefixtures("standing")

Login = Callable[[User], Client]
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def only_ours(noord: Park) -> None:
    with park_context(noord.pk):
        Listing.objects.update(state="met")


@pytest.fixture
def pair(noord: Park, bram: User, carla: User) -> tuple[Listing, Listing]:
    """A demand of Bram's company and a supply of Carla's that fit."""
    return (
        listing(noord, DEMAND, company_of(noord, bram), title="Zoekt warmte", quantity=100),
        listing(noord, SUPPLY, company_of(noord, carla), title="Heeft warmte", quantity=80),
    )


def judged(noord: Park) -> Match:
    with park_context(noord.pk):
        return Match.objects.exclude(demand__state="met").get()


def decide(client: Client, act: str, pair: tuple[Listing, Listing], **typed: Any) -> Any:
    return client.post(at(f"match_{act}", pair[0].pk, pair[1].pk), typed, follow=True)


def test_a_pair_is_shown_with_its_score_and_the_sentences(
    pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    page = words(login(anna).get(at("matches")))
    assert "Zoekt warmte" in page
    assert "Heeft warmte" in page
    assert "Het aanbod is genoeg voor 80% van wat gevraagd is." in page
    assert "van 100" in page


def test_the_team_sees_only_pairs_of_which_both_are_released_and_decides_nothing(
    noord: Park, pair: tuple[Listing, Listing], login: Login, tess: User
) -> None:
    client = login(tess)
    assert "Zoekt warmte" not in words(client.get(at("matches")))
    with park_context(noord.pk):
        Listing.objects.filter(pk__in=[each.pk for each in pair]).update(released_to="team")
    page = words(client.get(at("matches")))
    assert "Zoekt warmte" in page
    assert "Bevestigen" not in page
    assert decide(client, "confirm", pair).status_code == 403
    assert client.get(at("match_ask", pair[0].pk, pair[1].pk)).status_code == 403


def test_members_and_advisers_have_no_page_of_pairs(
    pair: tuple[Listing, Listing], login: Login, bram: User, dina: User
) -> None:
    for user in (bram, dina):
        assert login(user).get(at("matches")).status_code == 403
        assert login(user).get(at("match_listing", pair[0].pk)).status_code == 403


def test_a_pair_is_confirmed_stays_so_and_can_be_taken_back(
    noord: Park, pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    client = login(anna)
    page = words(decide(client, "confirm", pair))
    assert "Zoekt warmte" in page
    match = judged(noord)
    assert (match.state, match.decided_by_id) == (MatchState.CONFIRMED, anna.pk)
    before = match.score
    with park_context(noord.pk):
        Listing.objects.filter(pk=pair[1].pk).update(quantity=1)
    assert "Zoekt warmte" not in words(client.get(at("matches")))
    assert again(match).score == before
    assert "Zoekt warmte" in words(client.get(f"{at('matches')}?state=confirmed"))
    assert client.get(at("match_history", match.pk)).status_code == 200
    client.post(at("match_undo", match.pk))
    assert "Zoekt warmte" in words(client.get(at("matches")))


def test_a_pair_is_dismissed_with_a_reason(
    noord: Park, pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    client = login(anna)
    assert "Waarom niet?" in words(client.get(at("match_dismiss", pair[0].pk, pair[1].pk)))
    assert decide(client, "dismiss", pair, reason=" ").status_code == 422
    decide(client, "dismiss", pair, reason="Te ver uit elkaar")
    assert judged(noord).reason == "Te ver uit elkaar"
    page = words(client.get(f"{at('matches')}?state=dismissed"))
    assert "Te ver uit elkaar" in page


def test_asking_shows_the_two_texts_first_and_makes_an_introduction_once(
    noord: Park, pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    client = login(anna)
    asked = words(client.get(at("match_ask", pair[0].pk, pair[1].pk)))
    assert "Een bedrijf op dit terrein zoekt warmte, 100 tot 1.000 MWh per jaar." in asked
    with park_context(noord.pk):
        before = Introduction.objects.count()
    decide(client, "ask", pair)
    again_ = decide(client, "ask", pair)
    assert "Beide partijen zijn al gevraagd" in words(again_)
    with park_context(noord.pk):
        assert Introduction.objects.count() == before + 1
    match = judged(noord)
    client.post(at("match_undo", match.pk))
    assert again(match).state == MatchState.ASKED


def test_nothing_is_decided_on_what_no_longer_counts(
    noord: Park, pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    with park_context(noord.pk):
        Listing.objects.filter(pk=pair[1].pk).update(expires_on=PAST)
    for act in ("confirm", "ask"):
        assert "telt niet meer mee" in words(decide(login(anna), act, pair))


def test_what_does_not_fit_is_not_confirmed(
    noord: Park, pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    with park_context(noord.pk):
        Listing.objects.filter(pk=pair[0].pk).update(temperature_c=90)
        Listing.objects.filter(pk=pair[1].pk).update(temperature_c=30)
    assert "passen niet bij elkaar" in words(decide(login(anna), "confirm", pair))


def test_a_demand_does_not_stand_in_the_place_of_a_supply(
    pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    turned = at("match_ask", pair[1].pk, pair[0].pk)
    assert login(anna).get(turned).status_code == 404


def test_one_listing_shows_what_fits_and_what_just_does_not_with_why(
    noord: Park, bram: User, carla: User, login: Login, anna: User
) -> None:
    wish = land(noord, DEMAND, company_of(noord, bram), title="Zoekt grond")
    land(noord, SUPPLY, company_of(noord, carla), title="Past")
    land(
        noord, SUPPLY, company_of(noord, carla), title="Te klein",
        area_min_m2=100, area_max_m2=200,
    )  # fmt: skip
    page = words(login(anna).get(at("match_listing", wish.pk)))
    fits, misses = page.split("Past net niet")
    assert "Past</a>" in fits
    assert "Te klein" not in fits
    assert "Te klein" in misses
    assert "oppervlakte" in misses


@pytest.mark.parametrize(
    "fields",
    [
        {"willingness": "none", "state_reason": "-"},
        {"expires_on": PAST},
        {"state": "withdrawn", "state_reason": "-"},
        {"state": "met"},
    ],
)
def test_what_does_not_count_is_never_matched(
    noord: Park, bram: User, login: Login, anna: User, fields: dict[str, Any]
) -> None:
    listing(noord, DEMAND, company_of(noord, bram), title="Zoekt warmte")
    listing(noord, SUPPLY, title="Heeft warmte", **fields)
    assert "Zoekt warmte" not in words(login(anna).get(at("matches")))


def test_two_wishes_of_one_organisation_are_no_pair(
    noord: Park, bram: User, login: Login, anna: User
) -> None:
    company = company_of(noord, bram)
    other = EstablishmentFactory(park=noord, organisation_id=company.organisation_id)
    listing(noord, DEMAND, company, title="Zoekt warmte")
    listing(noord, SUPPLY, other, title="Heeft warmte")
    assert "Zoekt warmte" not in words(login(anna).get(at("matches")))


def test_land_next_to_its_own_is_found_by_the_drawn_plots(
    noord: Park, bram: User, login: Login, anna: User
) -> None:
    company = company_of(noord, bram)
    plot(noord, 0, company)
    touching, apart = plot(noord, 1), plot(noord, 3)
    land(noord, DEMAND, company, manner="expand", area_min_m2=4_000, area_max_m2=6_000)
    area = {"area_min_m2": None, "area_max_m2": None}
    land(noord, SUPPLY, title="Ernaast", plot=touching, **area)
    land(noord, SUPPLY, title="Verderop", plot=apart, **area)
    page = words(login(anna).get(at("matches")))
    assert "Ernaast" in page
    assert "Verderop" not in page


def test_withdrawing_takes_it_out_of_matches_in_the_same_moment(
    noord: Park, pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    client = login(anna)
    decide(client, "confirm", pair)
    with park_context(noord.pk, user_id=anna.pk):
        withdraw_listing(
            listing=pair[1], reason="Verkocht aan een ander", now=NOW, today=NOW.date()
        )
    match = judged(noord)
    assert match.state == MatchState.DISMISSED
    assert "Verkocht" not in match.reason
    assert "Zoekt warmte" not in words(client.get(at("matches")))


def test_decisions_are_logged(
    noord: Park, pair: tuple[Listing, Listing], login: Login, anna: User
) -> None:
    decide(login(anna), "confirm", pair)
    with park_context(noord.pk):
        entry = AuditEntry.objects.filter(object_id=str(judged(noord).pk)).get()
    assert (entry.actor_id, entry.detail) == (anna.pk, {"besluit": "bevestigd"})


def test_ten_times_as_many_listings_ask_no_query_more(
    noord: Park, login: Login, anna: User
) -> None:
    client = login(anna)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            page = client.get(at("matches"))
        assert "Zoekt" in words(page)
        return len(counted)

    def fill(many: int) -> None:
        for number in range(many):
            mover = EstablishmentFactory(park=noord)
            plot(noord, number, mover)
            listing(noord, DEMAND, mover, title=f"Zoekt {many} {number}")
            listing(noord, SUPPLY, EstablishmentFactory(park=noord), title=f"Heeft {number}")

    fill(3)
    few = queries()
    fill(27)
    assert queries() == few
