"""Lists as files: each is the template of its import. Read in again it changes nothing."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.gis.db.models.functions import AsGeoJSON, Transform
from django.db.models import QuerySet

from core.spreadsheet import CSV_TYPE, XLSX_TYPE, Cell, write_csv, write_xlsx
from parks.imports.fields import Field
from parks.imports.holders import HOLDINGS, OWNERSHIP, Holding, owner_words, user_words
from parks.imports.kinds.companies import COMPANIES
from parks.imports.kinds.parks import PARKS
from parks.imports.kinds.plots import PLOTS
from parks.models import RD_NEW, Establishment, Occupation, Organisation, Ownership, Park, Plot
from parks.models.audience import Reader

CSV, XLSX, RD, WGS84 = "csv", "xlsx", "rd", "wgs84"
WGS84_SRID: Final = 4326
AREA: Final = "oppervlakte (m2)"
EXAMPLE_DECIMALS: Final = {RD: 6, WGS84: 10}


@dataclass(frozen=True, slots=True)
class Download:
    """A made file: its name without the park, its type and its bytes."""

    name: str
    content_type: str
    content: bytes


def export_companies(viewer: Reader, form: str) -> Download:
    """Return the companies that the viewer may see. Raises KeyError for an unknown form."""
    fields = COMPANIES.fields
    columns = [_company_column(field) for field in fields]
    rows = Establishment.objects.visible_to(viewer).current().order_by("name", "pk")
    found = rows.values_list(*columns)
    return _table("bedrijven", fields, (_cells(fields, row) for row in found), form)


def _company_column(field: Field) -> str:
    if field.name == "id":
        return "pk"
    return f"organisation__{field.column}" if field.record == "organisation" else field.column


def export_plots(viewer: Reader, form: str) -> Download:
    """Return the plots that the viewer may see, with shapes in the forms that hold them.

    Raises KeyError for an unknown form.
    """
    fields = [field for field in PLOTS.fields if field.name != "owner_kvk"]
    rows = Plot.objects.visible_to(viewer).order_by("name", "pk")
    holders = {holding.field.name: _holders(holding, viewer) for holding in HOLDINGS}
    if form in (RD, WGS84):
        return _layer(fields, _with_shapes(rows, form), holders, form)
    found = rows.values("area_m2", *_plot_columns(fields))
    cells = (
        [*_plot_cells(fields, plot, holders), round(plot["area_m2"]) if plot["area_m2"] else None]
        for plot in found
    )
    return _table("kavels", fields, cells, form, more=[AREA])


def _plot_columns(fields: Sequence[Field]) -> list[str]:
    return ["pk", *(field.column for field in fields if field.column)]


def _plot_cells(
    fields: Sequence[Field], plot: dict[str, Any], holders: dict[str, dict[Any, str]]
) -> list[Cell]:
    cells: list[Cell] = []
    for field in fields:
        if field.name in holders:
            cells.append(holders[field.name].get(plot["pk"], ""))
        else:
            cells.append(_cell(field, plot[field.column or "pk"]))
    return cells


def _holders(holding: Holding, viewer: Reader) -> dict[Any, str]:
    """Return who holds each plot now, one under the other, as an import reads it back."""
    named: dict[Any, list[str]] = {}
    for plot, name, number in _current(holding, viewer):
        words = owner_words if holding is OWNERSHIP else user_words
        named.setdefault(plot, []).append(words(name, number))
    return {plot: "\n".join(sorted(names)) for plot, names in named.items()}


def _current(holding: Holding, viewer: Reader) -> Iterator[tuple[Any, str, str]]:
    """Yield plot, name and number of each owner or user now, as far as the viewer may see them."""
    if holding is OWNERSHIP:
        seen = Organisation.objects.visible_to(viewer).values("pk")
        rows = Ownership.objects.in_park(viewer.park.pk).filter(organisation__in=seen)
        values = ("plot_id", "organisation__name", "organisation__kvk_number")
    else:
        seen = Establishment.objects.visible_to(viewer).values("pk")
        rows = Occupation.objects.in_park(viewer.park.pk).filter(establishment__in=seen)
        values = ("plot_id", "establishment__name", "establishment__number")
    yield from rows.filter(until__isnull=True).values_list(*values)


def _with_shapes(rows: QuerySet[Plot], form: str) -> QuerySet[Plot]:
    shape: Any = "geometry" if form == RD else Transform("geometry", WGS84_SRID)
    return rows.annotate(shape=AsGeoJSON(shape, precision=EXAMPLE_DECIMALS[form]))


def _layer(
    fields: Sequence[Field], rows: QuerySet[Plot], holders: dict[str, dict[Any, str]], form: str
) -> Download:
    headings = [field.heading for field in fields]
    features = [
        {
            "type": "Feature",
            "properties": dict(
                zip(headings, _texts(_plot_cells(fields, plot, holders)), strict=True)
            ),
            "geometry": json.loads(plot["shape"]) if plot["shape"] else None,
        }
        for plot in rows.values("shape", *_plot_columns(fields))
    ]
    layer: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if form == RD:
        name = f"urn:ogc:def:crs:EPSG::{RD_NEW}"
        layer = {"crs": {"type": "name", "properties": {"name": name}}, **layer}
    content = json.dumps(layer, ensure_ascii=False, separators=(",", ":")).encode()
    return Download(f"kavels-{form}.geojson", "application/geo+json", content)


def _texts(cells: Sequence[Cell]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]


def export_parks(form: str) -> Download:
    """Return all parks of the register. Raises KeyError for an unknown form."""
    fields = [field for field in PARKS.fields if field.column or field.name in ("rin", "province")]
    rows = Park.objects.filter(rin__isnull=False).defer("outline").order_by("rin")
    cells = ([_park_cell(field, park) for field in fields] for park in rows.iterator(500))
    return _table("bedrijventerreinen", fields, cells, form)


def _park_cell(field: Field, park: Park) -> Cell:
    if field.name == "municipality_codes":
        return "|".join(park.municipality_codes)
    if field.name == "province":
        return park.province_names.replace(", ", "|")
    value = getattr(park, field.column or field.name)
    return None if value is None else value


def _cells(fields: Sequence[Field], row: Sequence[Any]) -> list[Cell]:
    return [_cell(field, value) for field, value in zip(fields, row, strict=True)]


def _cell(field: Field, value: Any) -> Cell:
    if value is None or isinstance(value, dt.date):
        return value
    return field.shown(str(value)) if value != "" else ""


def _table(
    name: str,
    fields: Sequence[Field],
    rows: Iterator[Sequence[Cell]],
    form: str,
    more: Sequence[str] = (),
) -> Download:
    headings = [*(field.heading for field in fields), *more]
    if form == CSV:
        return Download(f"{name}.csv", CSV_TYPE, write_csv(headings, rows))
    if form == XLSX:
        return Download(f"{name}.xlsx", XLSX_TYPE, write_xlsx(headings, rows, title=name))
    raise KeyError(form)
