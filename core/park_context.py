"""Which parks, and which person, the running code may touch.

One entry point, `park_context`, feeds two nets at once: django-scopes (a query without a scope
raises) and PostgreSQL's row-level security (a row of another park does not exist). The database
backend in `core.postgis` puts the context in every outermost transaction; a context entered
inside an open transaction, which is what every view does under ATOMIC_REQUESTS, is pushed at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import psycopg.pq
from django.db import connection
from django_scopes import scope

SET_CONTEXT = "select set_config('app.park_ids', %s, true), set_config('app.user_id', %s, true)"


@dataclass(frozen=True, slots=True)
class ParkContext:
    """The parks in reach (empty: none) and the person on whose behalf code runs, if any."""

    park_ids: tuple[int, ...] = ()
    user_id: int | None = None

    def as_parameters(self) -> tuple[str, str]:
        """Return the two values for `SET_CONTEXT`; an empty string means nobody, nothing."""
        park_ids = ",".join(str(park_id) for park_id in self.park_ids)
        return park_ids, "" if self.user_id is None else str(self.user_id)


NOWHERE = ParkContext()
_current: ContextVar[ParkContext] = ContextVar("park_context", default=NOWHERE)


def current_context() -> ParkContext:
    """Return the context of the running request, task or command."""
    return _current.get()


@contextmanager
def park_context(*park_ids: int, user_id: int | None = None) -> Iterator[None]:
    """Give the code in the block access to these parks, and take it away afterwards.

    With no ids nothing park-owned can be read, except a person's own memberships when `user_id`
    is given. Contexts nest; the inner one replaces the outer one and never widens it by accident.
    """
    token = _current.set(ParkContext(tuple(park_ids), user_id))
    try:
        _push()
        with scope(park=park_ids[0] if len(park_ids) == 1 else list(park_ids)):
            yield
    finally:
        _current.reset(token)
        _push()


def _push() -> None:
    """Tell an already open transaction; a new one learns it from the backend.

    A failed transaction cannot be told anything: its rollback restores what was set before.
    """
    raw = connection.connection
    if raw is None or not connection.in_atomic_block or connection.needs_rollback:
        return
    if raw.info.transaction_status == psycopg.pq.TransactionStatus.INERROR:
        return
    raw.execute(SET_CONTEXT, current_context().as_parameters())
