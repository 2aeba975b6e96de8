"""An opportunity is made of a proposal whole, once, and only of what still is as it was found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DataError
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.models import Park, Plot
from realisation.choices import ProposalState
from realisation.models import Listing, MatchingRun, Opportunity, Proposal
from realisation.services.opportunities import CameFrom, NewParty, create_opportunity
from realisation.services.proposals import ALREADY, DISMISSED, GONE, OUTDATED
from tests.factories.parks import EstablishmentFactory
from tests.realisation.ageing import an_hour_passes
from tests.realisation.opportunity_steps import TYPED
from tests.realisation.rollepaal_site import (
    LONG_PAST,
    UNWILLING,
    WITHDRAWN,
    change,
    rollepaal,
    searched,
)
from tests.realisation.trading import again, at, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
TITLE = "Twee hectare voor de slachterij"


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
    with park_context(noord.pk):
        return Proposal.objects.get(run=run, rank=1)


def adopt(client: Client, proposal: Proposal) -> Any:
    address = f"{at('opportunity_add')}?voorstel={proposal.pk}"
    return client.post(address, TYPED | {"title": TITLE, "audience": "team"})


def made_of(proposal: Proposal) -> list[Opportunity]:
    with park_context(proposal.park_id):
        return list(Opportunity.objects.filter(proposal=proposal))


def refused(client: Client, proposal: Proposal, why: str) -> str:
    answer = adopt(client, proposal)
    page = words(answer)
    assert answer.status_code == 422
    assert why in page
    assert f'value="{TITLE}"' in page
    assert not made_of(proposal)
    return page


def test_what_is_adopted_has_all_parties_and_plots(client: Client, proposal: Proposal) -> None:
    assert adopt(client, proposal).status_code == 302
    [row] = made_of(proposal)
    with park_context(proposal.park_id):
        names = set(row.parties.values_list("name", flat=True))
        plots = set(row.plots.values_list("plot__name", flat=True))
    assert names == {"Plukon", "Wavin", "gemeente Hardenberg"}
    assert plots == {"Toegangsweg", "Wehkamp noord", "Wavin rand", "Wehkamp strook"}
    assert again(proposal).state == ProposalState.ADOPTED


@pytest.mark.parametrize("change_to", [WITHDRAWN, UNWILLING, LONG_PAST])
@pytest.mark.parametrize("who", ["wavin", "road", "plukon"])
def test_what_a_party_no_longer_wants_is_not_adopted_and_nobody_is_named(
    client: Client,
    proposal: Proposal,
    wishes: dict[str, Listing],
    who: str,
    change_to: dict[str, Any],
) -> None:
    change(wishes[who], **change_to)
    page = refused(client, proposal, GONE)
    for secret in ("Wavin", "Plukon", "gemeente Hardenberg", wishes[who].title):
        assert secret not in page
    assert again(proposal).state == ProposalState.OPEN


def test_a_company_that_left_is_not_adopted(
    client: Client, proposal: Proposal, wishes: dict[str, Listing]
) -> None:
    with park_context(proposal.park_id):
        company = wishes["wavin"].establishment
        assert company is not None
        company.left_on = LONG_PAST["expires_on"]
        company.save(update_fields=["left_on"])
    refused(client, proposal, GONE)


@pytest.mark.parametrize(
    "edit", [{"area_min_m2": 23_000}, {"establishment": None, "name": "Een ander"}]
)
def test_what_was_edited_or_changed_hands_is_not_adopted(
    client: Client, proposal: Proposal, wishes: dict[str, Listing], edit: dict[str, Any]
) -> None:
    change(wishes["plukon"], **edit)
    refused(client, proposal, OUTDATED)
    assert again(proposal).state == ProposalState.OPEN
    start = f"{at('opportunity_add')}?voorstel={proposal.pk}"
    answer = client.get(start, follow=True)
    assert answer.redirect_chain[-1][0] == at("proposal", proposal.pk)
    assert OUTDATED in words(answer)


def test_a_plot_given_to_another_is_not_adopted(
    client: Client, proposal: Proposal, noord: Park
) -> None:
    with park_context(noord.pk):
        plot = Plot.objects.in_park(noord.pk).get(name="Wehkamp noord")
        company = EstablishmentFactory(park=noord)
        plot.occupations.create(park=noord, establishment=company)
    refused(client, proposal, OUTDATED)


def test_it_is_adopted_once(client: Client, proposal: Proposal) -> None:
    assert adopt(client, proposal).status_code == 302
    answer = adopt(client, proposal)
    assert answer.status_code == 422
    assert ALREADY in words(answer)
    assert len(made_of(proposal)) == 1


def test_what_was_dismissed_must_be_taken_back_first(client: Client, proposal: Proposal) -> None:
    client.post(at("proposal_dismiss", proposal.pk), {"reason": "Te duur."})
    refused(client, proposal, DISMISSED)
    client.post(at("proposal_reopen", proposal.pk))
    assert adopt(client, proposal).status_code == 302


def test_a_wrong_form_adopts_nothing(client: Client, proposal: Proposal) -> None:
    answer = client.post(f"{at('opportunity_add')}?voorstel={proposal.pk}", {"title": TITLE})
    assert answer.status_code == 422
    assert again(proposal).state == ProposalState.OPEN
    assert not made_of(proposal)


def test_what_breaks_halfway_leaves_nothing_behind(proposal: Proposal, noord: Park) -> None:
    endless = NewParty(name="x" * 1_000)
    with park_context(noord.pk), pytest.raises(DataError):
        create_opportunity(
            park=noord,
            typed={"title": TITLE},
            parties=[endless],
            came_from=CameFrom(proposal=proposal),
        )
    assert not made_of(proposal)
    assert again(proposal).state == ProposalState.OPEN


def test_the_team_cannot_adopt_what_it_may_not_see(
    proposal: Proposal, tess: User, login: Login
) -> None:
    assert adopt(login(tess), proposal).status_code == 404
    assert not made_of(proposal)
