"""From the bytes of a file that somebody sent to rows and shapes, with the reason where not.

    kind = detect_kind(data, filename=name)                 # CSV, XLSX or GEOJSON, by the bytes
    table = read_table(data, filename=name)                 # CSV, XLSX, or a zip with one of them
    layer = read_features(data, filename=name, crs=CrsChoice.AUTO)   # GeoJSON, or a zip with it
    whole = merge_by_key(layer.features, "RIN_NUMMER")      # several shapes with one number

All of them raise FileRefusedError and nothing else, with a Dutch message that says what to do.
What is wrong with one row stands in that row: `Line.reasons(columns)`, `Feature.reasons`.
Cells are text as a person would type them: numbers with a decimal comma and no thousands marks,
dates as 2026-11-22, yes and no as "ja" and "nee". Nothing is stripped or guessed further.
`read_features` needs the database (PostGIS does the arithmetic) and reads no table of ours.
Limits stand in `limits`; `core.spreadsheet` writes what `read_table` reads back unchanged.
"""

from parks.imports.files.features import read_features
from parks.imports.files.kinds import detect_kind
from parks.imports.files.merging import merge_by_key
from parks.imports.files.results import (
    CrsChoice,
    Feature,
    Features,
    FileKind,
    FileRefusedError,
    Line,
    Problem,
    Repair,
    Table,
)
from parks.imports.files.tables import read_table

__all__ = [
    "CrsChoice",
    "Feature",
    "Features",
    "FileKind",
    "FileRefusedError",
    "Line",
    "Problem",
    "Repair",
    "Table",
    "detect_kind",
    "merge_by_key",
    "read_features",
    "read_table",
]
