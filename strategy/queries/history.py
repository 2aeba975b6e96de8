"""Who changed a goal, when and what, in Dutch, from the history rows that the database keeps."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models

from accounts.models import User
from knowledge.choices import Capital
from strategy.choices import DataState
from strategy.models import Goal, Measurement
from strategy.queries.measuring import quantity
from strategy.queries.words import EMPTY, field_label, field_words

SYSTEM = "het systeem"
EFFECT_WORDS: Mapping[int, str] = {
    -2: "groot verlies",
    -1: "klein verlies",
    0: "geen effect",
    1: "kleine winst",
    2: "grote winst",
}
# The fields of a goal that people fill in, in the order of the form, and then where it stands.
TRACKED = (
    "statement", "explanation", "capital", "horizon", "theme", "indicator", "baseline", "target",
    "starts_on", "due_on", "owner", "owner_other", "budget_business_eur", "budget_public_eur",
    "budget_subsidy_eur", "sdgs", "effects", "audience", "state", "dropped_reason",
)  # fmt: skip


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


def goal_history(*, park_id: int, audiences: Sequence[str], pk: UUID) -> tuple[HistoryEntry, ...]:
    """Return the history of a goal that the viewer may see, newest first. Three queries.

    What happened while the goal was meant for a narrower circle stays hidden: the story starts,
    for this viewer, when the goal was shown to her.
    """
    goals = _events("GoalEvent", park_id).filter(pgh_obj_id=pk, audience__in=audiences)
    snapshots = list(goals.select_related("indicator", "owner__user").order_by("pgh_id"))
    if not snapshots:
        return ()
    indicators = {each.indicator_id for each in snapshots} - {None}
    measured = list(_measurement_events(park_id, indicators, since=snapshots[0].pgh_created_at))
    names = _names([*snapshots, *measured])
    entries = [*_goal_entries(snapshots, names), *_measurement_entries(measured, names)]
    # What one transaction did has one moment: the last thing done goes on top.
    oldest_first = sorted(entries, key=lambda entry: entry.at)
    return tuple(oldest_first[::-1])


def goal_label(name: str) -> str:
    """Return the Dutch label of a field of a goal."""
    return field_label(_field(name))


def goal_words(name: str, value: object) -> str:
    """Return the value of a field of a goal in Dutch words; effects and SDGs included."""
    if name == "effects":
        return _effects(cast("Mapping[str, int]", value))
    if name == "sdgs":
        numbers = sorted(cast("Iterable[int]", value))
        return ", ".join(f"SDG {number}" for number in numbers) or EMPTY
    return field_words(_field(name), value)


def _field(name: str) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", Goal._meta.get_field(name))


def _effects(effects: Mapping[str, int]) -> str:
    words = [
        f"{capital.label}: {EFFECT_WORDS[effects[capital]]}"
        for capital in Capital
        if effects.get(capital)
    ]
    return ", ".join(words) or EMPTY


def _events(name: str, park_id: int) -> "models.QuerySet[Any]":
    # pghistory makes these classes at run time: they have no name to import that mypy knows.
    model: Any = apps.get_model("strategy", name)
    found: models.QuerySet[Any] = model.objects.filter(park_id=park_id)
    return found


def _measurement_events(
    park_id: int, indicators: Iterable[UUID], since: dt.datetime
) -> "models.QuerySet[Any]":
    found = _events("MeasurementEvent", park_id).filter(
        indicator_id__in=list(indicators), pgh_created_at__gte=since
    )
    return found.select_related("indicator").order_by("pgh_id")


def _names(events: Iterable[Any]) -> dict[int, str]:
    """Return the names of the people behind the events in one query."""
    ids = {user_id for event in events if (user_id := _user_id(event)) is not None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}


def _user_id(event: Any) -> int | None:
    user = (event.pgh_context or {}).get("user")
    return user if isinstance(user, int) else None


def _who(event: Any, names: Mapping[int, str]) -> str:
    return names.get(_user_id(event) or 0, SYSTEM)


def _goal_entries(snapshots: Sequence[Any], names: Mapping[int, str]) -> Iterable[HistoryEntry]:
    first, *later = snapshots
    made = "Doel gemaakt" if first.pgh_label == "insert" else "Doel gedeeld"
    yield HistoryEntry(first.pgh_created_at, _who(first, names), made, ())
    for before, after in zip(snapshots, later, strict=False):
        if changes := tuple(_changes(before, after)):
            yield HistoryEntry(after.pgh_created_at, _who(after, names), "Doel aangepast", changes)


def _changes(before: Any, after: Any) -> Iterable[Changed]:
    for name in TRACKED:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Changed(goal_label(name), goal_words(name, old), goal_words(name, new))


def _measurement_entries(events: Iterable[Any], names: Mapping[int, str]) -> Iterable[HistoryEntry]:
    what = {
        "insert": "Meting ingevoerd",
        "update": "Meting aangepast",
        "delete": "Meting verwijderd",
    }
    last: dict[UUID, str] = {}
    for event in events:
        words, before = _measurement_words(event), last.get(event.id, EMPTY)
        last[event.id] = words
        after = EMPTY if event.pgh_label == "delete" else words
        label = f"{event.indicator.name}, {field_words(_measured_on(), event.measured_on)}"
        change = Changed(label, before, after)
        yield HistoryEntry(
            event.pgh_created_at, _who(event, names), what[event.pgh_label], (change,)
        )


def _measured_on() -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", Measurement._meta.get_field("measured_on"))


def _measurement_words(event: Any) -> str:
    figure = quantity(event.value, event.indicator.unit)
    label = str(DataState(event.data_state).label)
    return f"{figure} ({label.lower()})" if figure else label
