"""What readers of files return. All texts are Dutch and fit to show."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon


class CrsChoice(StrEnum):
    """The coordinate system that a person names, or `AUTO`: look at the file.

    The swapped ones are for files that put the second coordinate first.
    """

    AUTO = "auto"
    RD = "rd"
    WGS84 = "wgs84"
    RD_SWAPPED = "rd-verwisseld"
    WGS84_SWAPPED = "wgs84-verwisseld"


class FileKind(StrEnum):
    """What a file is, by its bytes and not by its name."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"


class FileRefusedError(ValueError):
    """A file of which nothing can be used; the message says why and what to do.

    `suggestion` is set when naming another coordinate system would let the same file be read.
    """

    def __init__(self, message: str, *, suggestion: CrsChoice | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def _as_geometry(ewkb: bytes) -> MultiPolygon:
    geometry = GEOSGeometry(memoryview(ewkb))
    if not isinstance(geometry, MultiPolygon):
        raise TypeError("Dit is geen MultiPolygon.")
    return geometry


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row can't be trusted. `column` counts from 0; None means the row as a whole."""

    column: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `number` is where it starts: the line of a CSV file, the row of a sheet (from 1).

    There are as many `cells` as headings, not stripped. They hold no sign that the database
    refuses: an unreadable one is shown as U+FFFD and named in `problems`.
    """

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def reasons(self, columns: Container[int]) -> tuple[str, ...]:
        """Return why the row must be refused when these columns are used."""
        return tuple(
            each.reason for each in self.problems if each.column is None or each.column in columns
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A list as text.

    `headings` are stripped, never empty and each different ("Kolom 3", "Naam (2)"). `encoding`
    and `delimiter` are empty for a workbook, `sheet` for a CSV file. `number_columns` are those in
    which a workbook holds numbers: leading zeros of a code are gone there. `notes` tell how the
    file was read.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    kind: FileKind
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    number_columns: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A valid shape made out of a wrong one; for use only when a person says so. Areas in m2."""

    ewkb: bytes
    area_before_m2: float
    area_after_m2: float

    @property
    def geometry(self) -> MultiPolygon:
        """Made anew each time."""
        return _as_geometry(self.ewkb)


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape with its facts. `number` counts from 1 in the order of the file.

    `ewkb` is a valid MultiPolygon in RD New, ready for PostGIS; None when the file has none or
    when there are `reasons` not to use it. `reasons` are about the shape or about facts that
    can't be read. `place` is where the shape goes wrong, as longitude and latitude, to point at
    on a map. `numbers` are all features of the file that were merged into this one.
    """

    number: int
    properties: Mapping[str, str]
    ewkb: bytes | None = None
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    repairable: Repair | None = None
    place: tuple[float, float] | None = None
    numbers: tuple[int, ...] = ()

    @property
    def geometry(self) -> MultiPolygon | None:
        """The shape for GeoDjango, made anew each time: 10,000 of them take half a second."""
        return None if self.ewkb is None else _as_geometry(self.ewkb)


@dataclass(frozen=True, slots=True)
class Features:
    """The shapes of a file. `crs` is how the coordinates were read (never AUTO), `crs_reason` why.

    Both are empty when no feature has a shape.
    """

    headings: tuple[str, ...]
    features: tuple[Feature, ...]
    crs: CrsChoice | None
    crs_reason: str
    notes: tuple[str, ...] = field(default=())
