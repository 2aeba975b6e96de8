"""The value of a field in Dutch words, for a history and for "somebody changed this" alike."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.dutch import format_date, format_exact

EMPTY = "leeg"


def field_label(field: "models.Field[Any, Any]") -> str:
    """Return the field's name as a label: "Klaar op"."""
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def field_words(field: "models.Field[Any, Any]", value: object) -> str:
    """Return a field's value as a person reads it: a choice's label, a Dutch date, "leeg".

    A foreign key takes the object itself, not its id.
    """
    if value is None or value in ("", [], {}):
        return EMPTY
    if isinstance(value, str):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, ArrayField) and isinstance(value, list):
        return ", ".join(sorted(field_words(field.base_field, each) for each in value))
    return _plain_words(value)


def _plain_words(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_exact(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(_plain_words(each) for each in value))
    return str(value)
