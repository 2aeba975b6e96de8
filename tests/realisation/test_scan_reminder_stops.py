"""Stopping reminders: per kind, by the link in the mail, at once and until taken back."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import StopKind
from collective.links import user_stop_token
from collective.models import MailStop
from collective.services.mail import NothingToSendError
from core.park_context import park_context
from parks.models import Park
from realisation.choices import ListingSide
from realisation.models import ReminderRun, ScanRound
from realisation.services.reminders import start_reminders
from realisation.tasks import send_reminders
from tests.parks.terrain_steps import company_of
from tests.realisation.opportunity_steps import words
from tests.realisation.scan_steps import asked
from tests.realisation.trading import listing

Login = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _empty() -> None:
    mail.outbox.clear()


@pytest.fixture
def scan_round(noord: Park) -> ScanRound:
    return asked(noord, closes_in=30)


@pytest.fixture
def expires(noord: Park, bram: User) -> None:
    soon = timezone.localdate() + dt.timedelta(days=10)
    with transaction.atomic(), park_context(noord.pk):
        listing(noord, ListingSide.SUPPLY, company_of(bram), title="Stoom", expires_on=soon)


def start(park: Park, by: User, scan_round: ScanRound | None) -> ReminderRun:
    now = timezone.now()
    with transaction.atomic(), park_context(park.pk):
        return start_reminders(
            park=park, scan_round=scan_round, by=by, now=now, today=timezone.localdate(now)
        )


def remind(park: Park, by: User, scan_round: ScanRound | None) -> dict[str, str]:
    """Let a worker send reminders, and return the text of the mail per address."""
    run = start(park, by, scan_round)
    send_reminders(park_id=park.pk, job_id=str(run.pk))
    return {each.to[0]: str(each.body) for each in mail.outbox}


def stop(park: Park, user: User, *kinds: str) -> None:
    with transaction.atomic(), park_context(park.pk):
        for kind in kinds:
            MailStop.objects.create(park=park, email=user.email.upper(), kind=kind)


def path_of(park: Park, user: User, *kinds: str) -> str:
    return f"/afmelden/{park.slug}/{user_stop_token(park.pk, user, kinds)}/"


def stopped(park: Park) -> list[tuple[str, str]]:
    with transaction.atomic(), park_context(park.pk):
        return sorted(MailStop.objects.values_list("email", "kind"))


def test_a_mail_says_how_to_stop_what_it_tells(
    noord: Park, anna: User, bram: User, scan_round: ScanRound, expires: None
) -> None:
    remind(noord, anna, scan_round)
    [sent] = [each for each in mail.outbox if each.to == [bram.email]]
    headers = sent.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address in sent.body
    assert bram.email not in address
    strict = Client(enforce_csrf_checks=True)
    path = urlsplit(address).path
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 302
    assert stopped(noord) == [
        (bram.email, StopKind.LISTINGS.value),
        (bram.email, StopKind.QUICK_SCAN.value),
    ]


def test_who_stopped_one_kind_still_hears_of_the_other(
    noord: Park, anna: User, bram: User, scan_round: ScanRound, expires: None
) -> None:
    stop(noord, bram, StopKind.QUICK_SCAN)
    body = remind(noord, anna, scan_round)[bram.email]
    assert "Stoom" in body
    assert "quickscan in te vullen" not in body


def test_who_stopped_all_of_it_is_not_reminded(
    noord: Park, anna: User, bram: User, carla: User, scan_round: ScanRound, expires: None
) -> None:
    stop(noord, bram, StopKind.QUICK_SCAN, StopKind.LISTINGS)
    assert set(remind(noord, anna, scan_round)) == {carla.email}


def test_when_everybody_stopped_there_is_nobody_to_remind(
    noord: Park, anna: User, bram: User, expires: None
) -> None:
    stop(noord, bram, StopKind.LISTINGS)
    with pytest.raises(NothingToSendError):
        start(noord, anna, None)


def test_who_stops_while_her_mail_waits_gets_none(
    noord: Park, anna: User, bram: User, carla: User, scan_round: ScanRound
) -> None:
    run = start(noord, anna, scan_round)
    stop(noord, bram, StopKind.QUICK_SCAN)
    send_reminders(park_id=noord.pk, job_id=str(run.pk))
    assert [each.to for each in mail.outbox] == [[carla.email]]


def test_stopping_activities_stops_no_reminders(
    noord: Park, anna: User, bram: User, scan_round: ScanRound
) -> None:
    stop(noord, bram, StopKind.ACTIVITIES, StopKind.REMINDERS)
    assert bram.email in remind(noord, anna, scan_round)


def test_the_page_asks_first_and_takes_back(noord: Park, bram: User) -> None:
    client, path = Client(), path_of(noord, bram, StopKind.QUICK_SCAN)
    page = words(client.get(path))
    assert "herinneringen aan de quickscan per mail" in page
    assert bram.email not in page
    assert stopped(noord) == []
    assert "geen herinneringen aan de quickscan meer" in words(client.post(path, follow=True))
    assert "Toch weer ontvangen" in words(client.get(path))
    client.post(path, {"resume": "1"})
    assert stopped(noord) == []


def test_a_link_works_at_its_own_park_and_unchanged_only(
    noord: Park, zuid: Park, bram: User
) -> None:
    path = path_of(noord, bram, StopKind.QUICK_SCAN)
    wrong = (
        path.replace(f"/{noord.slug}/", f"/{zuid.slug}/"),
        path.replace("quick_scan", "listings"),
        path_of(noord, bram, "unknown"),
        path_of(noord, User(pk=999_999_999), StopKind.QUICK_SCAN),
    )
    for each in wrong:
        assert Client().get(each).status_code == 404
        assert Client().post(each).status_code == 404
    assert stopped(noord) == []
    assert stopped(zuid) == []
