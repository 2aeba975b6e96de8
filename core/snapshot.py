"""Reading many tables as they were at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Run the block in a transaction that reads all as it was at its start and writes nothing.

    Inside another transaction it is that one's reading: PostgreSQL can't change it any more.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    raw.isolation_level, raw.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
    try:
        with transaction.atomic():
            yield
    finally:
        raw.isolation_level, raw.read_only = None, None
