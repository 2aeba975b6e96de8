"""A database of its own for the running site, made and dropped by the owner role."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def in_database(url: str, name: str) -> str:
    """Return the same address with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def create(owner_url: str, name: str, *, template: str) -> None:
    """Make a copy of `template`; what an interrupted run left under that name goes first."""
    drop(owner_url, name)
    names = sql.Identifier(name), sql.Identifier(template)
    _execute(owner_url, sql.SQL("create database {} template {}").format(*names))


def drop(owner_url: str, name: str) -> None:
    """Drop a database with everybody who is still connected."""
    _execute(
        owner_url,
        sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)),
    )


def run_in_parks(
    owner_url: str, statement: str, parameters: tuple[Any, ...]
) -> list[tuple[Any, ...]]:
    """Run a statement with all parks in reach and return its rows, if it has any."""
    with psycopg.connect(plain_url(owner_url)) as connection:
        connection.execute(
            "select set_config('app.park_ids', (select string_agg(id::text, ',')"
            " from parks_park), true)"
        )
        cursor = connection.execute(statement.encode(), parameters)
        return cursor.fetchall() if cursor.description else []


def _execute(owner_url: str, statement: sql.Composed) -> None:
    with psycopg.connect(plain_url(owner_url), autocommit=True) as connection:
        connection.execute(statement)


def plain_url(url: str) -> str:
    """Return the address as PostgreSQL's own library knows it."""
    return urlunsplit(urlsplit(url)._replace(scheme="postgresql"))
