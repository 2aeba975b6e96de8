"""From what somebody drew, pasted or typed to a shape in RD New, with the reason where not.

GeoJSON, WKT and lists of RD coordinates all become GeoJSON text and go through the reader of
files: what is wrong with a shape is said in one place (parks.imports.files).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.gis.geos import GEOSException, GEOSGeometry, MultiPolygon
from django.db import connection

from core.dutch import format_decimal
from parks.imports.files import CrsChoice, Feature, FileRefusedError, Repair, read_features
from parks.models import RD_NEW

MOST_CHARACTERS: Final = 1_000_000
MOST_CORNERS: Final = 20_000
SMALLEST_M2: Final = 1.0
LARGEST_M2: Final = 200_000_000.0  # 20,000 hectares: more than the whole port of Rotterdam

_WKT: Final = re.compile(r"(?:SRID=(\d{1,6});)?\s*((?:MULTI)?POLYGON\b.*)", re.I | re.S)
_CRS_OF: Final = {str(RD_NEW): CrsChoice.RD, "4326": CrsChoice.WGS84}
_HOW: Final = (
    "Plak GeoJSON, WKT (POLYGON of MULTIPOLYGON), of per regel een hoekpunt in RD: x en y, "
    "met een spatie ertussen."
)
_SEVERAL: Final = "Hier staan {} vormen. Plak er één; losse delen passen samen in een MULTIPOLYGON."

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CheckedShape:
    """A valid shape in RD New, and how it was read."""

    geometry: MultiPolygon
    crs: str
    notes: tuple[str, ...] = ()

    @property
    def area_m2(self) -> float:
        """The area in m2."""
        return float(self.geometry.area)


class ShapeRefusedError(ValueError):
    """A shape that can't be used; the messages say why, where, and what to do.

    `repair` is set when a valid shape can be made of it, for use when a person says so; `place`
    is where it goes wrong, as longitude and latitude; `suggestion` is the coordinate system with
    which the same numbers could be read.
    """

    def __init__(
        self,
        *messages: str,
        repair: Repair | None = None,
        place: Corner | None = None,
        suggestion: CrsChoice | None = None,
    ) -> None:
        super().__init__(*messages)
        self.messages = messages
        self.repair = repair
        self.place = place
        self.suggestion = suggestion


def read_shape(text: str, *, crs: CrsChoice) -> CheckedShape:
    """Return the shape that a text describes. Raises ShapeRefusedError and nothing else."""
    if len(text) > MOST_CHARACTERS:
        raise ShapeRefusedError("Deze tekst is te lang. Laat hoekpunten weg.")
    layer_text, said = _as_geojson(text.strip())
    try:
        layer = read_features(
            layer_text.encode(), filename="grens.geojson", crs=crs if said is None else said
        )
    except FileRefusedError as refused:
        raise ShapeRefusedError(str(refused), suggestion=refused.suggestion) from refused
    if len(layer.features) != 1:
        raise ShapeRefusedError(_SEVERAL.format(len(layer.features)))
    geometry = _usable(layer.features[0])
    return CheckedShape(geometry, str(layer.crs or ""), (layer.crs_reason, *layer.notes))


def _usable(feature: Feature) -> MultiPolygon:
    if feature.reasons:
        raise ShapeRefusedError(*feature.reasons, repair=feature.repairable, place=feature.place)
    if feature.geometry is None:
        raise ShapeRefusedError("Hier staat geen vlak in. " + _HOW)
    _check_size(feature.geometry)
    return feature.geometry


def _check_size(geometry: MultiPolygon) -> None:
    if geometry.num_coords > MOST_CORNERS:
        raise ShapeRefusedError(
            f"Deze vorm heeft {format_decimal(geometry.num_coords)} hoekpunten. "
            f"Gebruik er hooguit {format_decimal(MOST_CORNERS)}."
        )
    area = float(geometry.area)
    if area < SMALLEST_M2:
        raise ShapeRefusedError("Deze vorm is kleiner dan 1 m². Kijk of de eenheid meters is.")
    if area > LARGEST_M2:
        raise ShapeRefusedError(
            f"Deze vorm is {format_decimal(area / 10_000)} hectare. "
            f"Hooguit {format_decimal(LARGEST_M2 / 10_000)} hectare kan."
        )


def _as_geojson(text: str) -> tuple[str, CrsChoice | None]:
    """Return the text as GeoJSON, and the coordinate system if the text names it otherwise."""
    if text.startswith("{"):
        return text, None
    wkt = _WKT.fullmatch(text)
    if wkt:
        return _from_wkt(wkt[2]), _crs_of(wkt[1])
    return _from_lines(text), None


def _crs_of(number: str | None) -> CrsChoice | None:
    if number is None or number == "0":
        return None
    if number not in _CRS_OF:
        raise ShapeRefusedError(f"SRID {number} kennen we niet. Gebruik 28992 (RD) of 4326.")
    return _CRS_OF[number]


def _from_wkt(text: str) -> str:
    try:
        shape: Any = GEOSGeometry(text)
        return _json(shape.geom_type, shape.coords)
    except (ValueError, TypeError, GEOSException) as error:
        raise ShapeRefusedError(
            "Deze WKT is niet te lezen. Controleer haakjes en komma's, bijvoorbeeld: "
            "POLYGON((230000 500000, 230100 500000, 230100 500080, 230000 500000))."
        ) from error


def _json(kind: str, coordinates: Any) -> str:
    return json.dumps({"type": kind, "coordinates": coordinates}, allow_nan=False)


def _from_lines(text: str) -> str:
    """Read a corner per line; an empty line begins another part."""
    parts: list[list[Corner]] = [[]]
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            parts[-1].append(_corner(line, number))
        elif parts[-1]:
            parts.append([])
    rings = [_closed(part) for part in parts if part]
    if not rings:
        raise ShapeRefusedError(_HOW)
    return _json("MultiPolygon", [[ring] for ring in rings])


def _corner(line: str, number: int) -> Corner:
    """Read "230000,5 500000,25", "230000.5; 500000.25" or "230000.5,500000.25"."""
    words = [word for word in re.split(r"[\s;]+", line.strip()) if word]
    if len(words) == 2:
        words = [word.rstrip(",").replace(",", ".") for word in words]
    elif len(words) == 1:
        words = words[0].split(",")
    try:
        x, y = (float(word) for word in words)
        json.dumps([x, y], allow_nan=False)
    except ValueError as error:
        shown = line.strip()[:40]
        raise ShapeRefusedError(f"Regel {number} is niet te lezen: “{shown}”. {_HOW}") from error
    return x, y


def _closed(ring: Sequence[Corner]) -> list[Corner]:
    if len(set(ring)) < 3:
        raise ShapeRefusedError("Een vlak heeft minstens drie verschillende hoekpunten nodig.")
    return [*ring] if ring[0] == ring[-1] else [*ring, ring[0]]


def as_wgs84(geometry: MultiPolygon | None) -> str:
    """Return a shape in RD New as GeoJSON in WGS84, to a millimetre; empty without one."""
    if geometry is None:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            "select st_asgeojson(st_transform(st_geomfromwkb(%s, 28992), 4326), 8, 0)",
            [bytes(geometry.wkb)],
        )
        (text,) = cursor.fetchone()
    return str(text)
