"""Two rows that are one and the same become one, and can be parted again.

What points at the loser is found in the models, so a relation that is added later moves too. The
loser's row stays as it was, with `merged_into`; `Merge` holds what is needed to go back.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import User
from parks.choices import AuditAction
from parks.models import (
    Establishment,
    Membership,
    Merge,
    MergeKind,
    Occupation,
    Organisation,
    Ownership,
    Park,
)
from parks.queries.merging import relations_to
from parks.services.audit import record

Row = TypeVar("Row", Organisation, Establishment)
MODEL_OF: Final[Mapping[str, type[models.Model]]] = {
    MergeKind.ORGANISATION: Organisation,
    MergeKind.ESTABLISHMENT: Establishment,
}
KIND_OF: Final = {model: MergeKind(kind) for kind, model in MODEL_OF.items()}


class NotMergeableError(Exception):
    """These two can't become one (any more)."""


@transaction.atomic
def merge(*, park: Park, winner: Row, loser: Row, values: Mapping[str, Any], by: User) -> Merge:
    """Let `loser` go up in `winner`, which gets `values`; everything that points at it moves along.

    Periods of one plot become one period. What both have and only one can have (a figure of the
    same year) stays with the loser's row. Raises `NotMergeableError`.
    """
    winner, loser = _locked_pair(winner, loser)
    log = Merge(park=park, kind=KIND_OF[type(winner)], winner_id=winner.pk, loser_id=loser.pk)
    log.loser_name, log.merged_by = loser.name, by
    for key in relations_to(type(winner)):
        _move(key, winner, loser, log)
    # First the loser, so that the winner may take a number that must be unique.
    loser.merged_into = winner
    loser.save(update_fields=["merged_into"])
    _take(winner, values, log)
    log.save(force_insert=True)
    record(
        park=park,
        action=AuditAction.MERGE,
        actor=by,
        target=winner,
        label=f"{loser.name} ging op in {winner.name}",
    )
    return log


def _locked_pair(winner: Row, loser: Row) -> tuple[Row, Row]:
    model = type(winner)
    rows = model._base_manager.filter(park_id=winner.park_id, pk__in=[winner.pk, loser.pk])
    pair = {row.pk: row for row in rows.order_by("pk").select_for_update()}
    if len(pair) != 2 or any(row.merged_into_id for row in pair.values()):
        raise NotMergeableError
    return pair[winner.pk], pair[loser.pk]


def _take(winner: models.Model, values: Mapping[str, Any], log: Merge) -> None:
    changed = {name: new for name, new in values.items() if getattr(winner, name) != new}
    for name, new in changed.items():
        log.fields[name] = [plain(getattr(winner, name)), plain(new)]
        setattr(winner, name, new)
    if changed:
        winner.save(update_fields=list(changed))


def plain(value: Any) -> Any:
    """Return a value as it stands in JSON."""
    return DjangoJSONEncoder().default(value) if isinstance(value, dt.date) else value


def _move(key: "models.ForeignKey[Any, Any]", winner: Any, loser: Any, log: Merge) -> None:
    """Let what points at the loser by one foreign key point at the winner."""
    rows = key.model._base_manager.filter(park_id=loser.park_id, **{key.name: loser})
    if key.model in (Ownership, Occupation):
        _join_periods(key, rows, winner, log)
    for row in rows.order_by("pk"):
        setattr(row, key.name, winner)
        try:
            with transaction.atomic():
                row.save(update_fields=[key.name])
        except IntegrityError:
            log.kept.setdefault(_path(key), []).append(str(row.pk))
        else:
            log.moved.setdefault(_path(key), []).append(str(row.pk))
    if key.model is Membership and (doubles := log.kept.get(_path(key))):
        # She speaks for the winner already; a second role for a company that is gone is none.
        _end_roles(doubles, loser.park_id)


def _end_roles(ids: Iterable[str], park_id: int) -> None:
    rows = Membership._base_manager.filter(park_id=park_id, pk__in=list(ids))
    rows.filter(ended_on__isnull=True).update(ended_on=timezone.localdate())


def _path(key: "models.ForeignKey[Any, Any]") -> str:
    return f"{key.model._meta.label}.{key.name}"


def _join_periods(
    key: "models.ForeignKey[Any, Any]", rows: "models.QuerySet[Any]", winner: Any, log: Merge
) -> None:
    """Take periods of the loser that touch one of the winner's, of the same plot, into that one."""
    theirs = key.model._base_manager.filter(park_id=winner.park_id, **{key.name: winner})
    for row in rows.order_by("since", "pk"):
        same_plot = theirs.filter(plot_id=row.plot_id)
        for other in same_plot.order_by("since", "pk"):
            if _touch(row, other):
                before = _days(other)
                _widen(other, row)
                log.joined.append(_joined(key, row, other, before))
                row.delete()
                other.save(update_fields=["since", "until"])
                break


def _widen(period: Any, by: Any) -> None:
    period.since = None if None in (by.since, period.since) else min(by.since, period.since)
    period.until = None if None in (by.until, period.until) else max(by.until, period.until)


def _touch(one: Any, other: Any) -> bool:
    def begins_by_the_end_of(first: Any, second: Any) -> bool:
        return first.since is None or second.until is None or bool(first.since <= second.until)

    return begins_by_the_end_of(one, other) and begins_by_the_end_of(other, one)


def _days(period: Any) -> list[str | None]:
    return [day.isoformat() if day else None for day in (period.since, period.until)]


def _joined(
    key: "models.ForeignKey[Any, Any]", row: Any, into: Any, before: list[str | None]
) -> dict[str, Any]:
    return {
        "key": _path(key),
        "id": str(row.pk),
        "plot": str(row.plot_id),
        "period": _days(row),
        "into": str(into.pk),
        "into_before": before,
        "into_after": _days(into),
    }
