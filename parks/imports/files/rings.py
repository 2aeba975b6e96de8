"""Coordinates as a GeoJSON file has them, checked and made into bytes that PostGIS reads."""

import math
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Bounds = tuple[float, float, float, float]

_POLYGON: Final = struct.Struct("<BII")
_COUNT: Final = struct.Struct("<I")
_FEWEST: Final = 4
_NAMES: Final = {
    "Point": "punt", "MultiPoint": "groep punten", "LineString": "lijn",
    "MultiLineString": "groep lijnen", "GeometryCollection": "verzameling van vormen",
}  # fmt: skip


class _WrongShapeError(ValueError):
    """The message is the reason, in Dutch."""


@dataclass(slots=True)
class Shape:
    """Polygons as rings of doubles, closed; without polygons there is a reason or no shape at all.

    `bounds` are the least and greatest x and y, as min x, min y, max x, max y.
    `open_at` is the last point of the first ring that did not end where it began.
    """

    polygons: list[list["array[float]"]] = field(default_factory=list)
    reason: str = ""
    open_at: tuple[float, float] | None = None
    has_height: bool = False
    bounds: Bounds = (0, 0, 0, 0)

    @property
    def vertices(self) -> int:
        return sum(len(ring) // 2 for polygon in self.polygons for ring in polygon)

    def opening(self, swapped: bool) -> tuple[float, float] | None:
        """Return `open_at`, with the second coordinate first when swapped."""
        return (self.open_at[1], self.open_at[0]) if swapped and self.open_at else self.open_at

    def as_wkb(self, *, swapped: bool) -> bytes:
        """Return a MultiPolygon; `swapped` puts the second coordinate first."""
        return b"".join(self._wkb_parts(swapped))

    def _wkb_parts(self, swapped: bool) -> Iterator[bytes]:
        yield _POLYGON.pack(1, 6, len(self.polygons))
        for polygon in self.polygons:
            yield _POLYGON.pack(1, 3, len(polygon))
            for ring in polygon:
                yield _COUNT.pack(len(ring) // 2)
                yield (_swapped(ring) if swapped else ring).tobytes()


def shape_of(geometry: Any) -> Shape:
    """Read a GeoJSON geometry; what is wrong with it stands in `reason`."""
    if geometry is None:
        return Shape()
    shape = Shape()
    try:
        for polygon in _polygons_of(geometry):
            shape.polygons.append([_ring(points, shape) for points in _listed(polygon)])
        if not shape.polygons:
            raise _WrongShapeError("Het vlak is leeg.")
    except _WrongShapeError as error:
        return Shape(reason=str(error))
    shape.bounds = _bounds_of([ring for polygon in shape.polygons for ring in polygon])
    return shape


def _bounds_of(rings: "list[array[float]]") -> Bounds:
    xs, ys = [ring[0::2] for ring in rings], [ring[1::2] for ring in rings]
    return min(map(min, xs)), min(map(min, ys)), max(map(max, xs)), max(map(max, ys))


def _polygons_of(geometry: Any) -> list[Any]:
    if not isinstance(geometry, dict):
        raise _WrongShapeError("De vorm is niet te lezen.")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        return [coordinates]
    if kind == "MultiPolygon":
        return _listed(coordinates)
    if isinstance(kind, str) and kind in _NAMES:
        raise _WrongShapeError(f"Dit is een {_NAMES[kind]}; hier hoort een vlak.")
    raise _WrongShapeError("De soort vorm is onbekend; hier hoort een vlak.")


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _WrongShapeError("Het vlak heeft geen grens.")
    return value


def _ring(points: Any, shape: Shape) -> "array[float]":
    try:
        flat = [value for point in _listed(points) for value in point[:2]]
        lengths = set(map(len, points))
    except (TypeError, KeyError) as error:
        raise _WrongShapeError("Een punt van de grens is niet te lezen.") from error
    ring = _doubles(flat)
    if min(lengths) < 2:
        raise _WrongShapeError("Een punt van de grens heeft geen twee coördinaten.")
    shape.has_height |= max(lengths) > 2
    if ring[:2] != ring[-2:]:
        shape.open_at = shape.open_at or (ring[-2], ring[-1])
        ring.extend(ring[:2])
    if len(ring) < 2 * _FEWEST:
        raise _WrongShapeError("Een grens heeft minder dan drie punten.")
    return ring


def _doubles(flat: list[Any]) -> "array[float]":
    kinds = set(map(type, flat))
    if str in kinds:
        raise _WrongShapeError("De coördinaten staan als tekst in het bestand, niet als getal.")
    if not kinds <= {int, float}:
        raise _WrongShapeError("Een coördinaat is geen getal.")
    try:
        ring = array("d", flat)
    except OverflowError as error:
        raise _WrongShapeError("Een coördinaat is te groot.") from error
    if not all(map(math.isfinite, ring)):
        raise _WrongShapeError("Een coördinaat is te groot.")
    return ring


def _swapped(ring: "array[float]") -> "array[float]":
    turned = array("d", ring)
    turned[0::2], turned[1::2] = ring[1::2], ring[0::2]
    return turned
