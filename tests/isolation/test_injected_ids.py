"""Ids that a page never offered: in every field of every form, and in every query parameter."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Final

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from tests.cast import Cast
from tests.factories.world import World
from tests.isolation.forms_on_page import CHOSEN, Form, Page, read
from tests.isolation.test_walk import PARK_ROUTES, Route, address, rows

pytestmark = pytest.mark.usefixtures("standing")

NOBODY: Final = "00000000-0000-4000-8000-000000000000"
# Where to go afterwards, and what stood there when the form was opened: of these a made-up value
# is left out without a word. Of a box any value means yes.
IGNORED: Final = re.compile(r"csrfmiddlewaretoken|next|waited_for_ids|version|.*-seen")
REFUSED: Final = {
    HTTPStatus.OK,  # a filter that means nothing shows the list without it
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}


@pytest.fixture
def theirs(their_world: World) -> World:
    return their_world


@pytest.fixture
def ours(world: World) -> World:
    return world


def foreign_ids(theirs: World) -> list[str]:
    """Return an id of each sort of row of the other park."""
    terrain = theirs.terrain
    found = (
        theirs.members_goal,
        theirs.members_milestone,
        theirs.membership,
        terrain.organisation,
        terrain.establishment,
        terrain.plot,
    )
    return [str(row.pk) for row in found]


def injections(theirs: World) -> list[list[str]]:
    """Return the values to put in a field; one of them is a list."""
    ids = foreign_ids(theirs)
    return [*([each] for each in ids), ["-1"], ["0"], ["null"], [NOBODY], [ids[0], ids[-1]]]


def page_of(client: Client, route: Route, world: World) -> Page:
    here = address(route, world)
    answer = client.get(here)
    is_page = answer.get("Content-Type", "").startswith("text/html")
    return read(here, answer.content.decode() if is_page else "")


def tampered(form: Form, theirs: World) -> Iterator[tuple[str, dict[str, str | list[str]]]]:
    """Yield what is sent when one field that offers a choice holds what it never offered.

    Of fields with the same choices, as the statements of a questionnaire, one stands for all.
    """
    tried = set()
    for name, kind in form.kinds.items():
        choices = kind, frozenset(value for field, value in form.offered if field == name)
        if kind == "hidden":
            choices = name, choices[1]
        if kind not in CHOSEN or kind == "checkbox" or IGNORED.fullmatch(name) or choices in tried:
            continue
        tried.add(choices)
        for values in injections(theirs):
            if (name, values[0]) not in form.offered:
                yield name, {**form.values, name: values if len(values) > 1 else values[0]}


@pytest.mark.parametrize("route", PARK_ROUTES, ids=lambda route: route.name)
def test_a_choice_that_was_not_offered_is_refused_and_changes_nothing(
    route: Route, ours: World, theirs: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    client = login(cast.anna)
    with park_context(cast.noord.pk, cast.zuid.pk):
        before = rows()
    for form in page_of(client, route, ours).forms:
        send = client.post if form.method == "post" else client.get
        for name, data in tampered(form, theirs):
            answer = send(form.action, data)
            assert answer.status_code in REFUSED, (form.action, name, data[name])
            assert b"KANARIE-zuid" not in answer.content, (form.action, name, data[name])
            with park_context(cast.noord.pk, cast.zuid.pk):
                assert rows() == before, (form.action, name, data[name])


@pytest.mark.parametrize("route", PARK_ROUTES, ids=lambda route: route.name)
def test_typed_ids_of_others_reach_nothing_of_theirs(
    route: Route, ours: World, theirs: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    client = login(cast.anna)
    with park_context(cast.zuid.pk):
        before = rows()
    for form in page_of(client, route, ours).forms:
        typed = [name for name, kind in form.kinds.items() if kind not in CHOSEN]
        for values in injections(theirs):
            send = client.post if form.method == "post" else client.get
            with transaction.atomic():
                answer = send(form.action, form.values | dict.fromkeys(typed, values[0]))
                transaction.set_rollback(True)
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (form.action, values)
            assert b"KANARIE-zuid" not in answer.content, (form.action, values)
    with park_context(cast.zuid.pk):
        assert rows() == before


@pytest.mark.parametrize("route", PARK_ROUTES, ids=lambda route: route.name)
def test_a_query_parameter_shows_nothing_of_another_park(
    route: Route, ours: World, theirs: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    client = login(cast.anna)
    page = page_of(client, route, ours)
    asked = page.queries | {
        (form.action, name) for form in page.forms if form.method == "get" for name in form.kinds
    }
    for path, name in sorted(asked):
        for values in injections(theirs):
            answer = client.get(path, {name: values})
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (path, name, values)
            assert b"KANARIE-zuid" not in answer.content, (path, name, values)
