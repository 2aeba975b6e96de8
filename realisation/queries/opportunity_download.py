"""The kansenkaart as a file: GeoJSON in WGS84, a spreadsheet or CSV, within a reader's rights."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from core.spreadsheet import CSV_TYPE, XLSX_TYPE, Cell, write_csv, write_xlsx
from parks.imports.exporting import Download
from parks.models import Reader
from realisation.queries.opportunity_explained import Explained, explain
from realisation.queries.opportunity_map import MapSearch, OpportunityMap, opportunity_map
from realisation.queries.opportunity_places import places_of, shapes_wgs84

COLUMNS: Final[tuple[tuple[str, Callable[[Explained], str]], ...]] = (
    ("nummer", lambda row: row.entry.number),
    ("soort", lambda row: row.entry.kind_label),
    ("titel", lambda row: row.entry.title),
    ("thema of onderwerp", lambda row: row.entry.sort_label),
    ("schaal", lambda row: row.scale_label),
    ("stand", lambda row: row.entry.state_label),
    ("waarom deze stand", lambda row: row.state_reason),
    ("partijen", lambda row: "\n".join(_party(each) for each in row.parties)),
    ("kavels", lambda row: "\n".join(row.plots)),
    ("kenmerken", lambda row: "; ".join(row.facts)),
    ("hangt samen met", lambda row: "; ".join(row.ties)),
    ("toelichting", lambda row: row.text),
)


def _party(party: Any) -> str:
    return f"{party.name} ({party.role_label})"


def download_map(reader: Reader, today: dt.date, form: str, search: MapSearch) -> Download:
    """Return the layers that were asked for as a file. Raises KeyError for an unknown form."""
    write = FORMS[form]
    found = opportunity_map(reader, today, search)
    rows = explain(reader, found, found.entries, places_of(reader, found.entries))
    return write(reader, found, rows)


def _geojson(reader: Reader, found: OpportunityMap, rows: Sequence[Explained]) -> Download:
    shapes = shapes_wgs84(reader, found.entries)
    features = [
        {
            "type": "Feature",
            "properties": {name: value(row) for name, value in COLUMNS},
            "geometry": shapes[row.entry.id],
        }
        for row in rows
    ]
    layer = {"type": "FeatureCollection", "features": features}
    content = json.dumps(layer, ensure_ascii=False, separators=(",", ":")).encode()
    return Download("kansenkaart.geojson", "application/geo+json", content)


def _cells(rows: Sequence[Explained]) -> Iterable[list[Cell]]:
    return ([value(row) for _, value in COLUMNS] for row in rows)


def _xlsx(_: Reader, __: OpportunityMap, rows: Sequence[Explained]) -> Download:
    headings = [name for name, _value in COLUMNS]
    content = write_xlsx(headings, _cells(rows), title="kansenkaart")
    return Download("kansenkaart.xlsx", XLSX_TYPE, content)


def _csv(_: Reader, __: OpportunityMap, rows: Sequence[Explained]) -> Download:
    headings = [name for name, _value in COLUMNS]
    return Download("kansenkaart.csv", CSV_TYPE, write_csv(headings, _cells(rows)))


FORMS: Final[dict[str, Callable[[Reader, OpportunityMap, Sequence[Explained]], Download]]] = {
    "geojson": _geojson,
    "xlsx": _xlsx,
    "csv": _csv,
}
