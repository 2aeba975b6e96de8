"""A restored database has the rows, the rules and the rights of the one that was dumped."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from tests.ops.deployment import ROOT

NAME = "restore_parken" + os.environ.get("TEST_DB_SUFFIX", "")
SCHEMA = """
create table history (id serial primary key, park_id int, what text);
comment on table history is 'kept';
revoke all on history from park_app;
grant select, insert on history to park_app;
insert into history (park_id, what) values (1, 'one'), (2, 'two');
alter table history enable row level security;
alter table history force row level security;
create policy park on history using (park_id::text = current_setting('app.park_ids', true));
"""
FACTS = """
select relrowsecurity, relforcerowsecurity, relacl::text, obj_description(oid)
from pg_class where relname = 'history'
"""


def connection_values(variable: str) -> dict[str, str]:
    """Return the libpq values of an address in the environment."""
    url = os.environ[variable].replace("postgis://", "postgresql://", 1)
    return {key: str(value) for key, value in conninfo_to_dict(url).items()}


def execute(values: dict[str, str], statement: str | sql.Composed) -> list[tuple[object, ...]]:
    """Run statements on their own connection, each for itself; return the last one's rows."""
    with psycopg.connect(autocommit=True, **values) as connection:  # type: ignore[arg-type]
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def run(program: str, *arguments: str, values: dict[str, str], **extra: str) -> None:
    """Run one of PostgreSQL's programs, or ours, against a database."""
    names = {"user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    env = {names[key]: value for key, value in values.items() if key in names}
    subprocess.run(
        [program, *arguments],
        env=os.environ | env | {"PGDATABASE": values["dbname"]} | extra,
        check=True,
        capture_output=True,
        text=True,
    )


def newest(program: str) -> str:
    """Return the program of the newest PostgreSQL on this machine."""
    found = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    return str(max(found, key=lambda path: int(path.parts[4]), default=program))


@pytest.fixture
def owner() -> Iterator[dict[str, str]]:
    """Give a database of the owner with one table that only grows."""
    values = connection_values("DATABASE_OWNER_URL") | {"dbname": NAME}
    postgres = values | {"dbname": "postgres"}
    remove(postgres)
    execute(postgres, sql.SQL("create database {}").format(sql.Identifier(NAME)))
    try:
        execute(values, SCHEMA)
        yield values
    finally:
        remove(postgres)


def remove(postgres: dict[str, str]) -> None:
    """Drop the database and what a restore left of it."""
    like = f"{NAME}%"
    query = sql.SQL("select datname from pg_database where datname like {}").format(like)
    for (name,) in execute(postgres, query):
        execute(postgres, sql.SQL("drop database {}").format(sql.Identifier(str(name))))


def test_a_restore_brings_back_rows_rules_and_rights(owner: dict[str, str], tmp_path: Path) -> None:
    assert settings.DATABASE_APP_ROLE == "park_app"
    backup = connection_values("DATABASE_BACKUP_URL") | {"dbname": NAME}
    before = execute(owner, FACTS)
    dump = str(tmp_path / "database.dump")
    leave_out = "--exclude-table-data=public.spatial_ref_sys"
    run(newest("pg_dump"), "--format=custom", leave_out, f"--file={dump}", values=backup)
    execute(owner, "drop table history")

    tools = {"PSQL": newest("psql"), "PG_RESTORE": newest("pg_restore")}
    run(str(ROOT / "deploy/postgres/restore.sh"), dump, values=owner, **tools)

    assert execute(owner, FACTS) == before
    assert execute(backup, "select count(*) from history") == [(2,)]
    assert execute(owner, "select count(*) from history") == [(0,)]
