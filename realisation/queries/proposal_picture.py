"""The drawing of a proposal for land: who goes where on the ground plan."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from core import svg
from parks.access import Viewer
from parks.models import Plot
from parks.queries.ground_plan import (
    Rings,
    ground_plan,
    in_metres,
    rings_of,
    shape_json,
)
from realisation.queries.opportunity_places import point_in, tolerance_of
from realisation.queries.proposal_story import ChainTold, MoveTold

_ROUGH: Final = 1.0  # metre, when nothing else is drawn

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Ground:
    middle: Place
    rings: Rings


def moves_picture(viewer: Viewer, chains: Sequence[ChainTold]) -> svg.Svg | None:
    """Return the drawing, or None when nobody moves or nothing is drawn. Four queries."""
    moves = [move for chain in chains for move in chain.moves]
    plots = Plot.objects.visible_to(viewer)
    if not moves:
        return None
    plan = ground_plan(park=viewer.park, plots=plots)
    grounds = _grounds(plots, moves, tolerance_of(plan.extent) or _ROUGH)
    if not plan.is_drawn or not grounds:
        return None
    data = svg.MovePlanData(
        park_name=viewer.park.name,
        outline=in_metres(plan.outline),
        plots=tuple(in_metres(each.rings) for each in plan.plots),
        changing=tuple(in_metres(each.rings) for each in grounds.values()),
        marks=tuple(_mark(move, grounds) for move in moves),
    )
    return svg.move_plan(data, uid="verhuizingen")


def _grounds(plots: Any, moves: Iterable[MoveTold], tolerance: float) -> dict[UUID, _Ground]:
    """Return the shape and a point of every plot that changes hands."""
    changing = {plot.pk for move in moves for plot in (*move.part.takes, *move.part.gives)}
    rows = plots.mapped().filter(pk__in=changing).order_by("pk")
    found = rows.values_list("pk", *point_in("geometry"), shape_json("geometry", tolerance))
    return {
        pk: _Ground((x, y), rings_of(json.loads(shape)["coordinates"])) for pk, x, y, shape in found
    }


def _mark(move: MoveTold, grounds: Mapping[UUID, _Ground]) -> svg.MoveMark:
    return svg.MoveMark(
        number=move.number,
        title=move.sentence,
        starts=_middles(move.part.gives, grounds),
        ends=_middles(move.part.takes, grounds),
    )


def _middles(plots: Iterable[Plot], grounds: Mapping[UUID, _Ground]) -> tuple[Place, ...]:
    return tuple(grounds[plot.pk].middle for plot in plots if plot.pk in grounds)
