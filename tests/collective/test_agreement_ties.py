"""A party may be tied to a stakeholder: the team sees it, and nobody else can tell."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from collective.models import Stakeholder
from core.park_context import park_context
from parks.choices import Audience, Helix
from parks.models import Park
from tests.collective.agreement_steps import (
    again,
    agreement,
    at,
    carrier,
    commitment,
    idea,
    party,
    post,
    text,
)

Login = Callable[[User], Client]


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def stakeholder(park: Park, **changed: Any) -> Stakeholder:
    with park_context(park.pk):
        made: Stakeholder = Stakeholder.objects.create(
            park=park, name="Geheime financier", helix=Helix.COMPANY, **changed
        )
        return made


def tied(park: Park) -> list[Any]:
    """Make a party, a commitment and a carrier that are tied to a stakeholder of the team."""
    who = stakeholder(park, audience=Audience.TEAM)
    bears = carrier(idea(park), "Een bank")
    with park_context(park.pk):
        type(bears).objects.filter(pk=bears.pk).update(stakeholder=who)
    return [
        party(agreement(park), name="Een bank", stakeholder=who),
        commitment(park, name="Een bank", stakeholder=who),
        bears,
    ]


@pytest.mark.parametrize("who", ["bram", "dina"])
def test_other_readers_can_not_tell_who_is_tied_to_whom(
    noord: Park, login: Login, request: pytest.FixtureRequest, client: Client, who: str
) -> None:
    one, gives, bears = tied(noord)
    pages = [
        at("agreement_detail", one.agreement_id),
        at("commitment_detail", gives.pk),
        at("idea_detail", bears.idea_id),
        at("commitment_parties"),
    ]
    reader = login(request.getfixturevalue(who))
    before = [anonymous(text(reader.get(page))) for page in pages]
    assert all("Een bank" in page for page in before)
    assert not any("belanghebbende<" in page or "Geheime" in page for page in before)
    with park_context(noord.pk):
        for row in (one, gives, bears):
            type(row).objects.filter(pk=row.pk).update(stakeholder=None)
    assert [anonymous(text(reader.get(page))) for page in pages] == before


def anonymous(page: str) -> str:
    """Return the lines of a page without those with a token, which differ each time."""
    return "\n".join(line for line in page.splitlines() if "oken" not in line)


def test_the_team_goes_from_a_party_to_the_stakeholder(client: Client, noord: Park) -> None:
    one, _, bears = tied(noord)
    link = at("stakeholder_detail", one.stakeholder_id)
    assert link in text(client.get(at("agreement_detail", one.agreement_id)))
    assert link in text(client.get(at("idea_detail", bears.idea_id)))


def test_a_stakeholder_of_another_park_is_no_choice(
    client: Client, noord: Park, zuid: Park
) -> None:
    foreign = stakeholder(zuid, audience=Audience.PUBLIC)
    made = agreement(noord)
    typed = {"name": "Bank", "helix": "company", "stakeholder": str(foreign.pk)}
    answer = client.post(at("agreement_party_add", made.pk), typed)
    assert answer.status_code == 422
    assert "id_stakeholder_error" in text(answer)


def test_a_tie_outlives_that_the_stakeholder_left(client: Client, noord: Park) -> None:
    one = party(agreement(noord), stakeholder=stakeholder(noord, left_on="2026-01-01"))
    typed = {
        "name": "Nieuwe naam",
        "helix": "company",
        "signed_on": "2026-05-01",
        "stakeholder": str(one.stakeholder_id),
    }
    post(client, "agreement_party_edit", one, typed)
    assert again(one).name == "Nieuwe naam"
    assert again(one).stakeholder_id == one.stakeholder_id
