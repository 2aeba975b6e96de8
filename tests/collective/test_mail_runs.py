"""What waits is sent when the team says so: one mail to each person, whatever it holds."""

import datetime as dt
import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from collective import delivery
from collective.choices import ActivityState, MailKind, SignUpState
from collective.links import stop_of
from collective.models import Activity, MailItem, MailRun, MailStop, SignUp
from collective.periodic import tell_forgotten
from collective.tasks import send_mail_run, tell_of_own_sign_ups
from core.park_context import park_context
from parks.choices import Role
from parks.jobs.models import JobState
from parks.models import Membership, Park
from tests.collective.activity_steps import activity_at, now_of, somebody

Login = Callable[[User], Client]
MAIL = "/p/noord/samenwerking/activiteiten/berichten/"


@pytest.fixture(autouse=True)
def _empty() -> None:
    mail.outbox.clear()


def waits(sign_up: SignUp, kind: MailKind = MailKind.ACTIVITIES, **fields: Any) -> MailItem:
    with transaction.atomic(), park_context(sign_up.park_id):
        return MailItem.objects.create(
            park_id=sign_up.park_id, sign_up=sign_up, kind=kind, **fields
        )


def run_of(park: Park, by: User) -> MailRun:
    """Make a run of all that waits, as the button does."""
    with transaction.atomic(), park_context(park.pk):
        run = MailRun.objects.create(park=park, requested_by=by)
        MailItem.objects.update(run=run)
    return run


def work(run: MailRun) -> MailRun:
    send_mail_run(park_id=run.park_id, job_id=str(run.pk))
    done: MailRun = now_of(run)
    return done


def test_somebody_asked_for_two_activities_gets_one_mail_with_both(noord: Park, anna: User) -> None:
    titles = ("Ontbijt", "Rondleiding")
    guests = [
        somebody(activity_at(noord, title=title), email=email)
        for title, email in zip(titles, ("een@example.test", "Een@example.test"), strict=True)
    ]
    other = somebody(activity_at(noord, title="Markt"))
    for each in (*guests, other):
        waits(each)
    run = work(run_of(noord, anna))
    assert run.state == JobState.READY
    by_address = {each.to[0]: each for each in mail.outbox}
    assert set(by_address) == {"een@example.test", other.email}
    assert len(mail.outbox) == 2
    digest = by_address["een@example.test"]
    assert digest.subject == "2 berichten over activiteiten van Voorbeeldpark Noord"
    for title in titles:
        assert title in digest.body
    assert by_address[other.email].subject == "Uitnodiging: Markt"


def test_the_page_says_how_many_people_get_one_mail_and_the_button_sends(
    noord: Park, anna: User, login: Login
) -> None:
    for _ in range(3):
        waits(somebody(activity_at(noord)))
    client = login(anna)
    assert "3 mensen krijgen één bericht" in client.get(MAIL).content.decode()
    answer = client.post(f"{MAIL}versturen/")
    with park_context(noord.pk):
        run = MailRun.objects.get()
        assert MailItem.objects.filter(run=run).count() == 3
    assert answer["Location"] == f"{MAIL}{run.pk}/"
    assert "In de wachtrij" in client.get(answer["Location"]).content.decode()
    work(run)
    page = client.get(answer["Location"]).content.decode()
    assert "3 van 3" in page
    assert "hx-get" not in page.split('id="status"')[1].split(">")[0]


def test_a_second_click_sends_nothing_more(noord: Park, anna: User, login: Login) -> None:
    waits(somebody(activity_at(noord)))
    client = login(anna)
    client.post(f"{MAIL}versturen/")
    answer = client.post(f"{MAIL}versturen/", follow=True)
    assert "Er staat niets klaar" in answer.content.decode()
    with park_context(noord.pk):
        assert MailRun.objects.count() == 1


def test_a_park_mails_no_more_people_a_day_than_it_may(
    noord: Park, anna: User, login: Login, settings: Settings
) -> None:
    settings.MAILS_PER_DAY = 2
    waits(somebody(activity_at(noord)), sent_at=timezone.now())
    for _ in range(2):
        waits(somebody(activity_at(noord)))
    answer = login(anna).post(f"{MAIL}versturen/", follow=True)
    assert "mag 2 mensen per dag mailen" in answer.content.decode()
    with park_context(noord.pk):
        assert not MailRun.objects.exists()
        assert MailItem.objects.filter(run=None, sent_at=None).count() == 2


def test_bulk_mail_can_be_stopped_by_one_click(noord: Park, anna: User) -> None:
    guest = somebody(activity_at(noord))
    waits(guest)
    work(run_of(noord, anna))
    [sent] = mail.outbox
    message = sent.message()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = message["List-Unsubscribe"].strip("<>")
    assert link.startswith(f"{settings.SITE_URL}/afmelden/noord/")
    stop = stop_of(link.rstrip("/").rsplit("/", 1)[1])
    assert stop is not None
    assert (stop.sign_up, stop.kinds) == (guest.pk, (MailKind.ACTIVITIES,))
    assert link in sent.body


def test_the_headers_survive_the_way_they_are_written(noord: Park, anna: User) -> None:
    waits(somebody(activity_at(noord, title="Café ‘Zon’\u2028Bcc: x@example.test")))
    work(run_of(noord, anna))
    raw = mail.outbox[0].message().as_bytes().decode()
    head = raw.split("\n\n")[0]
    assert "\nBcc:" not in head
    assert f"List-Unsubscribe: <{settings.SITE_URL}" in head.replace("\n ", "")


def test_a_message_id_is_the_same_for_the_same_run_and_address_only(
    noord: Park, anna: User
) -> None:
    guest = somebody(activity_at(noord))
    item = waits(guest)
    run = run_of(noord, anna)
    work(run)
    with transaction.atomic(), park_context(noord.pk):
        MailItem.objects.filter(pk=item.pk).update(sent_at=None)
        MailRun.objects.filter(pk=run.pk).update(state=JobState.WAITING)
    work(run)
    with transaction.atomic(), park_context(noord.pk):
        MailItem.objects.filter(pk=item.pk).update(sent_at=None)
    work(run_of(noord, anna))
    first, again, other = (each.message()["Message-ID"] for each in mail.outbox)
    assert first == again
    assert first != other


def test_what_was_overtaken_or_stopped_since_is_not_sent(noord: Park, anna: User) -> None:
    activity = activity_at(noord)
    waits(somebody(activity, SignUpState.COMING))
    waits(somebody(activity_at(noord, state=ActivityState.CANCELLED, cancelled_reason="Storm")))
    stopped = somebody(activity)
    waits(stopped)
    with transaction.atomic(), park_context(noord.pk):
        MailStop.objects.create(park=noord, email=stopped.email, kind=MailKind.ACTIVITIES)
    waits(wanted := somebody(activity))
    assert work(run_of(noord, anna)).state == JobState.READY
    assert [each.to for each in mail.outbox] == [[wanted.email]]


def test_who_lost_her_role_before_a_worker_came_sends_nothing(noord: Park, tess: User) -> None:
    waits(somebody(activity_at(noord)))
    run = run_of(noord, tess)
    with transaction.atomic(), park_context(noord.pk):
        Membership.objects.filter(user=tess).update(role=Role.PARK_MANAGER, ended_on="2026-01-02")
    done = work(run)
    assert done.state == JobState.FAILED
    assert "hoort niet meer bij het kernteam" in done.message
    assert mail.outbox == []


class Server:
    """A mail server that refuses some addresses and is away when it is told to be."""

    def __init__(self) -> None:
        self.refuses: dict[str, int] = {}
        self.is_away = False
        self.drops = 0
        self.got: list[str] = []

    def open(self) -> None:
        if self.is_away:
            raise ConnectionRefusedError

    def close(self) -> None:
        """Nothing to close."""

    def send_messages(self, messages: list[Any]) -> None:
        [message] = messages
        [to] = message.to
        if self.drops:
            self.drops -= 1
            raise smtplib.SMTPServerDisconnected
        if to in self.refuses:
            raise smtplib.SMTPRecipientsRefused({to: (self.refuses[to], b"no")})
        self.got.append(to)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    made = Server()
    monkeypatch.setattr(delivery, "get_connection", lambda: made)
    return made


def test_an_address_that_is_refused_for_good_is_named_and_stops_nobody(
    noord: Park, anna: User, server: Server, login: Login
) -> None:
    activity = activity_at(noord)
    bad, good = somebody(activity), somebody(activity)
    waits(bad)
    waits(good)
    server.refuses[bad.email] = 550
    run = work(run_of(noord, anna))
    assert run.state == JobState.READY
    assert server.got == [good.email]
    page = login(anna).get(f"{MAIL}{run.pk}/").content.decode()
    assert bad.email in page
    assert "1 van 2" in page


def test_an_address_that_is_refused_for_now_is_tried_again(
    noord: Park, anna: User, server: Server, login: Login
) -> None:
    activity = activity_at(noord)
    later, good = somebody(activity), somebody(activity)
    waits(later)
    waits(good)
    server.refuses[later.email] = 451
    run = run_of(noord, anna)
    assert [work(run).state for _ in range(3)] == [
        JobState.WAITING,
        JobState.WAITING,
        JobState.FAILED,
    ]
    server.refuses.clear()
    login(anna).post(f"{MAIL}{run.pk}/opnieuw/")
    assert work(run).state == JobState.READY
    assert server.got == [good.email, later.email]


def test_while_the_server_is_away_nothing_is_lost(noord: Park, anna: User, server: Server) -> None:
    waits(guest := somebody(activity_at(noord)))
    run = run_of(noord, anna)
    server.is_away = True
    assert work(run).message.startswith("De mailserver antwoordt niet")
    server.is_away = False
    assert work(run).state == JobState.READY
    assert server.got == [guest.email]


def test_a_connection_that_breaks_is_opened_again(noord: Park, anna: User, server: Server) -> None:
    waits(guest := somebody(activity_at(noord)))
    server.drops = 1
    assert work(run_of(noord, anna)).state == JobState.READY
    assert server.got == [guest.email]


def test_a_long_run_gives_others_a_turn_and_goes_on(
    noord: Park, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        waits(somebody(activity_at(noord)))
    run = run_of(noord, anna)
    monkeypatch.setattr(delivery, "BUDGET_S", -1.0)
    monkeypatch.setattr("collective.mail_runs.send", lambda **_: None)
    paused = work(run)
    assert (paused.state, paused.attempts) == (JobState.WAITING, 0)
    monkeypatch.undo()
    assert work(run).state == JobState.READY
    assert len(mail.outbox) == 3


# What answers a person herself goes by itself


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        (MailKind.PLACE, SignUpState.COMING, "Er is nu plaats voor u."),
        (MailKind.CHANGED, SignUpState.WAITING, "Er is iets gewijzigd"),
        (MailKind.CONFIRM, SignUpState.ASKED, "Bevestig hieronder dat u komt."),
    ],
)
def test_an_answer_to_herself_is_sent_without_a_button_and_can_not_be_stopped(
    noord: Park, kind: MailKind, state: str, words: str
) -> None:
    waits(guest := somebody(activity_at(noord), state), kind)
    for _ in range(2):
        tell_of_own_sign_ups(park_id=noord.pk)
    [sent] = mail.outbox
    assert sent.to == [guest.email]
    assert words in sent.body
    assert "List-Unsubscribe" not in sent.extra_headers


def test_who_would_come_hears_why_it_is_off(noord: Park) -> None:
    off = activity_at(noord, state=ActivityState.CANCELLED, cancelled_reason="De zaal lekt.")
    waits(somebody(off, SignUpState.COMING), MailKind.CANCELLED)
    tell_of_own_sign_ups(park_id=noord.pk)
    [sent] = mail.outbox
    assert sent.subject == "Gaat niet door: Ontbijt over zonnedaken"
    assert "De zaal lekt." in sent.body


def test_what_another_worker_took_a_moment_ago_is_left_to_it(noord: Park) -> None:
    activity = activity_at(noord)
    for claimed_ago in (dt.timedelta(seconds=5), dt.timedelta(hours=1)):
        guest = somebody(activity, SignUpState.COMING)
        waits(guest, MailKind.PLACE, claimed_at=timezone.now() - claimed_ago)
    tell_of_own_sign_ups(park_id=noord.pk)
    # `guest` is the last one: its worker went an hour ago.
    assert [each.to for each in mail.outbox] == [[guest.email]]


def test_the_clock_wakes_a_worker_for_every_park_where_somebody_waits(
    noord: Park, zuid: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[int] = []

    def wake(*, park_id: int) -> None:
        woken.append(park_id)

    monkeypatch.setattr(tell_of_own_sign_ups, "delay", wake)
    waits(somebody(activity_at(noord), SignUpState.COMING), MailKind.PLACE)
    waits(somebody(activity_at(zuid)))
    tell_forgotten()
    assert woken == [noord.pk]


def test_a_reminder_says_what_fits_the_answer(noord: Park, anna: User, login: Login) -> None:
    activity: Activity = activity_at(noord)
    coming, asked = somebody(activity, SignUpState.COMING), somebody(activity)
    client = login(anna)
    for state in ("coming", "asked"):
        address = f"/p/noord/samenwerking/activiteiten/{activity.pk}/mensen/herinneren/"
        client.post(address, {"state": state})
    work(run_of(noord, anna))
    bodies = {each.to[0]: each.body for each in mail.outbox}
    assert "U staat op de lijst." in bodies[coming.email]
    assert "nog niet laten weten" in bodies[asked.email]
