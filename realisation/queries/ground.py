"""What matching needs to know of the land of a park: four queries, however much there is."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from parks.choices import EnvironmentalCategory, PlotUse
from parks.models import Occupation, Ownership

# Drawn borders never meet exactly: nearer than this is next to each other.
TOUCHES_M: Final = 1.0

# The outer limits are compared first, as numbers: row security keeps PostgreSQL from using a
# spatial index, and reading all shapes twice over would take seconds.
NEIGHBOURS: Final = """
with shape as materialized (
  select id, geometry, st_xmin(geometry) - %(near)s as x0, st_xmax(geometry) as x1,
         st_ymin(geometry) - %(near)s as y0, st_ymax(geometry) as y1
  from parks_plot where park_id = %(park)s and geometry is not null)
select one.id, other.id from shape one join shape other
on one.id < other.id and one.x0 <= other.x1 and other.x0 <= one.x1
and one.y0 <= other.y1 and other.y0 <= one.y1
and st_dwithin(one.geometry, other.geometry, %(near)s)
"""
PLOTS: Final = """
select id, name, area_m2, environmental_category, state, use,
       st_x(st_centroid(geometry)), st_y(st_centroid(geometry))
from parks_plot where park_id = %(park)s order by id
"""
RANKS: Final = {value: place for place, value in enumerate(EnvironmentalCategory.values, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotFacts:
    """One plot. `area_m2`, `x_m` and `y_m` (RD New) are None as long as it is not drawn."""

    id: UUID
    name: str
    area_m2: float | None
    category: str
    state: str
    is_road: bool
    x_m: float | None
    y_m: float | None
    neighbours: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Ground:
    """All plots by id, who uses which now (by establishment) and who owns which (organisation)."""

    plots: Mapping[UUID, PlotFacts]
    used: Mapping[UUID, frozenset[UUID]]
    owned: Mapping[UUID, frozenset[UUID]]

    def users_of(self, plot: UUID) -> frozenset[UUID]:
        """Return the establishments that use a plot now."""
        return frozenset(who for who, plots in self.used.items() if plot in plots)

    def own_plots(self, establishment: UUID | None, organisation: UUID | None) -> frozenset[UUID]:
        """Return what a party uses or owns now."""
        used = self.used.get(establishment, frozenset()) if establishment else frozenset()
        owned = self.owned.get(organisation, frozenset()) if organisation else frozenset()
        return used | owned

    def place_of(self, plots: Iterable[UUID]) -> tuple[float, float] | None:
        """Return the middle of plots in RD New; None when none of them is drawn."""
        known = [self.plots[it] for it in sorted(plots) if it in self.plots]
        found = [(it.x_m, it.y_m) for it in known if it.x_m is not None and it.y_m is not None]
        if not found:
            return None
        return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


def ground_of(park_id: int, today: dt.date) -> Ground:
    """Return what is known of the land of a park, whoever may see it: for calculating alone."""
    used = Occupation.objects.in_park(park_id).on(today).values_list("establishment_id", "plot_id")
    owned = Ownership.objects.in_park(park_id).on(today).values_list("organisation_id", "plot_id")
    return Ground(_plots(park_id), _grouped(used), _grouped(owned))


def _plots(park_id: int) -> dict[UUID, PlotFacts]:
    asked = {"park": park_id, "near": TOUCHES_M}
    near: dict[UUID, set[UUID]] = {}
    with connection.cursor() as cursor:
        cursor.execute(NEIGHBOURS, asked)
        for one, other in cursor.fetchall():
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
        cursor.execute(PLOTS, asked)
        rows = cursor.fetchall()
    return {
        pk: PlotFacts(
            id=pk,
            name=name,
            area_m2=area_m2,
            category=category,
            state=state,
            is_road=use == PlotUse.TRAFFIC,
            x_m=x_m,
            y_m=y_m,
            neighbours=frozenset(near.get(pk, ())),
        )
        for pk, name, area_m2, category, state, use, x_m, y_m in rows
    }


def _grouped(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for who, plot in pairs:
        found.setdefault(who, set()).add(plot)
    return {who: frozenset(plots) for who, plots in found.items()}
