"""Searching, ordering and paging the portfolio, and what it costs."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from parks.choices import Audience
from parks.models import Authority, Park
from reports.queries.portfolio import PortfolioOrder, PortfolioSearch, find_parks, totals_of
from strategy.choices import GoalState
from tests.factories.parks import AdviserFactory, AuthorityFactory, ParkFactory
from tests.factories.strategy import GoalFactory

Login = Callable[[User], Client]

# session, person, authorities, own roles, totals, page, what three subjects say of it = 7,
# and the savepoint with its release that a request's transaction becomes inside a test = 2
QUERIES = 9


def page(client: Client, **query: str) -> str:
    response = client.get("/parken/", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_parks_are_found_by_name_and_municipality_and_ordered_by_area() -> None:
    authority = AuthorityFactory(municipality_codes=["GM0160", "GM0268"])
    ParkFactory(name="Haven Oost", gross_ha=Decimal(5), available_ha=Decimal(2))
    ParkFactory(name="Haven West", gross_ha=None, available_ha=Decimal(3))
    ParkFactory(name="Rijnpark", gross_ha=Decimal(9), municipality_codes=["GM0268"])
    ParkFactory(name="Haven elders", municipality_codes=["GM0957"])

    def names(**search: str) -> list[str]:
        order = PortfolioOrder(search.pop("order", PortfolioOrder.NAME))
        parks = find_parks(authority=authority, search=PortfolioSearch(order=order, **search))
        return [park.name for park in parks]

    assert names() == ["Haven Oost", "Haven West", "Rijnpark"]
    assert names(words="haven") == ["Haven Oost", "Haven West"]
    assert names(words="%") == []
    assert names(municipality="GM0268") == ["Rijnpark"]
    assert names(order="gross") == ["Rijnpark", "Haven Oost", "Haven West"]
    assert names(order="available") == ["Haven West", "Haven Oost", "Rijnpark"]


@pytest.mark.django_db
def test_totals_are_those_of_all_parks_found_and_tell_what_is_unknown() -> None:
    authority = AuthorityFactory()
    ParkFactory(gross_ha=Decimal("10.5"), net_ha=None, available_ha=None)
    ParkFactory(gross_ha=None, net_ha=None, available_ha=None)

    totals = totals_of(find_parks(authority=authority, search=PortfolioSearch()))

    assert (totals.parks, totals.gross_ha, totals.without_area) == (2, Decimal("10.5"), 1)
    assert totals.net_ha is None


@pytest.mark.django_db
def test_the_table_has_pages_of_fifty_with_totals_of_all(login: Login) -> None:
    adviser = AdviserFactory()
    for number in range(51):
        ParkFactory(name=f"Park {number:02}", gross_ha=Decimal(2))
    client = login(adviser.user)

    first, second, beyond = (page(client, page=number) for number in ("1", "2", "999"))

    assert "Park 49" in first
    assert "Park 50" not in first
    assert "Park 50" in second
    assert beyond.count("<tr>") == second.count("<tr>")
    assert "Totaal van 51 terreinen" in second
    assert "102,0" in second


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"words": "x" * 121}, "words"),
        ({"words": "a\x00b"}, "words"),
        ({"order": "password"}, "order"),
    ],
)
def test_a_wrong_filter_is_told_at_the_field(
    cast: object, dina: User, login: Login, query: dict[str, str], field: str
) -> None:
    response = login(dina).get("/parken/", query)

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()


def test_what_is_typed_is_shown_as_text(cast: object, dina: User, login: Login) -> None:
    text = page(login(dina), words="<b>{{ 7|add:7 }}</b>")

    assert "<b>{{" not in text
    assert "&lt;b&gt;{{ 7|add:7 }}&lt;/b&gt;" in text
    assert "Geen terreinen gevonden" in text


@pytest.mark.django_db
def test_the_number_of_queries_is_the_same_for_12_and_for_3800_parks(
    login: Login, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = login(AdviserFactory().user)
    made = 0
    for number in (12, 3800):
        Park.objects.bulk_create(
            ParkFactory.build(rin=None, slug=f"park-{each}") for each in range(made, number)
        )
        made = number
        with django_assert_num_queries(QUERIES):
            page(client)


def test_a_filled_park_costs_no_more_queries_than_an_empty_one(
    noord: Park,
    dina: User,
    login: Login,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(10):
        GoalFactory(park=noord, state=GoalState.ON_TRACK, audience=Audience.PUBLIC)

    client = login(dina)
    with django_assert_num_queries(QUERIES):
        page(client)


def test_the_outline_is_never_read_for_the_list(noord: Park) -> None:
    authority = Authority.objects.get(name="Gemeente GM0160")

    (park,) = find_parks(authority=authority, search=PortfolioSearch())

    assert "outline" in park.get_deferred_fields()
