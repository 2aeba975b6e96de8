"""The three things that are done with a file: plan, apply and take back. One code path for all.

Each runs in the transaction of its caller and finishes the job in it, so that either all of it
happened or nothing.
"""

import datetime as dt
from collections.abc import Callable
from typing import Final

import pghistory
from django.db import DataError, IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from core.turns import wait_for_turn
from parks.choices import ImportKind, ImportStep, ImportWork
from parks.imports.basis import basis_of, lock_rows
from parks.imports.company_verdicts import CompanyVerdicts
from parks.imports.fields import Kind
from parks.imports.files import FileRefusedError
from parks.imports.holders import too_long
from parks.imports.mapping import KINDS
from parks.imports.memory import without_collecting
from parks.imports.plan import Row
from parks.imports.plot_verdicts import PlotVerdicts
from parks.imports.reading import Source, read_source, rows_from
from parks.imports.storing import store_rows, stored_rows
from parks.imports.undoing import undo_rows
from parks.imports.writing import Stamp, check_at_once, write_rows
from parks.jobs.working import JobFailedError, Progress
from parks.models import Import, ImportFile

STALE: Final = "stale"
BASIS: Final = "basis"
NOT_POSSIBLE: Final = (
    "Er is niets ingevoerd: een rij past niet bij wat er al staat. Controleer het bestand, of"
    " neem contact op met de beheerder."
)
GONE_ON: Final = "Dit bestand is intussen al verwerkt."
NOT_LAST: Final = "Er is daarna nog een bestand ingelezen. Draai dat eerst terug."


def kind_of(run: Import) -> Kind:
    """Return what the file is a list of."""
    return KINDS[run.kind]


def read_file(run: Import) -> Source:
    """Read the file of an import again. Raises FileRefusedError."""
    with transaction.atomic():  # a worker has the park's context inside a transaction only
        files = ImportFile.objects.filter(park_id=run.park_id, run=run)
        content: bytes = files.values_list("content", flat=True).get()
    return read_source(bytes(content), filename=run.filename, crs=run.crs, kind=kind_of(run))


def perform(run: Import, progress: Progress, source: Source | None = None) -> None:
    """Do the work of a claimed import. `source`: the file, when it has just been read.

    Raises JobFailedError, and then nothing was written.
    """
    steps: dict[str, Callable[[], None]] = {
        ImportWork.PLAN: lambda: _plan(run, progress, source),
        ImportWork.REVIEW: lambda: _review(run),
        ImportWork.APPLY: lambda: _apply(run),
        ImportWork.UNDO: lambda: _undo(run),
    }
    try:
        # Who asked stands in the history of each row, also when a worker does it.
        context = pghistory.context(user=run.requested_by_id, import_run=str(run.pk))
        with context, without_collecting():
            steps[run.work]()
    except FileRefusedError as error:
        raise JobFailedError(str(error), for_good=True) from error
    except (IntegrityError, DataError) as error:
        raise JobFailedError(NOT_POSSIBLE, for_good=True) from error


def _plan(run: Import, progress: Progress, source: Source | None) -> None:
    read = source or read_file(run)
    progress(30)
    rows = rows_from(read, kind=kind_of(run), mapping=run.mapping, finish=finish_row)
    progress(60)
    with transaction.atomic():
        _preview(run, rows)


def finish_row(row: Row) -> None:
    """Look at a row of companies or plots as a whole."""
    row.reasons += too_long(row)


def _preview(run: Import, rows: list[Row]) -> None:
    # Before comparing: a change in between makes the plan out of date, and never passes unseen.
    basis = basis_of(run.park_id, _day(run))
    missing = _judge(run, rows)
    store_rows(run, [*rows, *missing])
    _finish(run, step=ImportStep.PREVIEW, outcome={BASIS: basis}, skip_refused=False)


def _judge(run: Import, rows: list[Row]) -> list[Row]:
    if run.kind == ImportKind.COMPANIES:
        return CompanyVerdicts(run.park_id).judge(rows)
    return PlotVerdicts(run.park_id, on=_day(run)).judge(rows)


def _day(run: Import) -> dt.date:
    """Return the day from which the file holds."""
    day: dt.date = run.source_date or timezone.localdate()
    return day


def _review(run: Import) -> None:
    """Make the plan again after somebody chose values in it."""
    with transaction.atomic():
        rows = stored_rows(run)
        for row in rows:
            row.forget_judgement()
        _preview(run, rows)


def _apply(run: Import) -> None:
    """Do what the plan says, or make it again and write nothing when the data has changed."""
    with transaction.atomic():
        _take_turn(run, ImportStep.PREVIEW)
        rows = stored_rows(run)
        if not _still_stands(run, rows):
            _finish(run, step=ImportStep.PREVIEW, outcome={STALE: True}, skip_refused=False)
            return
        if run.refused and not run.skip_refused:
            raise JobFailedError("Er zijn geweigerde rijen: er is niets ingevoerd.", for_good=True)
        write_rows(kind_of(run), rows, _stamp(run))
        check_at_once()
        _finish(run, step=ImportStep.APPLIED, outcome={}, applied_at=Now())


def _still_stands(run: Import, rows: list[Row]) -> bool:
    """Whether a plan promises what it did; if not it is made again. Nobody else writes meanwhile.

    Comparing each row again is only needed when anything in the park has changed.
    """
    lock_rows(kind_of(run).records, run.park_id)
    if run.outcome.get(BASIS) == basis_of(run.park_id, _day(run)):
        return True
    seen = [row.judgement() for row in rows]
    for row in rows:
        row.forget_judgement()
    missing = _judge(run, rows)
    if [row.judgement() for row in rows] == seen:
        return True
    store_rows(run, [*rows, *missing])
    return False


def _undo(run: Import) -> None:
    with transaction.atomic():
        _take_turn(run, ImportStep.APPLIED)
        last = Import.objects.in_park(run.park_id).applied().values_list("pk", flat=True).first()
        if last != run.pk:
            raise JobFailedError(NOT_LAST, for_good=True)
        undone = undo_rows(kind_of(run), stored_rows(run), run.park_id)
        check_at_once()
        _finish(run, step=ImportStep.UNDONE, outcome=undone.as_json(), undone_at=Now())


def _take_turn(run: Import, step: ImportStep) -> None:
    """Wait until no other file of this park is being written; two at once would both be half."""
    wait_for_turn(f"import {run.park_id}")
    current = Import.objects.in_park(run.park_id).filter(pk=run.pk).values_list("step", flat=True)
    if current.first() != step:
        raise JobFailedError(GONE_ON, for_good=True)


def _stamp(run: Import) -> Stamp:
    day: dt.date | None = run.source_date
    return Stamp(park_id=run.park_id, audience=run.audience, source=run.source, source_date=day)


def _finish(run: Import, **results: object) -> None:
    # A worker that lost its claim must not write: another one has the job, or nobody any more.
    if not run.finish(counts=run.counts, **results):
        raise JobFailedError(GONE_ON, for_good=True)
