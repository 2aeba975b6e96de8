"""Keeping the plan of an import in the database, and reading it back."""

from typing import Any

from django.db import connection

from parks.choices import Verdict
from parks.imports.plan import Row, blocks_of, counts_of, from_json
from parks.models import Import, RegisterImport

Run = Import | RegisterImport


def pack_fast() -> None:
    """Let this transaction pack large values by lz4, some times faster than the usual way."""
    with connection.cursor() as cursor:
        cursor.execute("set local default_toast_compression = 'lz4'")


def store_rows(run: Run, rows: list[Row]) -> None:
    """Put these rows in the place of the plan of an import; `counts` of `run` follow, unsaved."""
    pack_fast()
    blocks: Any = run.blocks.all()
    blocks.delete()
    scope = {"park_id": run.park_id} if isinstance(run, Import) else {}
    # One by one: in bulk the driver would quote each block sign by sign, for longer than it takes
    # to make them.
    for verdict, position, block in blocks_of(rows):
        blocks.model.objects.create(
            run=run, verdict=verdict, position=position, rows=block, **scope
        )
    run.counts = counts_of(rows)


def stored_rows(run: Run) -> list[Row]:
    """Return the rows of a plan in the order of the file; those that it misses left out."""
    stored = run.blocks.exclude(verdict=Verdict.MISSING).values_list("rows", flat=True)
    return sorted((from_json(row) for block in stored for row in block), key=lambda row: row.number)
