"""Reminders: one mail to each person for all her companies, whatever happens in between."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from collective import delivery as post_office
from collective.allowance import TooMuchMailError
from collective.services.mail import NothingToSendError
from core.park_context import park_context
from parks.choices import Role
from parks.jobs.models import JobState
from parks.models import Establishment, Membership, Park
from realisation.choices import ListingSide
from realisation.models import Reminder, ReminderRun, ScanRound
from realisation.services.reminders import start_reminders
from realisation.tasks import send_reminders
from tests.factories.parks import EstablishmentFactory, MembershipFactory
from tests.parks.terrain_steps import company_of
from tests.realisation.opportunity_steps import again, at, text, words
from tests.realisation.scan_steps import asked, close, own_scan, scan_of
from tests.realisation.trading import listing

Login = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _empty() -> None:
    mail.outbox.clear()


@pytest.fixture
def scan_round(noord: Park) -> ScanRound:
    return asked(noord, closes_in=30)


def speaks_for(park: Park, user: User, **fields: Any) -> Establishment:
    company: Establishment = EstablishmentFactory(park=park, **fields)
    MembershipFactory(park=park, user=user, role=Role.MEMBER, establishment=company)
    return company


def start(scan_round: ScanRound, by: User) -> ReminderRun:
    now = timezone.now()
    with transaction.atomic(), park_context(scan_round.park_id):
        return start_reminders(
            park=scan_round.park, scan_round=scan_round, by=by, now=now,
            today=timezone.localdate(now),
        )  # fmt: skip


def work(run: ReminderRun) -> ReminderRun:
    send_reminders(park_id=run.park_id, job_id=str(run.pk))
    done: ReminderRun = again(run)
    return done


def mails() -> dict[str, EmailMessage]:
    return {each.to[0]: each for each in mail.outbox}


def test_one_mail_tells_of_all_companies_and_of_what_expires(
    noord: Park, anna: User, bram: User, carla: User, scan_round: ScanRound
) -> None:
    own = company_of(bram)
    speaks_for(noord, bram, name="Tweede Zaak")
    soon = timezone.localdate() + dt.timedelta(days=10)
    with transaction.atomic(), park_context(noord.pk):
        offer = listing(noord, ListingSide.SUPPLY, own, title="Stoom", expires_on=soon)
    assert work(start(scan_round, anna)).state == JobState.READY
    assert len(mail.outbox) == 2
    body = mails()[bram.email].body
    for part in ("Tweede Zaak", str(own), "Stoom", str(offer.pk)):
        assert part in body
    assert "Stoom" not in mails()[carla.email].body
    assert "/p/noord/realisatie/quickscan/" in body


def test_who_sent_in_is_not_asked_for_that_company(
    noord: Park, anna: User, bram: User, carla: User, scan_round: ScanRound
) -> None:
    own_scan(scan_round, bram, finished_at=timezone.now())
    own_scan(scan_round, carla)
    work(start(scan_round, anna))
    assert set(mails()) == {carla.email}


def test_who_sends_in_while_the_mail_waits_gets_none(
    noord: Park, anna: User, bram: User, carla: User, scan_round: ScanRound
) -> None:
    run = start(scan_round, anna)
    own_scan(scan_round, bram, finished_at=timezone.now())
    work(run)
    assert set(mails()) == {carla.email}


def test_nobody_is_reminded_twice_in_a_week(
    noord: Park, anna: User, bram: User, scan_round: ScanRound
) -> None:
    work(start(scan_round, anna))
    with pytest.raises(NothingToSendError):
        start(scan_round, anna)
    with transaction.atomic(), park_context(noord.pk):
        Reminder.objects.update(sent_at=timezone.now() - dt.timedelta(days=8))
    assert work(start(scan_round, anna)).state == JobState.READY
    assert [each.to[0] for each in mail.outbox].count(bram.email) == 2


def test_a_second_click_finds_the_first_run(anna: User, scan_round: ScanRound) -> None:
    assert start(scan_round, anna).pk == start(scan_round, anna).pk


def test_who_has_no_role_any_more_gets_nothing(
    noord: Park, anna: User, bram: User, scan_round: ScanRound
) -> None:
    run = start(scan_round, anna)
    with transaction.atomic(), park_context(noord.pk):
        Membership.objects.filter(user=bram).update(ended_on=timezone.localdate())
    work(run)
    assert bram.email not in mails()


def test_a_closed_round_reminds_nobody(anna: User, scan_round: ScanRound) -> None:
    close(scan_round)
    with pytest.raises(NothingToSendError):
        start(again(scan_round), anna)


def test_a_park_mails_no_more_people_a_day_than_it_may(
    anna: User, scan_round: ScanRound, settings: Settings
) -> None:
    settings.MAILS_PER_DAY = 1
    with pytest.raises(TooMuchMailError):
        start(scan_round, anna)
    with transaction.atomic(), park_context(scan_round.park_id):
        assert not ReminderRun.objects.exists()


def test_who_left_the_team_reminds_nobody(noord: Park, tess: User, scan_round: ScanRound) -> None:
    run = start(scan_round, tess)
    with transaction.atomic(), park_context(noord.pk):
        Membership.objects.filter(user=tess).update(ended_on=timezone.localdate())
    assert work(run).state == JobState.FAILED
    assert mail.outbox == []


class KilledError(BaseException):
    """What ends a worker in the middle, without a word."""


class Server:
    """A mail server that notes what it took; `kills_after` ends the worker after a mail."""

    def __init__(self) -> None:
        self.took: list[tuple[str, str]] = []
        self.kills_after = 0
        self.is_away = False

    def open(self) -> None:
        if self.is_away:
            raise ConnectionRefusedError

    def close(self) -> None:
        """Nothing to close."""

    def send_messages(self, messages: list[EmailMessage]) -> None:
        [message] = messages
        self.took.append((message.to[0], str(message.extra_headers["Message-ID"])))
        if len(self.took) == self.kills_after:
            raise KilledError


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    made = Server()
    monkeypatch.setattr(post_office, "get_connection", lambda: made)
    return made


def test_a_worker_that_is_killed_between_mails_misses_nobody_and_repeats_at_most_one(
    noord: Park, anna: User, scan_round: ScanRound, server: Server
) -> None:
    people = [MembershipFactory(park=noord, role=Role.MEMBER).user.email for _ in range(6)]
    run = start(scan_round, anna)
    server.kills_after = 3
    with pytest.raises(KilledError):
        send_reminders(park_id=noord.pk, job_id=str(run.pk))
    with transaction.atomic(), park_context(noord.pk):
        past = timezone.now() - dt.timedelta(minutes=1)
        ReminderRun.objects.filter(pk=run.pk).update(lease_until=past)
    assert work(run).state == JobState.READY
    reached = [to for to, _ in server.took]
    assert set(people) <= set(reached)
    assert len(set(server.took)) == len(set(reached))
    assert len(reached) == len(set(reached)) + 1
    assert reached[2] == reached[3]


def test_while_the_mail_server_is_away_nothing_is_lost(
    anna: User, bram: User, carla: User, scan_round: ScanRound, server: Server
) -> None:
    run = start(scan_round, anna)
    server.is_away = True
    assert work(run).state == JobState.WAITING
    server.is_away = False
    assert work(run).state == JobState.READY
    assert sorted(to for to, _ in server.took) == sorted([bram.email, carla.email])


def test_a_long_run_gives_others_a_turn_and_goes_on(
    anna: User, scan_round: ScanRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(scan_round, anna)
    monkeypatch.setattr(post_office, "BUDGET_S", -1.0)
    monkeypatch.setattr("collective.mail_runs.send", lambda **_: None)
    paused = work(run)
    assert (paused.state, paused.attempts) == (JobState.WAITING, 0)
    monkeypatch.undo()
    assert work(run).state == JobState.READY
    assert len(mail.outbox) == 2


def test_the_button_asks_first_and_tells_how_many(
    anna: User, tess: User, bram: User, scan_round: ScanRound, login: Login
) -> None:
    team = login(tess)
    page = words(team.get(at("scan_remind", scan_round.pk)))
    assert "2 mensen herinneren?" in page
    answer = team.post(at("scan_remind", scan_round.pk))
    assert "Herinnering van" in text(team.get(answer["Location"]))
    fragment = team.get(answer["Location"], headers={"HX-Request": "true"})
    assert "<html" not in text(fragment)
    assert login(bram).get(at("scan_remind", scan_round.pk)).status_code == 403


def test_what_expires_is_told_without_a_round_too(
    noord: Park, anna: User, bram: User, login: Login
) -> None:
    soon = timezone.localdate() + dt.timedelta(days=10)
    with transaction.atomic(), park_context(noord.pk):
        listing(noord, ListingSide.SUPPLY, company_of(bram), title="Stoom", expires_on=soon)
    client = login(anna)
    assert "1 persoon herinneren?" in words(client.get(at("scan_remind_expiring")))
    run_page = client.post(at("scan_remind_expiring"))["Location"]
    assert client.get(run_page).status_code == 200
    with transaction.atomic(), park_context(noord.pk):
        run = ReminderRun.objects.get()
    assert work(run).state == JobState.READY
    [sent] = mail.outbox
    assert sent.to == [bram.email]
    assert "klopt het nog?" in sent.subject
    assert "Stoom" in sent.body
    assert "quickscan" not in sent.body


def test_a_failed_run_is_tried_again(
    noord: Park, anna: User, scan_round: ScanRound, login: Login
) -> None:
    run = start(scan_round, anna)
    with transaction.atomic(), park_context(noord.pk):
        ReminderRun.objects.filter(pk=run.pk).update(state=JobState.FAILED)
    client = login(anna)
    assert "Verstuur de rest opnieuw" in text(client.get(at("scan_reminder", run.pk)))
    client.post(at("scan_reminder_retry", run.pk))
    assert work(run).state == JobState.READY


def test_a_company_without_an_account_is_nobody_to_mail(
    noord: Park, anna: User, scan_round: ScanRound
) -> None:
    scan_of(scan_round)
    work(start(scan_round, anna))
    assert len(mail.outbox) == 2
