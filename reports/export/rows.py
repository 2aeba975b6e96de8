"""The rows of a park as canonical JSON, one at a time, so that a large park needs little memory."""

import json
from collections.abc import Iterator
from typing import Any, Final

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db import models

from accounts.models import User
from parks.models import Membership, Park
from reports.export.plan import LABELS
from reports.export.table import Table

CHUNK: Final = 500
PARK_FIELDS: Final = (
    *("name", "slug", "rin", "municipality_codes", "location_type", "register_year", "outline"),
    *("gross_ha", "net_ha", "available_ha", "is_example", "source", "source_date", "from_file"),
)


class People:
    """The people that exported rows point at; their names stand in a file of their own."""

    def __init__(self) -> None:
        self.ids: set[int] = set()

    def note(self, user_id: Any) -> None:
        """Remember a person."""
        if isinstance(user_id, int):
            self.ids.add(user_id)

    def records(self, park_id: int) -> Iterator[dict[str, Any]]:
        """Yield them in order; of who has or had a role at the park the address too."""
        members = Membership.objects.filter(park_id=park_id).values_list("user_id", flat=True)
        here = set(members)
        for pk, name, email in (
            User.objects.filter(pk__in=self.ids | here)
            .order_by("pk")
            .values_list("pk", "name", "email")
        ):
            yield {"id": pk, "name": name} | ({"email": email} if pk in here else {})


def park_record(park_id: int) -> dict[str, Any]:
    """Return what the register says of the park. One query."""
    rows = _selected(Park.objects.filter(pk=park_id), Park, PARK_FIELDS)
    return _record(PARK_FIELDS, rows[0])


def records(table: Table, *, park_id: int, people: People) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in the order of their keys. One query; needs a transaction."""
    rows = table.model.objects.filter(park_id=park_id).order_by("pk")
    to_people = _fields_of_people(table)
    chosen = _selected(rows, table.model, table.fields)
    for row in chosen.iterator(chunk_size=CHUNK):
        record = _record(table.fields, row)
        for name in to_people:
            people.note(record[name])
        if "pgh_context" in record:
            record["pgh_context"] = _who(record["pgh_context"])
            people.note(record["pgh_context"])
        yield record


def _selected(rows: Any, model: Any, fields: Any) -> Any:
    shapes = {
        name: AsGeoJSON(name)
        for name in fields
        if isinstance(model._meta.get_field(name), GeometryField)
    }
    aliases = {f"{name}_json": shape for name, shape in shapes.items()}
    names = [f"{name}_json" if name in shapes else name for name in fields]
    return rows.annotate(**aliases).values_list(*names)


def _record(fields: Any, row: tuple[Any, ...]) -> dict[str, Any]:
    record = dict(zip(fields, row, strict=True))
    for name in ("geometry", "outline", "area"):
        if isinstance(record.get(name), str):
            record[name] = json.loads(record[name])
    return record


def _fields_of_people(table: Table) -> list[str]:
    return [
        name
        for name in table.fields
        if getattr(table.model._meta.get_field(name), "related_model", None) is User
    ]


def _who(context: Any) -> int | None:
    user = context.get("user") if isinstance(context, dict) else None
    return user if isinstance(user, int) else None


def field_label(model: type[models.Model], name: str) -> str:
    """Return the name of a field in Dutch, with the meaning of its fixed values.

    Fields that no screen shows have their name in `LABELS`; a link is called after its target.
    """
    field: Any = model._meta.get_field(name)
    of_target = field.related_model and f"id van: {field.related_model._meta.verbose_name}"
    label = LABELS.get(name) or field._verbose_name or of_target or field.verbose_name
    choices = [f"{value} = {text}" for value, text in getattr(field, "flatchoices", ()) if value]
    return f"{label} ({'; '.join(choices)})" if choices else label
