"""Taking an import back: what it wrote goes, what people did since stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib.gis.db.models import GeometryField
from django.db import connection, models

from parks.imports.fields import GEOMETRY, Field, Kind, Record
from parks.imports.holders import HOLDINGS, Holding
from parks.imports.kinds.plots import PLOT
from parks.imports.known import Known, rows_of
from parks.imports.plan import WRITE, Change, Row, Write
from parks.imports.plot_verdicts import DIGEST, digest_of
from parks.imports.writing import Stored, change_rows, fields_of

MOST_TOLD: Final = 200


@dataclass(slots=True)
class Undone:
    """What taking back came to. `kept` tells what a person did since and therefore stays."""

    removed: int = 0
    restored: int = 0
    kept: list[list[str]] = field(default_factory=list)

    def keep(self, label: str, why: str) -> None:
        """Tell of one row, as long as the list stays readable."""
        if len(self.kept) < MOST_TOLD:
            self.kept.append([label, why])

    def as_json(self) -> dict[str, Any]:
        """Return it for storing."""
        return {"removed": self.removed, "restored": self.restored, "kept": self.kept}


def undo_rows(kind: Kind, rows: Sequence[Row], park_id: int) -> Undone:
    """Take back what applying these rows did in a park. Needs its context and a transaction."""
    undone = Undone()
    for holding in HOLDINGS:
        _undo_turns(holding, rows, park_id, undone)
    for record in reversed(kind.records):
        those = [
            (row, write) for row in rows for write in row.writes if write.record == record.name
        ]
        _restore(
            kind, record, [each for each in those if each[1].base is not None], park_id, undone
        )
        _remove(record, [each for each in those if each[1].base is None], park_id, undone)
    return undone


def _undo_turns(holding: Holding, rows: Sequence[Row], park_id: int, undone: Undone) -> None:
    turns = [(row, turn) for row in rows for turn in row.turns if turn.record == holding.record]
    begun = {period: row for row, turn in turns for period, _ in turn.begins}
    model = holding.model
    gone = _delete(model, _untouched(model, list(begun), park_id), park_id)
    for period in begun.keys() - set(gone):
        undone.keep(begun[period].label, f"{holding.field.label} is daarna gewijzigd")
    ended = [(period, turn.on) for _, turn in turns for period in turn.ends]
    if ended:
        periods, days = (list(column) for column in zip(*ended, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(
                f"update {holding.table} it set until = null"  # noqa: S608  # names of our own
                " from unnest(%s::uuid[], %s::date[]) as was (id, day)"
                " where it.id = was.id and it.until = was.day and it.park_id = %s",
                [periods, days, park_id],
            )


def _restore(
    kind: Kind, record: Record, those: Sequence[tuple[Row, Write]], park_id: int, undone: Undone
) -> None:
    """Give changed rows their old values, as far as nobody changed them since."""
    if not those:
        return
    fields = fields_of(kind, record)
    now = _now(record, fields, [write.pk for _, write in those], park_id)
    stored, sources = [], []
    for row, write in those:
        known, base = now.get(write.pk), write.base or {}
        if known is None:
            undone.keep(row.label, f"{record.word} is daarna verwijderd")
            continue
        stored.append(_as_it_was(fields, row, write, known, undone))
        sources.append((base["source"], base["source_date"]))
    if stored:
        change_rows(record, fields, stored, sources, park_id)
    undone.restored += len(stored)


def _now(
    record: Record, fields: Sequence[Field], pks: Sequence[str], park_id: int
) -> dict[str, Known]:
    also = [DIGEST] if record is PLOT else []
    found = rows_of(
        record,
        fields,
        where="park_id = %s and id = any(%s::uuid[])",
        parameters=[park_id, list(pks)],
        also=also,
        lock=True,
    )
    rows = {}
    for known, more in found:
        known.values[GEOMETRY] = more[0] if more else ""
        rows[known.pk] = known
    return rows


def _as_it_was(
    fields: Sequence[Field], row: Row, write: Write, known: Known, undone: Undone
) -> Stored:
    by_name = {each.field: each for each in row.changes if each.how == WRITE}
    values: dict[str, str | None] = {}
    for each in fields:
        change = by_name.get(each.name)
        values[each.name] = None
        if change and _still(each, known, change):
            values[each.name] = change.old
        elif change:
            undone.keep(row.label, f"{each.label} is daarna gewijzigd")
    shape = None
    if GEOMETRY in by_name and "shape" in (write.base or {}):
        if known.values[GEOMETRY] == digest_of(row.shape):
            shape = (write.base or {})["shape"]
        else:
            undone.keep(row.label, "grens is daarna gewijzigd")
    return Stored(write.pk, values, (write.base or {})["from_file"], shape=shape)


def _still(each: Field, known: Known, change: Change) -> bool:
    return each.same(known.values[each.name]) == each.same(change.new)


def _remove(
    record: Record, those: Sequence[tuple[Row, Write]], park_id: int, undone: Undone
) -> None:
    """Remove rows that the import added, unless somebody changed or used them since."""
    if not those:
        return
    row_of = {write.pk: row for row, write in those}
    untouched = _untouched(record.model, list(row_of), park_id)
    free = set(untouched) - _used(record.model, untouched, park_id)
    gone = set(_delete(record.model, sorted(free), park_id))
    undone.removed += len(gone)
    for pk, row in row_of.items():
        if pk not in gone and pk in untouched:
            undone.keep(row.label, f"{record.word} is daarna ergens bij gebruikt")
        elif pk not in gone:
            undone.keep(row.label, f"{record.word} is daarna gewijzigd of verwijderd")


def _untouched(model: type[models.Model], pks: Sequence[str], park_id: int) -> list[str]:
    """Return which rows are still exactly as they were when they were added."""
    if not pks:
        return []
    event: Any = model._meta.get_field("events").related_model
    columns = [
        str(each.column)
        for each in model._meta.concrete_fields
        if not each.generated and each.column != "id"
    ]
    pairs = [f"{_comparable(model, column)}" for column in columns]
    ours = ", ".join(pair.format("it") for pair in pairs)
    theirs = ", ".join(pair.format("was") for pair in pairs)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select it.id::text from {model._meta.db_table} it"  # noqa: S608  # names of our own
            f" join {event._meta.db_table} was"
            " on was.pgh_obj_id = it.id and was.park_id = it.park_id and was.pgh_label = 'insert'"
            " where it.park_id = %s and it.id = any(%s::uuid[])"
            f" and ({ours}) is not distinct from ({theirs})",
            [park_id, list(pks)],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _comparable(model: type[models.Model], column: str) -> str:
    shapes = [
        each.column for each in model._meta.concrete_fields if isinstance(each, GeometryField)
    ]
    return f"ST_AsEWKB({{}}.{column})" if column in shapes else f"{{}}.{column}"


def _used(model: type[models.Model], pks: Sequence[str], park_id: int) -> set[str]:
    """Return which rows another row points at. History outlives what it tells of."""
    used: set[str] = set()
    for relation in model._meta.related_objects:
        key = relation.field
        if getattr(key, "db_constraint", False) and isinstance(key, models.ForeignKey) and pks:
            rows = relation.related_model._base_manager.filter(park_id=park_id)
            found = rows.filter(**{f"{key.name}__in": pks}).values_list(key.attname, flat=True)
            used |= {str(pk) for pk in found}
    return used


def _delete(model: type[models.Model], pks: Sequence[str], park_id: int) -> list[str]:
    if not pks:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"delete from {model._meta.db_table}"  # noqa: S608  # names of our own
            " where park_id = %s and id = any(%s::uuid[]) returning id::text",
            [park_id, list(pks)],
        )
        return [pk for (pk,) in cursor.fetchall()]
