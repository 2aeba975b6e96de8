"""Where a park stands and what comes next: the nine stepping stones and the next steps.

Home page and PDF read the same functions. They work on what is handed to them and ask the database
nothing, so they can only speak of what the reader may see.

The method book names the stones (SB fig 5, 13 and 70) but gives no formula for how far one is.
The levels here are the platform's own and each states the fact it rests on:
a stone of strategy looks at the goals of its horizon, a stone of connection at the organisation
degree of the sides it needs.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from collective.models import Side
from collective.queries import DegreeCard
from core.svg import LEVEL_NAMES
from knowledge.choices import Actor, Capital, Degree, Horizon, SourceDocument, Stone
from knowledge.loader import advice_for, cells, horizons, stones
from knowledge.schemas import Advice
from strategy.choices import GoalState, MilestoneState
from strategy.queries.cards import GoalCard, MilestoneRow

MOST_STEPS = 5
MOST_FROM_FACTS = 3


@dataclass(frozen=True, slots=True)
class StoneStanding:
    """One stepping stone with its level (0 not begun, 1 begun, 2 on its way, 3 secured)."""

    slug: str
    name: str
    pillar: str
    level: int
    fact: str
    path: str

    @property
    def level_words(self) -> str:
        """The level as the circle names it."""
        return LEVEL_NAMES[self.level]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A proposal: what, why, how, by whom. `path` is relative to the park's home, or empty."""

    title: str
    why: str
    how: tuple[str, ...]
    who: str
    source: str
    path: str


def stone_standings(
    cards: Sequence[GoalCard], degrees: Mapping[str, DegreeCard]
) -> tuple[StoneStanding, ...]:
    """Return the nine stones, clockwise."""
    by_step = {item.step: _horizon_standing(cards, slug) for slug, item in horizons().items()}
    facts = {str(step): (*standing, "strategie/") for step, standing in by_step.items()}
    facts |= _connection_standings(degrees)
    nothing = (0, "Nog geen kansen vastgelegd", "")
    return tuple(
        StoneStanding(slug, item.name, item.pillar, *facts.get(slug, nothing))
        for slug, item in stones().items()
    )


def _horizon_standing(cards: Sequence[GoalCard], horizon: str) -> tuple[int, str]:
    """Level of a horizon: 1 any goal, 2 agreed in three capitals, 3 agreed and SMART in all six."""
    goals = [card for card in cards if card.horizon == horizon and card.state != GoalState.DROPPED]
    if not goals:
        return 0, "Nog geen doelen"
    agreed = [card for card in goals if card.state != GoalState.DRAFT]
    capitals = {card.capital for card in agreed}
    secured = {card.capital for card in agreed if not card.missing}
    level = 3 if len(secured) == len(Capital) else 2 if len(capitals) >= 3 else 1
    words = "doel" if len(goals) == 1 else "doelen"
    return (
        level,
        f"{len(goals)} {words}, {len(agreed)} afgesproken, in {len(capitals)} van 6 kapitalen",
    )


def _connection_standings(degrees: Mapping[str, DegreeCard]) -> dict[str, tuple[int, str, str]]:
    """Organise rests on the business side, facilitate on the public side, transform on both."""
    levels = {side: Degree.values.index(card.degree) + 1 for side, card in degrees.items()}
    facts = {
        side: f"{label}: {degrees[side].label.lower()}" if side in degrees else f"{label}: onbekend"
        for side, label in Side.choices
    }
    both = min((levels.get(side, 0) for side in Side.values), default=0)
    path = "samenwerking/"
    return {
        Stone.ORGANISE: (levels.get(Side.BUSINESS, 0), facts[Side.BUSINESS], path),
        Stone.FACILITATE: (levels.get(Side.PUBLIC, 0), facts[Side.PUBLIC], path),
        Stone.TRANSFORM: (both, "De minst georganiseerde kant telt", path),
    }


def next_steps(
    cards: Sequence[GoalCard],
    milestones: Sequence[MilestoneRow],
    degrees: Mapping[str, DegreeCard],
    *,
    today: dt.date,
) -> tuple[NextStep, ...]:
    """Return at most five proposals: first what the facts ask for, then what fits the degree.

    `milestones` are those of the park as a whole; the goals bring their own.
    """
    every = [*milestones, *(row for card in cards for row in card.milestones)]
    from_facts = [
        *_milestone_steps(every),
        *_goal_steps([card for card in cards if card.state != GoalState.DROPPED]),
        *_degree_steps(degrees),
    ][:MOST_FROM_FACTS]
    advice = advice_for(_weakest(degrees))
    fitting = [_advised(item) for item in advice[: MOST_STEPS - len(from_facts)]]
    return (*from_facts, *fitting)


def _weakest(degrees: Mapping[str, DegreeCard]) -> str:
    """The degree that advice must fit: the lowest of both sides; minimal while nothing is known."""
    known = [card.degree for card in degrees.values()] or [Degree.MINIMAL]
    return min(known, key=Degree.values.index)


def _milestone_steps(rows: Sequence[MilestoneRow]) -> Iterator[NextStep]:
    states = Counter(row.state for row in rows)
    if late := states[MilestoneState.LATE]:
        yield NextStep(
            title=f"Werk {late} te late {_plural(late, 'mijlpaal', 'mijlpalen')} bij",
            why="Leden vertrouwen een routekaart niet meer als die achterloopt op wat er gebeurt.",
            how=(
                "Vink af wat klaar is.",
                "Geef de rest een nieuwe datum of meld wat in de weg staat.",
            ),
            who=Actor.TEAM.label,
            source="Routekaart van dit terrein",
            path="strategie/routekaart/",
        )
    if blocked := states[MilestoneState.BLOCKED]:
        yield NextStep(
            title=f"Maak {blocked} geblokkeerde {_plural(blocked, 'mijlpaal', 'mijlpalen')} los",
            why="Wat vastzit, houdt ook de stappen tegen die erop wachten.",
            how=("Bel wie de blokkade kan oplossen.", "Spreek af wanneer u het antwoord krijgt."),
            who=Actor.PARK_MANAGER.label,
            source="Routekaart van dit terrein",
            path="strategie/routekaart/",
        )


def _goal_steps(cards: Sequence[GoalCard]) -> Iterator[NextStep]:
    unfinished = sum(1 for card in cards if card.missing)
    if unfinished:
        yield NextStep(
            title=f"Maak {unfinished} {_plural(unfinished, 'doel', 'doelen')} SMART",
            why="Zonder indicator, datum en eigenaar weet niemand of een doel gehaald is.",
            how=("Open het doel en vul aan wat er nog ontbreekt.", "Begin met de korte termijn."),
            who=Actor.TEAM.label,
            source="Doelen van dit terrein",
            path="strategie/",
        )
    filled = {(card.capital, card.horizon) for card in cards}
    empty = [cell for key, cell in cells().items() if key not in filled]
    if empty:
        first = min(empty, key=lambda cell: Horizon.values.index(cell.horizon))
        yield NextStep(
            title=f"Kies een doel bij “{first.theme}”",
            why=f"{len(empty)} van de 18 vakken van de matrix zijn nog leeg. {first.question}",
            how=(
                "Bekijk de voorstellen in dit vak.",
                "Neem er één over als concept en pas het aan.",
            ),
            who=Actor.TEAM.label,
            source=first.source_label,
            path=f"strategie/cel/{first.capital}/{first.horizon}/",
        )


def _degree_steps(degrees: Mapping[str, DegreeCard]) -> Iterator[NextStep]:
    missing = [f"de {label}".lower() for side, label in Side.choices if side not in degrees]
    if missing:
        yield NextStep(
            title=f"Leg de organisatiegraad vast van {' en '.join(missing)}",
            why="Welke stap past, hangt af van hoe goed beide kanten georganiseerd zijn.",
            how=(
                "Bespreek de drie organisatiegraden in het kernteam.",
                "Noteer waaruit het blijkt.",
            ),
            who=Actor.PARK_MANAGER.label,
            source=SourceDocument.BRIEF.label,
            path="samenwerking/",
        )


def _advised(item: Advice) -> NextStep:
    return NextStep(
        title=item.title,
        why=item.why,
        how=item.how,
        who=str(Actor(item.who).label),
        source=item.source_label,
        path="",
    )


def _plural(count: int, one: str, more: str) -> str:
    return one if count == 1 else more
