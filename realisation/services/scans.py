"""The quick scan: rounds, and the answers of a company, stored section by section.

Once a round is closed its answers are final: the picture of the round rests on them (decision 25).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from core.refusals import RefusedError
from knowledge.realisation import current_scan
from parks.choices import AuditAction, Release
from parks.models import Establishment, Park
from parks.queries.history import states_of, user_id_of
from parks.services.audit import record
from parks.services.records import RecordChanged, update_record
from realisation.models import QuickScan, ScanLevel, ScanRound
from realisation.queries.scan_sheet import has_answers

CLOSED: Final = "Deze ronde is gesloten. De antwoorden veranderen niet meer."
NOT_YET: Final = "Deze ronde is nog niet open."
SENT: Final = "Deze quickscan is al ingestuurd. Heropen hem eerst."
EMPTY: Final = "Er is nog niets ingevuld. Beantwoord ten minste één vraag."


@dataclass(frozen=True, slots=True)
class TypedLevel:
    """What was chosen at a theme; `seen` is the mark of what stood there before."""

    theme: str
    urgency: int | None
    energy: int | None
    seen: str


def open_round(*, park: Park, typed: Mapping[str, Any]) -> ScanRound:
    """Open a round with the questions of today, and return it."""
    made: ScanRound = ScanRound.objects.create(park=park, version=current_scan().version, **typed)
    return made


@transaction.atomic
def remove_round(*, park: Park, scan_round: ScanRound) -> None:
    """Remove a round; the log keeps its name. Raises `RefusedError` when somebody answered."""
    held = ScanRound.objects.in_park(park.pk).select_for_update().get(pk=scan_round.pk)
    if QuickScan.objects.in_park(park.pk).filter(round=held).exists():
        raise RefusedError("In deze ronde staan antwoorden van bedrijven. Die blijven bewaard.")
    record(park=park, action=AuditAction.DELETE, target=held)
    held.delete()


@transaction.atomic
def start_scan(
    *,
    scan_round: ScanRound,
    establishment: Establishment,
    taken_by: str,
    taken_on: dt.date | None,
    released_to: str = Release.COMPANY,
    today: dt.date,
) -> QuickScan:
    """Return the scan of a company in a round, and begin it when there is none.

    Raises `RefusedError` when no answers are asked today.
    """
    held = _open_round(scan_round, today)
    begun: QuickScan
    begun, _ = QuickScan.objects.get_or_create(
        park_id=held.park_id,
        round=held,
        establishment=establishment,
        defaults={"taken_by": taken_by, "taken_on": taken_on, "released_to": released_to},
    )
    return begun


@transaction.atomic
def save_answers(
    *,
    scan: QuickScan,
    typed: Mapping[str, Any],
    expected_version: int,
    by: User,
    now: dt.datetime,
    today: dt.date,
) -> QuickScan:
    """Store the answers of a section over the version from which somebody started.

    What `by` stored herself in a request that overtook this one is no clash. Raises
    `RefusedError`, and `RecordChanged` when a colleague was first.
    """
    held = _open_scan(scan, today)
    changes = any(getattr(held, name) != value for name, value in typed.items())
    try:
        stored = update_record(row=held, typed=typed, expected_version=expected_version)
    except RecordChanged as conflict:
        if not _only_by(by, held, expected_version):
            raise
        stored = update_record(row=held, typed=typed, expected_version=conflict.current_version)
    if changes:
        _touch(stored, now)
    return stored


@transaction.atomic
def save_levels(
    *, scan: QuickScan, typed: Iterable[TypedLevel], by: User, now: dt.datetime, today: dt.date
) -> tuple[str, ...]:
    """Store how urgent themes are; return the themes that a colleague changed meanwhile.

    Those are left as the colleague stored them, the others are stored. Raises `RefusedError`.
    """
    held = _open_scan(scan, today)
    rows = {row.theme: row for row in ScanLevel.objects.in_park(held.park_id).filter(scan=held)}
    clashes, is_changed = [], False
    for each in typed:
        row = rows.get(each.theme)
        if mark_of(row) == _mark(each.urgency, each.energy):
            continue
        if mark_of(row) != each.seen and not (row and _only_by(by, row, 0, last=True)):
            clashes.append(each.theme)
            continue
        _store_level(held, row, each)
        is_changed = True
    if is_changed:
        _touch(held, now)
    return tuple(clashes)


def mark_of(level: ScanLevel | None) -> str:
    """Return the mark of what stands at a theme: a form carries it to notice a change."""
    return _mark(level.urgency, level.energy) if level else _mark(None, None)


@transaction.atomic
def finish_scan(*, scan: QuickScan, now: dt.datetime, today: dt.date) -> None:
    """Send a scan in. Raises `RefusedError` when it is empty, sent already or too late."""
    held = _open_scan(scan, today)
    if not has_answers(held):
        raise RefusedError(EMPTY)
    held.finished_at = now
    held.save(update_fields=["finished_at"])


@transaction.atomic
def reopen_scan(*, scan: QuickScan, today: dt.date) -> None:
    """Let the answers of a scan be changed again. Raises `RefusedError` in a closed round."""
    held = _locked(scan)
    _open_round(held.round, today)
    if held.finished_at is not None:
        held.finished_at = None
        held.save(update_fields=["finished_at"])


@transaction.atomic
def release_scan(*, scan: QuickScan, released_to: str) -> None:
    """Say who else may read a scan; only the company itself decides that."""
    held = _locked(scan)
    if held.released_to != released_to:
        held.released_to = released_to
        held.save(update_fields=["released_to"])


@transaction.atomic
def remove_scan(*, park: Park, scan: QuickScan, today: dt.date) -> None:
    """Remove a scan with its answers. Raises `RefusedError` in a closed round."""
    held = _locked(scan)
    _open_round(held.round, today)
    record(park=park, action=AuditAction.DELETE, target=held)
    held.delete()


def _store_level(scan: QuickScan, row: ScanLevel | None, typed: TypedLevel) -> None:
    level = row or ScanLevel(park_id=scan.park_id, scan=scan, theme=typed.theme)
    level.urgency, level.energy = typed.urgency, typed.energy
    level.save()


def _mark(urgency: int | None, energy: int | None) -> str:
    return f"{urgency or ''}:{energy or ''}"


def _only_by(by: User, row: Any, version: int, *, last: bool = False) -> bool:
    """Whether one person stored all that came after a version, or what came last."""
    users = [user_id_of(state) for state in states_of(row)[version:]]
    return bool(users) and set(users[-1:] if last else users) == {by.pk}


def _touch(scan: QuickScan, now: dt.datetime) -> None:
    QuickScan.objects.in_park(scan.park_id).filter(pk=scan.pk).update(saved_at=now)


def _open_round(scan_round: ScanRound, today: dt.date) -> ScanRound:
    """Return a round in which answers are asked today, or raise `RefusedError`."""
    held: ScanRound = ScanRound.objects.in_park(scan_round.park_id).get(pk=scan_round.pk)
    if held.is_closed(today):
        raise RefusedError(CLOSED)
    if not held.is_open(today):
        raise RefusedError(NOT_YET)
    return held


def _open_scan(scan: QuickScan, today: dt.date) -> QuickScan:
    """Return a scan that takes answers, held until the transaction ends."""
    held = _locked(scan)
    _open_round(held.round, today)
    if held.finished_at is not None:
        raise RefusedError(SENT)
    return held


def _locked(scan: QuickScan) -> QuickScan:
    rows = QuickScan.objects.in_park(scan.park_id).select_related("round", "establishment")
    held: QuickScan = rows.select_for_update(of=("self",)).get(pk=scan.pk)
    return held
