"""The links in mails work for anybody who has them, for one thing only, and tell nothing else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import ActivityState, MailKind, SignUpState
from collective.links import open_token, sign_up_token, stop_token
from collective.models import MailItem, MailStop, SignUp
from collective.services.sign_ups import KEPT
from collective.tasks import tell_of_own_sign_ups
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park
from tests.collective.activity_steps import activity_at, now_of, somebody, without_token

Login = Callable[[User], Client]


def address(sign_up: SignUp, slug: str = "noord") -> str:
    return f"/aanmelden/{slug}/{sign_up_token(sign_up)}/"


def test_looking_answers_nothing_and_the_button_does(noord: Park) -> None:
    guest = somebody(activity_at(noord, online_url="https://vergader.example/zaal"))
    client = Client()
    page = client.get(address(guest))
    assert page.status_code == 200
    assert guest.name in page.content.decode()
    assert "vergader.example" not in page.content.decode()
    assert now_of(guest).state == SignUpState.ASKED
    answer = client.post(address(guest), {"answer": "ja"}, follow=True)
    assert "U staat op de lijst." in answer.content.decode()
    assert "vergader.example" in answer.content.decode()
    assert now_of(guest).state == SignUpState.COMING


def test_the_pages_keep_their_token_to_themselves(noord: Park) -> None:
    guest = somebody(activity_at(noord))
    page = Client().get(address(guest))
    assert page["Referrer-Policy"] == "strict-origin"
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]


def test_all_links_that_do_not_work_look_the_same(noord: Park, zuid: Park) -> None:
    activity = activity_at(noord, audience=Audience.PUBLIC)
    guest = somebody(activity)
    gone = somebody(activity)
    dead = address(gone)
    with park_context(noord.pk):
        gone.delete()
    old = somebody(activity_at(noord, starts_at=timezone.now() - KEPT - dt.timedelta(days=2)))
    token = sign_up_token(guest)
    paths = (
        dead,
        address(old),
        address(guest, "zuid"),
        address(guest, "bestaat-niet"),
        f"/aanmelden/noord/{token[:-1]}/",
        f"/aanmelden/noord/{open_token(activity)}/",
        "/aanmelden/noord/onzin/",
        f"/meedoen/noord/{token}/",
        f"/afmelden/noord/{token}/",
    )
    answers = [Client().get(path) for path in paths]
    assert {each.status_code for each in answers} == {404}
    assert len({each.content for each in answers}) == 1


def test_a_link_of_an_activity_that_is_off_says_so_and_takes_no_answer(noord: Park) -> None:
    activity = activity_at(noord, state=ActivityState.CANCELLED, cancelled_reason="Storm op komst")
    guest = somebody(activity)
    assert "Storm op komst" in Client().get(address(guest)).content.decode()
    Client().post(address(guest), {"answer": "ja"})
    assert now_of(guest).state == SignUpState.ASKED


def test_nonsense_as_an_answer_is_refused(noord: Park) -> None:
    guest = somebody(activity_at(noord))
    assert Client().post(address(guest), {"answer": "misschien"}).status_code == 422


# The open link


@pytest.fixture
def mailed(monkeypatch: pytest.MonkeyPatch, noord: Park) -> Callable[[], list[str]]:
    """Do what a worker does and return whom it mailed."""

    def work() -> list[str]:
        mail.outbox.clear()
        tell_of_own_sign_ups(park_id=noord.pk)
        return [each.to[0] for each in mail.outbox]

    return work


def test_the_open_link_mails_a_link_and_takes_no_place_by_itself(
    noord: Park, mailed: Callable[[], list[str]]
) -> None:
    activity = activity_at(noord, audience=Audience.PUBLIC)
    path = f"/meedoen/noord/{open_token(activity)}/"
    client = Client()
    answer = client.post(path, {"name": "Gast", "email": "Gast@Example.test"}, follow=True)
    assert "Kijk in uw mail" in answer.content.decode()
    with park_context(noord.pk):
        guest = SignUp.objects.get()
    assert guest.state == SignUpState.ASKED
    assert mailed() == ["gast@example.test"]
    assert address(guest) in mail.outbox[0].body
    # Asking again within the hour mails nothing more, and looks the same.
    again = client.post(path, {"name": "Gast", "email": "gast@example.test"}, follow=True)
    assert without_token(again) == without_token(answer)
    assert mailed() == []


def test_the_open_link_does_not_tell_who_is_on_the_list(noord: Park) -> None:
    activity = activity_at(noord, audience=Audience.PUBLIC)
    known = somebody(activity, SignUpState.COMING)
    path = f"/meedoen/noord/{open_token(activity)}/"
    pages = [
        without_token(Client().post(path, {"name": "X", "email": email}, follow=True))
        for email in (known.email, "onbekend@example.test")
    ]
    assert pages[0] == pages[1]
    assert now_of(known).state == SignUpState.COMING


def test_there_is_no_open_link_to_what_is_not_public(noord: Park, anna: User, login: Login) -> None:
    closed = activity_at(noord)
    shared = activity_at(noord, audience=Audience.PUBLIC)
    assert Client().get(f"/meedoen/noord/{open_token(closed)}/").status_code == 404
    pages = [
        login(anna).get(f"/p/noord/samenwerking/activiteiten/{each.pk}/").content.decode()
        for each in (closed, shared)
    ]
    assert ["/meedoen/noord/" in page for page in pages] == [False, True]


def test_asking_a_place_needs_an_address(noord: Park) -> None:
    activity = activity_at(noord, audience=Audience.PUBLIC)
    path = f"/meedoen/noord/{open_token(activity)}/"
    answer = Client().post(path, {"name": "Gast", "email": "geen adres"})
    assert answer.status_code == 422
    assert 'value="geen adres"' in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": ActivityState.CANCELLED, "cancelled_reason": "Storm."}, "gaat niet door"),
        ({"starts_at": timezone.now() - dt.timedelta(days=2)}, "is geweest"),
    ],
    ids=["cancelled", "over"],
)
def test_who_asks_a_place_too_late_reads_why(
    noord: Park, fields: dict[str, object], said: str
) -> None:
    activity = activity_at(noord, audience=Audience.PUBLIC, **fields)
    path = f"/meedoen/noord/{open_token(activity)}/"
    answer = Client().post(path, {"name": "Gast", "email": "gast@example.test"}, follow=True)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "Kijk in uw mail" not in answer.content.decode()
    with park_context(noord.pk):
        assert not SignUp.objects.exists()


def test_who_asks_for_places_all_day_is_stopped(noord: Park) -> None:
    activity = activity_at(noord, audience=Audience.PUBLIC)
    path, client = f"/meedoen/noord/{open_token(activity)}/", Client()
    statuses = [
        client.post(path, {"name": "X", "email": f"x{number}@example.test"}).status_code
        for number in range(32)
    ]
    assert statuses == [302] * 30 + [429] * 2


# Stopping mail


def test_one_click_of_a_mail_program_stops_a_kind_and_leaves_the_others(noord: Park) -> None:
    guest = somebody(activity_at(noord))
    with park_context(noord.pk):
        for kind in (MailKind.ACTIVITIES, MailKind.REMINDERS):
            MailItem.objects.create(park=noord, sign_up=guest, kind=kind)
    path = f"/afmelden/noord/{stop_token(guest, [MailKind.ACTIVITIES])}/"
    # As RFC 8058 says: without cookies, so without a token against forged requests.
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 302
    with park_context(noord.pk):
        assert list(MailStop.objects.values_list("email", "kind")) == [
            (guest.email, MailKind.ACTIVITIES)
        ]
        assert list(MailItem.objects.values_list("kind", flat=True)) == [MailKind.REMINDERS]


def test_looking_at_the_page_stops_nothing_and_stopping_can_be_taken_back(noord: Park) -> None:
    guest = somebody(activity_at(noord))
    path = f"/afmelden/noord/{stop_token(guest, [MailKind.ACTIVITIES])}/"
    client = Client()
    assert "Niet meer mailen" in client.get(path).content.decode()
    with park_context(noord.pk):
        assert not MailStop.objects.exists()
    assert "Toch weer ontvangen" in client.post(path, follow=True).content.decode()
    assert "Niet meer mailen" in client.post(path, {"resume": "1"}, follow=True).content.decode()
    with park_context(noord.pk):
        assert not MailStop.objects.exists()
