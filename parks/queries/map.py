"""Read models of the map: where it begins, and the shapes in view."""

import hashlib
import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Polygon
from django.db import connection
from django.db.models import F, Func, TextField, Value

from parks.models import Park, PlotQuerySet

Bounds = tuple[float, float, float, float]

# Metres per pixel of the web's tile scheme at zoom 0, at the latitude of the Netherlands.
METRES_PER_PIXEL: Final = 96_200.0
WGS84: Final = 4326


@dataclass(frozen=True, slots=True)
class Window:
    """What a screen shows: west, south, east and north in degrees WGS84, and the zoom."""

    bounds: Bounds
    zoom: int

    @property
    def box(self) -> Polygon:
        """The window as a shape; the database turns it into RD New."""
        box = Polygon.from_bbox(self.bounds)
        box.srid = WGS84
        return box

    @property
    def tolerance_m(self) -> float:
        """How many metres a corner may move unseen: half a pixel."""
        return METRES_PER_PIXEL / (1 << self.zoom) / 2

    @property
    def decimals(self) -> int:
        """The decimals of a degree that are seen at this zoom; the sixth is 11 cm."""
        return 5 if self.zoom < 15 else 6 if self.zoom < 19 else 7


def plots_geojson(plots: PlotQuerySet, window: Window) -> str:
    """Return the drawn plots in a window as GeoJSON in WGS84, no finer than the screen shows.

    One query. The park stands first in it: the index on shapes is out of reach under row security.
    """
    shape = Func(
        Func(F("geometry"), Value(window.tolerance_m), function="ST_SimplifyPreserveTopology"),
        Value(WGS84),
        function="ST_Transform",
    )
    rows = (
        plots.mapped()
        .filter(geometry__bboverlaps=window.box)
        .order_by("pk")
        .values_list(
            "pk",
            "name",
            "state",
            Func(shape, Value(window.decimals), Value(0), function="ST_AsGeoJSON",
                 output_field=TextField()),
        )
    )  # fmt: skip
    features = ",".join(_feature(*row) for row in rows)
    return f'{{"type":"FeatureCollection","features":[{features}]}}'


def _feature(key: UUID, name: str, state: str, shape: str) -> str:
    facts = json.dumps({"name": name, "state": state}, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","id":"{key}","properties":{facts},"geometry":{shape}}}'


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the map begins: bounds in degrees WGS84 if known, and the outline as GeoJSON."""

    bounds: Bounds | None
    outline: str


GROUND = """
select
    (select st_asgeojson(st_transform(st_simplifypreservetopology(outline, 0.3), 4326), 7, 0)
     from parks_park where id = %s),
    st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)
from (select st_transform(st_makeenvelope(%s, %s, %s, %s, 28992), 4326) as box) as view
"""


def ground_of(park: Park, extent: Bounds | None) -> Ground:
    """Return the outline and the bounds of an extent in RD New; one query."""
    with connection.cursor() as cursor:
        cursor.execute(GROUND, [park.pk, *(extent or (None,) * 4)])
        outline, *bounds = cursor.fetchone()
    return Ground(bounds=tuple(bounds) if extent else None, outline=outline or "")


def extent_of(plots: PlotQuerySet) -> Bounds | None:
    """Return the sides of all drawn plots together, in metres RD New."""
    extent: Bounds | None = plots.order_by().aggregate(extent=Extent("geometry"))["extent"]
    return extent


def tag_of(body: str) -> str:
    """Return a mark of an answer, so that a browser need not fetch the same shapes again."""
    return hashlib.sha256(body.encode()).hexdigest()[:32]
