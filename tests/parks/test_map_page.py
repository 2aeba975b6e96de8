"""The page of the map: the equal table, the ground plan, the card of a plot."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, PlotState
from parks.models import Establishment, Occupation, Organisation, Ownership, Park, Plot
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory, OrganisationFactory
from tests.parks.test_map_data import add_plots, square

URL = "/p/noord/terrein/kaart/"
Login = Callable[[User], Client]
NOBODY = "00000000-0000-4000-8000-000000000000"


def plot_with_parties(park: Park) -> tuple[Plot, Organisation, Establishment]:
    """Return a plot for members, its owner for members, and its user for the team alone."""
    owner = OrganisationFactory(park=park, name="Eigenaar BV", audience=Audience.MEMBERS)
    user = EstablishmentFactory(park=park, name="Stille gebruiker", audience=Audience.TEAM)
    with park_context(park.pk):
        plot = Plot.objects.create(
            park=park,
            name="Hoekkavel",
            state=PlotState.RESERVED,
            audience=Audience.MEMBERS,
            geometry=square(230_100, 500_100),
            note="Geheime notitie",
        )
        Ownership.objects.create(park=park, plot=plot, organisation=owner)
        Occupation.objects.create(park=park, plot=plot, establishment=user)
    return plot, owner, user


def test_the_table_says_all_that_the_map_shows(cast: Cast, login: Login) -> None:
    plot_with_parties(cast.noord)
    page = login(cast.anna).get(URL).content.decode()
    for words in ("Hoekkavel", "gereserveerd", "0,16", "Eigenaar BV", "Stille gebruiker"):
        assert words in page
    assert "drawing-ground-plan" in page


def test_a_member_sees_neither_notes_nor_companies_that_are_for_the_team(
    cast: Cast, login: Login
) -> None:
    plot, _, _ = plot_with_parties(cast.noord)
    bram = login(cast.bram)
    for address in (URL, reverse("map:plot", args=["noord", plot.pk])):
        page = bram.get(address).content.decode()
        assert "Eigenaar BV" in page
        assert "Stille gebruiker" not in page
        assert "Geheime notitie" not in page
        assert "Teken een kavel" not in page
        assert "Wijzig de grens" not in page


def test_the_card_comes_alone_for_a_fragment_and_else_beside_the_map(
    cast: Cast, login: Login
) -> None:
    plot, _, _ = plot_with_parties(cast.noord)
    address, anna = reverse("map:plot", args=["noord", plot.pk]), login(cast.anna)
    whole, part = anna.get(address), anna.get(address, headers={"HX-Request": "true"})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    for answer in (whole, part):
        assert f'data-plot="{plot.pk}"' in answer.content.decode()
        assert 'data-bounds="6.' in answer.content.decode()


def test_a_plot_for_the_team_is_as_absent_for_a_member_as_an_unused_one(
    cast: Cast, login: Login
) -> None:
    add_plots(cast.noord, 1)
    with park_context(cast.noord.pk):
        hidden = Plot.objects.get(park=cast.noord)
    for key in (hidden.pk, NOBODY):
        answer = login(cast.bram).get(reverse("map:plot", args=["noord", key]))
        assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Kavel 0" not in login(cast.bram).get(URL).content.decode()


def test_the_filter_holds_for_table_plan_and_map(cast: Cast, login: Login) -> None:
    add_plots(cast.noord, 2, state=PlotState.VACANT)
    plot_with_parties(cast.noord)
    page = login(cast.anna).get(f"{URL}?state=reserved").content.decode()
    assert "Hoekkavel" in page
    assert "Kavel 1" not in page
    assert "kavels.json?state=reserved" in page
    nothing = login(cast.anna).get(f"{URL}?words=bestaatniet").content.decode()
    assert "Er zijn geen kavels die hierbij passen" in nothing


def test_a_state_that_does_not_exist_is_said_at_the_field(cast: Cast, login: Login) -> None:
    answer = login(cast.anna).get(f"{URL}?state=weg")
    assert answer.status_code == 422
    assert "weg" in answer.content.decode()


def test_without_anything_drawn_the_page_explains_what_it_is_for(cast: Cast, login: Login) -> None:
    Park.objects.filter(pk=cast.noord.pk).update(outline=None)
    assert "Teken de eerste kavel" in login(cast.anna).get(URL).content.decode()
    member = login(cast.bram).get(URL).content.decode()
    assert "Nog niets op de kaart" in member
    assert "Teken de eerste kavel" not in member


def test_a_plot_that_nobody_drew_is_in_the_table_with_the_way_to_draw_it(
    cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        Plot.objects.create(park=cast.noord, name="Papieren kavel", audience=Audience.MEMBERS)
    page = login(cast.anna).get(URL).content.decode()
    assert "Eén kavel is nog niet getekend" in page
    assert "Teken de grens" in page
    assert "Teken de grens" not in login(cast.bram).get(URL).content.decode()


@pytest.mark.parametrize("address", [URL, "/p/noord/"])
def test_a_page_takes_the_same_queries_for_ten_plots_and_for_a_hundred(
    cast: Cast, login: Login, address: str
) -> None:
    anna, bills = login(cast.anna), []
    for number in (10, 90):
        add_plots(cast.noord, number)
        anna.get(address)
        with CaptureQueriesContext(
            connection,
        ) as bill:
            assert anna.get(address).status_code == HTTPStatus.OK
        bills.append(len(bill))
    assert bills[0] == bills[1]


def test_the_home_page_shows_the_ground_plan_of_what_the_reader_may_see(
    cast: Cast, login: Login
) -> None:
    add_plots(cast.noord, 3)
    assert "Er zijn 3 getekende kavels" in login(cast.anna).get("/p/noord/").content.decode()
    assert "Er zijn 0 getekende kavels" in login(cast.bram).get("/p/noord/").content.decode()
    Park.objects.filter(pk=cast.noord.pk).update(outline=None)
    assert "drawing-ground-plan" not in login(cast.bram).get("/p/noord/").content.decode()
