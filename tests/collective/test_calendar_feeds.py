"""Calendars read what somebody may see at this moment, at an address that nobody can guess."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import ActivityState
from collective.models import CalendarFeed
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Membership, Park
from tests.collective.activity_steps import activity_at

Login = Callable[[User], Client]
PAGE = "/p/noord/samenwerking/activiteiten/agenda/"


def made_by(client: Client, audience: str = "own") -> str:
    """Make an address and return its path."""
    page = client.post(f"{PAGE}maken/", {"audience": audience})
    assert page.status_code == 200
    return str(page.context["made"]).removeprefix("http://testserver")


def events_at(path: str) -> dict[str, icalendar.Event]:
    answer = Client().get(path)
    assert answer.status_code == 200
    found: list[Any] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(each["summary"]): each for each in found}


def test_a_feed_holds_what_its_person_may_see(
    noord: Park, anna: User, bram: User, login: Login
) -> None:
    activity_at(noord, title="Voor leden")
    activity_at(noord, title="Voor het team", audience=Audience.TEAM)
    assert set(events_at(made_by(login(anna)))) == {"Voor leden", "Voor het team"}
    assert set(events_at(made_by(login(bram)))) == {"Voor leden"}


def test_a_role_that_ended_gives_nothing_from_the_next_time_on(
    noord: Park, bram: User, login: Login
) -> None:
    activity_at(noord)
    path = made_by(login(bram))
    assert Client().get(path).status_code == 200
    with park_context(noord.pk):
        Membership.objects.filter(user=bram).update(ended_on=timezone.localdate())
    assert Client().get(path).status_code == 404


def test_an_account_that_is_off_gives_nothing(noord: Park, bram: User, login: Login) -> None:
    path = made_by(login(bram))
    User.objects.filter(pk=bram.pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_a_new_address_ends_the_old_one_and_only_its_hash_is_kept(
    noord: Park, bram: User, login: Login
) -> None:
    client = login(bram)
    old = made_by(client)
    new = made_by(client)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    token = new.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 43  # 32 random bytes
    with park_context(noord.pk):
        assert CalendarFeed.objects.get().token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in client.get(PAGE).content.decode()


def test_an_address_can_be_withdrawn_by_who_may(
    noord: Park, anna: User, bram: User, carla: User, login: Login
) -> None:
    path = made_by(login(bram))
    with park_context(noord.pk):
        feed = CalendarFeed.objects.get()
    for other in (carla, anna):
        assert login(other).post(f"{PAGE}{feed.pk}/intrekken/").status_code == 404
    assert Client().get(path).status_code == 200
    login(bram).post(f"{PAGE}{feed.pk}/intrekken/")
    assert Client().get(path).status_code == 404


def test_the_feed_of_a_park_holds_what_is_meant_for_its_audience(
    noord: Park, anna: User, login: Login
) -> None:
    activity_at(noord, title="Voor leden")
    activity_at(noord, title="Voor iedereen", audience=Audience.PUBLIC)
    assert set(events_at(made_by(login(anna), "public"))) == {"Voor iedereen"}
    assert set(events_at(made_by(login(anna), "members"))) == {"Voor leden", "Voor iedereen"}


@pytest.mark.parametrize("audience", ["public", "team", "onzin", ""])
def test_a_member_makes_no_feed_of_the_park(
    noord: Park, bram: User, login: Login, audience: str
) -> None:
    assert login(bram).post(f"{PAGE}maken/", {"audience": audience}).status_code == 422
    with park_context(noord.pk):
        assert not CalendarFeed.objects.exists()


def test_an_address_works_at_its_own_park_alone(
    noord: Park, zuid: Park, anna: User, login: Login
) -> None:
    path = made_by(login(anna))
    answers = [
        Client().get(each)
        for each in (
            path.replace("noord", "zuid"),
            path.replace("noord", "bestaat-niet"),
            "/agenda/noord/onzin.ics",
        )
    ]
    assert {each.status_code for each in answers} == {404}
    assert len({each.content for each in answers}) == 1


def test_events_have_the_time_of_the_park_and_tell_what_is_off(
    noord: Park, anna: User, login: Login
) -> None:
    start = dt.datetime(2027, 7, 1, 14, tzinfo=dt.UTC)
    activity_at(
        noord,
        title="Barbecue; met, komma's\nen regels",
        starts_at=start,
        state=ActivityState.CANCELLED,
        cancelled_reason="Storm",
    )
    path = made_by(login(anna))
    content = Client().get(path).content.decode()
    assert "DTSTART;TZID=Europe/Amsterdam:20270701T160000" in content
    assert "BEGIN:VTIMEZONE" in content
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    [event] = events_at(path).values()
    assert event["status"] == "CANCELLED"
    assert "Storm" in str(event["description"])
    assert event.start == start.astimezone(ZoneInfo("Europe/Amsterdam"))


def test_what_did_not_change_is_not_sent_again(noord: Park, anna: User, login: Login) -> None:
    activity = activity_at(noord)
    path, client = made_by(login(anna)), Client()
    first = client.get(path)
    same = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    with park_context(noord.pk):
        activity.title = "Anders"
        activity.save()
    changed = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    [event] = icalendar.Calendar.from_ical(changed.content).walk("VEVENT")
    assert event["sequence"] == 1


def test_one_activity_is_a_file_for_who_may_see_it(noord: Park, bram: User, login: Login) -> None:
    shown = activity_at(noord)
    hidden = activity_at(noord, audience=Audience.TEAM)
    base = "/p/noord/samenwerking/activiteiten"
    answer = login(bram).get(f"{base}/{shown.pk}/agenda/")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "attachment" in answer["Content-Disposition"]
    assert login(bram).get(f"{base}/{hidden.pk}/agenda/").status_code == 404


def test_a_feed_costs_the_same_for_ten_times_the_activities(
    noord: Park, anna: User, login: Login
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = made_by(login(anna))
    bills = []
    for number in (15, 135):
        for _ in range(number):
            activity_at(noord)
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path).status_code == 200
        bills.append(len(queries))
    assert bills[0] == bills[1]
