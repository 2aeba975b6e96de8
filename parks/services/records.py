"""Stores what was typed about a row, unless somebody else was first or has the same already."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from core.concurrency import FieldChange, StaleVersion
from parks.owned import ParkOwned
from parks.queries.history import label_of, state_at, value_of, version_of, words_of

Row = TypeVar("Row", bound=ParkOwned)


class TakenError(Exception):
    """Another row of the park has what must be unique; `field` is where to say `message`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class RecordChanged(StaleVersion):
    """Somebody else saved this row after the form was opened.

    `merged` holds what was typed, and what the other stored in every field that was left alone.
    """

    def __init__(
        self, *, changes: tuple[FieldChange, ...], current_version: int, merged: dict[str, Any]
    ) -> None:
        super().__init__(changes=changes, current_version=current_version)
        self.merged = merged


@contextmanager
def unless_taken(model: type[ParkOwned]) -> Iterator[None]:
    """Turn a clash with another row of this kind into a `TakenError`; nothing is stored then."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, (field, message) in model.taken.items():
            if name in str(error):
                raise TakenError(field, message) from error
        raise


@transaction.atomic
def update_record(*, row: Row, typed: Mapping[str, Any], expected_version: int) -> Row:
    """Store what was typed over version `expected_version` of a row, and return it as stored.

    Only the fields in `typed` are touched; when none differs nothing is stored. Raises
    `RecordChanged`, `TakenError`, and DoesNotExist when the row is gone.
    """
    stored = _locked(row)
    version = version_of(stored)
    if version != expected_version:
        _refuse_conflict(stored, typed, state_at(stored, expected_version), version)
    changed = [name for name, value in typed.items() if getattr(stored, name) != value]
    if not changed:
        return stored
    for name in changed:
        setattr(stored, name, typed[name])
    with unless_taken(type(stored)):
        stored.save(update_fields=changed)
    return stored


def _locked(row: Row) -> Row:
    """Return the row as it stands, which nobody else can change until the transaction ends."""
    rows = type(row)._base_manager.filter(park_id=row.park_id)
    return rows.select_for_update(of=("self",)).get(pk=row.pk)


def _refuse_conflict(stored: Any, typed: Mapping[str, Any], base: Any, version: int) -> None:
    """Raise `RecordChanged` unless the others left the form's fields as they were.

    `base` is what the form started from; for a version that never existed there is none, and then
    everything counts as changed.
    """
    theirs = [
        name
        for name, value in typed.items()
        if getattr(stored, name) != value
        and (base is None or value_of(base, name) != getattr(stored, name))
    ]
    if not theirs:
        return
    left_alone = [
        name for name in theirs if base is not None and value_of(base, name) == typed[name]
    ]
    model = type(stored)
    raise RecordChanged(
        changes=tuple(
            FieldChange(
                label_of(model, name),
                words_of(model, name, getattr(stored, name)),
                words_of(model, name, typed[name]),
            )
            for name in theirs
        ),
        current_version=version,
        merged={**typed, **{name: getattr(stored, name) for name in left_alone}},
    )
