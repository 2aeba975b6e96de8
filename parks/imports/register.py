"""Brings the parks in line with a file of the public register: plan, apply, take back.

Parks are public and belong to no park, so they have a road of their own beside `working`. Needs
no park's context.
"""

from decimal import Decimal
from typing import Any, Final

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.turns import wait_for_turn
from parks.choices import ImportStep
from parks.imports.fields import GEOMETRY
from parks.imports.kinds.parks import PARKS
from parks.imports.park_verdicts import STORED, ParkVerdicts, finish_park, known_parks
from parks.imports.plan import WRITE, Row
from parks.imports.plot_verdicts import digest_of, writes_shape
from parks.imports.reading import Source, read_source, rows_from
from parks.imports.storing import store_rows, stored_rows
from parks.imports.undoing import Undone
from parks.imports.writing import check_at_once
from parks.models import Park, RegisterImport
from parks.services.parks import create_park

TURN: Final = "register import"


class RowsRefusedError(ValueError):
    """An import with a refused row applies nothing at all."""


class GoneOnError(ValueError):
    """The file is in another step by now."""


def read_register(run: RegisterImport) -> Source:
    """Read the file of an import again. Raises FileRefusedError."""
    return read_source(bytes(run.content), filename=run.filename, crs=run.crs, kind=PARKS)


@transaction.atomic
def plan_register(run: RegisterImport, source: Source) -> None:
    """Make the plan of a file and keep it."""
    rows = rows_from(
        source, kind=PARKS, mapping=run.mapping, finish=finish_park(run.municipality_code)
    )
    review_register(run, rows)


@transaction.atomic
def review_register(run: RegisterImport, rows: list[Row] | None = None) -> None:
    """Make the plan again, of what somebody chose in it."""
    again = stored_rows(run) if rows is None else rows
    for row in again:
        row.forget_judgement()
    ParkVerdicts(again).judge(again)
    store_rows(run, again)
    run.step, run.outcome, run.skip_refused = ImportStep.PREVIEW, {}, False
    run.save()


@transaction.atomic
def apply_register(run: RegisterImport, by_id: int | None) -> bool:
    """Do what the plan says, all of it or nothing. Addresses of known parks stay the same.

    Returns False, and changes nothing, when the parks have changed since the plan was made; the
    plan is then made again. Raises RowsRefusedError and GoneOnError.
    """
    _take_turn(run, ImportStep.PREVIEW)
    if run.refused and not run.skip_refused:
        raise RowsRefusedError("Er zijn geweigerde rijen: er is niets ingevoerd.")
    rows = stored_rows(run)
    seen = [row.judgement() for row in rows]
    for row in rows:
        row.forget_judgement()
    ParkVerdicts(rows, lock=True).judge(rows)
    if [row.judgement() for row in rows] != seen:
        store_rows(run, rows)
        run.outcome = {"stale": True}
        run.save()
        return False
    for row in rows:
        if row.writes:
            _write(row, run)
    check_at_once()
    run.step, run.outcome = ImportStep.APPLIED, {}
    run.applied_at, run.applied_by_id = timezone.now(), by_id
    run.save()
    return True


def _take_turn(run: RegisterImport, step: ImportStep) -> None:
    wait_for_turn(TURN)
    if RegisterImport.objects.filter(pk=run.pk).values_list("step", flat=True).first() != step:
        raise GoneOnError


def _write(row: Row, run: RegisterImport) -> None:
    (write,) = row.writes
    if write.base is None:
        values = {field.name: row.values.get(field.name, "") for field in STORED}
        park = create_park(rin=int(row.target), **_stored(values))
        said = {name: value for name, value in values.items() if value}
    else:
        park = Park.objects.get(pk=write.pk)
        values = {each.field: each.new for each in row.changes if each.how == WRITE}
        values.pop(GEOMETRY, None)
        for name, value in _stored(values).items():
            setattr(park, name, value)
        kept = {**write.base["from_file"], **values}
        said = {name: value for name, value in kept.items() if value}
    if row.shape and (write.base is None or writes_shape(row)):
        park.outline = _outline(row.shape)
        said[GEOMETRY] = digest_of(row.shape)
    park.from_file, park.source, park.source_date = said, run.source, run.source_date
    park.save()


def _outline(shape: str) -> MultiPolygon:
    outline = GEOSGeometry(shape)
    if not isinstance(outline, MultiPolygon):
        raise TypeError("An outline is a multipolygon.")
    return outline


def _stored(values: dict[str, str]) -> dict[str, Any]:
    """Return the values of fields as the model has them."""
    return {name: _of_model(name, value) for name, value in values.items()}


def _of_model(name: str, value: str) -> Any:
    if name == "municipality_codes":
        return value.split("|") if value else []
    if name == "register_year":
        return int(value) if value else None
    if name in ("gross_ha", "net_ha", "available_ha"):
        return Decimal(value) if value else None
    return value


@transaction.atomic
def undo_register(run: RegisterImport, by_id: int | None) -> None:
    """Take back the last register file: what nobody changed or uses since. Raises GoneOnError."""
    _take_turn(run, ImportStep.APPLIED)
    applied = RegisterImport.objects.filter(step=ImportStep.APPLIED).order_by("-applied_at", "-pk")
    if applied.values_list("pk", flat=True).first() != run.pk:
        raise GoneOnError
    undone = Undone()
    rows = [row for row in stored_rows(run) if row.writes]
    for row in rows:
        _undo(row, undone)
    run.step, run.outcome = ImportStep.UNDONE, undone.as_json()
    run.undone_at, run.undone_by_id = timezone.now(), by_id
    run.save()


def _undo(row: Row, undone: Undone) -> None:
    (write,) = row.writes
    park = Park.objects.select_for_update().filter(rin=int(row.values["rin"])).first()
    if park is None:
        undone.keep(row.label, "is daarna verwijderd")
    elif write.base is None:
        _remove(park, row, undone)
    else:
        _restore(park, row, write.base, undone)


def _remove(park: Park, row: Row, undone: Undone) -> None:
    now = _texts(park)
    if any(park.from_file.get(name, "") != value for name, value in now.items()):
        undone.keep(row.label, "is daarna gewijzigd")
        return
    try:
        with transaction.atomic():
            # By the queryset's way Django would look for rows that row security hides from it;
            # PostgreSQL itself sees them and refuses.
            Park.objects.filter(pk=park.pk)._raw_delete(using="default")
            check_at_once()
    except IntegrityError:
        undone.keep(row.label, "is in gebruik genomen")
    else:
        undone.removed += 1


def _restore(park: Park, row: Row, base: dict[str, Any], undone: Undone) -> None:
    now = _texts(park)
    for change in row.changes:
        if change.how != WRITE:
            continue
        is_shape = change.field == GEOMETRY
        if now[change.field] != (digest_of(row.shape) if is_shape else change.new):
            undone.keep(row.label, "is daarna gewijzigd")
        elif is_shape:
            park.outline = _outline(base["shape"]) if base.get("shape") else None
        else:
            setattr(park, change.field, _of_model(change.field, change.old))
    park.from_file, park.source = base["from_file"], base["source"]
    park.source_date = base["source_date"] or None
    park.save()
    undone.restored += 1


def _texts(park: Park) -> dict[str, str]:
    ((known, _),) = known_parks([park.rin or 0]).values()
    return known.values
