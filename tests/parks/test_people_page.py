"""The page with the people of a park."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.models import Membership
from tests.conftest import Cast
from tests.factories.accounts import UserFactory
from tests.factories.parks import InvitationFactory, MembershipFactory

PEOPLE = "/p/noord/mensen/"


def test_everybody_stands_there_with_role_since_and_last_log_in(
    manager: Client, cast: Cast
) -> None:
    # Half past eleven at night in London is the next day in Amsterdam.
    seen = dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)
    User.objects.filter(pk=cast.bram.pk).update(last_login=seen)
    page = manager.get(PEOPLE).content.decode()
    for words in ("Anna", "(uzelf)", "Tess", "lid van het kernteam", "Bram", "1 jan 2026"):
        assert words in page
    assert "1 jul 2026" in page
    assert "nog niet" in page


def test_who_is_invited_stands_there_too_and_says_when_it_is_too_late(
    manager: Client, cast: Cast
) -> None:
    now = dt.datetime.now(tz=dt.UTC)
    late = now - dt.timedelta(days=8)
    InvitationFactory(park=cast.noord, email="op-tijd@example.test", invited_by=cast.anna)
    InvitationFactory(park=cast.noord, email="te-laat@example.test", sent_at=late)
    InvitationFactory(park=cast.noord, email="binnen@example.test", accepted_at=now)
    InvitationFactory(park=cast.noord, email="terug@example.test", withdrawn_at=now)
    page = manager.get(PEOPLE).content.decode()
    assert "op-tijd@example.test" in page
    assert "te-laat@example.test" in page
    assert page.count("Verlopen") == 1
    assert "binnen@example.test" not in page
    assert "terug@example.test" not in page


def test_ended_roles_stand_below(manager: Client, cast: Cast) -> None:
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=cast.bram).update(ended_on=dt.date(2026, 2, 3))
    now, former = manager.get(PEOPLE).content.decode().split('id="former-title"')
    assert "Bram" not in now
    assert "Bram" in former
    assert "3 feb 2026" in former


def test_no_address_of_a_member_is_told(manager: Client, cast: Cast) -> None:
    assert "bram@example.test" not in manager.get(PEOPLE).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("tess", 403), ("bram", 403), ("dina", 403), ("chris", 404), ("fred", 404)]
)
def test_only_a_manager_sees_the_page_and_the_way_to_it(
    who: str, status: int, cast: Cast, login: Callable[[User], Client]
) -> None:
    client = login(getattr(cast, who))
    assert client.get(PEOPLE).status_code == status
    assert b"/p/noord/mensen/" not in client.get("/p/noord/").content
    assert b"/p/noord/mensen/" in login(cast.anna).get("/p/noord/").content


def test_people_of_another_park_are_not_there(manager: Client, cast: Cast) -> None:
    InvitationFactory(park=cast.zuid, email="van-zuid@example.test")
    MembershipFactory(park=cast.zuid, user=UserFactory(name="Zuiderling"))
    page = manager.get(PEOPLE).content.decode()
    assert "van-zuid" not in page
    assert "Zuiderling" not in page


def test_ten_times_the_people_take_the_same_queries(manager: Client, cast: Cast) -> None:
    def bill() -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert manager.get(PEOPLE).status_code == 200
        return [query["sql"][:60] for query in queries.captured_queries]

    def add(number: int) -> None:
        for _ in range(number):
            MembershipFactory(park=cast.noord)
            MembershipFactory(park=cast.noord, ended_on=dt.date(2026, 11, 1))
            InvitationFactory(park=cast.noord)

    add(10)
    few = bill()
    add(90)
    many = bill()
    assert len(few) == len(many), (few, many)
    assert sum("parks_" in sql for sql in many) <= 5, many
