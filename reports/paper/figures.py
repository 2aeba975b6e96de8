"""The visuals of the printed roadmap, drawn from a document."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, cast

from core import svg
from core.svg import palette
from knowledge.choices import Capital
from parks.queries.ground_plan import GroundPlan, PlanPlot, PlanState
from reports.paper.rows import CapitalLine, GoalLine
from reports.queries.content import MilestoneFact, ParkFacts, RoadmapDocument
from strategy.choices import DatePrecision
from strategy.queries.roadmap import MARKS, time_line

TIME_LINE_WIDTH: Final = 1100  # drawing units over the width of a landscape page
TIME_LINE_ROWS: Final = 23  # as many rows as leave room for head and legend on that page


def outline_of(park: ParkFacts) -> svg.Svg | None:
    """Return the outline of the park, or None when it is not known."""
    rings = tuple(tuple((float(x), float(y)) for x, y in ring) for ring in park.rings)
    if not any(len(ring) >= 3 for ring in rings):
        return None
    data = svg.OutlineData(park_name=park.name, rings=rings)
    return svg.outline(data, uid="outline", width=480, height=400)


def terrain(document: RoadmapDocument) -> GroundPlan | None:
    """Return the ground plan with its tables, or None when the document has none."""
    facts = document.terrain
    if facts is None:
        return None
    return GroundPlan(
        park_name=document.park.name,
        outline=facts.outline,
        plots=tuple(
            PlanPlot(number, each.name, each.state, each.area_m2, each.rings)
            for number, each in enumerate(facts.plots, start=1)
        ),
        states=tuple(
            PlanState(each.state, each.count, each.drawn, each.area_m2) for each in facts.states
        ),
        left_out=facts.left_out,
        extent=None,
    )


def circle(document: RoadmapDocument, *, uid: str) -> svg.Svg:
    """Return the circle of nine stepping stones."""
    stones = tuple(
        svg.Stone(
            name=stone.name,
            pillar=stone.pillar,
            level=stone.level,
            fact=stone.fact,
        )
        for stone in document.stones
    )
    return svg.circle(svg.CircleData(park_name=document.park.name, stones=stones), uid=uid)


def radar(capitals: Sequence[CapitalLine]) -> svg.Svg:
    """Return the radar of the six capitals: which part is agreed, and how far it is."""
    data = svg.RadarData(
        title="Radar van de zes kapitalen",
        axes=tuple(capital.name for capital in capitals),
        series=(
            svg.Series("Afgesproken", tuple(_percent(each.agreed_share) for each in capitals)),
            svg.Series("Voortgang", tuple(_percent(each.progress_share) for each in capitals)),
        ),
    )
    return svg.radar(data, uid="radar")


def _percent(share: Decimal | None) -> float | None:
    return None if share is None else float(round(share * 100))


def time_lines(document: RoadmapDocument, goals: Sequence[GoalLine]) -> tuple[svg.Svg, ...]:
    """Return the time line in as many pictures as it takes, each for a landscape page."""
    data = _roadmap_data(document, goals)
    return tuple(
        svg.roadmap(page, uid=f"roadmap{number}", width=TIME_LINE_WIDTH)
        for number, page in enumerate(svg.roadmap_pages(data, TIME_LINE_ROWS), start=1)
    )


def _roadmap_data(document: RoadmapDocument, goals: Sequence[GoalLine]) -> svg.RoadmapData:
    starts = [goal.fact.starts_on for goal in goals]
    days = [*starts, *(each.due_on for each in document.milestones)]
    start, bands = time_line(days, document.made_on)
    return svg.RoadmapData(
        start=start,
        today=document.made_on,
        bands=bands,
        groups=tuple(
            svg.Group(str(capital.label), bars, palette.CAPITALS[capital])
            for capital in Capital
            if (bars := tuple(_bar(goal) for goal in goals if goal.fact.capital == capital))
        ),
        park_milestones=tuple(_mark(each) for each in document.milestones_of(None)),
        dependencies=tuple(
            (other, each.id) for each in document.milestones for other in each.depends_on
        ),
    )


def _bar(goal: GoalLine) -> svg.GoalBar:
    fact = goal.fact
    return svg.GoalBar(
        label=f"{goal.number}. {fact.statement}",
        start=fact.starts_on,
        due=fact.due_on,
        state=cast("svg.GoalState", fact.state),
        # The same whole per cents as in the tables.
        progress=None if goal.percentage is None else goal.percentage / 100,
        milestones=tuple(_mark(line.fact) for line in goal.milestones),
    )


def _mark(fact: MilestoneFact) -> svg.MilestoneMark:
    return svg.MilestoneMark(
        id=fact.id,
        label=fact.title,
        due=fact.due_on,
        precision="quarter" if fact.precision == DatePrecision.QUARTER else "day",
        state=MARKS[fact.state],
    )
