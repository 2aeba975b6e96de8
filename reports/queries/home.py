"""Read model of the park's home page."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collective.models import Side
from collective.queries import DegreeCard, current_degrees
from core import svg
from parks.models import Park
from reports.models import RoadmapEdition
from reports.queries.standing import NextStep, StoneStanding, next_steps, stone_standings
from strategy.choices import GoalState, MilestoneState
from strategy.queries.cards import GoalCard, MilestoneRow, goal_cards, park_milestones


@dataclass(frozen=True, slots=True)
class ParkStanding:
    """All that the home page says about a park, for one reader."""

    park_name: str
    stones: tuple[StoneStanding, ...]
    steps: tuple[NextStep, ...]
    degrees: Mapping[str, DegreeCard]
    goal_states: tuple[tuple[str, str, int], ...]
    goal_count: int
    upcoming: tuple[MilestoneRow, ...]
    edition: RoadmapEdition | None

    @property
    def sides(self) -> tuple[tuple[str, DegreeCard | None], ...]:
        """Both sides by name, with their degree when it is known."""
        return tuple((label, self.degrees.get(side)) for side, label in Side.choices)

    def circle(self, home: str) -> svg.CircleData:
        """Return the circle with links; `home` is the address of the park's home page."""
        return svg.CircleData(
            park_name=self.park_name,
            stones=tuple(
                svg.Stone(
                    name=stone.name,
                    pillar=stone.pillar,
                    level=stone.level,
                    fact=stone.fact,
                    href=f"{home}{stone.path}" if stone.path else None,
                )
                for stone in self.stones
            ),
        )


def park_standing(*, park: Park, audiences: Sequence[str], today: dt.date) -> ParkStanding:
    """Return where a park stands for a reader of these audiences, on a day. Eight queries."""
    cards = goal_cards(park_id=park.pk, audiences=audiences, today=today)
    rows = park_milestones(park_id=park.pk, audiences=audiences, today=today)
    degrees = current_degrees(park_id=park.pk, audiences=audiences)
    counts = Counter(card.state for card in cards)
    editions = RoadmapEdition.objects.in_park(park.pk).for_audiences(audiences)
    return ParkStanding(
        park_name=park.name,
        stones=stone_standings(cards, degrees),
        steps=next_steps(cards, rows, degrees, today=today),
        degrees=degrees,
        goal_states=tuple(
            (value, str(label), counts[value])
            for value, label in GoalState.choices
            if counts[value]
        ),
        goal_count=len(cards),
        upcoming=_upcoming(cards, rows),
        edition=editions.newest_first().first(),
    )


def _upcoming(
    cards: Sequence[GoalCard], park_rows: Sequence[MilestoneRow]
) -> tuple[MilestoneRow, ...]:
    """Return the six milestones that come first, the late ones included."""
    rows = [*park_rows, *(row for card in cards for row in card.milestones)]
    undone = [row for row in rows if row.state != MilestoneState.DONE]
    return tuple(sorted(undone, key=lambda row: (row.due_on, row.title))[:6])
