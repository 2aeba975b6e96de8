"""What the team notes changes nothing on what others see, and costs no query more per row."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.models import Park
from tests.cast import Cast
from tests.collective.stakeholder_steps import at, contact, position, relation, stakeholder
from tests.factories.world import World
from tests.isolation.test_walk import PARK_ROUTES, address

Login = Callable[[User], Client]
OPEN_LISTS = ("stakeholders", "stakeholder_ecosystem", "stakeholder_partnership")
TEAM_LISTS = (
    *OPEN_LISTS,
    "stakeholder_force_field",
    "stakeholder_contacts",
    "stakeholder_follow_ups",
    "stakeholder_to_speak",
)
# Also what only the team may look for: for others the same as no filter at all.
QUERIES = ("", "?segment=middle", "?spoken=gesproken", "?spoken=nooit", "?spoken=tijd", "?owner=x")


def without_token(text: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": ?)"[^"]*"', "", text)


@pytest.mark.parametrize("who", ["bram", "carla", "dina"])
def test_nothing_differs_for_others_whether_the_team_noted_something_or_not(
    who: str, cast: Cast, login: Login
) -> None:
    rows = [stakeholder(cast.noord, name) for name in ("Stroomnet", "Gemeente")]
    relation(rows[0], rows[1])
    client = login(getattr(cast, who))
    addresses = [at(name) + query for name in OPEN_LISTS for query in QUERIES]
    addresses += [at("stakeholder_detail", row.pk) for row in rows]

    def seen() -> list[str]:
        return [without_token(client.get(each).content.decode()) for each in addresses]

    before = seen()
    for row in rows:
        position(row, cast.anna, dt.date(2026, 1, 1), undercurrents="KANARIE-onderstroom")
        contact(row, cast.anna, dt.date(2026, 1, 2), follow_up="KANARIE-vervolg")
        row.owner_other, row.next_contact_on = "KANARIE-relatie", dt.date(2027, 1, 1)
        with park_context(row.park_id):
            row.save()
    assert seen() == before


@pytest.mark.parametrize("who", ["bram", "dina"])
@pytest.mark.parametrize(
    "name", [name for name in TEAM_LISTS if name not in OPEN_LISTS] + ["stakeholder_relation_add"]
)
def test_pages_of_the_team_are_closed_to_others(
    who: str, name: str, cast: Cast, login: Login
) -> None:
    assert login(getattr(cast, who)).get(at(name)).status_code == 403


def fill(park: Park, by: User, number: int) -> None:
    rows = [stakeholder(park, f"Partij {number:03}", brings="geld") for number in range(number)]
    for place, row in enumerate(rows):
        position(row, by, dt.date(2026, 1, 1), interest=place % 5 + 1)
        position(row, by, dt.date(2026, 2, 1), interest=place % 4 + 1)
        contact(row, by, dt.date(2026, 2, 3), follow_up="bellen")
        relation(row, rows[place - 1], what="kabel")
        relation(row, rows[place - 2], kind="potential")


def counted(client: Client) -> dict[str, int]:
    counts = {}
    for name in TEAM_LISTS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at(name)).status_code == 200
        counts[name] = len(queries)
    return counts


def test_lists_and_pictures_cost_the_same_with_ten_times_the_rows(cast: Cast, login: Login) -> None:
    client = login(cast.anna)
    fill(cast.noord, cast.anna, 6)
    few = counted(client)
    fill(cast.noord, cast.anna, 54)
    assert counted(client) == few


def test_one_stakeholder_costs_the_same_with_ten_times_the_notes(cast: Cast, login: Login) -> None:
    client, row = login(cast.anna), stakeholder(cast.noord)
    others = [stakeholder(cast.noord, f"Ander {number}") for number in range(20)]

    def cost(first: int, last: int) -> int:
        for number in range(first, last):
            day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
            position(row, cast.anna, day)
            contact(row, cast.anna, day, follow_up="bellen")
            relation(row, others[number])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at("stakeholder_detail", row.pk)).status_code == 200
        return len(queries)

    assert cost(0, 2) == cost(2, 20)


@pytest.mark.parametrize("who", ["bram", "carla", "dina"])
def test_no_word_that_is_for_the_team_reaches_others(
    who: str, cast: Cast, world: World, login: Login
) -> None:
    client = login(getattr(cast, who))
    routes = [route for route in PARK_ROUTES if route.name.startswith("collective:stakeholder")]
    pages = [client.get(address(route, world)).content.decode() for route in routes]
    found = set(re.findall(r"kanarie-noord-([\w-]+)", " ".join(pages), re.IGNORECASE))
    assert "belanghebbende-members" in found
    assert not [field for field in found if field.endswith("-team")]
