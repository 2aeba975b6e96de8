"""Rounds: begin, seek and weigh, decide, and what each party must, may, wants and can."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from knowledge.realisation import principles
from parks.models import Membership, Park
from realisation.choices import OpportunityState, RoundStep
from realisation.models import Opportunity, Round, SelfAnalysis
from tests.realisation.opportunity_steps import (
    DAY,
    again,
    at,
    made,
    opportunity,
    party,
    post,
    text,
    turn,
    whole,
    words,
)

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
DECIDE = {"decided_by": "De drie partijen", "decided_on": "2026-05-01", "why": "De prijs klopt."}
STOP = DECIDE | {"decision": "no_go", "learned": "Reken eerder.", "may_lapse": "on"}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def rounds(of: Opportunity) -> list[Round]:
    with park_context(of.park_id):
        return list(Round.objects.filter(opportunity=of).order_by("number"))


def test_rounds_are_counted_and_one_is_open_at_a_time(client: Client, noord: Park) -> None:
    row = whole(noord)
    post(client, "opportunity_round_start", row, {"process_step": 3})
    twice = post(client, "opportunity_round_start", row, {"process_step": 3})
    assert twice.status_code == 422
    assert "Er loopt al een ronde." in words(twice)
    assert [each.number for each in rounds(row)] == [1]


def test_what_lapsed_begins_no_round(client: Client, noord: Park) -> None:
    row = whole(noord, state=OpportunityState.LAPSED, state_reason="Net vol.")
    assert post(client, "opportunity_round_start", row, {"process_step": 3}).status_code == 422


@pytest.mark.parametrize("step", range(1, 8))
def test_each_step_of_the_process_asks_its_own_questions(
    client: Client, noord: Park, step: int
) -> None:
    from knowledge.realisation import process_steps

    page = words(client.get(at("opportunity_round", turn(whole(noord), process_step=step).pk)))
    for question in process_steps()[step].questions:
        assert question.replace("'", "&#x27;") in page


@pytest.mark.parametrize("page", ["opportunity_round", "opportunity_round_edit"])
def test_each_guiding_principle_says_by_what_one_sees_it(
    client: Client, noord: Park, page: str
) -> None:
    shown = words(client.get(at(page, turn(whole(noord)).pk)))
    for principle in principles().values():
        assert all(sign.replace("'", "&#x27;") in shown for sign in principle.met)


def test_seeking_and_weighing_are_written_down(client: Client, noord: Park) -> None:
    row = turn(whole(noord))
    typed = {
        "process_step": 2,
        "step": "weigh",
        "found": "De leiding kost 80.000 euro.",
        "weighed": "Een batterij is duurder.",
        "principles": ["value", "interests"],
    }
    page = words(post(client, "opportunity_round_edit", row, typed))
    assert "Gidsprincipes: 2 van 6" in page
    assert "Een batterij is duurder." in page
    assert again(row).principles == ["interests", "value"]
    assert "80.000" in text(client.get(at("opportunity_round_history", row.pk)))
    late = client.post(at("opportunity_round_edit", row.pk), typed | {"found": "X", "version": 1})
    assert late.status_code == 409


def test_go_keeps_who_decided_when_and_why(client: Client, noord: Park) -> None:
    row = turn(whole(noord))
    page = words(post(client, "opportunity_round_decide", row, DECIDE | {"decision": "go"}))
    assert "De drie partijen" in page
    stored = again(row)
    assert (stored.decision, stored.why, stored.step) == ("go", DECIDE["why"], RoundStep.DECIDE)
    assert str(stored.decided_on) == "2026-05-01"


def test_stopping_asks_first_and_wants_the_lesson(client: Client, noord: Park) -> None:
    row = turn(whole(noord))
    bare = post(client, "opportunity_round_decide", row, DECIDE | {"decision": "no_go"})
    assert bare.status_code == 422
    assert "Vink aan dat u dat wilt." in words(bare)
    assert "Schrijf op wat u ervan leerde." in words(bare)
    assert again(row).decision == ""


def test_stopping_lets_it_lapse_and_keeps_what_was_learned(client: Client, noord: Park) -> None:
    row = turn(whole(noord, state=OpportunityState.WORKING))
    post(client, "opportunity_round_decide", row, STOP)
    lapsed = again(row.opportunity)
    assert (lapsed.state, lapsed.state_reason) == (OpportunityState.LAPSED, DECIDE["why"])
    assert "Reken eerder." in words(client.get(at("opportunity_lessons")))


def test_again_begins_the_next_round(client: Client, noord: Park) -> None:
    row = turn(whole(noord), process_step=2)
    page = words(post(client, "opportunity_round_decide", row, DECIDE | {"decision": "again"}))
    assert "Ronde 2" in page
    assert [(each.number, each.process_step) for each in rounds(row.opportunity)] == [
        (1, 2),
        (2, 2),
    ]


@pytest.mark.parametrize("missing", ["decided_by", "decided_on", "why", "decision"])
def test_a_decision_is_whole(client: Client, noord: Park, missing: str) -> None:
    row = turn(whole(noord))
    typed = {**DECIDE, "decision": "go", missing: ""}
    assert post(client, "opportunity_round_decide", row, typed).status_code == 422
    assert again(row).decision == ""


def test_a_decision_is_not_taken_tomorrow(client: Client, noord: Park) -> None:
    typed = DECIDE | {"decision": "go", "decided_on": "2999-01-01"}
    assert post(client, "opportunity_round_decide", turn(whole(noord)), typed).status_code == 422


def test_what_is_decided_stands(client: Client, noord: Park) -> None:
    row = turn(whole(noord))
    post(client, "opportunity_round_decide", row, DECIDE | {"decision": "go"})
    assert post(client, "opportunity_round_decide", row, STOP).status_code == 422
    page = words(client.get(at("opportunity_round_edit", row.pk), follow=True))
    assert "Over deze ronde is al besloten." in page
    assert again(row.opportunity).state == OpportunityState.IDEA


def test_who_typed_while_a_colleague_decided_keeps_the_text(client: Client, noord: Park) -> None:
    row = turn(whole(noord))
    typed = {
        "process_step": 3,
        "step": "weigh",
        "found": "De leiding is vol.",
        "weighed": "Batterij.",
    }
    post(client, "opportunity_round_decide", row, DECIDE | {"decision": "go"})
    late = post(client, "opportunity_round_edit", row, typed)
    assert late.status_code == 422
    page = words(late)
    assert "Over deze ronde is al besloten." in page
    assert "Kopieer wat u wilt bewaren." in page
    assert "De leiding is vol." in page
    assert "Batterij." in page
    stored = again(row)
    assert (stored.found, stored.weighed, stored.decision) == ("", "", "go")


def test_must_may_wants_and_can_per_party(client: Client, noord: Park) -> None:
    row = whole(noord)
    town = party(row, "Gemeente", helix="government")
    now = turn(row)
    where = at("opportunity_analysis", now.pk, town.pk)
    assert "besluiten" in text(client.get(where))  # the question of the public side
    typed = {"must": "Voor de zomer", "may": "Binnen het plan", "wants": "", "can": "Twee dagen"}
    assert "Voor de zomer" in words(client.post(where, typed, follow=True))
    late = client.post(where, typed | {"must": "Anders", "version": 0})
    assert late.status_code == 409
    client.post(where, typed | {"must": "Na de zomer", "version": 1})
    with park_context(noord.pk):
        made_one = SelfAnalysis.objects.get(round=now)
    assert made_one.must == "Na de zomer"
    history = text(client.get(at("opportunity_analysis_history", made_one.pk)))
    assert "Voor de zomer" in history


def test_the_party_must_be_of_the_same_opportunity(client: Client, noord: Park) -> None:
    stranger = party(opportunity(noord, title="Andere"))
    where = at("opportunity_analysis", turn(whole(noord)).pk, stranger.pk)
    assert client.get(where).status_code == 404


def test_readers_see_the_round_but_no_analysis(
    noord: Park, login: Login, bram: User, dina: User
) -> None:
    row = whole(noord)
    now = turn(row, found="Wat wij weten")
    about = party(row, "Derde")
    made(SelfAnalysis, noord, round=now, party=about, must="Vertrouwelijk moeten")
    for reader in (login(bram), login(dina)):
        page = words(reader.get(at("opportunity_round", now.pk)))
        assert "Wat wij weten" in page
        assert "Vertrouwelijk moeten" not in page
        assert "Moet, mag, wil en kan" not in page
        assert reader.get(at("opportunity_round_decide", now.pk)).status_code == 403
        assert reader.get(at("opportunity_analysis", now.pk, about.pk)).status_code == 403


def test_who_speaks_for_a_party_never_reads_its_analysis(
    noord: Park, login: Login, tess: User, bram: User
) -> None:
    with park_context(noord.pk):
        company = Membership.objects.get(user=bram).establishment
        Membership.objects.create(
            park=noord, user=tess, role="member", establishment=company, since=DAY
        )
    row = whole(noord)
    about = party(row, "Eigen bedrijf", establishment=company)
    now = turn(row)
    made_one = made(SelfAnalysis, noord, round=now, party=about, must="Vertrouwelijk moeten")
    team = login(tess)
    assert "Vertrouwelijk moeten" not in text(team.get(at("opportunity_round", now.pk)))
    assert team.get(at("opportunity_analysis", now.pk, about.pk)).status_code == 404
    assert team.get(at("opportunity_analysis_history", made_one.pk)).status_code == 404
    form = text(team.get(at("opportunity_party_edit", about.pk)))
    assert 'name="establishment"' not in form
