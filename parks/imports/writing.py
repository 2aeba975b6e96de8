"""Writing the rows of a plan, in bulk: one statement per table, whatever the number of rows."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from parks.choices import Verdict
from parks.imports.fields import GEOMETRY, Field, Kind, Record
from parks.imports.holders import FIELD_OF, HOLDINGS
from parks.imports.kinds.companies import COMPANIES, ESTABLISHMENT, ORGANISATION
from parks.imports.kinds.plots import PLOT
from parks.imports.plan import WRITE, Row, Write
from parks.imports.plot_verdicts import digest_of, writes_shape

SHAPE_COLUMN: Final = "geometry"
FROM_FILE: Final = "from_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What every row of an import gets: its park, its audience and where it came from."""

    park_id: int
    audience: str
    source: str
    source_date: dt.date | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A row to store. `values` by field, None for what stays; `shape` as hexadecimal EWKB."""

    pk: str
    values: dict[str, str | None]
    from_file: dict[str, str]
    of: str = ""
    shape: str | None = None


def write_rows(kind: Kind, rows: Sequence[Row], stamp: Stamp) -> None:
    """Do what the plan says. Rows that are refused, kept or unchanged write nothing."""
    writing = [row for row in rows if row.verdict in Verdict.writing()]
    for record in kind.records:
        fields = fields_of(kind, record)
        those = [
            (row, write) for row in writing for write in row.writes if write.record == record.name
        ]
        empty = {field.name: field.default for field in fields}
        new = [_new(record, empty, row, write) for row, write in those if write.base is None]
        old = [
            _changed(record, fields, row, write) for row, write in those if write.base is not None
        ]
        if new:
            _insert(record, fields, new, stamp)
        if old:
            _update(record, fields, old, stamp)
    _write_turns(writing, stamp)


def fields_of(kind: Kind, record: Record) -> list[Field]:
    """Return the fields of a record that an import may write."""
    # A list of plots brings organisations and establishments of which it knows the name alone.
    owner = COMPANIES if record in (ORGANISATION, ESTABLISHMENT) else kind
    return owner.stored(record.name)


def _new(record: Record, empty: Mapping[str, str], row: Row, write: Write) -> Stored:
    said = row.values if write.values is None else write.values
    given = {name: value for name, value in said.items() if value and name in empty}
    values: dict[str, str | None] = {**empty, **given}
    if write.values is None:
        _name(record, row, values)
    shape = row.shape if record is PLOT else ""
    from_file = given | ({GEOMETRY: digest_of(shape)} if shape else {})
    if record is PLOT:
        from_file |= _holders(row)
    return Stored(write.pk, values, from_file, write.of, shape or None)


def _name(record: Record, row: Row, values: dict[str, str | None]) -> None:
    """Give a row the name that the file has for something near it when it has none for itself."""
    said = row.values
    if record is ORGANISATION and not values["organisation"]:
        values["organisation"] = said.get("name")
    if record is ESTABLISHMENT and not values["name"]:
        values["name"] = said.get("organisation")
    if record is PLOT and not values["name"]:
        values["name"] = said.get("cadastral_number")


def _changed(record: Record, fields: Sequence[Field], row: Row, write: Write) -> Stored:
    changed = {each.field: each.new for each in row.changes if each.how == WRITE}
    own = {field.name: changed[field.name] for field in fields if field.name in changed}
    values = {field.name: own.get(field.name) for field in fields}
    from_file = {**(write.base or {}).get("from_file", {}), **own}
    shape = row.shape if record is PLOT and writes_shape(row) else None
    if record is PLOT:
        from_file |= _holders(row)
    if shape:
        from_file[GEOMETRY] = digest_of(shape)
    said = {name: value for name, value in from_file.items() if value}
    return Stored(write.pk, values, said, shape=shape)


def _holders(row: Row) -> dict[str, str]:
    """Return who holds a plot by the file, in the words in which it will be read back."""
    return {FIELD_OF[turn.record]: turn.words for turn in row.turns}


def _insert(record: Record, fields: Sequence[Field], rows: Sequence[Stored], stamp: Stamp) -> None:
    arrays: dict[str, tuple[str, list[Any]]] = {"id": ("file.id::uuid", [row.pk for row in rows])}
    for field in fields:
        arrays[field.column] = (
            _from_text(record, field.column), [row.values[field.name] for row in rows]
        )  # fmt: skip
    arrays[FROM_FILE] = (f"file.{FROM_FILE}", [row.from_file for row in rows])
    if record is ESTABLISHMENT:
        arrays["organisation_id"] = ("file.organisation_id::uuid", [row.of for row in rows])
    if record is PLOT:
        arrays[SHAPE_COLUMN] = ("file.geometry::geometry", [row.shape for row in rows])
    constants = _constants(record, stamp, without=arrays)
    columns = [*arrays, *constants]
    chosen = [sql for sql, _ in arrays.values()] + ["%s"] * len(constants)
    _execute(
        f"insert into {record.table} ({', '.join(columns)})"  # noqa: S608  # names of our own
        f" select {', '.join(chosen)} from {_file(arrays)}",
        [*constants.values(), _as_json({name: values for name, (_, values) in arrays.items()})],
    )


def _constants(record: Record, stamp: Stamp, without: Iterable[str]) -> dict[str, Any]:
    """Return the columns of which every new row has the same value."""
    constants: dict[str, Any] = {
        "park_id": stamp.park_id,
        "audience": stamp.audience,
        "source": stamp.source,
        "source_date": stamp.source_date,
    }
    known = {*without, *constants}
    for field in record.model._meta.concrete_fields:
        is_ours = field.generated or field.has_db_default()
        if field.column not in known and not is_ours:
            constants[str(field.column)] = field.get_db_prep_save(field.get_default(), connection)
    return constants


def _update(record: Record, fields: Sequence[Field], rows: Sequence[Stored], stamp: Stamp) -> None:
    stamps = [(stamp.source, stamp.source_date.isoformat() if stamp.source_date else "")]
    change_rows(record, fields, rows, stamps * len(rows), stamp.park_id)


def change_rows(
    record: Record,
    fields: Sequence[Field],
    rows: Sequence[Stored],
    sources: Sequence[tuple[str, str]],
    park_id: int,
) -> None:
    """Store the values of rows that are there, each with its source and the date of that.

    A shape of "" takes the shape away.
    """
    arrays: dict[str, list[Any]] = {
        "id": [row.pk for row in rows],
        "source": [source for source, _ in sources],
        "source_date": [day for _, day in sources],
        FROM_FILE: [row.from_file for row in rows],
    }
    sets = [
        "source = file.source",
        "source_date = nullif(file.source_date, '')::date",
        f"{FROM_FILE} = file.{FROM_FILE}",
    ]
    for field in fields:
        values = [row.values[field.name] for row in rows]
        if any(value is not None for value in values):
            arrays[field.column] = values
            sets.append(_unless_null(field.column, _from_text(record, field.column)))
    if any(row.shape is not None for row in rows):
        arrays[SHAPE_COLUMN] = [row.shape for row in rows]
        sets.append(_unless_null(SHAPE_COLUMN, _from_text(record, SHAPE_COLUMN)))
    _execute(
        f"update {record.table} it set {', '.join(sets)}"  # noqa: S608  # names of our own
        f" from {_file(arrays)} where it.id = file.id::uuid and it.park_id = %s",
        [_as_json(arrays), park_id],
    )


def _unless_null(column: str, value: str) -> str:
    return f"{column} = case when file.{column} is null then it.{column} else {value} end"


def _from_text(record: Record, column: str) -> str:
    cast = record.casts.get(column)
    return f"nullif(file.{column}, '')::{cast}" if cast else f"file.{column}"


def _file(columns: Iterable[str]) -> str:
    """Return the rows of the one parameter, JSON, as a table of texts (and what a file said)."""
    types = [f"{name} {'jsonb' if name == FROM_FILE else 'text'}" for name in columns]
    return f"json_to_recordset(%s::json) as file ({', '.join(types)})"


def _as_json(columns: Mapping[str, Sequence[Any]]) -> str:
    """Return rows for `_file`. Arrays would be quoted value by value in Python."""
    names = list(columns)
    return json.dumps(
        [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    )


def _execute(sql: str, parameters: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def _write_turns(rows: Sequence[Row], stamp: Stamp) -> None:
    """End and begin periods of owners and users."""
    for holding in HOLDINGS:
        turns = [turn for row in rows for turn in row.turns if turn.record == holding.record]
        ends = [(period, turn.on) for turn in turns for period in turn.ends]
        begins = [(*begin, turn.plot, turn.on) for turn in turns for begin in turn.begins]
        if ends:
            columns = _columns(("id", "day"), ends)
            _execute(
                f"update {holding.table} it set until = file.day::date"  # noqa: S608  # our names
                f" from {_file(columns)} where it.id = file.id::uuid and it.park_id = %s",
                [_as_json(columns), stamp.park_id],
            )
        if begins:
            columns = _columns(("id", "holder", "plot", "day"), begins)
            _execute(
                f"insert into {holding.table} (id, {holding.holder}_id, plot_id, since, park_id)"  # noqa: S608  # our names
                " select file.id::uuid, file.holder::uuid, file.plot::uuid, file.day::date, %s"
                f" from {_file(columns)}",
                [stamp.park_id, _as_json(columns)],
            )


def _columns(names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> dict[str, Sequence[str]]:
    return dict(zip(names, zip(*rows, strict=True), strict=True))


def check_at_once() -> None:
    """Let PostgreSQL check now what it would else check at the commit, where no code can answer."""
    _execute("set constraints all immediate", [])
    _execute("set constraints all deferred", [])
