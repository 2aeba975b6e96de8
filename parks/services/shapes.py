"""Saving what was drawn: the border of a plot, and the outline of the park."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib.gis.geos import MultiPolygon
from django.db import connection, transaction
from django.db.models import F, FloatField, Func, Value

from core.dutch import format_decimal
from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Park, Plot, PlotQuerySet
from parks.services.audit import record

_SEEN_M2: Final = 1.0  # less is the width of a line on a map
_NAMED: Final = 5


class ShapeChangedError(RefusedError):
    """Somebody else saved another shape since this one was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft deze tekening intussen gewijzigd. Ga terug en bekijk wat er nu"
            " staat. Moet het daarna nog weg? Kies dan opnieuw weghalen."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlot:
    """What is asked when somebody draws a plot that is not in the list yet."""

    name: str
    state: str
    audience: str


def version_of(geometry: MultiPolygon | None) -> str:
    """Return a mark of a shape, to see whether it is still the one that somebody opened."""
    return hashlib.sha256(bytes(geometry.wkb)).hexdigest()[:32] if geometry else "none"


@transaction.atomic
def draw_plot(*, park: Park, new: NewPlot, geometry: MultiPolygon) -> Plot:
    """Add a plot with its border."""
    plot: Plot = Plot.objects.create(
        park=park, name=new.name, state=new.state, audience=new.audience, geometry=geometry
    )
    return plot


@transaction.atomic
def save_plot_shape(
    *, park: Park, pk: UUID, geometry: MultiPolygon | None, expected_version: str
) -> None:
    """Give a plot its border, or take it away with None; the history keeps the former one.

    Raises ShapeChangedError, and then nothing is saved.
    """
    plot = Plot.objects.in_park(park.pk).select_for_update().get(pk=pk)
    if version_of(plot.geometry) != expected_version:
        raise ShapeChangedError
    plot.geometry = geometry
    plot.save(update_fields=["geometry"])


@transaction.atomic
def save_outline(*, park: Park, geometry: MultiPolygon | None, expected_version: str) -> None:
    """Give a park its outline, or take it away with None, and write that in the log.

    Raises ShapeChangedError, and then nothing is saved.
    """
    stored = Park.objects.select_for_update().get(pk=park.pk)
    before = stored.outline
    if version_of(before) != expected_version:
        raise ShapeChangedError
    stored.outline = geometry
    stored.save(update_fields=["outline"])
    areas = {"hectare voor": _hectares(before), "hectare na": _hectares(geometry)}
    record(park=park, action=AuditAction.CHANGE, target=stored, label="Omtrek", detail=areas)


def _hectares(geometry: MultiPolygon | None) -> str:
    return format_decimal(geometry.area / 10_000, 2) if geometry else "geen"


def plot_warnings(*, park: Park, geometry: MultiPolygon, others: PlotQuerySet) -> tuple[str, ...]:
    """Return what is odd about the border of a plot: it lies over others or outside the park."""
    shared = Func(F("geometry"), _value(geometry), function="ST_Intersection")
    rows = (
        others.mapped()
        .filter(geometry__intersects=geometry)
        .annotate(shared_m2=Func(shared, function="ST_Area", output_field=FloatField()))
        .filter(shared_m2__gt=_SEEN_M2)
        .order_by("-shared_m2", "name")
        .values_list("name", "shared_m2")
    )
    found = [f"Overlapt {format_decimal(area)} m² met {name}." for name, area in rows]
    if len(found) > _NAMED:
        found = [*found[:_NAMED], f"Overlapt ook nog {len(found) - _NAMED} andere kavels."]
    outside = _outside_m2(park, geometry)
    if outside > _SEEN_M2:
        found.append(f"Ligt voor {format_decimal(outside)} m² buiten de omtrek van het terrein.")
    return tuple(found)


def outline_warnings(*, geometry: MultiPolygon, plots: PlotQuerySet) -> tuple[str, ...]:
    """Return how much of the plots would lie outside an outline."""
    outside = Func(F("geometry"), _value(geometry), function="ST_Difference")
    rows = (
        plots.mapped()
        .annotate(outside_m2=Func(outside, function="ST_Area", output_field=FloatField()))
        .filter(outside_m2__gt=_SEEN_M2)
        .order_by("-outside_m2", "name")
        .values_list("name", "outside_m2")
    )
    found = [f"{name} ligt voor {format_decimal(area)} m² erbuiten." for name, area in rows]
    if len(found) > _NAMED:
        return (*found[:_NAMED], f"Er liggen nog {len(found) - _NAMED} andere kavels buiten.")
    return tuple(found)


def _value(geometry: MultiPolygon) -> Func:
    return Func(Value(bytes(geometry.wkb)), Value(28992), function="ST_GeomFromWKB")


def _outside_m2(park: Park, geometry: MultiPolygon) -> float:
    """Return how much lies outside the outline; nothing does as long as there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select st_area(st_difference(st_geomfromwkb(%s, 28992), outline)) from parks_park"
            " where id = %s and outline is not null",
            [bytes(geometry.wkb), park.pk],
        )
        row: tuple[Any, ...] | None = cursor.fetchone()
    return float(row[0]) if row else 0.0
