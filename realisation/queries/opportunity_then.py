"""The kansenkaart of a day that has been: its numbers, and where things lay then.

Plots are drawn as they were drawn then. A plot that the reader may not see now, or that had a
narrower audience on that day, gives no place away.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.utils import timezone

from core import svg
from parks.access import Viewer
from parks.models import Occupation, Plot, meant_for
from parks.queries.ground_plan import MOST_PLOTS, GroundPlan, PlanPlot, ground_plan
from parks.queries.history import events_of
from realisation.choices import OpportunityState
from realisation.models import Opportunity
from realisation.queries.listings_past import ListingCourse
from realisation.queries.opportunity_map import (
    DEMAND,
    LETTERS,
    OPPORTUNITY,
    SUPPLY,
    MapEntry,
    MapSearch,
    OpportunityMap,
    grouped,
)
from realisation.queries.opportunity_past import Snapshot
from realisation.queries.opportunity_places import (
    Ground,
    Places,
    ground_of_shape,
    picture_of,
    shape_columns,
    tolerance_of,
)
from realisation.queries.opportunity_time import MapStory, map_at

_DAY: Final = dt.timedelta(days=1)
_ROUGH: Final = 1.0  # metre, when today nothing is drawn


@dataclass(frozen=True, slots=True)
class ThenRow:
    """A number of that day and who took part, under the names of today."""

    entry: MapEntry
    parties: tuple[str, ...]
    plots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapThen:
    """The kansenkaart of a day. `lapsed` are the opportunities that had lapsed by then."""

    day: dt.date
    rows: tuple[ThenRow, ...]
    lapsed: tuple[Snapshot, ...]
    picture: svg.Svg | None


def map_then(viewer: Viewer, story: MapStory, day: dt.date) -> MapThen:
    """Return the kansenkaart at the end of a day. Eight queries at most, however much there is."""
    then = map_at(story, day)
    standing = [(pk, shot) for pk, shot in then if shot.state != OpportunityState.LAPSED]
    opportunities = list(_opportunities(standing))
    found = (*opportunities, *_listings(viewer, story.listings, day))
    entries = tuple(entry for entry, _ in found)
    plan = ground_plan(park=viewer.park, plots=Plot.objects.visible_to(viewer))
    tolerance = tolerance_of(plan.extent) or _ROUGH
    versions = {shot.version: pk for pk, shot in standing if shot.area}
    plots = _plots(viewer, day, tolerance)
    places = Places(plots, _areas(viewer, versions, tolerance))
    return MapThen(
        day=day,
        rows=tuple(ThenRow(entry, names, places.names_of(entry)) for entry, names in found),
        lapsed=tuple(shot for _, shot in then if shot.state == OpportunityState.LAPSED),
        picture=_picture(day, entries, places, plan),
    )


def _picture(
    day: dt.date, entries: tuple[MapEntry, ...], places: Places, plan: GroundPlan
) -> svg.Svg | None:
    if not entries:
        return None
    largest = sorted(places.plots.values(), key=lambda each: -each.area_m2)[:MOST_PLOTS]
    ground = tuple(PlanPlot(0, each.name, "", each.area_m2, each.rings) for each in largest)
    used = {pk for entry in entries for pk in entry.plots}
    on_map = Places({pk: each for pk, each in places.plots.items() if pk in used}, places.areas)
    found = OpportunityMap(day, entries, MapSearch())
    return picture_of(found, on_map, replace(plan, plots=ground))


def _opportunities(
    standing: Sequence[tuple[UUID, Snapshot]],
) -> Iterator[tuple[MapEntry, tuple[str, ...]]]:
    for number, (pk, shot) in enumerate(standing, start=1):
        entry = MapEntry(
            str(number), pk, OPPORTUNITY, shot.title, shot.theme, shot.state, "",
            tuple(plot for plot, _ in shot.plots), bool(shot.area),
        )  # fmt: skip
        yield entry, shot.parties


def _listings(
    viewer: Viewer, courses: Sequence[ListingCourse], day: dt.date
) -> Iterator[tuple[MapEntry, tuple[str, ...]]]:
    stood = [(course, moment) for course in courses if (moment := course.on(day))]
    companies = {each.establishment_id for each, at in stood if not at.plot_id}
    used = _used_on(viewer, companies - {None}, day)
    for side in (DEMAND, SUPPLY):
        mine = [(course, moment) for course, moment in stood if course.side == side]
        for number, (course, moment) in enumerate(mine, start=1):
            company = course.establishment_id
            own = (moment.plot_id,) if moment.plot_id else used.get(company, ()) if company else ()
            entry = MapEntry(
                f"{LETTERS[side]}{number}", course.id, side, course.title, "", "", course.kind,
                own, False,
            )  # fmt: skip
            yield entry, (course.party,)


def _used_on(
    viewer: Viewer, companies: Collection[UUID | None], day: dt.date
) -> Mapping[UUID, tuple[UUID, ...]]:
    if not companies:
        return {}
    rows = Occupation.objects.visible_to(viewer).on(day).filter(establishment__in=companies)
    return grouped(
        rows.order_by("plot__name", "plot_id").values_list("establishment_id", "plot_id")
    )


def _plots(viewer: Viewer, day: dt.date, tolerance: float) -> dict[UUID, Ground]:
    """Return the plots as they were at the end of a day, as far as the viewer may know."""
    visible = Plot.objects.visible_to(viewer)
    events = events_of(Plot).filter(
        park_id=viewer.park.pk,
        pgh_obj_id__in=visible.order_by().values("pk"),
        pgh_created_at__lt=_end_of(day),
    )
    last = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    # Her own plots she sees whatever their audience: history does not tell whose they were.
    own = set(visible.exclude(meant_for(viewer.audiences)).values_list("pk", flat=True))
    columns = shape_columns("geometry", tolerance)
    return {
        pk: ground_of_shape(pk, name, *shape)
        for pk, audience, name, *shape in last.values_list(
            "pgh_obj_id", "audience", "name", *columns
        )
        if audience in viewer.audiences or pk in own
    }


def _areas(viewer: Viewer, versions: Mapping[int, UUID], tolerance: float) -> dict[UUID, Ground]:
    """Return the drawn areas of versions of opportunities, per opportunity."""
    if not versions:
        return {}
    rows = events_of(Opportunity).filter(park_id=viewer.park.pk, pgh_id__in=versions)
    return {
        versions[version]: ground_of_shape(versions[version], "", *shape)
        for version, *shape in rows.values_list("pgh_id", *shape_columns("area", tolerance))
    }


def _end_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + _DAY, dt.time()))
