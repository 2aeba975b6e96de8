"""How the degree of each side went over time, as a step chart with its equal table."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collective.choices import AssessedBy, Side
from collective.queries.degree import OWN_PICTURE, DegreeCard
from core.svg import StepChartData, StepPoint, StepSeries, Svg, step_chart
from knowledge.choices import Degree

WIDTH: Final = 720


@dataclass(frozen=True, slots=True)
class SideCourse:
    """The statements about one side, the latest first, and their drawing."""

    side: str
    label: str
    cards: tuple[DegreeCard, ...]
    chart: Svg


def courses(history: Sequence[DegreeCard], *, today: dt.date) -> tuple[SideCourse, ...]:
    """Return how each side went; a side of which nothing was established is absent."""
    found = []
    for side, label in Side.choices:
        cards = tuple(card for card in history if card.side == side)
        if cards:
            chart = step_chart(_chart(str(label), cards, today), uid=f"course-{side}", width=WIDTH)
            found.append(SideCourse(side, str(label), cards, chart))
    return tuple(found)


def _chart(label: str, cards: Sequence[DegreeCard], today: dt.date) -> StepChartData:
    # History starts with the latest; of two on one day the later one must be drawn last. Before
    # there were questionnaires there was one picture: it goes on in that of the side itself.
    series = (
        StepSeries(
            str(by.label),
            tuple(
                StepPoint(card.stated_on, Degree.values.index(card.degree))
                for card in reversed(cards)
                if (card.by or OWN_PICTURE[card.side]) == by
            ),
        )
        for by in AssessedBy
    )
    return StepChartData(
        title=f"Organisatiegraad van de kant {label.lower()} door de tijd",
        levels=tuple(str(degree.label) for degree in Degree),
        series=tuple(series),
        until=today,
    )
