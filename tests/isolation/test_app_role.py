"""The walls as web and worker meet them: another role, another connection, rows that are there."""

from collections.abc import Iterator
from typing import Any

import environ
import psycopg
import pytest
from django.conf import settings
from django.db import connection

from parks.isolation import park_owned_models
from tests.cast import Cast
from tests.factories.world import fill

TABLES = sorted(model._meta.db_table for model in park_owned_models())


@pytest.fixture
def as_app(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own to the test database, as the role of web and worker."""
    app = environ.Env().db_url("DATABASE_URL")
    test = settings.DATABASES["default"]
    with psycopg.connect(
        host=test["HOST"],
        port=test["PORT"],
        dbname=connection.settings_dict["NAME"],
        user=app["USER"],
        password=app["PASSWORD"],
        autocommit=True,
    ) as raw:
        yield raw


@pytest.mark.django_db(transaction=True)
def test_the_app_role_meets_the_same_walls(as_app: psycopg.Connection[Any], cast: Cast) -> None:
    noord, _ = fill(cast.noord, cast.anna), fill(cast.zuid, cast.chris)
    for table in TABLES:
        with as_app.transaction():
            assert as_app.execute(f"select count(*) from {table}").fetchone() == (0,), table
        with as_app.transaction():
            as_app.execute("select set_config('app.park_ids', %s, true)", [str(noord.park.pk)])
            seen = as_app.execute(f"select distinct park_id from {table}").fetchall()
            assert seen == [(noord.park.pk,)], table
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_app.transaction():
        as_app.execute("truncate strategy_goal cascade")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_app.transaction():
        as_app.execute("alter table strategy_goal disable row level security")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_app.transaction():
        as_app.execute("set local role park_owner")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_app.transaction():
        as_app.execute("update reports_roadmapedition set title = 'anders'")
