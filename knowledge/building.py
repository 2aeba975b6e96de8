"""Turns parsed YAML into frozen dataclasses and refuses everything it does not know.

The dataclass is the schema: a field without default is required, its type annotation is checked,
and a key that is no field is an error. Every error names the file and the path of the key.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ContentError(ValueError):
    """A content file is wrong. The message reads `file: key: what is wrong`."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")


def build(cls: type[T], raw: object, where: str, **given: object) -> T:
    """Make one `cls` from a mapping of plain YAML values.

    `where` opens every error message; `given` are fields that do not stand in the file (the slug).
    Raises `ContentError`.
    """
    known = {field.name: field for field in fields(cast(Any, cls)) if field.name not in given}
    data = _mapping_with_keys(raw, known, where)
    hints = get_type_hints(cls)
    values = {key: _convert(hints[key], value, f"{where}: {key}") for key, value in data.items()}
    try:
        return cls(**values, **given)
    except ValueError as error:
        raise ContentError(where, str(error)) from error


def _mapping_with_keys(
    raw: object, known: Mapping[str, Field[Any]], where: str
) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise ContentError(where, "must be a mapping of keys to values")
    if unknown := sorted(str(key) for key in raw if key not in known):
        raise ContentError(where, f"unknown key {', '.join(unknown)}")
    required = [name for name, field in known.items() if field.default is MISSING]
    if missing := [name for name in required if name not in raw]:
        raise ContentError(where, f"missing key {', '.join(missing)}")
    return raw


def _convert(hint: Any, value: object, where: str) -> object:
    if get_origin(hint) in (UnionType, Union):
        return _optional(hint, value, where)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint)[0], value, where)
    if is_dataclass(hint):
        return build(cast(type[object], hint), value, where)
    if issubclass(hint, Enum):
        return _choice(hint, value, where)
    # type() and not isinstance: True is an int to Python, but never a number in content
    if type(value) is not hint:
        raise ContentError(where, f"must be {hint.__name__}, not {type(value).__name__}")
    return _text(value, where) if isinstance(value, str) else value


def _optional(hint: Any, value: object, where: str) -> object:
    inner = next(arg for arg in get_args(hint) if arg is not type(None))
    return None if value is None else _convert(inner, value, where)


def _tuple(hint: Any, value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, list) or not value:
        raise ContentError(where, "must be a list with at least one entry")
    return tuple(
        _convert(hint, entry, f"{where}[{number}]") for number, entry in enumerate(value, start=1)
    )


def _choice(hint: type[Enum], value: object, where: str) -> Enum:
    try:
        return hint(value)
    except ValueError:
        options = ", ".join(str(member.value) for member in hint)
        raise ContentError(where, f"unknown value {value!r}, choose from {options}") from None


def _text(value: str, where: str) -> str:
    text = value.strip()
    if not text:
        raise ContentError(where, "must not be empty")
    return text
