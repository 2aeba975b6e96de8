"""A proposal of which the input was edited says so, says what, and offers to search again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.models import Occupation, Park, Plot
from realisation.choices import ListingSide, RunKind
from realisation.models import Listing, MatchingRun, Proposal
from tests.factories.parks import EstablishmentFactory
from tests.realisation.ageing import an_hour_passes
from tests.realisation.rollepaal_site import change, rollepaal, searched
from tests.realisation.trading import at, land, listing, plot, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
ADOPT = "Maak er een kans van"


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def wishes(noord: Park) -> dict[str, Listing]:
    return rollepaal(noord)


@pytest.fixture
def run(wishes: dict[str, Listing], noord: Park, anna: User) -> MatchingRun:
    made = searched(noord, anna)
    an_hour_passes(noord, made)
    return made


@pytest.fixture
def proposal(run: MatchingRun, noord: Park) -> Proposal:
    return best(noord, run)


def best(park: Park, run: MatchingRun) -> Proposal:
    with park_context(park.pk):
        return Proposal.objects.get(run=run, rank=1)


def test_as_long_as_nothing_is_edited_it_is_not_outdated(
    client: Client, proposal: Proposal
) -> None:
    page = words(client.get(at("proposal", proposal.pk)))
    assert "verouderd" not in page
    assert ADOPT in page


@pytest.mark.parametrize(
    ("who", "edit", "said"),
    [
        ("plukon", {"area_min_m2": 22_000}, "ten minste m² was 20.000 en is nu 22.000"),
        ("plukon", {"urgency": 1}, "hoe dringend was 5 en is nu 1"),
        ("plukon", {"willingness": "decided"}, "investeringsbereidheid was"),
        ("wavin", {"features": []}, "kenmerken was"),
        ("road", {"name": "Rijkswaterstaat"}, "andere partij was gemeente Hardenberg"),
        ("wavin", {"plot": None}, "kavel is gewijzigd"),
    ],
)
def test_an_edited_wish_makes_it_outdated_and_says_what_changed(
    client: Client,
    proposal: Proposal,
    run: MatchingRun,
    wishes: dict[str, Listing],
    who: str,
    edit: dict[str, Any],
    said: str,
) -> None:
    change(wishes[who], **edit)
    page = words(client.get(at("proposal", proposal.pk)))
    assert "Dit voorstel is verouderd" in page
    assert f"<strong>{wishes[who].title}</strong>: {said}" in page
    assert ADOPT not in page
    assert "erouderd" in words(client.get(at("run", run.pk)))
    assert "erouderd" in words(client.get(at("runs")))


def test_another_owner_of_a_wish_is_told_without_a_name(
    client: Client, proposal: Proposal, wishes: dict[str, Listing], noord: Park
) -> None:
    stranger = EstablishmentFactory(park=noord, name="Vreemdeling")
    change(wishes["wavin"], establishment=stranger)
    told = words(client.get(at("proposal", proposal.pk))).split("is verouderd", 1)[1]
    assert "bedrijf is gewijzigd" in told.split("</ul>", 1)[0]
    assert "Vreemdeling" not in told.split("</ul>", 1)[0]


def test_a_text_that_does_not_count_makes_nothing_outdated(
    client: Client, proposal: Proposal, wishes: dict[str, Listing]
) -> None:
    change(wishes["plukon"], title="Ruimte gezocht", description="Liefst snel.", price_eur_m2=90)
    page = words(client.get(at("proposal", proposal.pk)))
    assert "verouderd" not in page
    assert "Ruimte gezocht" in page


def test_an_edited_plot_makes_it_outdated(client: Client, proposal: Proposal, noord: Park) -> None:
    with park_context(noord.pk):
        row = Plot.objects.get(name="Wehkamp noord")
        west, south, east, north = row.geometry.extent
        smaller = Polygon.from_bbox((west, south, east, north - 5))
        row.geometry, row.state = MultiPolygon(smaller, srid=28992), "reserved"
        row.save(update_fields=["geometry", "state"])
    page = words(client.get(at("proposal", proposal.pk)))
    told = page.split("<strong>Wehkamp noord</strong>", 1)[1].split("</li>", 1)[0]
    assert "stand was" in told
    assert "grens is gewijzigd" in told


def test_a_plot_that_another_uses_or_owns_makes_it_outdated(
    client: Client, proposal: Proposal, noord: Park
) -> None:
    with park_context(noord.pk):
        row = Plot.objects.get(name="Wehkamp strook")
        company = EstablishmentFactory(park=noord, name="Vreemdeling")
        Occupation.objects.create(park=noord, plot=row, establishment=company)
    page = words(client.get(at("proposal", proposal.pk)))
    assert "<strong>Wehkamp strook</strong>: gebruik of eigendom is gewijzigd." in page
    assert "Vreemdeling" not in page


def test_what_else_came_since_is_counted_and_leaves_it_usable(
    client: Client, proposal: Proposal, noord: Park
) -> None:
    land(noord, DEMAND, EstablishmentFactory(park=noord), title="Nieuw hier")
    page = words(client.get(at("proposal", proposal.pk)))
    assert "Er is 1 andere vraag of aanbod bijgekomen of gewijzigd" in page
    assert "verouderd" not in page
    assert ADOPT in page
    assert "Nieuw hier" not in page


def test_one_button_searches_again(
    client: Client, proposal: Proposal, wishes: dict[str, Listing]
) -> None:
    change(wishes["plukon"], area_min_m2=22_000)
    page = words(client.get(at("proposal", proposal.pk)))
    form = page.split("is verouderd", 1)[1].split("<form", 1)[1].split("</form>", 1)[0]
    assert f'action="{at("runs")}"' in form
    answer = client.post(at("runs"), {"kind": "space", "time_limit_s": "10"})
    assert answer.status_code == 302


def test_flows_are_outdated_by_another_quantity(client: Client, noord: Park, anna: User) -> None:
    giver, taker = EstablishmentFactory(park=noord), EstablishmentFactory(park=noord)
    plot(noord, 0, giver)
    plot(noord, 2, taker)
    source = listing(noord, SUPPLY, giver, quantity=100)
    listing(noord, DEMAND, taker, quantity=50, title="Warmte nodig")
    run = searched(noord, anna, RunKind.FLOWS)
    an_hour_passes(noord, run)
    page = at("proposal", best(noord, run).pk)
    assert "verouderd" not in words(client.get(page))
    change(source, quantity=40)
    assert "hoeveel was 100 en is nu 40" in words(client.get(page))


def test_the_queries_do_not_grow_with_the_edits(
    client: Client, proposal: Proposal, wishes: dict[str, Listing], noord: Park
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(at("proposal", proposal.pk)).status_code == 200
        return len(counted)

    few = queries()
    for area in range(20_100, 21_000, 100):
        change(wishes["plukon"], area_min_m2=area)
        change(wishes["wavin"], urgency=1 + area % 5)
    for place in range(10):
        land(noord, DEMAND, EstablishmentFactory(park=noord), title=f"Nieuw {place}")
    assert queries() == few
