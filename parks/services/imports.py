"""Bringing in a file: receive it, choose columns, plan, choose values, apply, take back."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from accounts.models import User
from parks.choices import AuditAction, ImportKind, ImportStep, ImportWork, Verdict
from parks.imports import mapping as columns
from parks.imports.choosing import Choices, choose
from parks.imports.mapping import KINDS
from parks.imports.reading import Source, read_source
from parks.imports.storing import pack_fast
from parks.imports.working import kind_of, perform, read_file
from parks.jobs.models import JobState
from parks.jobs.sending import send_after_commit
from parks.jobs.working import JobFailedError
from parks.models import Import, ImportFile, Park, RememberedColumns
from parks.services.audit import record

# What is larger is done by a worker while the page shows how far it is.
AT_ONCE_ROWS: Final = 500
AT_ONCE_BYTES: Final = 2_000_000


# From the headings of a file to the field of each column, "" for none.
ChooseColumns = Callable[[Sequence[str]], Sequence[str]]


class ImportClosedError(Exception):
    """The file can't be changed any more, or not now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as somebody sent it, with what she says of it."""

    data: bytes
    filename: str
    source: str = ""
    source_date: dt.date | None = None
    audience: str = "team"
    crs: str = "auto"

    @property
    def sha256(self) -> str:
        """The digest of the bytes: the same file twice has the same one."""
        return hashlib.sha256(self.data).hexdigest()


@transaction.atomic
def receive_file(
    *,
    park: Park,
    kind: ImportKind,
    sent: Sent,
    by: User,
    mapping: ChooseColumns | None = None,
    at_once: bool = False,
) -> Import:
    """Keep a file and read its columns; plan it at once when they were chosen before.

    `mapping` gets the headings and says for each which field it fills; with `at_once` no worker is
    asked, however large the file is. Raises FileRefusedError, and MappingRefusedError for a
    `mapping` that can't be right; then nothing is kept.
    """
    source = read_source(sent.data, filename=sent.filename, crs=sent.crs, kind=KINDS[kind])
    headings = source.headings
    remembered = mapping(headings) if mapping else _remembered(park, kind, headings)
    run: Import = Import.objects.create(
        park=park,
        kind=kind,
        filename=sent.filename[-200:],
        sha256=sent.sha256,
        size=len(sent.data),
        source=sent.source,
        source_date=sent.source_date,
        audience=sent.audience,
        crs=sent.crs,
        headings=list(headings),
        examples=source.examples(),
        notes=list(source.notes),
        mapping=list(remembered or columns.guess(KINDS[kind], headings)),
        requested_by=by,
        state=JobState.READY,
    )
    pack_fast()
    ImportFile.objects.create(park=park, run=run, content=sent.data)
    if remembered:
        columns.check(KINDS[kind], remembered, has_shapes=source.has_shapes)
        _start(run, ImportWork.PLAN, by, source, at_once=at_once)
    return run


def _remembered(park: Park, kind: str, headings: Sequence[str]) -> list[str] | None:
    known = RememberedColumns.objects.filter(
        park_id=park.pk, kind=kind, headings_sha256=columns.signature(headings)
    )
    mapping: list[str] | None = known.values_list("mapping", flat=True).first()
    return mapping if mapping and len(mapping) == len(headings) else None


@transaction.atomic
def choose_columns(*, run: Import, mapping: Sequence[str], by: User) -> None:
    """Say what each column is, remember it for the next file, and plan.

    Raises MappingRefusedError and ImportClosedError.
    """
    _require(run, ImportStep.MAPPING, ImportStep.PREVIEW)
    source = read_file(run)
    columns.check(kind_of(run), mapping, has_shapes=source.has_shapes)
    RememberedColumns.objects.update_or_create(
        park_id=run.park_id,
        kind=run.kind,
        headings_sha256=columns.signature(run.headings),
        defaults={"mapping": list(mapping)},
    )
    Import.objects.in_park(run.park_id).filter(pk=run.pk).update(mapping=list(mapping))
    run.mapping = list(mapping)
    _start(run, ImportWork.PLAN, by, source)


@transaction.atomic
def choose_values(*, run: Import, shown: Choices, chosen: Choices, by: User) -> bool:
    """Keep which fields the file may overwrite, and which shapes are to be repaired.

    `shown` are the rows and fields that the person could tick, `chosen` those that she ticked;
    the field "repair" stands for the shape. Plans again; False when nothing was chosen anew.
    Raises ImportClosedError.
    """
    _require(run, ImportStep.PREVIEW)
    if not choose(run, shown, chosen):
        return False
    _start(run, ImportWork.REVIEW, by)
    return True


@transaction.atomic
def apply_import(*, run: Import, by: User, skip_refused: bool, at_once: bool = False) -> None:
    """Write what the plan says, all of it or nothing; the log of the park tells of it.

    A row that is refused blocks the file unless `skip_refused`. Raises ImportClosedError.
    """
    _require(run, ImportStep.PREVIEW)
    run.skip_refused = skip_refused
    if not run.may_apply:
        raise ImportClosedError
    changes = {"skip_refused": skip_refused, "applied_by": by}
    Import.objects.in_park(run.park_id).filter(pk=run.pk).update(**changes)
    _start(run, ImportWork.APPLY, by, at_once=at_once)
    _log(run, by, AuditAction.IMPORT)


@transaction.atomic
def undo_import(*, run: Import, by: User, at_once: bool = False) -> None:
    """Take back the last import of a park. Raises ImportClosedError when it is not the last."""
    _require(run, ImportStep.APPLIED)
    if not is_last(run):
        raise ImportClosedError
    Import.objects.in_park(run.park_id).filter(pk=run.pk).update(undone_by=by)
    _start(run, ImportWork.UNDO, by, at_once=at_once)
    _log(run, by, AuditAction.UNDO)


def is_last(run: Import) -> bool:
    """Whether nothing was read in after this file."""
    applied = Import.objects.in_park(run.park_id).applied()
    return bool(
        run.step == ImportStep.APPLIED and applied.values_list("pk", flat=True).first() == run.pk
    )


@transaction.atomic
def retry_work(*, run: Import, by: User) -> None:
    """Do what failed again. Raises ImportClosedError when nothing failed."""
    _require(run, *ImportStep)
    if run.state != JobState.FAILED:
        raise ImportClosedError
    _start(run, ImportWork(run.work), by)


@transaction.atomic
def discard_import(*, run: Import) -> None:
    """Throw away a file that was not applied. Raises ImportClosedError."""
    _require(run, ImportStep.MAPPING, ImportStep.PREVIEW)
    run.delete()


def _require(run: Import, *steps: ImportStep) -> None:
    """Lock the row, and refuse when the file is in another step or somebody is working on it."""
    rows = Import.objects.in_park(run.park_id).select_for_update().filter(pk=run.pk)
    current = rows.values_list("step", "state").first()
    if current is None or current[0] not in steps:
        raise ImportClosedError
    if current[1] not in (JobState.READY, JobState.FAILED):
        raise ImportClosedError


def _start(
    run: Import,
    work: ImportWork,
    by: User,
    source: Source | None = None,
    *,
    at_once: bool = False,
) -> None:
    """Do the work now, or let a worker do it when there is much of it."""
    Import.objects.in_park(run.park_id).filter(pk=run.pk).restart(work=work, requested_by=by)
    if not at_once and is_large(run, source):
        send_after_commit(run)
    else:
        _do_now(run, source)
    run.refresh_from_db()


def is_large(run: Import, source: Source | None = None) -> bool:
    """Whether a worker does the work."""
    rows = len(source.lines) + len(source.features) if source else sum(run.counts.values())
    return rows > AT_ONCE_ROWS or run.size > AT_ONCE_BYTES


def _do_now(run: Import, source: Source | None) -> None:
    claimed: Import = Import.objects.in_park(run.park_id).claim(run.pk)
    try:
        with transaction.atomic():
            perform(claimed, _no_progress, source)
    except JobFailedError as error:
        claimed.fail(error.message, for_good=True)


def _no_progress(_: int) -> None:
    """Nobody looks while the page itself does the work."""


def _log(run: Import, by: User, action: AuditAction) -> None:
    record(
        park=run.park,
        actor=by,
        action=action,
        target=run,
        detail={
            "soort": run.get_kind_display(),
            "nieuw": run.counts.get(Verdict.NEW, 0),
            "gewijzigd": run.counts.get(Verdict.CHANGED, 0),
        },
    )
