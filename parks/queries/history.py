"""Who changed a row, when and what, in Dutch, from the history that the database keeps."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from accounts.models import User
from core.dutch import format_decimal
from core.words import EMPTY, field_label, field_words
from parks import reference
from parks.models import Plot
from parks.owned import ParkOwned

SYSTEM: Final = "het systeem"
HEAVY: Final[Mapping[type[models.Model], tuple[str, ...]]] = {Plot: ("geometry", "from_file")}


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: its label, what it was and what it became, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one person did at one moment."""

    at: dt.datetime
    who: str
    what: str
    changes: tuple[Changed, ...]


def events_of(model: type[models.Model]) -> "models.QuerySet[Any]":
    """Return the history of a kind of row; needs the park's context."""
    # pghistory makes these classes at run time: they have no name to import that mypy knows.
    events: Any = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    found: models.QuerySet[Any] = events.objects.all()
    return found


def states_of(row: Any) -> "models.QuerySet[Any]":
    """Return every state in which a row has been, the first one first."""
    return events_of(type(row)).filter(park_id=row.park_id, pgh_obj_id=row.pk).order_by("pgh_id")


def version_of(row: Any) -> int:
    """Return how often a row was stored: what a form must carry to notice that somebody was first.

    History counts by itself, so no writer, an import included, can forget to raise it.
    """
    return states_of(row).count()


def state_at(row: Any, version: int) -> Any:
    """Return the state that was version so-and-so of a row, or None for one that never was."""
    return states_of(row)[version - 1 : version].first() if version > 0 else None


def label_of(model: type[models.Model], name: str) -> str:
    """Return the Dutch label of a field."""
    own: Mapping[str, str] = getattr(model, "labels", {})
    return own.get(name) or field_label(_field(model, name))


def words_of(model: type[models.Model], name: str, value: object) -> str:
    """Return the value of a field in Dutch words; kinds of business with their title."""
    if name == "sbi_code" and value:
        return reference.sbi_label(str(value))
    if name == "area_m2" and isinstance(value, float):
        return f"{format_decimal(value)} m²"
    return field_words(_field(model, name), value)


def value_of(source: Any, name: str) -> Any:
    """Return a field of a row or of one of its states; None for an object that is gone."""
    try:
        return getattr(source, name)
    except ObjectDoesNotExist:
        return None


def names_behind(events: Iterable[Any]) -> dict[int, str]:
    """Return the names of the people behind events in one query."""
    ids = {user_id for event in events if (user_id := user_id_of(event)) is not None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}


def user_id_of(event: Any) -> int | None:
    """Return the id of the person who made an event, or None when nobody is known."""
    user = (event.pgh_context or {}).get("user")
    return user if isinstance(user, int) else None


def who_did(event: Any, names: Mapping[int, str]) -> str:
    """Return who was behind an event."""
    return names.get(user_id_of(event) or 0, SYSTEM)


def row_history(row: Any) -> tuple[HistoryEntry, ...]:
    """Return what became of a row, newest first; for who may see all its fields. Few queries."""
    light = states_of(row).defer(*HEAVY.get(type(row), ()))
    states = list(light.select_related(*_relations(type(row))))
    names = names_behind(states)
    entries = list(_entries(type(row), states, names))
    return tuple(reversed(entries))


def _entries(
    model: type[ParkOwned], states: Sequence[Any], names: Mapping[int, str]
) -> Iterator[HistoryEntry]:
    before: Any = None
    for state in states:
        changes = tuple(_changes(model, before, state))
        if before is None or changes:
            what = "Toegevoegd" if before is None else "Gewijzigd"
            yield HistoryEntry(state.pgh_created_at, who_did(state, names), what, changes)
        before = state


def _changes(model: type[ParkOwned], before: Any, after: Any) -> Iterator[Changed]:
    for name in model.in_history:
        new = value_of(after, name)
        old = value_of(before, name) if before is not None else None
        # Of a new row only what was filled in is news.
        if old == new or (before is None and not new):
            continue
        was = words_of(model, name, old) if before is not None else EMPTY
        yield Changed(label_of(model, name), was, words_of(model, name, new))


def _relations(model: type[ParkOwned]) -> list[str]:
    return [name for name in model.in_history if isinstance(_field(model, name), models.ForeignKey)]


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", model._meta.get_field(name))
