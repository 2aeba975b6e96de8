"""Asking for access without an account: one answer for everybody."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.park_context import park_context
from parks.models import AccessRequest, Membership, Park
from parks.services.access_requests import erase_requests, notify_managers
from tests.cast import Cast
from tests.factories.parks import AccessRequestFactory, InvitationFactory, ParkFactory

ASK = "/toegang-vragen/"
FOR_NOORD = f"{ASK}terrein/noord/"
FORM = {
    "name": "Vera Vraagt",
    "email": "Vera@Example.test",
    "company": "Vera BV",
    "message": "Wij zitten\nop nummer 7.",
}


def asked(park: Park) -> list[AccessRequest]:
    with park_context(park.pk):
        return list(AccessRequest.objects.order_by("requested_at"))


def without_token(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": ?)"[^"]*"', "", page)


def test_the_way_to_it_stands_where_people_get_stuck(client: Client, cast: Cast) -> None:
    assert ASK in client.get("/account/login/").content.decode()
    assert ASK in client.get("/bestaat-niet/").content.decode()


def test_a_park_is_found_in_the_register_by_a_part_of_its_name(client: Client, cast: Cast) -> None:
    page = client.get(ASK, {"q": "park noo"}).content.decode()
    assert "/terrein/noord/" in page
    assert "Voorbeeldpark Zuid" not in page
    assert "geen terrein met deze naam" in client.get(ASK, {"q": "bestaat niet"}).content.decode()
    assert client.get(ASK, {"q": " "}).status_code == 422
    assert client.get(ASK, {"q": "nul\x00"}).status_code == 422


def test_a_search_shows_a_few_and_says_that_there_are_more(client: Client, cast: Cast) -> None:
    ParkFactory.create_batch(30)
    page = client.get(ASK, {"q": "voorbeeld"}).content.decode()
    assert page.count("/toegang-vragen/terrein/") == 20
    assert "Er zijn er meer" in page


@pytest.mark.parametrize("slug", ["bestaat-niet", "nul%00", "-1", "a'b"])
def test_a_park_that_is_not_in_the_register_is_not_found(
    client: Client, cast: Cast, slug: str
) -> None:
    assert client.get(f"{ASK}terrein/{slug}/").status_code == 404
    assert client.post(f"{ASK}terrein/{slug}/", FORM).status_code == 404


def test_a_request_is_stored_once_for_an_address_and_a_park(client: Client, cast: Cast) -> None:
    for name in ("Vera Vraagt", "Nog eens Vera"):
        answer = client.post(FOR_NOORD, FORM | {"name": name}, follow=True)
        assert "Uw verzoek is verstuurd" in answer.content.decode()
    (request,) = asked(cast.noord)
    assert (request.name, request.email) == ("Vera Vraagt", "vera@example.test")
    assert (request.company, request.message) == ("Vera BV", "Wij zitten\nop nummer 7.")
    client.post(f"{ASK}terrein/zuid/", FORM)
    assert len(asked(cast.zuid)) == 1


def test_whoever_asks_gets_the_same_answer_after_the_same_work(
    client: Client, cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    """A stranger, who belongs there, is invited or asked before; also where nobody reads it."""
    lonely = ParkFactory()
    InvitationFactory(park=cast.noord, email="genodigd@example.test")
    AccessRequestFactory(park=cast.noord, email="eerder@example.test")
    who = ("wie", "anna", "bram", "genodigd", "eerder", "chris")
    cases = [("noord", name) for name in who] + [(lonely.slug, "wie")]
    answers, bills = set(), set()
    for slug, name in cases:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(f"{ASK}terrein/{slug}/", FORM | {"email": f"{name}@example.test"})
        bills.add(tuple(re.sub(r"\W.*", "", query["sql"]) for query in queries.captured_queries))
        page = client.get(answer["Location"]).content.decode()
        answers.add((answer.status_code, answer["Location"], without_token(page)))
    assert len(answers) == 1
    assert len(bills) == 1
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("name", "nul\x00"),
        ("email", ""),
        ("email", "geen adres"),
        ("email", "a@b.test\nBcc: c@d.test"),
        ("company", "x" * 161),
        ("message", "x" * 1001),
    ],
)
def test_what_can_not_be_is_refused_at_its_field(
    client: Client, cast: Cast, field: str, value: str
) -> None:
    answer = client.post(FOR_NOORD, FORM | {field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert asked(cast.noord) == []


def test_asking_much_is_slowed_down_whoever_asks(client: Client, cast: Cast) -> None:
    cache.clear()
    statuses = [
        client.post(FOR_NOORD, FORM | {"email": f"v{n}@example.test"}).status_code
        for n in range(12)
    ]
    assert statuses == [302] * 10 + [429] * 2
    assert len(asked(cast.noord)) == 10


def test_a_form_without_its_token_against_forgery_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(FOR_NOORD, FORM).status_code == 403
    assert asked(cast.noord) == []


def test_managers_get_one_notice_a_day_that_names_nobody(
    cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    now = timezone.now()
    for _ in range(2):
        AccessRequestFactory(park=cast.noord, name="Vera Vraagt")
    assert notify_managers(now=now) == 1
    (mail,) = mailoutbox
    assert mail.to == ["anna@example.test"]
    assert mail.subject == "Verzoek om toegang tot Voorbeeldpark Noord"
    assert "2 nieuwe verzoeken" in mail.body
    assert "http://testserver/p/noord/mensen/verzoeken/" in mail.body
    for word in ("Vera", "vrager", "Vragend"):
        assert word not in mail.subject + str(mail.body)
    AccessRequestFactory(park=cast.noord)
    assert notify_managers(now=now + dt.timedelta(hours=23)) == 0
    assert notify_managers(now=now + dt.timedelta(hours=25)) == 1
    assert "één nieuw verzoek" in mailoutbox[1].body


def test_a_notice_that_could_not_be_sent_is_tried_again(
    cast: Cast, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    AccessRequestFactory(park=cast.noord)
    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert notify_managers(now=timezone.now()) == 0
    monkeypatch.undo()
    assert notify_managers(now=timezone.now()) == 1
    assert len(mailoutbox) == 1


def test_a_manager_who_left_is_told_nothing(cast: Cast, mailoutbox: list[EmailMessage]) -> None:
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=cast.anna).update(ended_on=dt.date(2026, 1, 2))
    AccessRequestFactory(park=cast.noord)
    notify_managers(now=timezone.now())
    assert mailoutbox == []


def test_after_sixty_days_nothing_is_left_of_a_request(cast: Cast) -> None:
    now = timezone.now()
    old = now - dt.timedelta(days=60, seconds=1)
    for park in (cast.noord, cast.zuid):
        AccessRequestFactory(park=park, requested_at=old)
        AccessRequestFactory(park=park, requested_at=old, decided_at=now, decided_by=cast.anna)
    AccessRequestFactory(park=cast.noord, requested_at=now - dt.timedelta(days=59))
    assert erase_requests(now=now) == 4
    assert len(asked(cast.noord)) == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_tables where tablename like '%accessrequest%'")
        assert cursor.fetchone() == (1,), "no history of it either"
