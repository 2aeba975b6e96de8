"""Where the entries of a kansenkaart lie: points, grounds and drawn areas, in RD New or WGS84."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import F, FloatField, Func, TextField, Value

from core import svg
from parks.models import Plot, Reader
from parks.queries.ground_plan import (
    Extents,
    GroundPlan,
    Rings,
    in_metres,
    rings_of,
    shape_json,
)
from parks.queries.map import WGS84
from realisation.models import Opportunity
from realisation.queries.opportunity_map import MapEntry, OpportunityMap

_FINEST: Final = 800  # of the extent, as on the ground plan
_DECIMALS: Final = 7  # of a degree: a centimetre

Point = tuple[int, int]

TO_DEGREES: Final = """
select st_x(place), st_y(place) from (
    select st_transform(st_setsrid(st_makepoint(x / 10.0, y / 10.0), 28992), 4326) as place, at
    from unnest(%s::int[], %s::int[]) with ordinality as it (x, y, at)
) as turned order by at
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """A plot or a drawn area: its name (none for an area), a point in it and its rings.

    In whole decimetres RD New. Without a point nobody has drawn it.
    """

    id: UUID
    name: str
    point: Point | None
    area_m2: int
    rings: Rings


@dataclass(frozen=True, slots=True)
class Places:
    """The grounds on which entries lie: plots by their own id, areas by that of the opportunity."""

    plots: dict[UUID, Ground]
    areas: dict[UUID, Ground]

    def point_of(self, entry: MapEntry) -> Point | None:
        """Return where the number of an entry stands: in its area, else in its largest plot."""
        if entry.id in self.areas:
            return self.areas[entry.id].point
        grounds = [self.plots[pk] for pk in entry.plots if pk in self.plots]
        drawn = [each for each in grounds if each.point]
        if not drawn:
            return None
        return max(drawn, key=lambda each: (each.area_m2, each.name, str(each.id))).point

    def names_of(self, entry: MapEntry) -> tuple[str, ...]:
        """Return the names of the plots on which an entry lies."""
        return tuple(self.plots[pk].name for pk in entry.plots if pk in self.plots)


def places_of(reader: Reader, entries: Sequence[MapEntry], extent: Extents | None = None) -> Places:
    """Return where entries lie. Two queries; shapes no finer than shows within an extent.

    Without an extent no rings are loaded: names and points suffice.
    """
    tolerance = tolerance_of(extent)
    on_plots = {pk for entry in entries if entry.is_opportunity for pk in entry.plots}
    used = {pk for entry in entries for pk in entry.plots}
    plots = {ground.id: ground for ground in _plots(reader, used, on_plots, tolerance)}
    with_area = [entry.id for entry in entries if entry.has_area]
    areas = {ground.id: ground for ground in _areas(reader, with_area, tolerance)}
    return Places(plots, areas)


def tolerance_of(extent: Extents | None) -> float | None:
    """Return how fine shapes are drawn within an extent, in metres; None without one."""
    if extent is None:
        return None
    west, south, east, north = extent
    return max(east - west, north - south, 1.0) / _FINEST


def _plots(
    reader: Reader, used: set[UUID], drawn: set[UUID], tolerance: float | None
) -> Iterable[Ground]:
    if not used:
        return
    rows = Plot.objects.visible_to(reader).filter(pk__in=used)
    shape = shape_json("geometry", tolerance) if tolerance else Value("")
    found = rows.values_list("pk", "name", "area_m2", *point_in("geometry"), shape)
    for pk, name, area, x, y, rings in found:
        yield ground_of_shape(pk, name, area, x, y, rings if pk in drawn else None)


def _areas(reader: Reader, ids: Sequence[UUID], tolerance: float | None) -> Iterable[Ground]:
    if not ids:
        return
    rows = Opportunity.objects.visible_to(reader).filter(pk__in=ids)
    for pk, *shape in rows.values_list("pk", *shape_columns("area", tolerance)):
        yield ground_of_shape(pk, "", *shape)


def shape_columns(field: str, tolerance: float | None) -> tuple[Any, ...]:
    """Return size, x and y of a point inside and rings of a shape; none without a tolerance."""
    size = Func(F(field), function="ST_Area", output_field=FloatField())
    return size, *point_in(field), shape_json(field, tolerance) if tolerance else Value("")


def ground_of_shape(
    pk: UUID, name: str, area: float | None, x: float | None, y: float | None, rings: str | None
) -> Ground:
    """Return a ground from `shape_columns`."""
    return Ground(pk, name, _rounded(x, y), round(area or 0), _rings(rings))


def point_in(field: str) -> tuple[Func, Func]:
    """Return x and y of a point that lies inside a shape, in its own coordinates."""
    inside = Func(F(field), function="ST_PointOnSurface")
    return (
        Func(inside, function="ST_X", output_field=FloatField()),
        Func(inside, function="ST_Y", output_field=FloatField()),
    )


def _rounded(x: float | None, y: float | None) -> Point | None:
    return None if x is None or y is None else (round(x * 10), round(y * 10))


def _rings(shape: str | None) -> Rings:
    return rings_of(json.loads(shape)["coordinates"]) if shape else ()


def picture_of(
    found: OpportunityMap,
    places: Places,
    plan: GroundPlan,
    *,
    hrefs: Mapping[str, str] = MappingProxyType({}),
    uid: str = "kansenkaart",
) -> svg.Svg | None:
    """Return the drawing, or None when nothing is drawn.

    `hrefs` is where numbers lead; a number that it does not name is no link.
    """
    if not plan.is_drawn and not places.areas:
        return None
    grounds = {pk for entry in found.entries if entry.is_opportunity for pk in entry.plots}
    data = svg.OpportunityMapData(
        park_name=plan.park_name,
        outline=in_metres(plan.outline),
        plots=tuple(in_metres(plot.rings) for plot in plan.plots),
        grounds=tuple(
            in_metres(each.rings) for pk, each in sorted(places.plots.items()) if pk in grounds
        ),
        areas=tuple(in_metres(each.rings) for _, each in sorted(places.areas.items())),
        marks=tuple(
            svg.MapMark(
                number=entry.number,
                title=entry.title,
                kind=entry.kind,
                theme=entry.theme,
                state=entry.state,
                x=point[0] / 10,
                y=point[1] / 10,
                href=hrefs.get(entry.number),
            )
            for entry in found.entries
            if (point := places.point_of(entry))
        ),
    )
    return svg.opportunity_map(data, uid=uid)


def shapes_wgs84(reader: Reader, entries: Sequence[MapEntry]) -> dict[UUID, Any]:
    """Return per entry its ground as a GeoJSON MultiPolygon in degrees WGS84. Two queries.

    A drawn area goes before the plots; what nobody has drawn has none.
    """
    used = {pk for entry in entries for pk in entry.plots}
    plots = dict(
        Plot.objects.visible_to(reader)
        .mapped()
        .filter(pk__in=used)
        .values_list("pk", _in_degrees("geometry"))
    )
    ids = [entry.id for entry in entries if entry.has_area]
    rows = Opportunity.objects.visible_to(reader).filter(pk__in=ids)
    areas = dict(rows.values_list("pk", _in_degrees("area")))
    shapes = {}
    for entry in entries:
        own = areas.get(entry.id)
        parts = [own] if own else [plots[pk] for pk in entry.plots if pk in plots]
        rings = [polygon for part in parts for polygon in json.loads(part)["coordinates"]]
        shapes[entry.id] = {"type": "MultiPolygon", "coordinates": rings} if rings else None
    return shapes


def _in_degrees(field: str) -> Func:
    turned = Func(F(field), Value(WGS84), function="ST_Transform")
    return Func(
        turned, Value(_DECIMALS), Value(0), function="ST_AsGeoJSON", output_field=TextField()
    )


def points_of(entries: Sequence[MapEntry], places: Places) -> dict[UUID, tuple[float, float]]:
    """Return per entry where its number stands, in degrees WGS84. One query."""
    wanted = {entry.id: point for entry in entries if (point := places.point_of(entry))}
    return dict(zip(wanted, _to_degrees(list(wanted.values())), strict=True))


def _to_degrees(points: Sequence[Point]) -> list[tuple[float, float]]:
    """Return points in one query: the database alone knows how to turn them well."""
    if not points:
        return []
    with connection.cursor() as cursor:
        cursor.execute(TO_DEGREES, [[x for x, _ in points], [y for _, y in points]])
        return [(x, y) for x, y in cursor.fetchall()]
