"""Who sells a plot takes part in the proposal that gives it away, and can stop it."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.choices import Helix
from parks.models import Park, Plot
from realisation.choices import ListingSide
from realisation.models import Listing, Proposal
from tests.realisation.rollepaal_site import WITHDRAWN, change, rollepaal, searched
from tests.realisation.trading import at, land, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def sale(noord: Park) -> Listing:
    """A developer from elsewhere sells the largest vacant plot of the site."""
    rollepaal(noord)
    with park_context(noord.pk):
        ground = Plot.objects.get(name="Wehkamp noord")
    offer: Listing = land(
        noord,
        ListingSide.SUPPLY,
        name="ontwikkelaar van het terrein",
        helix=Helix.COMPANY,
        title="Leeg terrein te koop",
        plot=ground,
        area_min_m2=None,
        area_max_m2=None,
    )
    return offer


@pytest.fixture
def proposal(sale: Listing, noord: Park, anna: User) -> Proposal:
    run = searched(noord, anna)
    with park_context(noord.pk):
        return Proposal.objects.get(run=run, rank=1)


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def test_the_seller_stands_among_the_parties_and_not_in_the_steps(
    client: Client, proposal: Proposal
) -> None:
    page = words(client.get(at("proposal", proposal.pk)))
    steps, parties = page.split('id="parties-title"', 1)
    assert "Ontwikkelaar van het terrein" not in steps
    assert "Ontwikkelaar van het terrein" in parties
    assert "Werkt mee: Plukon krijgt daardoor Wehkamp noord" in parties
    assert "Wat als Ontwikkelaar van het terrein zich terugtrekt?" in parties


def test_a_seller_who_withdraws_takes_the_whole_proposal_along(
    client: Client, proposal: Proposal, sale: Listing
) -> None:
    change(sale, **WITHDRAWN)
    page = words(client.get(at("proposal", proposal.pk)))
    assert "niet meer uitvoerbaar" in page
    assert "Plukon" not in page


def test_what_breaks_without_the_seller_is_worked_out(
    client: Client, proposal: Proposal, sale: Listing
) -> None:
    page = words(client.get(at("proposal", proposal.pk), {"zonder": str(sale.pk)}))
    told = page.split('id="zonder"', 1)[1].split("</section>", 1)[0]
    assert "Plukon: Twee hectare naast de slachterij" in told


def test_the_seller_becomes_a_party_of_the_opportunity(client: Client, proposal: Proposal) -> None:
    page = words(client.get(f"{at('opportunity_add')}?voorstel={proposal.pk}"))
    assert "ntwikkelaar van het terrein" in page
