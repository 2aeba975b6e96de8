"""Both parks with one of everything, made once for a whole file of tests.

A file asks for it with `pytestmark = pytest.mark.usefixtures("standing")`. Its tests then share the
cast and both worlds; each test runs in a savepoint of its own, so none sees what another did.
Tests that commit can't use it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction

from tests.cast import Cast, make_cast
from tests.factories.world import World, fill


@dataclass(frozen=True)
class Standing:
    """The cast, and what stands in each park."""

    cast: Cast
    noord: World
    zuid: World


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """Make both worlds in a transaction around all tests of the file."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        cast = make_cast()
        made = Standing(cast, fill(cast.noord, cast.anna), fill(cast.zuid, cast.chris))
        _check_what_is_deferred()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def _check_what_is_deferred() -> None:
    """Check all keys now; else every test would check those of the whole world once more."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


@pytest.fixture
def world(standing: Standing, db: None) -> World:
    """Return what stands in Noord."""
    return standing.noord


@pytest.fixture
def their_world(standing: Standing, db: None) -> World:
    """Return what stands in Zuid."""
    return standing.zuid
