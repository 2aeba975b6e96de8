"""Searching the terrain, and who is shown what in every list of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Ownership, Park
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory, OrganisationFactory, PlotFactory
from tests.factories.world import World, fill
from tests.parks.terrain_steps import at, text

Login = Callable[[User], Client]
LISTS = ("home", "companies", "organisations", "plots")
SEARCHES = ("kanarie", "01234567", "000012345678", "vervaardiging", "kadaster", "straat")


@pytest.fixture
def world(cast: Cast) -> World:
    fill(cast.zuid, cast.chris)
    return fill(cast.noord, cast.anna)


def everything(client: Client) -> str:
    """Return every list and search of the terrain in one text."""
    asked = [at(name) for name in LISTS]
    asked += [f"{at('home')}?q={words}" for words in SEARCHES]
    asked += [f"{at(name)}?q={words}" for name in LISTS[1:] for words in SEARCHES]
    asked += [f"{at('companies')}?presence=alle&sector=C&helix=company"]
    return "".join(text(client.get(address)) for address in asked)


def test_it_finds_companies_and_plots_by_all_that_is_known_of_them(
    noord: Park, anna: User, login: Login
) -> None:
    organisation = OrganisationFactory(park=noord, name="Holding Nul", kvk_number="00000012")
    EstablishmentFactory(
        park=noord,
        organisation=organisation,
        name="Metaalbouw",
        number="000000000034",
        sbi_code="2511",
        street="Sluiskade",
        house_number="12",
    )
    PlotFactory(park=noord, name="Hoekkavel", cadastral_number="ABC00 K 77", street="Sluiskade")
    OrganisationFactory(park=noord, name="Belegger Ver Weg")
    client = login(anna)
    for words, found in {
        "metaal": "Metaalbouw",
        "holding": "Metaalbouw",
        "00000012": "Metaalbouw",
        "0034": "Metaalbouw",
        "constructiewerken": "Metaalbouw",
        "sluiskade 12 metaal": "Metaalbouw",
        "sluiskade": "Hoekkavel",
        "K 77": "Hoekkavel",
        "ver weg": "Belegger Ver Weg",
    }.items():
        page = text(client.get(at("home"), {"q": words}))
        assert f">{found}</a>" in page, words
        assert f'value="{words}"' in page
    assert "Niets gevonden" in text(client.get(at("home"), {"q": "sluiskade bestaatniet"}))


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", '"><script>', "\0", "a" * 5000])
def test_strange_words_are_only_words(noord: Park, anna: User, login: Login, words: str) -> None:
    PlotFactory(park=noord, name="Hoekkavel")
    page = login(anna).get(at("home"), {"q": words})
    assert page.status_code == 200
    assert "<script>" not in text(page).split("<main")[1]
    assert "Hoekkavel" not in text(page)


@pytest.mark.parametrize("who", ["bram", "carla", "dina"])
def test_who_is_not_of_the_team_finds_no_trace_of_what_is_for_the_team(
    world: World, cast: Cast, login: Login, who: str
) -> None:
    page = everything(login(getattr(cast, who)))
    assert "KANARIE-noord-vestiging-members" in page
    assert "KANARIE-noord-kavel-members" in page
    for hidden in ("vestiging-team", "kavel-team", "eigenaar", "notitie", "contact", "herkomst"):
        assert f"KANARIE-noord-{hidden}" not in page, hidden
    assert "KANARIE-zuid" not in page
    assert "opgegaan" not in page


def test_the_team_finds_all_of_its_own_park_and_nothing_of_another(
    world: World, cast: Cast, login: Login
) -> None:
    page = everything(login(cast.tess))
    for shown in ("vestiging-team", "kavel-team", "eigenaar-team"):
        assert f"KANARIE-noord-{shown}" in page, shown
    assert "KANARIE-zuid" not in page


@pytest.mark.parametrize("who", ["bram", "carla", "dina"])
def test_notes_and_contacts_of_the_team_are_on_no_page_of_what_is_shared(
    world: World, cast: Cast, login: Login, who: str
) -> None:
    client, terrain = login(getattr(cast, who)), world.terrain
    pages = "".join(
        text(client.get(at(name, row.pk)))
        for name, row in (
            ("establishment_detail", terrain.establishment),
            ("organisation_detail", terrain.organisation),
            ("plot_detail", terrain.plot),
        )
    )
    assert "KANARIE-noord-vestiging-members" in pages
    for hidden in ("notitie", "contact", "functie", "herkomst", "opgegaan"):
        assert f"KANARIE-noord-{hidden}" not in pages, hidden


def test_an_owner_who_is_for_the_team_does_not_show_at_a_shared_plot(
    world: World, cast: Cast, login: Login
) -> None:
    plot, owner = world.terrain.plot, world.terrain.owner
    with park_context(cast.noord.pk):
        Ownership.objects.create(park=cast.noord, plot=plot, organisation=owner)
    address = at("plot_detail", plot.pk)
    assert owner.name in text(login(cast.anna).get(address))
    assert owner.name not in text(login(cast.bram).get(address))
    assert owner.name not in text(login(cast.bram).get(at("plots")))


def test_a_number_of_a_hidden_organisation_finds_nothing_for_a_member(
    noord: Park, bram: User, anna: User, login: Login
) -> None:
    hidden = OrganisationFactory(park=noord, kvk_number="00009999", audience=Audience.TEAM)
    EstablishmentFactory(
        park=noord, organisation=hidden, name="Zichtbaar", audience=Audience.MEMBERS
    )
    address = f"{at('home')}?q=00009999"
    assert "Zichtbaar" in text(login(anna).get(address))
    assert "Zichtbaar" not in text(login(bram).get(address))
    assert "Zichtbaar" not in text(login(bram).get(f"{at('companies')}?helix=company"))


def test_the_empty_terrain_says_what_it_is_for(noord: Park, dina: User, login: Login) -> None:
    page = text(login(dina).get(at("home")))
    assert "Nog niets over dit terrein" in page
    assert "toevoegen" not in page


def test_kinds_of_business_come_as_a_page_and_as_options(
    noord: Park, bram: User, login: Login
) -> None:
    client, address = login(bram), at("sbi")
    assert "Metaalbewerking" not in text(client.get(address))
    assert "25.61" in text(client.get(address, {"sbi_code": "25.6"}))
    options = text(client.get(address, {"sbi_code": "metaal"}, headers={"HX-Request": "true"}))
    assert options.strip().startswith('<option value="')
    assert "<html" not in options
