"""What a merge needs to show: which rows may be the same, and what would move."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from django.db import models
from django.db.models import Count

from parks.models import Establishment, Merge, Organisation
from parks.owned import ParkEvent, ParkOwned
from parks.queries.companies import bare_name, has_words
from parks.queries.history import (
    Changed,
    HistoryEntry,
    label_of,
    row_history,
    words_of,
)

MOST_SHOWN: Final = 20
MOST_COMPARED: Final = 2_000
ALIKE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Moving:
    """How many rows of one kind point at a row, with their name in Dutch."""

    label: str
    number: int


def relations_to(model: type[models.Model]) -> "list[models.ForeignKey[Any, Any]]":
    """Return every foreign key that points at a model; history stays with what it tells of."""
    relations = model._meta.get_fields(include_hidden=True)
    found = (each.field for each in relations if isinstance(each, models.ManyToOneRel))
    return [
        field
        for field in found
        if isinstance(field, models.ForeignKey) and not issubclass(field.model, ParkEvent)
    ]


def what_moves(row: Organisation | Establishment) -> tuple[Moving, ...]:
    """Return what points at a row and would move along. A query per kind of row."""
    counts: list[Moving] = []
    for key in relations_to(type(row)):
        rows = key.model._base_manager.filter(park_id=row.park_id, **{key.name: row})
        number = rows.aggregate(number=Count("pk"))["number"]
        if number:
            meta = key.model._meta
            counts.append(
                Moving(str(meta.verbose_name_plural if number > 1 else meta.verbose_name), number)
            )
    return tuple(counts)


def candidates(row: Organisation | Establishment, words: str) -> tuple[Any, ...]:
    """Return rows that somebody may want to merge with this one: with these words, or by a name
    that looks like it. For the team."""
    others = type(row).objects.in_park(row.park_id).current().exclude(pk=row.pk).for_list()
    if words:
        number = "kvk_number" if isinstance(row, Organisation) else "number"
        return tuple(others.filter(has_words(words, "name", number))[:MOST_SHOWN])
    alike = _alike(row.name, list(others.values_list("pk", "name")[:MOST_COMPARED]))
    return tuple(others.filter(pk__in=alike))


def history_with_merges(row: Organisation | Establishment) -> tuple[HistoryEntry, ...]:
    """Return what became of a row and what went up in it, newest first; for the team."""
    logs = Merge.objects.in_park(row.park_id).filter(winner_id=row.pk)
    entries = [*row_history(row), *_merge_entries(row, logs.select_related("merged_by"))]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _merge_entries(
    row: Organisation | Establishment, logs: Iterable[Merge]
) -> Iterator[HistoryEntry]:
    rows = type(row).objects.in_park(row.park_id)
    losers = {each.pk: each for each in rows.filter(merged_into=row)}
    for log in logs:
        loser = losers.get(log.loser_id)
        changes = tuple(_of_loser(row, loser, log)) if loser else ()
        what = f"{log.loser_name} ging hierin op"
        yield HistoryEntry(log.merged_at, str(log.merged_by), what, changes)
        if log.undone_at:
            yield HistoryEntry(log.undone_at, "", f"{log.loser_name} staat weer los", ())


def _of_loser(winner: Any, loser: Any, log: Merge) -> Iterator[Changed]:
    """Say what the row that went up had of its own, and what became of it."""
    model = type(winner)
    for name in fields_to_choose(model):
        value = getattr(loser, name)
        if value and (name in log.fields or value != getattr(winner, name)):
            after = "overgenomen" if name in log.fields else "niet overgenomen"
            label = f"{label_of(model, name)} bij {log.loser_name}"
            yield Changed(label, words_of(model, name, value), after)


def fields_to_choose(model: type[ParkOwned]) -> tuple[str, ...]:
    """Return the fields of which a merge asks whose value stays."""
    return tuple(name for name in model.in_history if name != "organisation")


def _alike(name: str, others: Sequence[tuple[Any, str]]) -> list[Any]:
    matcher = SequenceMatcher(b=bare_name(name))
    scored = []
    for pk, other in others:
        matcher.set_seq1(bare_name(other))
        if matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            scored.append((matcher.ratio(), str(pk)))
    return [pk for _, pk in sorted(scored, reverse=True)[:MOST_SHOWN]]
