"""The page with the people of a park."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.models import Establishment, Membership
from tests.cast import Cast
from tests.factories.accounts import UserFactory
from tests.factories.parks import (
    AccessRequestFactory,
    AdviserFactory,
    InvitationFactory,
    MembershipFactory,
)

PEOPLE = "/p/noord/mensen/"
INVITED = f"{PEOPLE}uitnodigingen/"
REQUESTS = f"{PEOPLE}verzoeken/"
ADVISERS = f"{PEOPLE}adviseurs/"
FORMER = f"{PEOPLE}eerder/"


def test_everybody_stands_there_with_role_company_since_and_last_log_in(
    manager: Client, cast: Cast
) -> None:
    # Half past eleven at night in London is the next day in Amsterdam.
    seen = dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)
    User.objects.filter(pk=cast.bram.pk).update(last_login=seen)
    with park_context(cast.noord.pk):
        Establishment.objects.filter(memberships__user=cast.bram).update(name="Brams Bakkerij")
    page = manager.get(PEOPLE).content.decode()
    for words in ("Anna", "(uzelf)", "Tess", "lid van het kernteam", "Bram", "1 jan 2026"):
        assert words in page
    assert "lid namens Brams Bakkerij" in page
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
    page = manager.get(INVITED).content.decode()
    assert "op-tijd@example.test" in page
    assert "te-laat@example.test" in page
    assert "lid namens Voorbeeldbedrijf" in page
    assert page.count("Verlopen") == 1
    assert "binnen@example.test" not in page
    assert "terug@example.test" not in page


def test_ended_roles_stand_apart(manager: Client, cast: Cast) -> None:
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=cast.bram).update(ended_on=dt.date(2026, 2, 3))
    now, former = (manager.get(page).content.decode() for page in (PEOPLE, FORMER))
    assert "Bram" not in now
    assert "Bram" in former
    assert "lid namens Voorbeeldbedrijf" in former
    assert "3 feb 2026" in former


def test_advisers_stand_there_through_their_authority_and_can_not_be_changed(
    manager: Client, cast: Cast
) -> None:
    AdviserFactory(user=UserFactory(name="Oud Adviseur"), ended_on=dt.date(2026, 2, 1))
    page = manager.get(ADVISERS).content.decode()
    assert ">Dina<" in page
    assert "adviseur via Gemeente GM0160" in page
    assert ">Eva<" not in page
    assert "Oud Adviseur" not in page
    assert "/rol/" not in page
    assert "/beeindigen/" not in page


def test_the_list_is_searched_by_name_and_by_company(manager: Client, cast: Cast) -> None:
    with park_context(cast.noord.pk):
        Establishment.objects.filter(memberships__user=cast.bram).update(name="Brams Bakkerij")
    for words in ("bra", "bakkerij"):
        page = manager.get(PEOPLE, {"q": words}).content.decode()
        assert "Bram" in page
        assert "Carla" not in page
    page = manager.get(PEOPLE, {"q": "bestaat niet"}).content.decode()
    assert "Niemand gevonden" in page


@pytest.mark.parametrize("words", ["nul\x00", "x" * 5000, "<script>", "%", "'"])
def test_words_that_can_not_be_find_everybody_or_nobody(manager: Client, words: str) -> None:
    answer = manager.get(PEOPLE, {"q": words})
    assert answer.status_code == 200
    assert b"<script>x" not in answer.content


def test_a_long_list_comes_in_pages(manager: Client, cast: Cast) -> None:
    for _ in range(55):
        MembershipFactory(park=cast.noord)
    first, second = (manager.get(PEOPLE, {"page": n}).content.decode() for n in (1, 2))
    assert first.count("/bekijken/") + second.count("/bekijken/") == 55 + 3
    assert first.count('<tr role="row">') == 1 + 50
    for odd in ("-1", "0", "x", "999999999999999999999"):
        assert manager.get(PEOPLE, {"page": odd}).status_code == 200


def test_no_address_of_a_member_is_told(manager: Client, cast: Cast) -> None:
    for page in (PEOPLE, FORMER, ADVISERS):
        assert "bram@example.test" not in manager.get(page).content.decode()
        assert "dina@example.test" not in manager.get(page).content.decode()


@pytest.mark.parametrize("page", [PEOPLE, INVITED, REQUESTS, ADVISERS, FORMER])
@pytest.mark.parametrize(
    ("who", "status"), [("tess", 403), ("bram", 403), ("dina", 403), ("chris", 404), ("fred", 404)]
)
def test_only_a_manager_sees_the_pages_and_the_way_to_them(
    who: str, status: int, page: str, cast: Cast, login: Callable[[User], Client]
) -> None:
    client = login(getattr(cast, who))
    assert client.get(page).status_code == status
    assert b"/p/noord/mensen/" not in client.get("/p/noord/").content
    assert b"/p/noord/mensen/" in login(cast.anna).get("/p/noord/").content


def test_people_of_another_park_are_not_there(manager: Client, cast: Cast) -> None:
    ended = dt.date(2026, 2, 1)
    InvitationFactory(park=cast.zuid, email="van-zuid@example.test")
    AccessRequestFactory(park=cast.zuid, email="naar-zuid@example.test")
    MembershipFactory(park=cast.zuid, user=UserFactory(name="Zuiderling"))
    MembershipFactory(park=cast.zuid, user=UserFactory(name="Zuiderling"), ended_on=ended)
    for page in (PEOPLE, INVITED, REQUESTS, FORMER):
        shown = manager.get(page).content.decode()
        assert "zuid@example.test" not in shown
        assert "Zuiderling" not in shown


@pytest.mark.parametrize("page", [PEOPLE, INVITED, REQUESTS, ADVISERS, FORMER])
def test_ten_times_the_people_take_the_same_queries(manager: Client, cast: Cast, page: str) -> None:
    def bill() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert manager.get(page).status_code == 200
        return [query["sql"][:60] for query in queries.captured_queries]

    def add(number: int) -> None:
        for _ in range(number):
            MembershipFactory(park=cast.noord)
            MembershipFactory(park=cast.noord, ended_on=dt.date(2026, 11, 1))
            InvitationFactory(park=cast.noord)
            AccessRequestFactory(park=cast.noord)
            AdviserFactory()

    add(4)
    few = bill()
    add(36)
    many = bill()
    assert len(few) == len(many), (few, many)
    assert sum("parks_" in sql for sql in many) <= 7, many
