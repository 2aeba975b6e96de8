"""One rule for until when an activity is open; it can't go while somebody is being asked."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from typing import Final

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import ActivityState
from collective.models import Activity, SignUp
from collective.queries.sign_ups import Candidate
from collective.services.activities import PEOPLE_ASKED, remove_activity
from collective.services.sign_ups import ClosedError, ask_for_place, invite
from core.park_context import park_context
from core.refusals import RefusedError
from parks.choices import Audience
from parks.models import Park
from tests.collective.activity_steps import activity_at

Login = Callable[[User], Client]
GUEST: Final = Candidate("Gast", "gast@example.test", organisation="", wants_no_mail=False)
WAITS: Final = (
    "select count(*) from pg_stat_activity"
    " where datname = current_database() and wait_event_type = 'Lock'"
)
A_MOMENT: Final = dt.timedelta(microseconds=1)


@pytest.mark.parametrize(("later", "is_open"), [(0 * A_MOMENT, True), (A_MOMENT, False)])
def test_rows_and_lists_agree_on_the_last_moment(
    noord: Park, later: dt.timedelta, is_open: bool
) -> None:
    activity = activity_at(noord)
    now = activity.ends_at + later
    with park_context(noord.pk):
        assert (activity.is_open(now), activity.is_over(now)) == (is_open, not is_open)
        assert Activity.objects.to_come(now).exists() is is_open
        assert Activity.objects.over(now).exists() is not is_open


def test_what_was_called_off_is_not_open(noord: Park) -> None:
    off = activity_at(noord, state=ActivityState.CANCELLED, cancelled_reason="Storm.")
    assert not off.is_open(timezone.now())


def test_removing_what_somebody_removed_already_is_not_found(
    noord: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    with park_context(noord.pk):
        remove_activity(park=noord, activity=activity)
        with pytest.raises(Activity.DoesNotExist):
            remove_activity(park=noord, activity=activity)
        with pytest.raises(ClosedError):
            ask_for_place(activity=activity, name="X", email="x@y.test", now=timezone.now())
    path = f"/p/noord/samenwerking/activiteiten/{activity.pk}/verwijderen/"
    assert login(anna).post(path).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_activity_stays_when_somebody_is_asked_at_the_same_moment(noord: Park) -> None:
    activity = activity_at(noord, audience=Audience.MEMBERS)
    said: list[object] = []

    def remove() -> None:
        try:
            with transaction.atomic(), park_context(noord.pk):
                remove_activity(park=noord, activity=activity)
        except Exception as error:  # whatever came of it is looked at below
            said.append(error)
        finally:
            connections.close_all()

    other = threading.Thread(target=remove)
    with transaction.atomic(), park_context(noord.pk):
        invite(park=noord, activity=activity, people=[GUEST], now=timezone.now())
        other.start()
        wait_until_somebody_waits()
    other.join(timeout=30)
    [refused] = said
    assert isinstance(refused, RefusedError)
    assert refused.reasons == (PEOPLE_ASKED,)
    with transaction.atomic(), park_context(noord.pk):
        assert SignUp.objects.get().email == GUEST.email


def wait_until_somebody_waits() -> None:
    """Return as soon as another connection waits for a row that this one holds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            # What it shows is kept until the end of a transaction unless it is let go.
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(WAITS)
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.02)
    pytest.fail("Nobody waited.")
