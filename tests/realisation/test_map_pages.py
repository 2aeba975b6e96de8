"""The pages of the kansenkaart by place and by party: layers, equal tables, constant queries."""

import json
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from knowledge.choices import Theme
from parks.choices import Audience, Release
from parks.models import Park
from realisation.choices import ListingSide, OpportunityState, PartyRole
from realisation.queries.opportunity_network import network_of
from realisation.queries.opportunity_parties import MapParties, map_parties
from tests.realisation.mapping import (
    TODAY,
    listing,
    opportunity,
    party,
    plot,
    square,
    viewer,
    words,
)

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]
MAP, LAYERS, PARTIES, TIME = (
    reverse(f"realisation:{name}", args=["noord"])
    for name in ("map", "map_layers", "map_parties", "map_time")
)


@pytest.fixture
def some(in_noord: Park) -> Park:
    """Two opportunities, one for the team, with parties, a demand and a supply."""
    first = opportunity(in_noord, "Warmte delen", plot(in_noord, 0), what="Een leiding.")
    party(first, "Zuivel", PartyRole.OFFERS)
    party(first, "Wasserij", PartyRole.SEEKS)
    second = opportunity(
        in_noord, "Groene rand", theme=Theme.CLIMATE, audience=Audience.TEAM, area=square(9)
    )
    party(second, "Zuivel")
    listing(in_noord, "Halve hectare erbij", plot=plot(in_noord, 1), name="Wasserij")
    listing(in_noord, "Dak over", ListingSide.SUPPLY, released_to=Release.TEAM)
    return in_noord


def test_the_drawing_and_the_table_tell_the_same_numbers(
    some: Park, anna: User, bram: User, login: Login
) -> None:
    whole = words(login(anna).get(MAP))
    for said in ("1 Warmte delen", "2 Groene rand", "V1 Halve hectare erbij", "A1 Dak over"):
        assert said in whole
    page = login(bram).get(MAP)
    part = words(page)
    assert "1 Warmte delen" in part
    assert "Kansenkaart van Voorbeeldpark Noord: 1 kans, 1 vraag" in page.content.decode()
    for hidden in ("Groene rand", "Dak over", "A1"):
        assert hidden not in part


def test_a_number_on_the_drawing_leads_to_its_row(some: Park, bram: User, login: Login) -> None:
    page = login(bram).get(MAP).content.decode()
    assert 'href="?page=1#nr-V1"' in page
    assert 'id="nr-V1"' in page


def test_filters_keep_the_numbers_and_say_when_nothing_fits(
    some: Park, anna: User, login: Login
) -> None:
    client = login(anna)
    found = words(client.get(MAP, {"theme": "climate"}))
    assert "2 Groene rand" in found
    assert "Warmte delen" not in found
    assert "Niets gevonden" in words(client.get(MAP, {"theme": "mobility"}))
    assert client.get(MAP, {"theme": "bestaat-niet"}).status_code == 200


def test_what_is_nowhere_is_in_the_table_all_the_same(
    in_noord: Park, anna: User, login: Login
) -> None:
    opportunity(in_noord, "Zonder plek")
    assert "niet op de kaart getekend" in words(login(anna).get(MAP))


@pytest.mark.parametrize(("who", "has_button"), [("anna", True), ("tess", True), ("bram", False)])
def test_an_empty_map_teaches(
    who: str, has_button: bool, in_noord: Park, login: Login, request: pytest.FixtureRequest
) -> None:
    page = login(request.getfixturevalue(who)).get(MAP)
    assert "Nog niets op de kansenkaart" in words(page)
    assert ("Kans toevoegen" in words(page)) is has_button


def test_the_layers_for_the_screen_hold_what_the_reader_sees(
    some: Park, anna: User, bram: User, login: Login
) -> None:
    everything = json.loads(login(anna).get(LAYERS).content)["features"]
    kinds = {feature["geometry"]["type"] for feature in everything}
    assert kinds == {"Point", "MultiPolygon"}
    hers = json.loads(login(bram).get(LAYERS).content)["features"]
    points = [each for each in hers if each["geometry"]["type"] == "Point"]
    assert [each["properties"]["number"] for each in points] == ["1", "V1"]
    longitude, latitude = points[0]["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (6, 52)
    chosen = json.loads(login(bram).get(LAYERS, {"layer": "demand"}).content)["features"]
    assert [each["properties"]["title"] for each in chosen] == ["Halve hectare erbij"]


@pytest.mark.parametrize("search", [{}, {"layer": "supply"}, {"theme": "climate"}])
@pytest.mark.parametrize("who", ["anna", "bram"])
def test_the_drawing_and_the_layers_for_the_screen_have_the_same_numbers(
    search: dict[str, str], who: str, some: Park, login: Login, request: pytest.FixtureRequest
) -> None:
    client = login(request.getfixturevalue(who))
    found = json.loads(client.get(LAYERS, search).content)["features"]
    points = [each for each in found if each["geometry"]["type"] == "Point"]
    page = client.get(MAP, search).content.decode()
    drawing = page.partition('class="drawing drawing-opportunity-map')[2].partition("</svg>")[0]
    drawn = re.findall(r">((?:[VA]|(?=[1-9]))\d+)</text>", drawing)
    assert sorted(drawn) == sorted(each["properties"]["number"] for each in points)


def test_each_number_names_the_layers_by_which_it_is_switched(
    some: Park, anna: User, login: Login
) -> None:
    client = login(anna)
    opportunity(some, "Verder", state=OpportunityState.WORKING)  # with one state there is no choice
    page = client.get(MAP).content.decode()
    for feature in json.loads(client.get(LAYERS).content)["features"]:
        facts = feature["properties"]
        assert f'data-group="{facts["group"]}"' in page
        assert not facts["state"] or f'data-state="{facts["state"]}"' in page


def test_unchanged_layers_are_not_sent_again(some: Park, bram: User, login: Login) -> None:
    client = login(bram)
    tag = client.get(LAYERS)["ETag"]
    assert client.get(LAYERS, headers={"If-None-Match": tag}).status_code == 304


def test_parties_are_told_with_what_they_ask_offer_and_join(
    some: Park, anna: User, bram: User, login: Login
) -> None:
    page = words(login(anna).get(PARTIES))
    for said in ("Wasserij V1 Halve hectare erbij – 1 Warmte delen vraagt", "Matrix"):
        assert said in page
    assert "Partij van Dak over" in page
    hers = words(login(bram).get(PARTIES))
    assert "Partij van Dak over" not in hers
    assert "Groene rand" not in hers


def parties(user: User, park: Park) -> MapParties:
    return map_parties(viewer(user, park), TODAY)


def test_an_arrow_leads_from_who_asks_to_who_offers(some: Park, bram: User) -> None:
    drawn = network_of(parties(bram, some), "Noord")
    assert drawn is not None
    assert "2 partijen met 1 relaties: 1 keer ‘vraagt wat de ander biedt’" in drawn


def test_one_company_under_two_names_is_two_parties(in_noord: Park, bram: User) -> None:
    first, second = opportunity(in_noord, "Eén"), opportunity(in_noord, "Twee")
    for of, name in ((first, "Een metaalbedrijf"), (second, "Staal BV"), (first, "staal bv")):
        party(of, name)
    found = parties(bram, in_noord)
    assert [each.name.casefold() for each in found.parties] == ["een metaalbedrijf", "staal bv"]


def test_a_matrix_that_can_not_be_read_is_left_to_the_table(in_noord: Park, bram: User) -> None:
    for number in range(25):
        party(opportunity(in_noord, f"Kans {number}"), "Zuivel")
    found = parties(bram, in_noord)
    assert found.matrix(found.parties) is None
    assert len(found.parties[0].joined) == 25


def test_no_parties_teach_too(in_noord: Park, anna: User, login: Login) -> None:
    assert "Nog geen partijen" in words(login(anna).get(PARTIES))


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def more(park: Park, since: int, until: int) -> None:
    for at in range(since, until):
        ground = plot(park, at)
        made = opportunity(park, f"Kans {at}", ground, area=square(at) if at % 3 else None)
        party(made, f"Partij {at}", PartyRole.SEEKS)
        party(made, f"Partij {at + 1}", PartyRole.OFFERS)
        listing(park, f"Vraag {at}", plot=ground)


@pytest.mark.parametrize("address", [MAP, LAYERS, PARTIES, TIME])
@pytest.mark.parametrize("who", ["anna", "bram"])
def test_ten_times_as_much_asks_no_more_queries(
    address: str, who: str, in_noord: Park, login: Login, request: pytest.FixtureRequest
) -> None:
    client = login(request.getfixturevalue(who))
    more(in_noord, 0, 3)
    few = asked(client, address)
    more(in_noord, 3, 30)
    assert asked(client, address) == few
    assert few <= 28
