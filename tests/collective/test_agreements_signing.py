"""Where an agreement stands: what signing asks, and what a signed agreement refuses."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from collective.choices import AgreementState, CommitmentState
from collective.models import Agreement
from collective.queries.agreements import agreement_cards, agreement_facts, silent_sides
from core.park_context import park_context
from knowledge.choices import Side
from knowledge.loader import agreement_templates
from parks.choices import Audience, Helix
from parks.models import Park
from tests.collective.agreement_steps import (
    LONG_AGO,
    SIGNED,
    again,
    agreement,
    at,
    commitment,
    exists,
    party,
    post,
    text,
    words,
)

Login = Callable[[User], Client]


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def ready(park: Park, **changed: object) -> Agreement:
    """Make an agreement that can be signed: two parties, and both sides give something."""
    made = agreement(park, **changed)
    party(made)
    party(made, name="Gemeente", helix=Helix.GOVERNMENT)
    commitment(park, agreement=made)
    commitment(park, agreement=made, name="Gemeente", helix=Helix.GOVERNMENT)
    return made


def test_an_agreement_is_signed_when_all_signed_and_both_sides_give(
    client: Client, noord: Park
) -> None:
    made = ready(noord)
    assert "De afspraak is ondertekend." in text(post(client, "agreement_sign", made))
    assert again(made).state == AgreementState.SIGNED


def test_signing_names_who_has_not_signed(client: Client, noord: Park) -> None:
    made = ready(noord)
    party(made, name="Waterschap", helix=Helix.GOVERNMENT, signed_on=None)
    party(made, name="Bank", signed_on=None)
    answer = post(client, "agreement_sign", made)
    assert answer.status_code == 422
    assert "Nog niet ondertekend: Bank, Waterschap." in text(answer)
    assert again(made).state == AgreementState.DRAFT
    assert "Nog niet ondertekend: Bank, Waterschap." in text(
        client.get(at("agreement_detail", made.pk))
    )


def test_one_party_makes_no_agreement(client: Client, noord: Park) -> None:
    made = agreement(noord, remark="Gaat alleen over kennis.")
    assert "U hebt nog geen." in text(post(client, "agreement_sign", made))
    party(made)
    assert "U hebt er nu één." in text(post(client, "agreement_sign", made))


@pytest.mark.parametrize(
    ("gives", "said"),
    [
        ([Helix.COMPANY], "De overheid geeft nog niets."),
        ([Helix.GOVERNMENT], "De ondernemers geven nog niets."),
        ([Helix.KNOWLEDGE], "De ondernemers en de overheid geven nog niets."),
    ],
)
def test_commitment_goes_two_ways(
    client: Client, noord: Park, gives: list[Helix], said: str
) -> None:
    made = agreement(noord)
    party(made)
    party(made, name="Gemeente", helix=Helix.GOVERNMENT)
    for helix in gives:
        commitment(noord, agreement=made, helix=helix)
    assert said in text(post(client, "agreement_sign", made))


def test_a_remark_says_why_one_side_gives_nothing(client: Client, noord: Park) -> None:
    made = agreement(noord, remark="De gemeente volgt in 2027.")
    party(made)
    party(made, name="Gemeente", helix=Helix.GOVERNMENT)
    post(client, "agreement_sign", made)
    assert again(made).state == AgreementState.SIGNED
    page = words(client.get(at("agreement_detail", made.pk)))
    assert "Nog geen toezegging van de ondernemers en van de overheid." in page
    assert "De gemeente volgt in 2027." in page


def test_what_was_dropped_gives_nothing(client: Client, noord: Park) -> None:
    made = ready(noord)
    with park_context(noord.pk):
        made.commitments.filter(helix=Helix.GOVERNMENT).update(
            state=CommitmentState.DROPPED, settled_on=SIGNED, dropped_reason="geen budget"
        )
    assert "De overheid geeft nog niets." in text(post(client, "agreement_sign", made))


def test_other_readers_hear_only_of_what_is_shared_with_them(
    noord: Park, login: Login, bram: User
) -> None:
    made = agreement(noord)
    commitment(noord, agreement=made, helix=Helix.GOVERNMENT, audience=Audience.TEAM)
    page = words(login(bram).get(at("agreement_detail", made.pk)))
    assert "Er is met u nog geen toezegging gedeeld van de ondernemers en van de overheid." in page


def test_a_signed_agreement_keeps_its_signatures(client: Client, noord: Park) -> None:
    made = ready(noord, state=AgreementState.SIGNED)
    with park_context(noord.pk):
        signed = made.parties.get(name="Gemeente")
    typed = {"name": "Gemeente", "helix": "government", "signed_on": ""}
    answer = post(client, "agreement_party_edit", signed, typed)
    assert answer.status_code == 422
    assert "zet de afspraak eerst terug in voorbereiding" in words(answer)
    assert again(signed).signed_on == SIGNED
    gone = post(client, "agreement_party_delete", signed)
    assert gone.status_code == 422
    assert exists(signed)


def test_who_joins_a_signed_agreement_has_signed(client: Client, noord: Park) -> None:
    made = ready(noord, state=AgreementState.SIGNED)
    typed = {"name": "Bank", "helix": "company"}
    refused = client.post(at("agreement_party_add", made.pk), typed)
    assert refused.status_code == 422
    assert "vul in wanneer deze partij tekende" in words(refused)
    joined = typed | {"signed_on": "2026-06-01"}
    assert "Bank is partij" in text(post(client, "agreement_party_add", made, joined))


def test_a_signed_agreement_ends_and_comes_back(client: Client, noord: Park) -> None:
    made = ready(noord, state=AgreementState.SIGNED)
    assert "Afspraak afgelopen?" in text(client.get(at("agreement_end", made.pk)))
    post(client, "agreement_end", made)
    assert again(made).state == AgreementState.ENDED
    assert post(client, "agreement_drop", made, {"reason": "te laat"}).status_code == 422
    post(client, "agreement_reopen", made)
    assert again(made).state == AgreementState.DRAFT
    assert post(client, "agreement_reopen", made).status_code == 422
    assert post(client, "agreement_end", made).status_code == 422


def test_dropping_asks_why_and_shows_it(client: Client, noord: Park) -> None:
    made = agreement(noord)
    assert post(client, "agreement_drop", made, {"reason": " "}).status_code == 422
    page = text(post(client, "agreement_drop", made, {"reason": "Te weinig deelnemers."}))
    assert "Te weinig deelnemers." in page
    assert post(client, "agreement_sign", made).status_code == 422
    post(client, "agreement_reopen", made)
    assert again(made).dropped_reason == ""


def test_only_the_team_changes_where_an_agreement_stands(
    noord: Park, login: Login, bram: User, dina: User
) -> None:
    made = ready(noord)
    for who in (bram, dina):
        for name in ("agreement_sign", "agreement_drop", "agreement_party_add"):
            assert login(who).post(at(name, made.pk)).status_code == 403


def test_sides_that_give_nothing_are_found() -> None:
    assert silent_sides([]) == (Side.BUSINESS, Side.PUBLIC)
    assert silent_sides(["company", "society"]) == (Side.PUBLIC,)
    assert silent_sides(["company", "government"]) == ()


def test_a_report_tells_of_what_stands_and_is_meant_for_its_readers(noord: Park) -> None:
    ready(noord, title="Voor leden", state=AgreementState.SIGNED)
    agreement(noord, title="Concept")
    agreement(noord, title="Intern", state=AgreementState.SIGNED, audience=Audience.TEAM)
    with park_context(noord.pk):
        cards = agreement_cards(
            park_id=noord.pk, audiences=Audience.at_least(Audience.MEMBERS), today=SIGNED
        )
    assert [card.title for card in cards] == ["Voor leden"]
    assert cards[0].parties == ("Gemeente", "Vereniging")


def test_facts_count_what_the_readers_may_see(noord: Park) -> None:
    ready(noord, state=AgreementState.SIGNED, ends_on=LONG_AGO)
    agreement(noord, audience=Audience.TEAM)
    commitment(noord, due_on=LONG_AGO)
    commitment(noord, due_on=LONG_AGO, audience=Audience.TEAM)
    with park_context(noord.pk):
        facts = {
            audience: agreement_facts(
                park_id=noord.pk, audiences=Audience.at_least(audience), today=SIGNED
            )
            for audience in (Audience.TEAM, Audience.MEMBERS)
        }
    team, members = facts[Audience.TEAM], facts[Audience.MEMBERS]
    assert (team.signed, team.ending, team.late_commitments) == (1, 1, 2)
    assert (members.signed, members.ending, members.late_commitments) == (1, 1, 1)


def test_each_kind_of_agreement_has_a_template() -> None:
    from collective.choices import AgreementKind

    assert set(agreement_templates()) == set(AgreementKind.values)
    assert all(3 <= len(item.asks) <= 7 for item in agreement_templates().values())
