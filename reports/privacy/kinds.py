"""In what ways a row can tell of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

GONE_NAME: Final = "Verwijderde gebruiker"


def gone_address(number: int | str) -> str:
    """Return an address that nobody can ever have (RFC 2606), different for each number."""
    return f"verwijderd-{number}@verwijderd.invalid"


@dataclass(frozen=True, slots=True)
class Linked:
    """Rows that point at a person's account: hers, or what she did.

    `shown` names in Dutch what she reads of them. Not in it: what others keep for themselves, such
    as the names in a park that she has left.
    """

    title: str
    model: Any
    people: tuple[str, ...]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Addressed:
    """Rows that tell of whoever has an e-mail address, with or without an account.

    `blanked` are the fields that erasure overwrites, apart from the address itself; with `removed`
    the row goes, and they are overwritten in its history.
    """

    title: str
    model: Any
    shown: Mapping[str, str]
    blanked: Mapping[str, str] = field(default_factory=dict)
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A field with the name of anybody: it is hers when it holds exactly her name, at her park."""

    model: Any
    field: str
