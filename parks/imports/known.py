"""What stands in the database, as the texts that rows of a file are compared with."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from parks.imports.fields import Field, Record
from parks.imports.plan import KEEP, WRITE, Change


@dataclass(slots=True)
class Known:
    """A row of the database: its imported fields, and what the last file said."""

    pk: str
    values: dict[str, str]
    source: str
    source_date: str
    from_file_json: str

    @property
    def from_file(self) -> dict[str, str]:
        """What the last file wrote, by field."""
        read: dict[str, str] = json.loads(self.from_file_json)
        return read

    def base(self) -> dict[str, Any]:
        """Return what undoing puts back."""
        return {
            "from_file": self.from_file,
            "source": self.source,
            "source_date": self.source_date,
        }

    def is_typed(self, field: Field) -> bool:
        """Whether a person gave a field its value, so that no file may overwrite it.

        In a row that came from a file an untouched field has its default.
        """
        from_file = self.from_file
        value = self.values[field.name]
        if field.name in from_file:
            return from_file[field.name] != value
        return value not in ("", field.default) or (value != "" and not from_file)


def rows_of(
    record: Record,
    fields: Sequence[Field],
    *,
    where: str,
    parameters: Sequence[Any],
    also: Sequence[str] = (),
    lock: bool = False,
) -> Iterator[tuple[Known, tuple[Any, ...]]]:
    """Yield the rows of a table with the values of `also` (SQL) beside them. One query.

    `lock` keeps others from changing the rows until the transaction ends.
    """
    casts = record.casts
    columns = [
        f"coalesce({field.column}::text, '')" if field.column in casts else field.column
        for field in fields
    ]
    own = ["id::text", "source", "coalesce(source_date::text, '')", "from_file::text"]
    chosen = ", ".join([*own, *columns, *also])
    # Every name comes from our own models and kinds; what a file holds is a parameter.
    sql = f"select {chosen} from {record.table} where {where} order by id"  # noqa: S608  # see above
    names = [field.name for field in fields]
    end = len(own) + len(names)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} for update" if lock else sql, parameters)
        for row in cursor.fetchall():
            values = dict(zip(names, row[len(own) : end], strict=True))
            yield Known(row[0], values, row[1], row[2], row[3]), row[end:]


def differences(
    fields: Sequence[Field], known: Known, theirs: dict[str, str], taken: Sequence[str]
) -> list[Change]:
    """Return the fields in which a file differs from what stands there.

    What a person changed since the last file stays as she left it, unless the field is `taken`.
    """
    changes = []
    for field in fields:
        new = theirs.get(field.name)
        old = known.values[field.name]
        if new is None or new == old or (field.required and not new):
            continue
        if field.same(old) == field.same(new):
            continue
        kept = field.name not in taken and known.is_typed(field)
        changes.append(Change(field.name, old, new, KEEP if kept else WRITE))
    return changes
