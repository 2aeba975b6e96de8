"""Where an opportunity comes from: an idea, an activity, a match or a proposal."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from collective.choices import IdeaStage
from collective.models import Activity, Idea, IdeaCarrier
from core.park_context import park_context
from parks.choices import Helix, Release
from parks.models import Park
from realisation.choices import (
    DisclosureStep,
    ListingKind,
    ListingSide,
    MatchState,
    PartOutcome,
    ProposalState,
    Willingness,
)
from realisation.models import (
    Introduction,
    Listing,
    Match,
    MatchingRun,
    Opportunity,
    Proposal,
    ProposalPart,
    ProposalPlot,
)
from tests.factories.world import World
from tests.realisation.opportunity_steps import TYPED, again, at, made, text, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
MOMENT = dt.datetime(2026, 4, 1, 14, tzinfo=dt.UTC)


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def begin(client: Client, **query: Any) -> Opportunity:
    """Send the form that begins so, and return what was made."""
    before = _all()
    (key, value), *_ = query.items()
    answer = client.post(f"{at('opportunity_add')}?{key}={value}", TYPED)
    assert answer.status_code == 302
    (new,) = _all() - before
    return new


def _all() -> set[Opportunity]:
    from parks.models import Park as Parks

    with park_context(Parks.objects.get(slug="noord").pk):
        return set(Opportunity.objects.filter(park__slug="noord").defer("area"))


def names(row: Opportunity) -> dict[str, bool]:
    with park_context(row.park_id):
        return dict(row.parties.order_by("name").values_list("name", "named"))


def listing(park: Park, side: ListingSide, name: str, **changed: Any) -> Listing:
    defaults: dict[str, Any] = {
        "side": side,
        "kind": ListingKind.LAND,
        "title": f"Grond van {name}",
        "name": name,
        "willingness": Willingness.WILLING,
        "expires_on": dt.date(2099, 1, 1),
        "released_to": Release.COMPANY,
    }
    row: Listing = made(Listing, park, **(defaults | changed))
    return row


def match(park: Park, **changed: Any) -> Match:
    demand = listing(park, ListingSide.DEMAND, "Vrager", **changed)
    supply = listing(park, ListingSide.SUPPLY, "Aanbieder", **changed)
    row: Match = made(
        Match, park, demand=demand, supply=supply, state=MatchState.CONFIRMED, score=80
    )
    return row


def test_an_idea_that_was_handed_over_brings_who_carries_it(client: Client, noord: Park) -> None:
    idea = made(Idea, noord, title="Waterdak", stage=IdeaStage.HANDED_OVER, next_step="Rekenen")
    made(IdeaCarrier, noord, idea=idea, name="Waterschap", helix=Helix.GOVERNMENT, how="betaalt")
    start = f"{at('opportunity_add')}?idee={idea.pk}"
    assert start in text(client.get(f"/p/noord/samenwerking/ideeen/{idea.pk}/"))
    form = words(client.get(start))
    assert 'value="Waterdak"' in form
    assert "Waterschap" in form
    assert f"?idee={idea.pk}" in text(client.get(at("opportunity_add")))
    row = begin(client, idee=idea.pk)
    assert row.idea_id == idea.pk
    assert names(row) == {"Waterschap": True}
    assert "Waterdak" in words(client.get(at("opportunity", row.pk)))
    assert f"?idee={idea.pk}" not in text(client.get(at("opportunity_add")))


def test_an_idea_on_its_way_is_not_ready(client: Client, noord: Park) -> None:
    idea = made(Idea, noord, title="Waterdak", stage=IdeaStage.AGREED)
    assert client.get(f"{at('opportunity_add')}?idee={idea.pk}").status_code == 404


def test_an_activity_brings_its_outcome(client: Client, noord: Park) -> None:
    held = made(
        Activity,
        noord,
        title="Ontbijt",
        outcome="Twee bakkers willen warmte delen.",
        starts_at=MOMENT,
        ends_at=MOMENT + dt.timedelta(hours=1),
    )
    assert "Twee bakkers" in words(client.get(f"{at('opportunity_add')}?activiteit={held.pk}"))
    assert begin(client, activiteit=held.pk).activity_id == held.pk


def test_a_match_brings_both_parties_and_keeps_them_unnamed(client: Client, noord: Park) -> None:
    pair = match(noord)
    form = words(client.get(f"{at('opportunity_add')}?match={pair.pk}"))
    assert "ziet alleen de parkmanager deze kans" in form
    row = begin(client, match=pair.pk)
    assert (row.match_id, names(row)) == (pair.pk, {"Aanbieder": False, "Vrager": False})


def test_who_met_by_name_is_named_to_the_other_alone(client: Client, noord: Park) -> None:
    pair = match(noord)
    made(
        Introduction,
        noord,
        match=pair,
        step=DisclosureStep.NAMED,
        demand_text="x",
        supply_text="y",
    )
    assert names(begin(client, match=pair.pk)) == {"Aanbieder": False, "Vrager": False}


def test_who_told_all_members_may_be_named(client: Client, noord: Park) -> None:
    pair = match(noord, released_to=Release.MEMBERS)
    assert names(begin(client, match=pair.pk)) == {"Aanbieder": True, "Vrager": True}


def test_a_dismissed_match_begins_nothing(client: Client, noord: Park) -> None:
    pair = match(noord)
    with park_context(noord.pk):
        Match.objects.filter(pk=pair.pk).update(state=MatchState.DISMISSED, reason="Te ver.")
    assert client.get(f"{at('opportunity_add')}?match={pair.pk}").status_code == 404


def test_a_match_that_the_team_may_not_see_begins_nothing(
    noord: Park, login: Login, tess: User
) -> None:
    pair = match(noord)
    assert login(tess).get(f"{at('opportunity_add')}?match={pair.pk}").status_code == 404


def test_a_proposal_brings_who_takes_part_and_is_adopted(
    client: Client, noord: Park, anna: User, world: World
) -> None:
    run = made(MatchingRun, noord, requested_by=anna)
    proposal = made(Proposal, noord, run=run, rank=1, value=2, bound=2)
    listings = {
        outcome: listing(noord, ListingSide.DEMAND, f"Partij {outcome}")
        for outcome in (PartOutcome.MET, PartOutcome.COOPERATES, PartOutcome.UNMET)
    }
    parts = [
        made(ProposalPart, noord, proposal=proposal, listing=each, outcome=outcome)
        for outcome, each in listings.items()
    ]
    made(ProposalPlot, noord, part=parts[0], plot=world.terrain.plot, gets=True)
    row = begin(client, voorstel=proposal.pk)
    assert set(names(row)) == {"Partij met", "Partij cooperates"}
    assert again(proposal).state == ProposalState.ADOPTED
    with park_context(noord.pk):
        assert row.plots.get().plot_id == world.terrain.plot.pk


@pytest.mark.parametrize("key", ["match", "voorstel", "idee", "activiteit", "maatregel"])
@pytest.mark.parametrize("value", ["onzin", "00000000-0000-4000-8000-000000000000"])
def test_what_does_not_exist_begins_nothing(client: Client, key: str, value: str) -> None:
    assert client.get(f"{at('opportunity_add')}?{key}={value}").status_code == 404


def test_what_another_park_owns_begins_nothing(client: Client, zuid: Park) -> None:
    idea = made(Idea, zuid, title="Van de buren", stage=IdeaStage.HANDED_OVER)
    assert client.get(f"{at('opportunity_add')}?idee={idea.pk}").status_code == 404
