"""From the bytes of a file to the rows of a plan, not yet compared with anything."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from parks.imports.cells import Notes, shown
from parks.imports.fields import Field, Kind
from parks.imports.files import (
    CrsChoice,
    Feature,
    FileKind,
    FileRefusedError,
    Line,
    detect_kind,
    merge_by_key,
    read_features,
    read_table,
)
from parks.imports.memory import without_collecting
from parks.imports.plan import Repairable, Row

EXAMPLES: Final = 3
NO_SHAPES_HERE: Final = (
    "Deze lijst kan niet uit een kaartbestand komen. Kies een CSV- of Excel-bestand."
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read. One of `lines` and `features` is filled."""

    headings: tuple[str, ...]
    notes: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    features: tuple[Feature, ...] = ()
    has_shapes: bool = False

    def examples(self) -> list[list[str]]:
        """Return what stands in the first filled cells of each column."""
        found: list[list[str]] = [[] for _ in self.headings]
        for cells in self._first_cells():
            for column, cell in zip(found, cells, strict=True):
                if cell.strip() and len(column) < EXAMPLES:
                    column.append(shown(cell, limit=60))
        return found

    def _first_cells(self) -> Iterable[Sequence[str]]:
        for line in self.lines[:200]:
            yield line.cells
        for feature in self.features[:200]:
            yield [feature.properties.get(heading, "") for heading in self.headings]


def read_source(data: bytes, *, filename: str, crs: str, kind: Kind) -> Source:
    """Read a file of any sort. Raises FileRefusedError when it can't be read as a whole."""
    with without_collecting():
        return _read(data, filename, crs, kind)


def _read(data: bytes, filename: str, crs: str, kind: Kind) -> Source:
    if detect_kind(data, filename=filename) is FileKind.GEOJSON:
        if not kind.group_key:
            raise FileRefusedError(NO_SHAPES_HERE)
        layer = read_features(data, filename=filename, crs=CrsChoice(crs))
        notes = tuple(each for each in (layer.crs_reason, *layer.notes) if each)
        return Source(layer.headings, notes, features=layer.features, has_shapes=True)
    table = read_table(data, filename=filename)
    return Source(table.headings, table.notes, lines=table.lines)


Finish = Callable[[Row], None]


def rows_from(source: Source, *, kind: Kind, mapping: Sequence[str], finish: Finish) -> list[Row]:
    """Return the rows of a file with its fields as text; `finish` looks at each row as a whole."""
    columns = [(at, kind.field(name)) for at, name in enumerate(mapping) if name]
    if source.has_shapes:
        rows = [
            _row_of_feature(each, source.headings, columns)
            for each in _whole(source, kind, mapping)
        ]
    else:
        used = frozenset(at for at, _ in columns)
        rows = [_row_of_line(line, columns, used) for line in source.lines]
    for row in rows:
        finish(row)
        row.label = row.label or _label(row)
    return rows


def _whole(source: Source, kind: Kind, mapping: Sequence[str]) -> Sequence[Feature]:
    """Put shapes with one number together."""
    if kind.group_key not in mapping:
        return source.features
    return merge_by_key(source.features, source.headings[list(mapping).index(kind.group_key)])


def _row_of_line(line: Line, columns: Sequence[tuple[int, Field]], used: frozenset[int]) -> Row:
    row = Row(line.number, "")
    if line.problems:
        row.reasons += line.reasons(used)
    cells = line.cells
    _fill(row, [(field, cells[at]) for at, field in columns])
    return row


def _row_of_feature(
    feature: Feature, headings: Sequence[str], columns: Sequence[tuple[int, Field]]
) -> Row:
    row = Row(feature.number, "", warnings=list(feature.warnings))
    if feature.ewkb is not None:
        row.geometry = feature.ewkb.hex()
    repair = feature.repairable
    if repair is not None:
        row.repair = Repairable(
            list(feature.reasons),
            repair.ewkb.hex(),
            repair.area_before_m2,
            repair.area_after_m2,
        )
    else:
        row.reasons += feature.reasons
    said: Mapping[str, str] = feature.properties
    _fill(row, [(field, said.get(headings[at], "")) for at, field in columns])
    return row


def _fill(row: Row, cells: Iterable[tuple[Field, str]]) -> None:
    notes = Notes()
    values = row.values
    for field, cell in cells:
        values[field.name] = field.read(cell, notes) if cell else ""
    row.reasons += notes.reasons
    row.warnings += notes.warnings


def _label(row: Row) -> str:
    values = row.values
    words = [values.get(name, "") for name in ("name", "organisation", "cadastral_number", "rin")]
    return next((shown(word, limit=80) for word in words if word), f"rij {row.number}")
