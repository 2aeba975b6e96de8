"""Frozen dataclasses to canonical JSON and back, so that equal content has an equal hash.

Canonical: keys sorted, no white space, UTF-8; decimals as plain strings without trailing zeros,
dates as ISO 8601, tuples as lists. PostgreSQL's jsonb keeps none of the white space and order of
what it is given, so the hash is always taken over this form and never over stored bytes.
"""

import dataclasses
import datetime as dt
import hashlib
import json
import types
from decimal import Decimal
from functools import cache
from typing import Any, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Record = TypeVar("Record")


def to_json(value: Any) -> Any:
    """Return the JSON value of a record or of anything that may stand in one.

    Raises TypeError for what JSON could not bring back unchanged, floats among them.
    """
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_json(each) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_json(getattr(value, each.name)) for each in dataclasses.fields(value)}
    raise TypeError(f"Not fit for canonical JSON: {value!r}")


def from_json(record: type[Record], data: Any) -> Record:
    """Return the record that `to_json` wrote. A key that is absent takes the field's default."""
    hints = _hints(record)  # type: ignore[arg-type]  # a class is hashable, whatever its metaclass
    return record(**{name: _value(hints[name], data[name]) for name in hints if name in data})


def content_hash(content: Any) -> str:
    """Return the SHA-256 of a JSON value in canonical form, as 64 hexadecimal digits."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _hints(record: type[Any]) -> dict[str, Any]:
    return get_type_hints(record)


def _value(hint: Any, data: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if data is None:
            return None
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), data)
    if hint is Decimal:
        return Decimal(data)
    if hint is dt.date:
        return dt.date.fromisoformat(data)
    return from_json(hint, data) if _is_record(hint) else data


def _is_record(hint: Any) -> TypeGuard[type[Any]]:
    return dataclasses.is_dataclass(hint)


def _tuple(parts: tuple[Any, ...], data: list[Any]) -> tuple[Any, ...]:
    if parts[-1] is Ellipsis:
        return tuple(_value(parts[0], each) for each in data)
    return tuple(_value(part, each) for part, each in zip(parts, data, strict=True))


def decimal_text(value: Decimal) -> str:
    """Return a number without trailing zeros. Raises TypeError when it is not finite."""
    if not value.is_finite():
        raise TypeError(f"Not a number that a person can read: {value}")
    text = f"{value.normalize():f}"
    return "0" if text == "-0" else text


def json_line(record: dict[str, Any]) -> str:
    """Return values as the database gives them as canonical JSON on one line.

    Times are ISO 8601 in UTC, exact numbers and ids are strings.
    """
    return json.dumps(
        record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    )


def plain(value: Any) -> Any:
    """Return what JSON can hold of a time, a number or an id. Raises TypeError for the rest."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"Not fit for canonical JSON: {value!r}")
