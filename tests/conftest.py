"""Fixtures for all tests: the named cast, and somebody who is logged in."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.models import Park
from tests.cast import Cast, make_cast
from tests.site.migrated import migrated

pytest_plugins = ["tests.site.plugin", "tests.standing"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the database of the tests instead of migrating it."""
    url = os.environ.get("DATABASE_OWNER_URL")
    if url:  # without it the settings know where the server is, and migrate
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated(url)


@pytest.fixture(autouse=True)
def _no_superuser(request: pytest.FixtureRequest) -> None:
    """A superuser sees through row-level security: every isolation test would pass for nothing."""
    if "db" not in request.fixturenames and "transactional_db" not in request.fixturenames:
        return
    request.getfixturevalue(
        "transactional_db" if "transactional_db" in request.fixturenames else "db"
    )
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        if cursor.fetchone() != (False,):
            pytest.exit("De tests draaien als superuser; gebruik de rol van de eigenaar.", 3)


@pytest.fixture
def cast(request: pytest.FixtureRequest, db: None) -> Cast:
    """Return everybody with their roles; those of the file when its worlds stand already."""
    if "standing" in request.fixturenames:
        cast: Cast = request.getfixturevalue("standing").cast
        return cast
    return make_cast()


@pytest.fixture
def noord(cast: Cast) -> Park:
    return cast.noord


@pytest.fixture
def zuid(cast: Cast) -> Park:
    return cast.zuid


@pytest.fixture
def anna(cast: Cast) -> User:
    return cast.anna


@pytest.fixture
def tess(cast: Cast) -> User:
    return cast.tess


@pytest.fixture
def bram(cast: Cast) -> User:
    return cast.bram


@pytest.fixture
def carla(cast: Cast) -> User:
    return cast.carla


@pytest.fixture
def chris(cast: Cast) -> User:
    return cast.chris


@pytest.fixture
def dina(cast: Cast) -> User:
    return cast.dina


@pytest.fixture
def eva(cast: Cast) -> User:
    return cast.eva


@pytest.fixture
def fred(cast: Cast) -> User:
    return cast.fred


@pytest.fixture
def in_noord(noord: Park) -> Iterator[Park]:
    """Let the test itself work inside Noord."""
    with park_context(noord.pk):
        yield noord


@pytest.fixture
def login() -> Callable[[User], Client]:
    """Return a function that gives a browser in which somebody is logged in."""

    def as_user(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_user
