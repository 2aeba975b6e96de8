"""The walk: every route times every method times everybody of the cast.

The routes are found in the resolver, not kept in a list. A route under /p/<slug>/ that did not come
in through the door, or that has no object here, fails.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from core.park_context import current_context, park_context
from parks.access import Right
from parks.choices import Audience
from parks.isolation import park_owned_models
from parks.models import AuditEntry
from tests.cast import Cast
from tests.factories.world import World
from tests.isolation.objects import MEMBERS_OBJECTS, TEAM_OBJECTS

pytestmark = pytest.mark.usefixtures("standing")

PARK_PREFIX = "p/<slug:slug>/"
METHODS = ("get", "head", "post", "put", "patch", "delete")
UNSAFE = ("post", "put", "patch", "delete")
ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
OUTSIDERS = ("chris", "eva", "fred")
INSIDERS = ("anna", "tess", "bram", "carla", "dina")
HOLDERS: dict[Right | None, set[str]] = {
    Right.READ: set(INSIDERS),
    Right.ASSESS: {"anna", "tess", "dina"},
    Right.EDIT: {"anna", "tess"},
    Right.MANAGE: {"anna"},
}
REGISTER_FILE_ROUTES = ("detail", "columns", "choose", "apply", "undo", "discard")
# Routes outside a park, with what anonymous people and Fred, who has no role, get to see on GET.
OPEN_ROUTES = {
    "home": (200, 302),
    "health": (200, 200),
    "security_txt": (404, 404),
    "portfolio:list": (302, 200),
    "accounts:profile": (302, 200),
    "accounts:oidc_start": (405, 405),
    "accounts:oidc_ask": (302, 200),
    "accounts:oidc_return": (302, 302),
    "accounts:oidc_unlink": (405, 405),
    "own_data:page": (302, 200),
    "own_data:download": (302, 302),
    "own_data:erase": (302, 302),
    "accounts:second_factor": (302, 200),
    "public:story": (404, 404),
    "public:story_roadmap": (404, 404),
    "public:story_map": (404, 404),
    "asking:find": (200, 200),
    "asking:ask": (200, 200),
    "asking:done": (200, 200),
    "invitation": (404, 404),
    "calendar_feed": (404, 404),
    "joining:sign_up": (404, 404),
    "joining:sign_up_calendar": (404, 404),
    "joining:open_sign_up": (404, 404),
    "joining:mail_stop": (404, 404),
    "register:home": (302, 404),
    "register:upload": (302, 404),
    "register:export": (302, 404),
    "register:detail": (302, 404),
    "register:columns": (302, 404),
    "register:choose": (405, 405),
    "register:apply": (405, 405),
    "register:undo": (302, 404),
    "register:discard": (405, 405),
}
OPEN_ARGUMENTS: dict[str, list[object]] = {
    "register:export": ["csv"],
    **{f"register:{name}": [1] for name in REGISTER_FILE_ROUTES},
    "accounts:oidc_ask": ["geen-organisatie"],
    "accounts:oidc_return": ["geen-organisatie"],
    "accounts:oidc_unlink": ["geen-organisatie"],
    "public:story": ["noord"],
    "public:story_roadmap": ["noord"],
    "public:story_map": ["noord"],
    "asking:ask": ["noord"],
    "invitation": ["noord", "geen-uitnodiging"],
    "calendar_feed": ["noord", "geen-agenda"],
    **{
        f"joining:{name}": ["noord", "geen-link"]
        for name in ("sign_up", "sign_up_calendar", "open_sign_up", "mail_stop")
    },
}


@dataclass(frozen=True)
class Route:
    """A route under a park."""

    name: str
    right: Right | None  # None: did not come in through the door
    converters: frozenset[str]


def walk(
    patterns: list[URLPattern | URLResolver], prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, path, inner)
        else:
            yield path, f"{space}{pattern.name}", pattern


ROUTES = list(walk(get_resolver().url_patterns))
PARK_ROUTES = [
    Route(name, getattr(pattern.callback, "right", None), frozenset(pattern.pattern.converters))
    for path, name, pattern in ROUTES
    if path.startswith(PARK_PREFIX)
]


def address(route: Route, world: World, slug: str | None = None) -> str:
    kwargs: dict[str, object] = {"slug": slug or world.park.slug}
    if route.converters - {"slug"}:
        assert route.name in MEMBERS_OBJECTS, f"{route.name} has no verdict: add its object"
        kwargs |= MEMBERS_OBJECTS[route.name](world)
    return reverse(route.name, kwargs=kwargs)


# One statement for all tables: asked for after every method of everybody at every route.
STATE_OF_TABLES = " union all ".join(
    f"select '{model._meta.db_table}', count(*), max(xmin::text) from {model._meta.db_table}"
    for model in park_owned_models()
    if model is not AuditEntry
)


def rows() -> dict[str, tuple[int, str | None]]:
    """Return the state of every table but the log, which keeps who was refused."""
    with connection.cursor() as cursor:
        cursor.execute(STATE_OF_TABLES)
        return {table: (count, newest) for table, count, newest in cursor.fetchall()}


def test_every_route_has_a_verdict() -> None:
    outside = {name for path, name, _ in ROUTES if not path.startswith(PARK_PREFIX)}
    unknown = {
        name
        for name in outside
        if name not in OPEN_ROUTES and not name.startswith(("account_", "mfa_", "admin:", "None"))
    }
    assert unknown == set()
    assert [route.name for route in PARK_ROUTES if route.right is None] == []


@pytest.mark.parametrize("name", sorted(OPEN_ROUTES))
def test_routes_outside_a_park_show_what_they_should(
    name: str, cast: Cast, login: Callable[[User], Client]
) -> None:
    anonymous, fred = OPEN_ROUTES[name]
    address = reverse(name, args=OPEN_ARGUMENTS.get(name))
    assert Client().get(address).status_code == anonymous
    assert login(cast.fred).get(address).status_code == fred


@pytest.mark.parametrize("route", PARK_ROUTES, ids=lambda route: route.name)
class TestRoute:
    """Everybody at one route."""

    def test_without_logging_in_everybody_is_sent_to_the_log_in_page(
        self, route: Route, world: World
    ) -> None:
        for slug in (world.park.slug, "bestaat-niet"):
            answer = Client().get(address(route, world, slug))
            if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                assert answer.status_code == HTTPStatus.FOUND
                assert answer["Location"].startswith("/account/login/")

    def test_an_outsider_can_not_tell_the_park_from_one_that_does_not_exist(
        self, route: Route, world: World, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        clients = {who: login(getattr(cast, who)) for who in OUTSIDERS}
        for who, method in product(OUTSIDERS, METHODS):
            ask = getattr(clients[who], method)
            there, nowhere = (ask(address(route, world, slug)) for slug in (None, "bestaat-niet"))
            assert there.status_code == nowhere.status_code, (who, method)
            assert there.status_code in ABSENT, (who, method)
            assert without_token(there.content) == without_token(nowhere.content), (who, method)
            assert b"KANARIE" not in there.content, (who, method)
        owner = login(cast.anna)
        answers = [getattr(owner, method)(address(route, world)) for method in ("get", "post")]
        assert any(answer.status_code in (200, 302, 303, 409, 422) for answer in answers)

    def test_an_insider_gets_in_by_right_and_else_hears_no(
        self, route: Route, world: World, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        for who in INSIDERS:
            client = login(getattr(cast, who))
            statuses = {
                getattr(client, method)(address(route, world)).status_code for method in METHODS
            }
            if who in HOLDERS[route.right]:
                assert HTTPStatus.FORBIDDEN not in statuses, who
            else:
                assert statuses <= {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}, who
            assert HTTPStatus.INTERNAL_SERVER_ERROR not in statuses, who

    def test_a_page_has_its_own_park_in_reach_and_no_other(
        self, route: Route, world: World, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        reached: set[int] = set()

        def note(execute: Callable[..., object], *statement: object) -> object:
            reached.update(current_context().park_ids)
            return execute(*statement)

        client = login(cast.anna)
        with connection.execute_wrapper(note):
            answer = client.get(address(route, world))
        nothing: set[int] = set()
        refused = answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        assert reached == (nothing if refused else {world.park.pk})

    def test_who_may_not_edit_changes_no_row(
        self, route: Route, world: World, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        with park_context(cast.noord.pk, cast.zuid.pk):
            before = rows()
        clients = {who: login(getattr(cast, who)) for who in (*OUTSIDERS, "bram", "dina")}
        for who, method in product(clients, UNSAFE):
            getattr(clients[who], method)(address(route, world))
            with park_context(cast.noord.pk, cast.zuid.pk):
                assert rows() == before, (who, method)


def without_token(body: bytes) -> bytes:
    """Strip what differs between any two answers: the token against forged requests."""
    return re.sub(rb'(csrfmiddlewaretoken" value=|X-CSRFToken": ?)"[^"]*"', b"", body).replace(
        b"bestaat-niet", b""
    )


@pytest.mark.parametrize("name", sorted(TEAM_OBJECTS))
@pytest.mark.parametrize("who", ["bram", "carla", "dina"])
def test_what_is_for_the_team_does_not_exist_for_others(
    name: str, who: str, world: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    hidden = reverse(name, kwargs={"slug": "noord", **TEAM_OBJECTS[name](world)})
    unused = reverse(name, kwargs={"slug": "noord", "pk": "00000000-0000-4000-8000-000000000000"})
    answer, nothing = (login(getattr(cast, who)).get(url) for url in (hidden, unused))
    assert answer.status_code == nothing.status_code == HTTPStatus.NOT_FOUND
    assert without_token(answer.content) == without_token(nothing.content)
    assert login(cast.anna).get(hidden).status_code in (200, 302)


@pytest.mark.parametrize("name", [route.name for route in PARK_ROUTES if "pk" in route.converters])
def test_an_object_of_another_park_is_as_absent_as_an_unused_one(
    name: str, their_world: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    """Anna asks for Chris's objects under her own park's address."""
    kwargs = MEMBERS_OBJECTS[name](their_world)
    client = login(cast.anna)
    absent = "00000000-0000-4000-8000-000000000000"
    unused = {key: 0 if isinstance(value, int) else absent for key, value in kwargs.items()}
    for method in ("get", "post"):
        theirs = getattr(client, method)(reverse(name, kwargs={"slug": "noord", **kwargs}))
        nothing = getattr(client, method)(reverse(name, kwargs={"slug": "noord", **unused}))
        assert theirs.status_code == nothing.status_code
        assert theirs.status_code in ABSENT
        assert without_token(theirs.content) == without_token(nothing.content)


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.AUTHORITY])
def test_an_edition_holds_no_measurement_of_the_team(audience: Audience, world: World) -> None:
    edition = world.edition if audience == Audience.MEMBERS else world.authority_edition
    content = json.dumps(edition.content)
    assert "KANARIE-noord-bron-members" in content
    assert "12345" in content
    assert "team" not in re.findall(r"KANARIE-noord-\w+-(\w+)", content)
    assert "98765" not in content
    assert "0.98" not in content  # the progress that would follow from it


def test_a_role_that_ends_closes_the_door_at_the_next_request(
    world: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    import datetime as dt

    from parks.models import Membership

    client, home = login(cast.bram), reverse("reports:park_home", args=["noord"])
    assert client.get(home).status_code == HTTPStatus.OK
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=cast.bram).update(ended_on=dt.date(2026, 1, 1))
    assert client.get(home).status_code == HTTPStatus.NOT_FOUND
