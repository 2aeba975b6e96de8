"""A park that has been assessed for many years: pages of fifty, each list with its own."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from collective.choices import AssessedBy, Side
from collective.models import Assessment, OrganisationDegree
from core.park_context import park_context
from knowledge.choices import Degree
from knowledge.loader import current_questionnaire
from parks.choices import Audience
from tests.cast import Cast
from tests.collective.assessing import DEGREES, NOW

Login = Callable[[User], Client]
FIRST = dt.date(2000, 1, 1)


def assessed(cast: Cast, count: int, side: str = Side.BUSINESS, from_: int = 0) -> None:
    """Sign assessments, one per month, each with the statement that it gave."""
    with park_context(cast.noord.pk):
        for number in range(from_, from_ + count):
            day = FIRST + dt.timedelta(days=30 * number)
            signed = Assessment.objects.create(
                park=cast.noord, side=side, by=AssessedBy.PARK, assessed_on=day,
                questionnaire=current_questionnaire(side).slug, made_by=cast.anna,
                signed_by=cast.anna, signed_at=NOW, degree=Degree.MINIMAL,
                audience=Audience.MEMBERS,
            )  # fmt: skip
            OrganisationDegree.objects.create(
                park=cast.noord, side=side, degree=Degree.MINIMAL, reason=f"Reden {number:03}.",
                stated_on=day, stated_by=cast.anna, assessment=signed, audience=Audience.MEMBERS,
            )  # fmt: skip


def shown(client: Client, **query: str) -> str:
    answer = client.get(DEGREES, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def long_ago(cast: Cast) -> Cast:
    assessed(cast, 52)
    return cast


def test_the_statements_come_fifty_at_a_time_the_latest_first(long_ago: Cast, login: Login) -> None:
    client = login(long_ago.bram)
    page = shown(client)
    assert "Reden 051." in page
    assert "Reden 002." in page
    assert "Reden 001." not in page
    assert 'href="?verloop-business=2#verloop-business"' in page
    second = shown(client, **{"verloop-business": "2"})
    assert "Reden 001." in second
    assert "Reden 002." not in second


def test_the_signed_assessments_have_pages_of_their_own(long_ago: Cast, login: Login) -> None:
    client = login(long_ago.bram)

    def listed(page: str) -> int:
        return page[page.index('id="signed"') :].count('<th scope="row"')

    first, second = shown(client), shown(client, beoordelingen="2")
    assert 'href="?beoordelingen=2#signed"' in first
    assert (listed(first), listed(second)) == (50, 2)
    # Turning that page leaves the statements where they are.
    assert "Reden 051." in second
    assert 'href="?beoordelingen=2&amp;verloop-business=2#verloop-business"' in second


def test_a_page_that_is_not_there_is_the_last_one(long_ago: Cast, login: Login) -> None:
    page = shown(login(long_ago.bram), **{"verloop-business": "99", "beoordelingen": "x"})
    assert "Reden 000." in page


def test_many_years_cost_no_query_more(cast: Cast, login: Login) -> None:
    client = login(cast.anna)

    def bill() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        return len(queries)

    for side in Side.values:
        assessed(cast, 6, side)
    shown(client)  # fills the caches
    few = bill()
    for side in Side.values:
        assessed(cast, 54, side, from_=6)
    assert bill() == few
