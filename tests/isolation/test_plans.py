"""A million rows over 3,800 parks: every page of one park still finds its rows by an index.

Asserted on PostgreSQL's plan, not on time. The rows are made by SQL without keys and triggers and
vanish with the transaction.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from tests.cast import Cast
from tests.factories.world import World, fill
from tests.isolation.test_walk import PARK_ROUTES, address

PARKS: Final = 3_800
# Rows per park: together a million.
CROWD: Final = {
    "parks_organisation": 40,
    "parks_establishment": 50,
    "parks_plot": 100,
    "parks_ownership": 20,
    "parks_occupation": 20,
    "parks_auditentry": 20,
    "strategy_goal": 5,
    "strategy_milestone": 10,
}
ROWS: Final = 1_000_000
# What must differ from row to row, or may not be there twice.
DIFFERENT: Final = {
    "id": "gen_random_uuid()",
    "name": "'Voorbeeld ' || n",
    "kvk_number": "''",
    "number": "''",
    "cadastral_number": "''",
    "goal_id": "case when mod(n, 2) = 0 then model.goal_id end",
    "until": "date '2026-01-01'",
}


def sql(statement: str, *parameters: str | list[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def columns_of(table: str) -> list[str]:
    found = sql(
        "select column_name from information_schema.columns"
        " where table_name = %s and is_generated = 'NEVER' and is_identity = 'NO'",
        table,
    )
    return [name for (name,) in found]


def make_parks(template: int) -> None:
    columns = [name for name in columns_of("parks_park") if name not in {"id", "slug", "rin"}]
    names = ", ".join(columns)
    sql(
        f"insert into parks_park (slug, {names}) select 'druk-' || n, {names}"
        f" from parks_park, generate_series(1, {PARKS}) n where id = {template}"
    )


def crowd(table: str, each: int, template: int) -> None:
    """Give every park so many rows like the one that the park `template` has."""
    columns = [name for name in columns_of(table) if name != "park_id"]
    values = ", ".join(DIFFERENT.get(name, f"model.{name}") for name in columns)
    keys = sql(
        "select conname from pg_constraint where conrelid = %s::regclass and contype = 'f'", table
    )
    for (key,) in keys:
        sql(f"alter table {table} drop constraint {key}")
    sql(f"alter table {table} disable trigger user")
    sql(f"alter table {table} no force row level security")
    sql(
        f"insert into {table} (park_id, {', '.join(columns)}) select park.id, {values}"
        f" from (select * from {table} where park_id = {template} limit 1) model,"
        f" parks_park park, generate_series(1, {each}) n"
    )
    sql(f"alter table {table} force row level security")
    sql(f"alter table {table} enable trigger user")
    sql(f"analyze {table}")


@pytest.fixture
def crowded(cast: Cast) -> World:
    fill(cast.zuid, cast.chris)
    world = fill(cast.noord, cast.anna)
    sql("set constraints all immediate")
    make_parks(cast.noord.pk)
    for table, each in CROWD.items():
        crowd(table, each, world.park.pk)
    return world


def scans(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a plan that read a table."""
    if "Relation Name" in node:
        yield node
    for inner in node.get("Plans", ()):
        yield from scans(inner)


def conditions(node: dict[str, Any]) -> str:
    return f"{node.get('Index Cond', '')} {node.get('Recheck Cond', '')}"


def reads_too_much(statement: str) -> list[str]:
    """Return the crowded tables that a query reads without park or key to find its rows by.

    The key of a parent will do: it is of one park and has fewer rows.
    """
    (plan,) = sql(f"explain (format json) {statement}")[0][0]
    return [
        f"{node['Node Type']} on {node['Relation Name']} {conditions(node)}"
        for node in scans(plan["Plan"])
        if node["Relation Name"] in CROWD and not re.search(r"\b\w*id = ", conditions(node))
    ]


def queries_of(client: Client, page: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return [
        query["sql"] for query in captured.captured_queries if query["sql"].startswith("SELECT")
    ]


def test_every_page_finds_its_rows_by_an_index(
    crowded: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    estimates = sql("select sum(reltuples) from pg_class where relname = any(%s)", list(CROWD))
    assert estimates[0][0] > ROWS * 0.98
    client = login(cast.anna)
    seen: set[str] = set()
    slow: dict[tuple[str, str], list[str]] = {}
    for route in PARK_ROUTES:
        for statement in queries_of(client, address(route, crowded)):
            with park_context(cast.noord.pk, user_id=cast.anna.pk):
                found = reads_too_much(statement)
            seen |= {table for table in CROWD if table in statement}
            if found:
                slow[route.name, statement[:200]] = found
    assert not slow, "\n".join(f"{where}: {found}" for where, found in slow.items())
    assert seen == set(CROWD)
