"""The log of a park as its managers read it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from core.spreadsheet import Cell
from parks.choices import AuditAction, AuditResult
from parks.models import AuditEntry, AuditQuerySet

NOBODY = "het systeem"
# What a person can still open in a spreadsheet; a longer log is asked for by period.
MOST_LINES_IN_FILE = 20_000
HEADINGS = (
    "wanneer",
    "wie",
    "wat",
    "soort object",
    "object",
    "resultaat",
    "herkomst",
    "bijzonderheden",
)


@dataclass(frozen=True, slots=True)
class AuditSearch:
    """Which lines somebody asks for; days are both included."""

    person: int | None = None
    action: str = ""
    result: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the log."""

    at: dt.datetime
    who: str
    action: str
    object_kind: str
    object_label: str
    result: str
    is_refused: bool
    origin: str
    remarks: str


def find_entries(*, park_id: int, search: AuditSearch) -> AuditQuerySet:
    """Return the entries asked for, the latest first. Needs the park's context."""
    entries = AuditEntry.objects.in_park(park_id).newest_first()
    if search.person is not None:
        entries = entries.filter(actor_id=search.person)
    if search.action:
        entries = entries.filter(action=search.action)
    if search.result:
        entries = entries.filter(result=search.result)
    if search.since:
        entries = entries.filter(at__gte=_midnight(search.since))
    if search.until:
        entries = entries.filter(at__lt=_midnight(search.until + dt.timedelta(days=1)))
    return entries


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def lines_of(entries: Iterable[AuditEntry]) -> list[AuditLine]:
    """Return what a reader sees of entries."""
    return [_line(entry) for entry in entries]


def _line(entry: AuditEntry) -> AuditLine:
    return AuditLine(
        at=entry.at,
        who=str(entry.actor) if entry.actor else NOBODY,
        action=AuditAction(entry.action).label,
        object_kind=entry.object_kind,
        object_label=entry.object_label,
        result=AuditResult(entry.result).label,
        is_refused=entry.result == AuditResult.REFUSED,
        origin=entry.origin,
        remarks="; ".join(f"{word}: {value}" for word, value in entry.detail.items()),
    )


def rows_of(entries: AuditQuerySet) -> Iterator[tuple[Cell, ...]]:
    """Yield the newest entries as rows under `HEADINGS`."""
    for line in lines_of(entries[:MOST_LINES_IN_FILE]):
        yield (
            line.at,
            line.who,
            line.action,
            line.object_kind,
            line.object_label,
            line.result,
            line.origin,
            line.remarks,
        )


def people_in_log(park_id: int) -> list[tuple[int, str]]:
    """Return who stands in the log of a park, with her name, by name. Needs the context."""
    actors = AuditEntry.objects.in_park(park_id).order_by().values("actor").distinct()
    people = User.objects.filter(pk__in=actors).only("name").order_by("name", "pk")
    return [(person.pk, str(person)) for person in people]
