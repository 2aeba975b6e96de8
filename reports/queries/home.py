"""Read model of the park's home page."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collective.models import Side
from collective.queries.degree import DegreeCard, counting, degree_history, standings_of
from collective.queries.proposals import Proposal
from collective.queries.steps import next_steps as collective_steps
from collective.queries.stones import connection_facts
from core import svg
from parks.models import Reader
from realisation.models import Opportunity
from realisation.queries.stones import opportunity_states
from reports.models import RoadmapEdition
from reports.queries.standing import StoneStanding, next_steps, stone_standings
from strategy.choices import GoalState, MilestoneState
from strategy.queries.cards import GoalCard, MilestoneRow, goal_cards, park_milestones


@dataclass(frozen=True, slots=True)
class ParkStanding:
    """All that the home page says about a park, for one reader."""

    park_name: str
    stones: tuple[StoneStanding, ...]
    steps: tuple[Proposal, ...]
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


def park_standing(*, viewer: Reader, today: dt.date) -> ParkStanding:
    """Return where a park stands for a reader, on a day. A constant number of queries."""
    park, audiences = viewer.park, viewer.audiences
    cards = goal_cards(park_id=park.pk, audiences=audiences, today=today)
    rows = park_milestones(park_id=park.pk, audiences=audiences, today=today)
    history = degree_history(park_id=park.pk, audiences=audiences)
    degrees = counting(history)
    standings = standings_of(history, park_id=park.pk)
    together = connection_facts(park_id=park.pk, audiences=audiences, today=today)
    counts = Counter(card.state for card in cards)
    editions = RoadmapEdition.objects.in_park(park.pk).for_audiences(audiences)
    return ParkStanding(
        park_name=park.name,
        stones=stone_standings(
            cards, degrees, together, opportunity_states(Opportunity.objects.visible_to(viewer))
        ),
        steps=next_steps(cards, rows, collective_steps(viewer, standings, today)),
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
