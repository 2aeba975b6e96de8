"""Who changed a goal, when and what, in Dutch, from the history rows that the database keeps."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models

from core.words import EMPTY, field_label, field_words
from knowledge.choices import Capital
from parks.choices import DataState
from parks.models import meant_for
from parks.queries.history import Changed, HistoryEntry, names_behind, who_did
from strategy.models import Goal, Measurement

NOT_SHOWN = "niet getoond"
FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)
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
class _Span:
    """A stretch of time, without its end, in which a goal had an indicator."""

    indicator_id: UUID
    start: dt.datetime
    end: dt.datetime

    def covers(self, event: Any) -> bool:
        """Whether something happened to the indicator in this time."""
        is_own: bool = event.indicator_id == self.indicator_id
        return is_own and self.start <= event.pgh_created_at < self.end


def goal_history(*, park_id: int, audiences: Sequence[str], pk: UUID) -> tuple[HistoryEntry, ...]:
    """Return the history of a goal that the viewer may see, newest first. Three queries.

    What happened while the goal was meant for a narrower circle stays hidden: the story starts,
    for this viewer, when the goal was shown to her. Of measurements it tells those that were for
    her, made while the goal was too and had their indicator.
    """
    goals = _events("GoalEvent", park_id).filter(pgh_obj_id=pk)
    lived = list(goals.select_related("indicator", "owner__user").order_by("pgh_id"))
    snapshots = [each for each in lived if each.audience in audiences]
    if not snapshots:
        return ()
    measured = _measurement_events(park_id, audiences, _shown_spans(lived, audiences))
    names = names_behind([*snapshots, *measured])
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


def _shown_spans(lived: Sequence[Any], audiences: Sequence[str]) -> list[_Span]:
    """Return when a goal, of which `lived` is the whole life, was shown with an indicator."""
    # What waited for a lock has an earlier moment than what it waited for, hence the maximum.
    starts = list(accumulate((each.pgh_created_at for each in lived), max))
    ends = [*starts[1:], FOREVER]
    return [
        _Span(each.indicator_id, start, end)
        for each, start, end in zip(lived, starts, ends, strict=True)
        if each.audience in audiences and each.indicator_id
    ]


def _measurement_events(
    park_id: int, audiences: Sequence[str], spans: Sequence[_Span]
) -> list[Any]:
    """Return, oldest first, what happened to measurements for these readers within the spans."""
    found = _events("MeasurementEvent", park_id).filter(
        meant_for(audiences), indicator_id__in={span.indicator_id for span in spans}
    )
    events = found.select_related("indicator").order_by("pgh_id")
    return [each for each in events if any(span.covers(each) for span in spans)]


def _goal_entries(snapshots: Sequence[Any], names: Mapping[int, str]) -> Iterable[HistoryEntry]:
    first, *later = snapshots
    made = "Doel gemaakt" if first.pgh_label == "insert" else "Doel gedeeld"
    yield HistoryEntry(first.pgh_created_at, who_did(first, names), made, ())
    for before, after in zip(snapshots, later, strict=False):
        if changes := tuple(_changes(before, after)):
            yield HistoryEntry(
                after.pgh_created_at, who_did(after, names), "Doel aangepast", changes
            )


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
    last: dict[UUID, Any] = {}
    for event in events:
        changes = tuple(_measurement_changes(last.get(event.id), event))
        last[event.id] = event
        yield HistoryEntry(
            event.pgh_created_at, who_did(event, names), what[event.pgh_label], changes
        )


def _measurement_changes(before: Any, event: Any) -> Iterable[Changed]:
    """Say what became of a measurement; `before` is the last that the reader could see of it."""
    label = f"{event.indicator.name}, {_measured('measured_on', event)}"
    words = _measurement_words(event)
    if event.pgh_label == "insert":
        yield Changed(label, EMPTY, words)
    elif event.pgh_label == "delete":
        yield Changed(label, words, EMPTY)
    else:
        yield Changed(label, _measurement_words(before) if before else NOT_SHOWN, words)
        if before and before.audience != event.audience:
            old, new = _measured("audience", before), _measured("audience", event)
            yield Changed(f"{label}, wie mag dit zien", old, new)


def _measured(name: str, event: Any) -> str:
    field = cast("models.Field[Any, Any]", Measurement._meta.get_field(name))
    return field_words(field, getattr(event, name))


def _measurement_words(event: Any) -> str:
    return DataState(event.data_state).words(event.value, event.indicator.unit)
