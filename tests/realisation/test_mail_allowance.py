"""A park mails so many people a day, whatever the mail is about."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from collective.allowance import TooMuchMailError
from collective.choices import MailKind
from collective.models import MailItem, MailRun
from collective.services.mail import retry_run, start_run
from collective.tasks import send_mail_run
from core.park_context import park_context
from parks.jobs.models import JobState
from parks.models import Park
from realisation.models import Reminder, ReminderRun, ScanRound
from realisation.services.reminders import retry_reminders, start_reminders
from realisation.tasks import send_reminders
from tests.cast import Cast
from tests.collective.activity_steps import activity_at, now_of, somebody
from tests.realisation.opportunity_steps import at
from tests.realisation.scan_steps import asked

Login = Callable[[User], Client]
Start = Callable[[], MailRun | ReminderRun]


@pytest.fixture
def scan_round(noord: Park, bram: User, carla: User) -> ScanRound:
    """Make a round of which two people can be reminded: Bram and Carla."""
    return asked(noord, closes_in=30)


def remind(scan_round: ScanRound, by: User) -> ReminderRun:
    now = timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic(), park_context(scan_round.park_id):
        return start_reminders(
            park=scan_round.park, scan_round=scan_round, by=by, now=now, today=today
        )


def invite(park: Park, by: User, people: int = 2) -> MailRun:
    activity = activity_at(park)
    guests = [somebody(activity) for _ in range(people)]
    with transaction.atomic(), park_context(park.pk):
        for guest in guests:
            MailItem.objects.create(park=park, sign_up=guest, kind=MailKind.ACTIVITIES)
        return start_run(park=park, by=by, now=timezone.now())


def work(run: MailRun | ReminderRun) -> None:
    task = send_mail_run if isinstance(run, MailRun) else send_reminders
    task(park_id=run.park_id, job_id=str(run.pk))
    assert now_of(run).state == JobState.READY


@pytest.mark.parametrize("is_sent", [True, False], ids=["sent", "under way"])
def test_reminders_use_up_what_invitations_may(
    noord: Park, anna: User, scan_round: ScanRound, settings: Settings, is_sent: bool
) -> None:
    settings.MAILS_PER_DAY = 3
    run = remind(scan_round, anna)
    if is_sent:
        work(run)
    with pytest.raises(TooMuchMailError, match="mag 3 mensen per dag"):
        invite(noord, anna)
    settings.MAILS_PER_DAY = 4
    assert invite(noord, anna).pk


@pytest.mark.parametrize("is_sent", [True, False], ids=["sent", "under way"])
def test_invitations_use_up_what_reminders_may(
    noord: Park, anna: User, scan_round: ScanRound, settings: Settings, is_sent: bool
) -> None:
    settings.MAILS_PER_DAY = 3
    run = invite(noord, anna)
    if is_sent:
        work(run)
    with pytest.raises(TooMuchMailError, match="mag 3 mensen per dag"):
        remind(scan_round, anna)
    settings.MAILS_PER_DAY = 4
    assert remind(scan_round, anna).pk


def test_what_was_sent_a_day_ago_or_by_another_park_uses_up_nothing(
    noord: Park, zuid: Park, anna: User, dina: User, scan_round: ScanRound, settings: Settings
) -> None:
    settings.MAILS_PER_DAY = 2
    work(remind(scan_round, anna))
    assert invite(zuid, dina).pk
    with transaction.atomic(), park_context(noord.pk):
        Reminder.objects.update(sent_at=timezone.now() - dt.timedelta(hours=25))
    assert invite(noord, anna).pk


def test_a_second_mail_to_the_same_person_counts_as_one_more(
    noord: Park, anna: User, settings: Settings
) -> None:
    settings.MAILS_PER_DAY = 2
    guest = somebody(activity_at(noord))

    def tell(kind: MailKind) -> MailRun:
        with transaction.atomic(), park_context(noord.pk):
            MailItem.objects.create(park=noord, sign_up=guest, kind=kind)
            return start_run(park=noord, by=anna, now=timezone.now())

    work(tell(MailKind.ACTIVITIES))
    work(tell(MailKind.REMINDERS))
    with pytest.raises(TooMuchMailError):
        invite(noord, anna, people=1)


def test_a_failed_run_is_not_tried_again_beyond_what_the_park_may(
    noord: Park, anna: User, scan_round: ScanRound, settings: Settings, login: Login
) -> None:
    settings.MAILS_PER_DAY = 2
    failed = remind(scan_round, anna)
    with transaction.atomic(), park_context(noord.pk):
        ReminderRun.objects.filter(pk=failed.pk).update(state=JobState.FAILED)
    run = invite(noord, anna)
    with transaction.atomic(), park_context(noord.pk), pytest.raises(TooMuchMailError):
        retry_reminders(run=failed, by=anna, now=timezone.now())
    assert now_of(failed).state == JobState.FAILED
    answer = login(anna).post(at("scan_reminder_retry", failed.pk), follow=True)
    assert "mag 2 mensen per dag mailen" in answer.content.decode()

    with transaction.atomic(), park_context(noord.pk):
        MailRun.objects.filter(pk=run.pk).update(state=JobState.FAILED)
        assert retry_reminders(run=failed, by=anna, now=timezone.now())
    with transaction.atomic(), park_context(noord.pk), pytest.raises(TooMuchMailError):
        retry_run(run=run, by=anna, now=timezone.now())
    address = f"/p/noord/samenwerking/activiteiten/berichten/{run.pk}/opnieuw/"
    answer = login(anna).post(address, follow=True)
    assert "mag 2 mensen per dag mailen" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_who_asks_at_the_same_moment_waits_and_is_refused(cast: Cast, settings: Settings) -> None:
    settings.MAILS_PER_DAY = 3
    with transaction.atomic():
        scan_round = asked(cast.noord, closes_in=30)
    refused, is_over = list[str](), threading.Event()

    def click() -> None:
        try:
            remind(scan_round, cast.anna)
        except TooMuchMailError as error:
            refused.append(error.message)
        finally:
            is_over.set()
            connection.close()

    thread = threading.Thread(target=click)
    with transaction.atomic():
        invite(cast.noord, cast.anna)
        thread.start()
        assert not is_over.wait(timeout=1)
    thread.join(timeout=20)
    assert len(refused) == 1
