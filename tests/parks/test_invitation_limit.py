"""A park mails so many links in a day and no more."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from core.park_context import park_context
from parks.models import Invitation, Park
from tests.cast import Cast
from tests.factories.parks import InvitationFactory

INVITE = "/p/noord/mensen/uitnodigen/"
FULL = "heeft vandaag al 3 uitnodigingen verstuurd"


@pytest.fixture(autouse=True)
def _three_a_day(settings: Settings) -> None:
    settings.INVITATIONS_PER_DAY = 3


def invite(manager: Client, number: int) -> tuple[int, str]:
    form = {"email": f"n{number}@example.test", "name": "Nieuw", "role": "team"}
    answer = manager.post(INVITE, form)
    return answer.status_code, answer.content.decode()


def test_one_more_than_the_limit_is_refused_and_nothing_typed_is_lost(
    manager: Client, noord: Park
) -> None:
    assert [invite(manager, number)[0] for number in range(3)] == [302] * 3
    status, page = invite(manager, 3)
    assert status == 422
    assert FULL in page
    assert "n3@example.test" in page
    with park_context(noord.pk):
        assert Invitation.objects.count() == 3


def test_sending_again_counts_too(manager: Client, noord: Park) -> None:
    invite(manager, 0)
    with park_context(noord.pk):
        again = f"/p/noord/mensen/uitnodigingen/{Invitation.objects.get().pk}/opnieuw/"
    for _ in range(2):
        assert FULL not in manager.post(again, follow=True).content.decode()
    assert FULL in manager.post(again, follow=True).content.decode()


def test_a_refused_member_leaves_no_new_company_behind(manager: Client, noord: Park) -> None:
    for number in range(3):
        invite(manager, number)
    form = {"email": "x@example.test", "name": "X", "role": "member"}
    answer = manager.post(INVITE, form | {"company": "Nieuwe BV", "add_company": "on"})
    assert answer.status_code == 422
    assert "Nieuwe BV" not in manager.get(INVITE).content.decode()


def test_the_next_day_and_another_park_start_at_nothing(manager: Client, cast: Cast) -> None:
    for _ in range(5):
        InvitationFactory(park=cast.zuid)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [invite(manager, number)[0] for number in range(4)] == [302] * 3 + [422]
        clock.shift(dt.timedelta(hours=23))
        assert invite(manager, 4)[0] == 422
        clock.shift(dt.timedelta(hours=2))
        assert invite(manager, 5)[0] == 302
