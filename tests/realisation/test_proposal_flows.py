"""A proposal for flows told: who feeds whom, what is short and why, what breaks without whom."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.models import Park
from realisation.choices import ListingSide, RunKind
from realisation.models import Listing, Proposal
from realisation.queries import proposal_flows_without
from tests.factories.parks import EstablishmentFactory
from tests.realisation.rollepaal_site import searched
from tests.realisation.trading import at, listing, plot, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def test_flows_are_told_with_what_is_too_little(client: Client, noord: Park, anna: User) -> None:
    giver = EstablishmentFactory(park=noord, name="Bakkerij")
    taker = EstablishmentFactory(park=noord, name="Wasserij")
    plot(noord, 0, giver)
    plot(noord, 2, taker)
    listing(noord, SUPPLY, giver, quantity=100, unit="mwh", per="month")
    listing(noord, DEMAND, taker, quantity=5_000, unit="gj", title="Warmte nodig")
    run = searched(noord, anna, RunKind.FLOWS)
    with park_context(noord.pk):
        found = Proposal.objects.get(run=run)
    page = words(client.get(at("proposal", found.pk)))
    assert "1.200 MWh per jaar" in page
    assert "100 m" in page
    assert "nog 680 GJ per jaar warmte te kort. Er is niet genoeg voor iedereen." in page
    assert "drawing-network" in page


def flows_of(park: Park, by: User) -> Proposal:
    """One who gives heat and two who need it, the nearest first."""
    for place, (name, side, quantity) in enumerate(
        [("Bakkerij", SUPPLY, 100), ("Wasserij", DEMAND, 60), ("Zwembad", DEMAND, 60)]
    ):
        company = EstablishmentFactory(park=park, name=name)
        plot(park, place, company)
        listing(park, side, company, quantity=quantity, title=f"Warmte {name}")
    run = searched(park, by, RunKind.FLOWS)
    with park_context(park.pk):
        return Proposal.objects.get(run=run)


def listing_titled(park: Park, title: str) -> Listing:
    with park_context(park.pk):
        return Listing.objects.get(title=title)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (
            "Bakkerij",
            ("Wasserij: Warmte Wasserij, 60 MWh per jaar minder", "40 MWh per jaar minder"),
        ),
        (
            "Wasserij",
            ("Bakkerij naar Wasserij: 60 MWh per jaar", "Warmte Zwembad, 20 MWh per jaar meer"),
        ),
        ("Zwembad", ("Bakkerij naar Zwembad: 40 MWh per jaar", "Geen andere partij krijgt dan")),
    ],
)
def test_what_breaks_in_flows_without_a_party_is_worked_out(
    client: Client, noord: Park, anna: User, who: str, said: tuple[str, ...]
) -> None:
    found = flows_of(noord, anna)
    page = words(client.get(at("proposal", found.pk)))
    assert f"Zonder {who}</a>" in page
    key = listing_titled(noord, f"Warmte {who}").pk
    page = words(client.get(at("proposal", found.pk), {"zonder": str(key)}))
    told = page.split('id="zonder"', 1)[1].split("</section>", 1)[0]
    for words_of_it in said:
        assert words_of_it in told


def test_why_a_flow_is_short_says_what_is_asked_and_names_nobody(
    client: Client, noord: Park, anna: User
) -> None:
    wrong: dict[str, dict[str, Any]] = {
        "Te koud": {"temperature_c": 90},
        "Niemand": {"subject": "co2", "unit": "tonne"},
    }
    source = EstablishmentFactory(park=noord, name="Bron")
    plot(noord, 0, source)
    listing(noord, SUPPLY, source, temperature_c=40)
    for place, (title, fields) in enumerate(wrong.items()):
        company = EstablishmentFactory(park=noord, name=f"Vrager {place}")
        plot(noord, place + 1, company)
        listing(noord, DEMAND, company, title=title, **fields)
    run = searched(noord, anna, RunKind.FLOWS)
    with park_context(noord.pk):
        found = Proposal.objects.get(run=run)
    page = words(client.get(at("proposal", found.pk)))
    assert "Gevraagd is ten minste 90 °C. Wat er is, haalt dat niet." in page
    assert "Niemand anders biedt dit aan." in page
    assert "Bron" not in page


def test_what_cannot_be_worked_out_in_time_says_so(
    client: Client, noord: Park, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposal_flows_without, "LIMIT_S", -1.0)
    found = flows_of(noord, anna)
    key = listing_titled(noord, "Warmte Wasserij").pk
    page = words(client.get(at("proposal", found.pk), {"zonder": str(key)}))
    assert "was niet binnen enkele seconden uit te rekenen" in page
