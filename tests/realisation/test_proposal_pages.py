"""A proposal told, and gone from every page the moment that a party of it withdraws."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.models import AuditEntry, Park, Plot
from realisation.choices import ListingSide, Manner, ProposalState
from realisation.models import Listing, MatchingRun, Opportunity, Proposal
from realisation.queries import proposal_without
from tests.factories.parks import EstablishmentFactory
from tests.factories.world import World
from tests.realisation.rollepaal_site import (
    LONG_PAST,
    UNWILLING,
    WITHDRAWN,
    change,
    rollepaal,
    searched,
)
from tests.realisation.trading import again, at, land, plot, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
STEPS = (
    "Wavin ruilt Wavin rand (0,32 ha) tegen Wehkamp strook (0,33 ha).",
    "Gemeente Hardenberg verlegt Toegangsweg (0,30 ha) naar Wavin rand (0,32 ha).",
    "Plukon breidt uit op Toegangsweg en Wehkamp noord (samen 2,10 ha).",
)


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def wishes(noord: Park) -> dict[str, Listing]:
    return rollepaal(noord)


@pytest.fixture
def run(wishes: dict[str, Listing], noord: Park, anna: User) -> MatchingRun:
    return searched(noord, anna)


@pytest.fixture
def proposal(run: MatchingRun, noord: Park) -> Proposal:
    with park_context(noord.pk):
        return Proposal.objects.get(run=run, rank=1)


def test_the_chain_is_told_in_order(client: Client, proposal: Proposal) -> None:
    page = words(client.get(at("proposal", proposal.pk)))
    places = [page.index(f"<strong>{step}</strong>") for step in STEPS]
    assert places == sorted(places)
    assert "Wens: Twee hectare naast de slachterij" in page
    assert "Werkt mee: Gemeente Hardenberg krijgt daardoor Wavin rand" in page
    assert "Dit is bewezen het beste" in page
    assert "drawing-move-plan" in page
    assert "Wat als Wavin zich terugtrekt?" in page
    assert f"?voorstel={proposal.pk}" in page


def test_a_round_tells_its_proposals_apart_by_who_gets_what(
    client: Client, run: MatchingRun
) -> None:
    page = words(client.get(at("run", run.pk)))
    assert "Plukon krijgt Toegangsweg + Wehkamp noord" in page
    assert "Wavin krijgt Wehkamp strook" in page


def test_what_breaks_without_a_party_is_worked_out(
    client: Client, proposal: Proposal, wishes: dict[str, Listing]
) -> None:
    page = words(client.get(at("proposal", proposal.pk), {"zonder": str(wishes["wavin"].pk)}))
    told = page.split('id="zonder"', 1)[1].split("</section>", 1)[0]
    assert "niet meer uitkomen" in told
    assert "Plukon: Twee hectare naast de slachterij" in told
    for nobody in ("", "onzin", str(proposal.pk)):
        answer = client.get(at("proposal", proposal.pk), {"zonder": nobody})
        assert answer.status_code == 200
        assert 'id="zonder"' not in words(answer)


def gone_from(page: str) -> None:
    for secret in ("Wavin", "Rand ruilen", "Plukon", "Twee hectare"):
        assert secret not in page


@pytest.mark.parametrize("change_to", [WITHDRAWN, UNWILLING, LONG_PAST])
def test_a_proposal_with_a_party_that_stopped_tells_nothing_any_more(
    client: Client,
    proposal: Proposal,
    run: MatchingRun,
    wishes: dict[str, Listing],
    change_to: dict[str, Any],
) -> None:
    assert "Wavin" in words(client.get(at("run", run.pk)))
    change(wishes["wavin"], **change_to)
    page = words(client.get(at("proposal", proposal.pk), {"zonder": str(wishes["wavin"].pk)}))
    assert "niet meer uitvoerbaar" in page
    gone_from(page)
    listed = words(client.get(at("run", run.pk)))
    assert "niet meer uitvoerbaar" in listed
    gone_from(listed)
    assert "voorstel=" not in page
    start = f"{at('opportunity_add')}?voorstel={proposal.pk}"
    assert client.get(start)["Location"] == at("proposal", proposal.pk)
    answer = client.post(start, {"title": "Toch"})
    assert answer.status_code == 422
    gone_from(words(answer))


def test_withdrawing_on_its_own_page_is_enough(
    client: Client, proposal: Proposal, wishes: dict[str, Listing]
) -> None:
    client.post(at("listing_withdraw", wishes["wavin"].pk), {"reason": "Gaat niet door."})
    assert again(wishes["wavin"]).state == "withdrawn"
    gone_from(words(client.get(at("proposal", proposal.pk))))


def test_a_removed_listing_or_plot_ends_a_proposal_too(
    client: Client, proposal: Proposal, wishes: dict[str, Listing], noord: Park
) -> None:
    with park_context(noord.pk):
        Plot.objects.filter(name="Wehkamp noord").delete()
    gone_from(words(client.get(at("proposal", proposal.pk))))


def test_a_removed_listing_ends_a_proposal(
    client: Client, proposal: Proposal, wishes: dict[str, Listing], noord: Park
) -> None:
    with park_context(noord.pk):
        wishes["wavin"].delete()
    page = words(client.get(at("proposal", proposal.pk)))
    assert "niet meer uitvoerbaar" in page
    gone_from(page)


def test_a_wish_that_was_not_needed_only_leaves_the_list(
    client: Client, noord: Park, anna: User, wishes: dict[str, Listing]
) -> None:
    huge = land(
        noord,
        DEMAND,
        EstablishmentFactory(park=noord, name="Reus"),
        title="Honderd hectare",
        area_min_m2=1_000_000,
        area_max_m2=2_000_000,
    )
    run = searched(noord, anna)
    with park_context(noord.pk):
        found = Proposal.objects.get(run=run, rank=1)
    page = words(client.get(at("proposal", found.pk)))
    assert "Op het hele terrein is geen kavel" in page.split("Honderd hectare", 1)[1]
    change(huge, **WITHDRAWN)
    page = words(client.get(at("proposal", found.pk)))
    assert "Honderd hectare" not in page
    assert "Reus" not in page
    assert STEPS[0] in page


def test_a_proposal_becomes_an_opportunity(client: Client, proposal: Proposal, noord: Park) -> None:
    start = f"{at('opportunity_add')}?voorstel={proposal.pk}"
    typed = client.get(start).context["form"].initial
    sent = {key: value for key, value in typed.items() if value is not None}
    answer = client.post(start, {**sent, "theme": "energy", "audience": "team"})
    assert answer.status_code == 302
    assert again(proposal).state == ProposalState.ADOPTED
    with park_context(noord.pk):
        made = Opportunity.objects.get(proposal=proposal)
    page = words(client.get(at("proposal", proposal.pk)))
    assert at("opportunity", made.pk) in page
    assert "voorstel=" not in page
    assert client.post(at("proposal_dismiss", proposal.pk), {"reason": "Nee"}).status_code == 422


def test_a_proposal_is_dismissed_with_a_reason_and_taken_back(
    client: Client, proposal: Proposal, noord: Park
) -> None:
    address = at("proposal_dismiss", proposal.pk)
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Te duur."}).status_code == 302
    row = again(proposal)
    assert (row.state, row.reason) == (ProposalState.DISMISSED, "Te duur.")
    assert "Te duur." in words(client.get(at("proposal", proposal.pk)))
    with park_context(noord.pk):
        assert AuditEntry.objects.filter(object_id=str(proposal.pk)).exists()
    history = words(client.get(at("proposal_history", proposal.pk)))
    assert "Te duur." in history
    assert client.post(at("proposal_reopen", proposal.pk)).status_code == 302
    assert again(proposal).state == ProposalState.OPEN
    client.post(at("proposal_reopen", proposal.pk))
    assert again(proposal).state == ProposalState.OPEN


def test_only_the_manager_reads_proposals(
    noord: Park, proposal: Proposal, tess: User, bram: User, dina: User, login: Login
) -> None:
    for who in (tess, bram, dina):
        client = login(who)
        for name in ("proposal", "proposal_dismiss", "proposal_history"):
            assert client.get(at(name, proposal.pk)).status_code == 403


def test_a_proposal_of_another_park_is_not_there(client: Client, their_world: World) -> None:
    theirs = their_world.realised.proposal.pk
    unused = client.get(at("proposal", "00000000-0000-4000-8000-000000000000"))
    found = client.get(at("proposal", theirs))
    assert found.status_code == unused.status_code == 404
    other = reverse("realisation:proposal", args=["zuid", theirs])
    assert client.get(other).status_code == 404


def test_what_cannot_be_worked_out_in_time_says_so(
    client: Client,
    proposal: Proposal,
    wishes: dict[str, Listing],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proposal_without, "LIMIT_S", -1.0)
    page = words(client.get(at("proposal", proposal.pk), {"zonder": str(wishes["wavin"].pk)}))
    told = page.split('id="zonder"', 1)[1].split("</section>", 1)[0]
    assert "niet binnen enkele seconden met zekerheid uit te rekenen" in told
    assert "punten" not in told


def test_the_queries_do_not_grow_with_the_parts(
    client: Client, noord: Park, anna: User, wishes: dict[str, Listing]
) -> None:
    def queries() -> int:
        run = searched(noord, anna)
        with park_context(noord.pk):
            found = Proposal.objects.get(run=run, rank=1)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(at("proposal", found.pk)).status_code == 200
        return len(counted)

    few = queries()
    for number in range(15):
        plot(noord, 10 + number, state="offered")
        land(
            noord,
            DEMAND,
            EstablishmentFactory(park=noord),
            title=f"Halve hectare {number}",
            manner=Manner.SETTLE,
            area_min_m2=4_000,
            area_max_m2=6_000,
        )
    assert queries() == few
