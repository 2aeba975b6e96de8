"""How an opportunity goes on, back, out and in again, and what each state asks."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.models import AuditEntry, Park
from realisation.choices import OpportunityState, Willingness
from tests.realisation.opportunity_steps import (
    DAY,
    TYPED,
    WHY,
    again,
    at,
    exists,
    opportunity,
    party,
    post,
    text,
    whole,
    words,
)

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def test_it_begins_as_an_idea(client: Client) -> None:
    page = words(client.post(at("opportunity_add"), TYPED, follow=True))
    assert "De kans staat op het bord, als idee." in page
    assert "Voor “kans” is nog nodig" in page


@pytest.mark.parametrize(
    ("parties", "what", "missing"),
    [
        ([], "Warmte", "nog geen twee partijen mee."),
        ([Willingness.DECIDED], "Warmte", "nog geen twee partijen mee, maar één"),
        ([Willingness.EXPLORING] * 2, "Warmte", "Geen enkele partij is al bereid"),
        ([Willingness.WILLING, Willingness.NONE], " ", "wat de kans inhoudt"),
    ],
)
def test_going_on_names_what_is_missing(
    client: Client, noord: Park, parties: list[Willingness], what: str, missing: str
) -> None:
    made = opportunity(noord, what=what)
    for number, willingness in enumerate(parties):
        party(made, f"Partij {number}", willingness=willingness)
    answer = post(client, "opportunity_forward", made, WHY)
    assert answer.status_code == 422
    assert missing in words(answer)
    assert again(made).state == OpportunityState.IDEA


@pytest.mark.parametrize("willingness", [Willingness.WILLING, Willingness.DECIDED])
def test_two_parties_of_whom_one_invests_make_it_an_opportunity(
    client: Client, noord: Park, willingness: Willingness
) -> None:
    made = opportunity(noord)
    party(made, "Een", willingness=willingness)
    party(made, "Twee", willingness=Willingness.NONE)
    post(client, "opportunity_forward", made, WHY)
    assert (again(made).state, again(made).state_reason) == ("opportunity", WHY["reason"])


def test_who_left_does_not_count(client: Client, noord: Park) -> None:
    made = opportunity(noord)
    party(made, "Een")
    party(made, "Twee", left_on=DAY, left_reason="Verhuisd.")
    assert post(client, "opportunity_forward", made, WHY).status_code == 422


def test_it_goes_through_all_states_and_back(client: Client, noord: Park) -> None:
    made = whole(noord)
    for state in ("opportunity", "working", "case", "agreed", "realised"):
        post(client, "opportunity_forward", made, WHY)
        assert again(made).state == state
    assert post(client, "opportunity_forward", made, WHY).status_code == 422
    post(client, "opportunity_back", made, {"reason": "Nog niet klaar."})
    assert again(made).state == OpportunityState.AGREED
    history = text(client.get(at("opportunity_history", made.pk)))
    assert "Nog niet klaar." in history


def test_nothing_lies_before_an_idea(client: Client, noord: Park) -> None:
    made = whole(noord)
    assert post(client, "opportunity_back", made, WHY).status_code == 422
    assert post(client, "opportunity_forward", made, {"reason": " "}).status_code == 422


def test_what_lapses_keeps_why_and_what_it_taught(client: Client, noord: Park) -> None:
    made = whole(noord, state=OpportunityState.WORKING)
    assert post(client, "opportunity_lapse", made, {"reason": ""}).status_code == 422
    typed = {"reason": "Het net is vol.", "learned": "Vraag eerst de netbeheerder."}
    page = words(post(client, "opportunity_lapse", made, typed))
    assert "Het net is vol." in page
    assert "Restwarmte" not in words(client.get(at("opportunities")))
    lessons = words(client.get(at("opportunity_lessons")))
    assert "Het net is vol." in lessons
    assert "Vraag eerst de netbeheerder." in lessons
    assert post(client, "opportunity_lapse", made, typed).status_code == 422
    assert post(client, "opportunity_forward", made, WHY).status_code == 422


def test_what_is_taken_up_again_begins_as_an_idea(client: Client, noord: Park) -> None:
    made = whole(
        noord, state=OpportunityState.LAPSED, state_reason="Net vol.", learned="Vraag eerder."
    )
    assert post(client, "opportunity_revive", made, {"reason": ""}).status_code == 422
    post(client, "opportunity_revive", made, {"reason": "Het net is verzwaard."})
    assert again(made).state == OpportunityState.IDEA
    assert again(made).learned == "Vraag eerder."
    assert post(client, "opportunity_revive", made, WHY).status_code == 422


def test_it_becomes_an_idea_again_when_too_few_parties_stay(client: Client, noord: Park) -> None:
    made = opportunity(noord, state=OpportunityState.CASE)
    one, two = party(made, "Geheime gast"), party(made, "Twee")
    leaving = {"left_on": "2026-05-01", "reason": "Te duur voor ons."}
    page = words(post(client, "opportunity_party_leave", one, leaving))
    assert "is weer een idee" in page
    stored = again(made)
    assert stored.state == OpportunityState.IDEA
    assert "Geheime gast" not in stored.state_reason
    assert exists(two)


def test_less_willingness_makes_it_an_idea_again(client: Client, noord: Park) -> None:
    made = opportunity(noord, state=OpportunityState.WORKING)
    invests = party(made, "Een")
    party(made, "Twee", willingness=Willingness.EXPLORING)
    typed = {"name": "Een", "helix": "company", "role": "joins", "named": "on"}
    post(client, "opportunity_party_edit", invests, typed | {"willingness": "exploring"})
    assert again(made).state == OpportunityState.IDEA


def test_what_is_realised_stays_so_when_a_party_leaves(client: Client, noord: Park) -> None:
    made = opportunity(noord, state=OpportunityState.REALISED)
    one = party(made, "Een")
    post(client, "opportunity_party_leave", one, {"left_on": "2026-05-01", "reason": "Klaar."})
    assert again(made).state == OpportunityState.REALISED


def test_what_goes_on_stays_concrete(client: Client, noord: Park) -> None:
    made = whole(noord, state=OpportunityState.OPPORTUNITY)
    answer = post(client, "opportunity_edit", made, TYPED | {"what": " "})
    assert answer.status_code == 422
    assert "Laat staan waar het concreet om gaat." in words(answer)


def test_the_manager_alone_removes_after_being_asked(
    client: Client, noord: Park, tess: User, login: Login
) -> None:
    made = whole(noord)
    assert login(tess).get(at("opportunity_delete", made.pk)).status_code == 403
    assert "Kans verwijderen?" in text(client.get(at("opportunity_delete", made.pk)))
    assert exists(made)
    client.post(at("opportunity_delete", made.pk))
    assert not exists(made)
    with park_context(noord.pk):
        assert AuditEntry.objects.filter(object_label__contains="Restwarmte").exists()
