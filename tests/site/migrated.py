"""One database with all migrations done, from which the databases of the tests are copied.

Rendering the models after every migration costs more than a minute; a copy costs a second. The name
holds what the migrations are, so a changed migration makes a new one. The latest few stay, for
other checkouts may use the same server.
"""

import hashlib
import os
import subprocess
import sys
from typing import Final

import psycopg
from psycopg import sql

from tests.site.database import in_database, plain_url
from tests.site.processes import ROOT

PREFIX: Final = "migrated_"
UNREADY: Final = f"unready_{PREFIX}"
KEPT: Final = 3


def migrated(owner_url: str) -> str:
    """Return the name of the database to copy; it is made by the first who asks, others wait."""
    name = PREFIX + _fingerprint()
    with psycopg.connect(plain_url(owner_url), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(hashtext(%s))", [PREFIX])
        if name not in _made(connection):
            _make(connection, owner_url, name)
    return name


def _fingerprint() -> str:
    # What hangs on post_migrate is done anew in every copy, so only migrations count: our own, and
    # those of the libraries by their versions.
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _made(connection: psycopg.Connection) -> list[str]:
    query = "select datname from pg_database where starts_with(datname, %s) order by oid desc"
    return [str(name) for (name,) in connection.execute(query, [PREFIX])]


def _make(connection: psycopg.Connection, owner_url: str, name: str) -> None:
    for old in [*_made(connection)[KEPT - 1 :], UNREADY]:
        _run(connection, "drop database if exists {}", old)
    _run(connection, "create database {}", UNREADY)
    url = in_database(owner_url, UNREADY)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "-v0"],
        cwd=ROOT,
        env=os.environ
        | {"DATABASE_OWNER_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        check=True,
    )
    # Only a whole one gets the name that others look for.
    _run(connection, "alter database {} rename to {}", UNREADY, name)


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
