"""What a list can hold: the fields of a kind, and the records that they end up in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import models

from parks.imports.cells import ReadCell, folded, squeezed

GEOMETRY: Final = "geometry"


def as_it_is(text: str) -> str:
    """Return the text itself."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a row says.

    `heading` is the heading of the export and, without a `word` of its own, the word on screen;
    `synonyms` are what others call it. `record` and `column` are where it is stored; a field
    without a column is dealt with by its kind. `same` gives the key by which two values are equal,
    `shown` what people read, `default` the value of a new row that does not say. A `required` one
    is never emptied.
    """

    name: str
    heading: str
    read: ReadCell
    synonyms: tuple[str, ...] = ()
    record: str = ""
    column: str = ""
    same: Callable[[str], str] = squeezed
    shown: Callable[[str], str] = as_it_is
    default: str = ""
    required: bool = False
    word: str = ""

    @property
    def label(self) -> str:
        """What people call it."""
        return self.word or self.heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A table that an import writes. `casts` are PostgreSQL's types of columns that are no text."""

    name: str
    model: type[models.Model]
    word: str
    casts: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The name of the table."""
        return self.model._meta.db_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A sort of list: its fields in the order of the export. One of `keys` must have a column.

    `group_key` is the field by which several shapes are one row; "" when the file holds no shapes.
    """

    name: str
    rows: str
    fields: tuple[Field, ...]
    records: tuple[Record, ...]
    keys: tuple[str, ...]
    group_key: str = ""

    def field(self, name: str) -> Field:
        """Return a field by its name; raises KeyError."""
        return next(each for each in self.fields if each.name == name)

    def stored(self, record: str) -> list[Field]:
        """Return the fields that have a column in a record."""
        return [each for each in self.fields if each.record == record and each.column]

    def record(self, name: str) -> Record:
        """Return a record by its name."""
        return next(each for each in self.records if each.name == name)


def choice_words(choices: type[models.TextChoices]) -> Callable[[str], str]:
    """Return what shows the word of a choice."""
    words = {str(value): str(label) for value, label in choices.choices}
    return lambda value: words.get(value, value)


def sorted_lines(text: str) -> str:
    """Return the key by which two lists of names are equal: their order does not count."""
    return "\n".join(sorted(folded(line) for line in text.split("\n") if line.strip()))


def compact(text: str) -> str:
    """Return the key by which two codes are equal: spaces and capitals don't count."""
    return "".join(text.split()).casefold()


def texts_of(fields: Sequence[Field], values: Mapping[str, str]) -> dict[str, str]:
    """Return the values of these fields as far as they are there."""
    return {each.name: values[each.name] for each in fields if each.name in values}
