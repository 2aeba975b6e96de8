"""Introductions: both say yes at each step, and what each side reads until then."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.models import AuditEntry, ContactPerson, Park
from realisation.choices import DisclosureStep, ListingSide
from realisation.models import Introduction, IntroductionAnswer, Listing
from realisation.services.listings import withdraw_listing
from realisation.services.matches import ask_both
from tests.realisation.trading import PAST, again, at, company_of, listing, words

pytestmark = pytest.mark.usefixtures("standing")

Login = Callable[[User], Client]
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
STOPPED = "Deze kennismaking is gestopt."


@pytest.fixture
def both(noord: Park, bram: User, carla: User) -> tuple[Listing, Listing]:
    return (
        listing(
            noord, DEMAND, company_of(noord, bram), title="Vraag van Bram",
            description="Toelichting van Bram",
        ),
        listing(
            noord, SUPPLY, company_of(noord, carla), title="Aanbod van Carla",
            description="Toelichting van Carla",
        ),
    )  # fmt: skip


@pytest.fixture
def started(noord: Park, both: tuple[Listing, Listing], anna: User) -> Introduction:
    with park_context(noord.pk, user_id=anna.pk):
        return ask_both(demand=both[0], supply=both[1], by=anna, now=NOW, today=NOW.date())


def answer(client: Client, row: Introduction, side: str, said: str) -> Any:
    return client.post(at("introduction_answer", row.pk, side), {"answer": said}, follow=True)


def page(client: Client, row: Introduction) -> str:
    return main_of(client.get(at("introduction", row.pk)))


def main_of(answer: Any) -> str:
    """Return a page from its main part on: above that stands a token that always differs."""
    text = words(answer)
    return text[text.index("<main") :]


def test_a_blind_side_reads_only_the_text(
    started: Introduction, login: Login, bram: User, carla: User
) -> None:
    assert "Een bedrijf op dit terrein biedt warmte" in page(login(bram), started)
    assert "Een bedrijf op dit terrein zoekt warmte" in page(login(carla), started)
    assert "van Carla" not in page(login(bram), started)
    assert "van Bram" not in page(login(carla), started)


def test_nobody_else_has_the_page(
    started: Introduction, login: Login, tess: User, dina: User, anna: User
) -> None:
    for user in (tess, dina):
        client = login(user)
        assert client.get(at("introduction", started.pk)).status_code == 404
        assert client.get(at("introduction_answer", started.pk, "demand")).status_code == 404
        assert "biedt warmte" not in words(client.get(at("introductions")))
    assert "Vraag van Bram" in page(login(anna), started)


def test_a_side_answers_for_itself_alone(started: Introduction, login: Login, bram: User) -> None:
    client = login(bram)
    assert answer(client, started, "supply", "ja").status_code == 404
    assert client.get(at("introduction_answer", started.pk, "onzin")).status_code == 404
    assert answer(client, started, "demand", "misschien").status_code == 422
    assert client.get(at("introduction_stop", started.pk)).status_code == 403


def test_it_goes_a_step_further_only_when_both_said_yes(
    started: Introduction, login: Login, bram: User, carla: User
) -> None:
    one, other = login(bram), login(carla)
    answer(one, started, "demand", "ja")
    assert again(started).step == DisclosureStep.BLIND
    assert "Dit wacht op antwoord." in page(one, started)
    answer(other, started, "supply", "ja")
    assert again(started).step == DisclosureStep.INTEREST
    assert "Aanbod van Carla" in page(one, started)
    assert "Toelichting van Carla" in page(one, started)
    assert "Vraag van Bram" in page(other, started)
    assert str(company_of(started.park, carla)) not in page(one, started)
    answer(other, started, "supply", "ja")
    assert str(company_of(started.park, bram)) not in page(other, started)
    answer(one, started, "demand", "ja")
    assert again(started).step == DisclosureStep.NAMED
    assert str(company_of(started.park, carla)) in page(one, started)
    assert "carla@example.test" in page(one, started)
    assert str(company_of(started.park, bram)) in page(other, started)
    assert answer(one, started, "demand", "nee").status_code == 422


def test_contact_persons_are_shown_as_far_as_their_company_shares_them(
    started: Introduction, login: Login, bram: User, carla: User
) -> None:
    company = company_of(started.park, carla)
    with park_context(started.park_id):
        for name, audience in (("Voor leden", "members"), ("Voor het team", "team")):
            ContactPerson.objects.create(
                park=started.park, establishment=company, name=name, audience=audience
            )
        Introduction.objects.filter(pk=started.pk).update(step=DisclosureStep.NAMED)
    text = page(login(bram), started)
    assert "Voor leden" in text
    assert "Voor het team" not in text


def test_whether_the_other_said_yes_is_not_to_be_read(
    started: Introduction, login: Login, bram: User, carla: User
) -> None:
    client = login(bram)
    before = page(client, started), main_of(client.get(at("introductions")))
    answer(login(carla), started, "supply", "ja")
    assert (page(client, started), main_of(client.get(at("introductions")))) == before


def stop_by(how: str, started: Introduction, clients: dict[str, Client]) -> None:
    """End an introduction to which Bram said yes, in one of the ways it can end."""
    supply_id = started.match.supply_id
    with park_context(started.park_id):
        supply = Listing.objects.get(pk=supply_id)
    if how == "no":
        answer(clients["carla"], started, "supply", "nee")
    elif how == "manager":
        clients["anna"].post(at("introduction_stop", started.pk))
    elif how == "on behalf":
        answer(clients["anna"], started, "supply", "nee")
    elif how == "withdrawn":
        clients["carla"].post(at("listing_withdraw", supply_id), {"reason": "Niet meer nodig"})
    else:
        with park_context(started.park_id):
            if how == "expired":
                Listing.objects.filter(pk=supply_id).update(expires_on=PAST)
            elif how == "unwilling":
                Listing.objects.filter(pk=supply_id).update(willingness="none")
            else:
                supply.establishment.left_on = PAST
                supply.establishment.save()


def test_however_it_ends_the_other_side_reads_the_same(
    both: tuple[Listing, Listing],
    started: Introduction,
    login: Login,
    bram: User,
    carla: User,
    anna: User,
) -> None:
    clients = {"bram": login(bram), "carla": login(carla), "anna": login(anna)}
    answer(clients["bram"], started, "demand", "ja")
    read = set()
    for how in ("no", "manager", "on behalf", "withdrawn", "expired", "unwilling", "left"):
        with transaction.atomic():
            stop_by(how, started, clients)
            text = page(clients["bram"], started)
            assert STOPPED in text, how
            assert "biedt warmte" not in text, how
            read.add((text, main_of(clients["bram"].get(at("introductions")))))
            refused = answer(clients["bram"], started, "demand", "ja")
            assert refused.status_code == 422, how
            assert STOPPED in words(refused), how
            transaction.set_rollback(True)
    assert len(read) == 1


@pytest.mark.parametrize("step", list(DisclosureStep))
def test_a_withdrawal_takes_all_of_the_other_side_away(
    step: DisclosureStep, started: Introduction, login: Login, bram: User, carla: User
) -> None:
    with park_context(started.park_id, user_id=carla.pk):
        Introduction.objects.filter(pk=started.pk).update(step=step)
        supply = Listing.objects.get(pk=started.match.supply_id)
        withdraw_listing(listing=supply, reason="Geheime reden", now=NOW, today=NOW.date())
    text = page(login(bram), started)
    assert STOPPED in text
    for secret in ("van Carla", str(company_of(started.park, carla)), "Geheime reden"):
        assert secret not in text
    assert again(started).ended_at is not None


def test_who_knows_each_other_keeps_that_when_the_wish_is_met(
    started: Introduction, login: Login, bram: User, carla: User
) -> None:
    with park_context(started.park_id):
        Introduction.objects.filter(pk=started.pk).update(step=DisclosureStep.NAMED)
        Listing.objects.filter(pk=started.match.supply_id).update(state="met")
    assert str(company_of(started.park, carla)) in page(login(bram), started)


def test_a_side_answers_once_per_step(started: Introduction, login: Login, bram: User) -> None:
    client = login(bram)
    answer(client, started, "demand", "ja")
    refused = answer(client, started, "demand", "nee")
    assert refused.status_code == 422
    assert "al geantwoord" in words(refused)
    assert again(started).ended_at is None


def test_the_manager_answers_on_behalf_and_every_answer_is_logged(
    noord: Park, started: Introduction, login: Login, anna: User, bram: User
) -> None:
    answer(login(anna), started, "supply", "ja")
    answer(login(bram), started, "demand", "ja")
    with park_context(noord.pk):
        answers = IntroductionAnswer.objects.filter(introduction=started)
        assert {(it.side, it.on_behalf, it.answered_by_id) for it in answers} == {
            ("supply", True, anna.pk),
            ("demand", False, bram.pk),
        }
        entries = AuditEntry.objects.filter(object_id=str(started.pk))
        assert {(it.actor_id, it.detail["namens"]) for it in entries} == {
            (anna.pk, True),
            (bram.pk, False),
        }
        assert {it.object_label for it in entries} == {"kennismaking"}
    assert "(namens de partij)" in page(login(anna), started)


def test_a_party_without_members_is_put_in_touch_by_the_manager(
    noord: Park, login: Login, bram: User, anna: User
) -> None:
    demand = listing(noord, DEMAND, company_of(noord, bram))
    supply = listing(noord, SUPPLY, name="Gemeente", helix="government")
    with park_context(noord.pk, user_id=anna.pk):
        row = ask_both(demand=demand, supply=supply, by=anna, now=NOW, today=NOW.date())
    assert "Een partij biedt warmte" in page(login(bram), row)
    for _ in range(2):
        answer(login(anna), row, "supply", "ja")
        answer(login(bram), row, "demand", "ja")
    text = page(login(bram), row)
    assert "Gemeente" in text
    assert "De parkmanager brengt u met elkaar in contact." in text


def test_the_list_of_a_member_holds_hers_alone_and_teaches_when_empty(
    started: Introduction, login: Login, bram: User, tess: User, anna: User
) -> None:
    assert "uw antwoord gevraagd" in words(login(bram).get(at("introductions"))).lower()
    assert "Nog geen kennismakingen" in words(login(tess).get(at("introductions")))
    everything = words(login(anna).get(at("introductions")))
    assert "Vraag van Bram" in everything
    assert "Aanbod van Carla" in everything


def test_ten_times_as_many_introductions_ask_no_query_more(
    noord: Park, login: Login, bram: User, anna: User
) -> None:
    def fill(many: int) -> None:
        for number in range(many):
            demand = listing(noord, DEMAND, company_of(noord, bram), title=f"Vraag {number}")
            supply = listing(noord, SUPPLY, name=f"Partij {many} {number}")
            with park_context(noord.pk, user_id=anna.pk):
                made = ask_both(demand=demand, supply=supply, by=anna, now=NOW, today=NOW.date())
                step = list(DisclosureStep)[number % 3]
                Introduction.objects.filter(pk=made.pk).update(step=step)

    def queries(client: Client) -> int:
        with CaptureQueriesContext(connection) as counted:
            client.get(at("introductions"))
        return len(counted)

    clients = login(bram), login(anna)
    fill(3)
    few = [queries(client) for client in clients]
    fill(18)
    assert [queries(client) for client in clients] == few


def test_each_step_mails_both_the_same_words_and_an_end_mails_nobody(
    noord: Park,
    both: tuple[Listing, Listing],
    login: Login,
    anna: User,
    bram: User,
    carla: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def told(act: Callable[[], object]) -> list[tuple[str, str]]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return sorted((each.to[0], f"{each.subject} {each.body}") for each in mail.outbox)

    started = told(lambda: login(anna).post(at("match_ask", both[0].pk, both[1].pk)))
    with park_context(noord.pk):
        row = Introduction.objects.get(match__demand=both[0])
    assert [to for to, _ in started] == ["bram@example.test", "carla@example.test"]
    assert started[0][1] == started[1][1]
    assert "warmte" not in started[0][1]
    assert told(lambda: answer(login(bram), row, "demand", "ja")) == []
    assert told(lambda: answer(login(carla), row, "supply", "ja")) == started
    assert told(lambda: answer(login(carla), row, "supply", "nee")) == []
