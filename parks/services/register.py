"""Bringing in a file of the public register. Staff alone does this; parks belong to no park."""

from collections.abc import Sequence
from typing import Final

from django.db import DataError, IntegrityError, transaction

from accounts.models import User
from parks.choices import ImportStep
from parks.imports import mapping as columns
from parks.imports import register
from parks.imports.choosing import Choices, choose
from parks.imports.kinds.parks import PARKS
from parks.imports.reading import read_source
from parks.imports.register import GoneOnError
from parks.imports.working import NOT_POSSIBLE
from parks.models import RegisterImport
from parks.services.imports import ChooseColumns, ImportClosedError, Sent

NOT_LAST: Final = "Er is daarna nog een bestand ingelezen. Draai dat eerst terug."


@transaction.atomic
def receive_register(
    *,
    sent: Sent,
    by: User | None,
    municipality_code: str = "",
    mapping: ChooseColumns | None = None,
) -> RegisterImport:
    """Keep a register file and read its columns; plan it at once when `mapping` is given.

    Raises FileRefusedError, and MappingRefusedError for a `mapping` that can't be right.
    """
    source = read_source(sent.data, filename=sent.filename, crs=sent.crs, kind=PARKS)
    chosen = mapping(source.headings) if mapping else columns.guess(PARKS, source.headings)
    run = RegisterImport.objects.create(
        filename=sent.filename[-200:],
        sha256=sent.sha256,
        size=len(sent.data),
        source=sent.source,
        source_date=sent.source_date,
        crs=sent.crs,
        headings=list(source.headings),
        examples=source.examples(),
        notes=list(source.notes),
        mapping=list(chosen),
        content=sent.data,
        municipality_code=municipality_code,
        requested_by=by,
    )
    if mapping:
        columns.check(PARKS, chosen)
        register.plan_register(run, source)
    return run


@transaction.atomic
def choose_register_columns(*, run: RegisterImport, mapping: Sequence[str]) -> None:
    """Say what each column is, and plan. Raises MappingRefusedError and ImportClosedError."""
    _require(run, ImportStep.MAPPING, ImportStep.PREVIEW)
    columns.check(PARKS, mapping)
    run.mapping = list(mapping)
    register.plan_register(run, register.read_register(run))


@transaction.atomic
def choose_register_values(*, run: RegisterImport, shown: Choices, chosen: Choices) -> bool:
    """Keep which fields the file may overwrite; False when nothing was chosen anew."""
    _require(run, ImportStep.PREVIEW)
    changed = choose(run, shown, chosen)
    if changed:
        register.review_register(run)
    return changed


def apply_register(*, run: RegisterImport, by: User | None, skip_refused: bool = False) -> str:
    """Write what the plan says, all of it or nothing; return why not, or "".

    Raises ImportClosedError and RowsRefusedError.
    """
    run.skip_refused = skip_refused
    try:
        with transaction.atomic():
            fresh = register.apply_register(run, by.pk if by else None)
    except GoneOnError as error:
        raise ImportClosedError from error
    except (IntegrityError, DataError):
        return NOT_POSSIBLE
    return "" if fresh else "Er is intussen iets gewijzigd. Kijk het opnieuw na."


def undo_register(*, run: RegisterImport, by: User | None) -> None:
    """Take back the last register file. Raises ImportClosedError when it is not the last."""
    try:
        register.undo_register(run, by.pk if by else None)
    except GoneOnError as error:
        raise ImportClosedError from error


@transaction.atomic
def discard_register(*, run: RegisterImport) -> None:
    """Throw away a file that was not applied. Raises ImportClosedError."""
    _require(run, ImportStep.MAPPING, ImportStep.PREVIEW)
    run.delete()


def _require(run: RegisterImport, *steps: ImportStep) -> None:
    rows = RegisterImport.objects.select_for_update().filter(pk=run.pk)
    if rows.values_list("step", flat=True).first() not in steps:
        raise ImportClosedError
