"""On what a plan rests: whether anything in a park has changed since it was made."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db import connection

from parks.imports.fields import Record
from parks.models import Establishment, Occupation, Organisation, Ownership, Plot

# History only grows, by every change of every row: as many rows of it and the same last one are
# the same rows of the park. The last one alone would not tell: numbers come before the commit.
_MARK: Final = "(select concat(count(*), '-', max(pgh_id)) from {table} where park_id = %s)"
_HISTORIES: Final = tuple(
    str(model._meta.get_field("events").related_model._meta.db_table)
    for model in (Organisation, Establishment, Plot, Ownership, Occupation)
)


def basis_of(park_id: int, on: dt.date) -> str:
    """Return a text that is another one once a row of the park, or the day of a file, is another.

    Needs the park's context.
    """
    marks = ", ".join(_MARK.format(table=table) for table in _HISTORIES)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select concat_ws(' ', %s, {marks})",
            [on.isoformat(), *([park_id] * len(_HISTORIES))],
        )
        basis: str = cursor.fetchone()[0]
        return basis


def lock_rows(records: Iterable[Record], park_id: int) -> None:
    """Keep others from changing the rows of a park until the transaction ends."""
    with connection.cursor() as cursor:
        for record in records:
            cursor.execute(
                f"select count(*) from (select from {record.table} where park_id = %s"  # noqa: S608  # names of our own
                " order by id for update) as locked",
                [park_id],
            )
