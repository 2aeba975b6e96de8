"""Read model of the ground plan: what the drawing and the table beside it need."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import MultiPolygon
from django.db.models import Count, F, FloatField, Func, Sum, TextField, Value
from django.db.models.functions import Coalesce

from core import svg
from parks.choices import PlotState
from parks.models import Park, PlotQuerySet

Rings = tuple[tuple[tuple[int, int], ...], ...]
Extents = tuple[float, float, float, float]

# A page holds no more: at 2,000 plots one is a few drawing units wide.
MOST_PLOTS: Final = 2_000
MOST_NUMBERED: Final = 200
_FINEST: Final = 800  # of the extent: about one drawing unit
_OUTLINE_CORNERS: Final = 400


@dataclass(frozen=True, slots=True)
class PlanPlot:
    """A drawn plot. Its rings are in whole decimetres RD New, its area in m2."""

    number: int
    name: str
    state: str
    area_m2: int
    rings: Rings

    @property
    def state_label(self) -> str:
        """How available it is, in words."""
        return str(PlotState(self.state).label)


@dataclass(frozen=True, slots=True)
class PlanState:
    """How many plots are in one state, how many of those are drawn, and their area in m2."""

    state: str
    count: int
    drawn: int
    area_m2: int

    @property
    def label(self) -> str:
        """The state in words."""
        return str(PlotState(self.state).label)

    @property
    def area_ha(self) -> float:
        """The area in hectares."""
        return self.area_m2 / 10_000


@dataclass(frozen=True, slots=True)
class GroundPlan:
    """A park on paper. `left_out` is how many drawn plots, the smallest, do not fit.

    `extent` is west, south, east and north in metres RD New of all that is drawn.
    """

    park_name: str
    outline: Rings
    plots: tuple[PlanPlot, ...]
    states: tuple[PlanState, ...]
    left_out: int
    extent: Extents | None

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.outline or self.plots)

    @property
    def undrawn(self) -> int:
        """How many plots nobody has drawn yet."""
        return sum(each.count - each.drawn for each in self.states)

    @property
    def listed(self) -> tuple[PlanPlot, ...]:
        """The plots for the table beside the drawing; with too many the states take its place."""
        return self.plots if len(self.plots) <= MOST_NUMBERED else ()

    @property
    def picture(self) -> svg.Svg | None:
        """The ground plan for a page, or None when nothing is drawn."""
        if not self.is_drawn:
            return None
        return svg.ground_plan(
            svg.GroundPlanData(
                park_name=self.park_name,
                outline=in_metres(self.outline),
                plots=tuple(
                    svg.PlotShape(each.number, each.name, each.state, in_metres(each.rings))
                    for each in self.plots
                ),
                numbered=bool(self.listed),
            ),
            uid="ground-plan",
        )


def in_metres(rings: Rings) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return rings in metres."""
    return tuple(tuple((x / 10, y / 10) for x, y in ring) for ring in rings)


def ground_plan(*, park: Park, plots: PlotQuerySet) -> GroundPlan:
    """Return the plan of a park with these plots: those that the reader may see. Three queries."""
    outline = Park.objects.filter(pk=park.pk).values_list("outline", flat=True).get()
    totals = list(
        plots.order_by()
        .values("state")
        .annotate(
            count=Count("pk"),
            drawn=Count("geometry"),
            area=Coalesce(Sum("area_m2"), 0.0, output_field=FloatField()),
            extent=Extent("geometry"),
        )
    )
    by_state = {row["state"]: row for row in totals}
    drawn = sum(row["drawn"] for row in totals)
    extents = [row["extent"] for row in totals if row["extent"]]
    extent = _around([*extents, *([outline.extent] if outline else [])])
    shown = _shown(plots, extent)
    return GroundPlan(
        park_name=park.name,
        outline=outline_rings(outline),
        plots=shown,
        states=tuple(_state(by_state[state]) for state in PlotState.values if state in by_state),
        left_out=max(0, drawn - len(shown)),
        extent=extent,
    )


def _state(row: dict[str, Any]) -> PlanState:
    return PlanState(row["state"], row["count"], row["drawn"], round(row["area"]))


def _around(extents: list[Extents]) -> Extents | None:
    if not extents:
        return None
    wests, souths, easts, norths = zip(*extents, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _shown(plots: PlotQuerySet, extent: Extents | None) -> tuple[PlanPlot, ...]:
    """Return the largest plots, numbered by name."""
    if extent is None:
        return ()
    west, south, east, north = extent
    tolerance = max(east - west, north - south) / _FINEST
    rows = (
        plots.mapped()
        .order_by("-area_m2", "pk")
        .values_list("name", "state", "area_m2", shape_json("geometry", tolerance))[:MOST_PLOTS]
    )
    return tuple(
        PlanPlot(number, name, state, round(area), rings_of(json.loads(shape)["coordinates"]))
        for number, (name, state, area, shape) in enumerate(sorted(rows), start=1)
    )


def shape_json(field: str, tolerance: float) -> Func:
    """Return a shape in RD New as JSON in whole decimetres, no finer than a tolerance in metres."""
    simple = Func(F(field), Value(tolerance), function="ST_SimplifyPreserveTopology")
    several = Func(simple, function="ST_Multi")  # what is simplified to one part is a Polygon
    # The last 0: without the name of the coordinate system, which would be repeated in every row.
    return Func(several, Value(1), Value(0), function="ST_AsGeoJSON", output_field=TextField())


def rings_of(polygons: Any) -> Rings:
    """Return the coordinates of `shape_json` as rings in whole decimetres."""
    return tuple(
        tuple((round(x * 10), round(y * 10)) for x, y, *_ in ring)
        for polygon in polygons
        for ring in polygon
    )


def outline_rings(outline: MultiPolygon | None) -> Rings:
    """Return an outline in whole decimetres RD New, no finer than paper shows."""
    if not outline:
        return ()
    west, south, east, north = outline.extent
    finest = max(east - west, north - south) / _OUTLINE_CORNERS
    simple = outline.simplify(finest, preserve_topology=True)
    shapes = simple if isinstance(simple, MultiPolygon) else MultiPolygon(simple)
    return rings_of(shapes.coords)
