"""A pytest plugin that makes one hole before the tests begin: the one named in `MUTANT`."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection

from parks import isolation
from tests.mutants.model import Mutant


def chosen() -> Mutant:
    """Return the mutant of this run."""
    from tests.mutants.listing import mutants

    return next(mutant for mutant in mutants() if mutant.name == os.environ["MUTANT"])


@pytest.fixture(scope="session", autouse=True)
def _hole(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Make the hole; close it afterwards, so that the next run may use the same database."""
    mutant = chosen()
    mutant.patch()
    if not mutant.sql:
        yield
        return
    real = isolation.install_isolation

    def install_and_break(*, using: str = "default") -> None:
        real(using=using)
        _run(mutant.sql)

    isolation.install_isolation = install_and_break
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's own class
        _run(mutant.sql)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # as above
        real()


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
