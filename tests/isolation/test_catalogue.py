"""What PostgreSQL itself says about the walls, table by table."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from parks.isolation import PUBLIC_TABLES, park_keys, park_owned_models

TABLES = sorted(model._meta.db_table for model in park_owned_models())
KEYS = sorted(
    {(key.table, key.column) for model in park_owned_models() for key in park_keys(model)}
)


def fetch(sql: str, *parameters: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@pytest.mark.django_db
def test_every_table_with_a_park_is_known_to_the_models() -> None:
    found = fetch(
        "select table_name from information_schema.columns"
        " where table_schema = 'public' and column_name = 'park_id'"
    )
    assert {name for (name,) in found} == {*TABLES, *PUBLIC_TABLES}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_every_park_owned_table_enables_and_forces_row_security(table: str) -> None:
    assert fetch(
        "select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass", table
    ) == [(True, True)]


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_every_park_owned_table_has_the_policy_for_reading_and_writing(table: str) -> None:
    policies = fetch(
        "select cmd, qual, with_check from pg_policies"
        " where tablename = %s and policyname = 'park_isolation'",
        table,
    )
    assert len(policies) == 1
    command, using, check = policies[0]
    assert command == "ALL"
    assert "app_park_ids()" in str(using)
    assert "app_park_ids()" in str(check)


@pytest.mark.django_db
def test_only_memberships_have_a_second_policy() -> None:
    extra = fetch(
        "select tablename, policyname, cmd from pg_policies where policyname <> 'park_isolation'"
    )
    assert extra == [("parks_membership", "own_memberships", "SELECT")]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "column"), KEYS)
def test_every_key_between_park_owned_tables_carries_the_park(table: str, column: str) -> None:
    composite = fetch(
        "select c.conname from pg_constraint c"
        " join pg_attribute p on p.attrelid = c.conrelid and p.attname = 'park_id'"
        " join pg_attribute x on x.attrelid = c.conrelid and x.attname = %s"
        " where c.conrelid = %s::regclass and c.contype = 'f'"
        " and c.conkey = array[p.attnum, x.attnum]",
        column,
        table,
    )
    assert len(composite) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_uniqueness_never_tells_of_another_park(table: str) -> None:
    """A unique index without the park would answer "exists already" for a row nobody may see."""
    leaky = fetch(
        "select i.indexrelid::regclass::text from pg_index i"
        " where i.indrelid = %s::regclass and i.indisunique and not i.indisprimary"
        " and not exists (select 1 from pg_attribute a where a.attrelid = i.indrelid"
        "   and a.attname = 'park_id' and a.attnum = any(i.indkey))",
        table,
    )
    assert leaky == []


@pytest.mark.django_db
def test_one_function_runs_with_the_rights_of_its_owner() -> None:
    """The one that takes a person out of history (`reports.privacy.function`)."""
    definers = fetch(
        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " left join pg_depend d on d.objid = p.oid and d.deptype = 'e'"
        " where n.nspname = 'public' and p.prosecdef and d.objid is null"
    )
    assert definers == [("erase_from_history",)]


@pytest.mark.django_db
def test_the_app_role_owns_nothing_and_bypasses_nothing() -> None:
    role = settings.DATABASE_APP_ROLE
    assert fetch(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
        " from pg_roles where rolname = %s",
        role,
    ) == [(False, False, False, False)]
    assert fetch("select tablename from pg_tables where tableowner = %s", role) == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_the_app_role_can_not_empty_a_table(table: str) -> None:
    assert fetch(
        "select has_table_privilege(%s, %s, 'truncate')", settings.DATABASE_APP_ROLE, table
    ) == [(False,)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table",
    sorted(
        model._meta.db_table
        for model in park_owned_models()
        if getattr(model, "append_only", False)
    ),
)
def test_history_and_editions_can_only_be_added_to(table: str) -> None:
    rights = fetch(
        "select has_table_privilege(%s, %s, 'insert'), has_table_privilege(%s, %s, 'update'),"
        " has_table_privilege(%s, %s, 'delete')",
        *[settings.DATABASE_APP_ROLE, table] * 3,
    )
    assert rights == [(True, False, False)]


def test_psycopg_is_the_real_driver() -> None:
    assert connection.vendor == "postgresql"
    assert psycopg.__version__.startswith("3")
