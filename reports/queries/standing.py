"""Where a park stands and what comes next: the nine stepping stones and the next steps.

Home page and PDF read the same functions. They work on what is handed to them and ask the database
nothing, so they can only speak of what the reader may see.

The method book names the stones (SB fig 5, 13 and 70) but gives no formula for how far one is.
The levels here are the platform's own and each states the fact it rests on:
a stone of strategy looks at the goals of its horizon, those of connection stand in
`collective.queries.stones`, those of realisation in `realisation.queries.stones`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from collective.queries.degree import DegreeCard
from collective.queries.proposals import MOST_STEPS, Proposal, shortened
from collective.queries.stones import ConnectionFacts, facilitate, organise, transform
from core.svg import LEVEL_NAMES
from knowledge.choices import Actor, Capital, Horizon, Stone
from knowledge.loader import cells, horizons, stones
from realisation.queries.stones import StatesByScale, realise
from strategy.choices import GoalState, MilestoneState
from strategy.queries.cards import GoalCard, MilestoneRow

MOST_FROM_FACTS = 2


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


def stone_standings(
    cards: Sequence[GoalCard],
    degrees: Mapping[str, DegreeCard],
    together: ConnectionFacts,
    opportunities: StatesByScale,
) -> tuple[StoneStanding, ...]:
    """Return the nine stones, clockwise."""
    by_step = {item.step: _horizon_standing(cards, slug) for slug, item in horizons().items()}
    facts = {str(step): (*standing, "strategie/") for step, standing in by_step.items()}
    facts |= _connection_standings(degrees, together)
    facts |= {
        scale: (*realise(states), f"realisatie/kansen/?scale={scale}")
        for scale, states in opportunities.items()
    }
    return tuple(
        StoneStanding(slug, item.name, item.pillar, *facts[slug]) for slug, item in stones().items()
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


def _connection_standings(
    degrees: Mapping[str, DegreeCard], together: ConnectionFacts
) -> dict[str, tuple[int, str, str]]:
    """The stones of connection, each with the page on which its facts stand."""
    return {
        Stone.ORGANISE: (*organise(degrees), "samenwerking/graad/"),
        Stone.FACILITATE: (*facilitate(together), "samenwerking/belanghebbenden/"),
        Stone.TRANSFORM: (*transform(together), "samenwerking/afspraken/"),
    }


def next_steps(
    cards: Sequence[GoalCard], milestones: Sequence[MilestoneRow], proposed: Sequence[Proposal]
) -> tuple[Proposal, ...]:
    """Return at most five proposals: what goals and milestones ask for, then how to work together.

    `milestones` are those of the park as a whole; the goals bring their own. `proposed` are the
    steps of `collective.queries.steps`, for the same reader.
    """
    every = [*milestones, *(row for card in cards for row in card.milestones)]
    standing = [card for card in cards if card.state != GoalState.DROPPED]
    from_facts = [*_milestone_steps(every), *_goal_steps(standing)][:MOST_FROM_FACTS]
    return (*from_facts, *shortened(proposed, MOST_STEPS - len(from_facts)))


def _milestone_steps(rows: Sequence[MilestoneRow]) -> Iterator[Proposal]:
    states = Counter(row.state for row in rows)
    if late := states[MilestoneState.LATE]:
        yield Proposal(
            title=f"Werk {late} te late {_plural(late, 'mijlpaal', 'mijlpalen')} bij",
            why="Leden vertrouwen een routekaart niet meer als die achterloopt op wat er gebeurt.",
            how=(
                "Vink af wat klaar is.",
                "Geef de rest een nieuwe datum of meld wat in de weg staat.",
            ),
            who=Actor.TEAM.label,
            source="Routekaart van dit terrein",
            page="strategie/routekaart/",
        )
    if blocked := states[MilestoneState.BLOCKED]:
        yield Proposal(
            title=f"Maak {blocked} geblokkeerde {_plural(blocked, 'mijlpaal', 'mijlpalen')} los",
            why="Wat vastzit, houdt ook de stappen tegen die erop wachten.",
            how=("Bel wie de blokkade kan oplossen.", "Spreek af wanneer u het antwoord krijgt."),
            who=Actor.PARK_MANAGER.label,
            source="Routekaart van dit terrein",
            page="strategie/routekaart/",
        )


def _goal_steps(cards: Sequence[GoalCard]) -> Iterator[Proposal]:
    unfinished = sum(1 for card in cards if card.missing)
    if unfinished:
        yield Proposal(
            title=f"Maak {unfinished} {_plural(unfinished, 'doel', 'doelen')} SMART",
            why="Zonder indicator, datum en eigenaar weet niemand of een doel gehaald is.",
            how=("Open het doel en vul aan wat er nog ontbreekt.", "Begin met de korte termijn."),
            who=Actor.TEAM.label,
            source="Doelen van dit terrein",
            page="strategie/",
        )
    filled = {(card.capital, card.horizon) for card in cards}
    empty = [cell for key, cell in cells().items() if key not in filled]
    if empty:
        first = min(empty, key=lambda cell: Horizon.values.index(cell.horizon))
        yield Proposal(
            title=f"Kies een doel bij “{first.theme}”",
            why=f"{len(empty)} van de 18 vakken van de matrix zijn nog leeg. {first.question}",
            how=(
                "Bekijk de voorstellen in dit vak.",
                "Neem er één over als concept en pas het aan.",
            ),
            who=Actor.TEAM.label,
            source=first.source_label,
            page=f"strategie/cel/{first.capital}/{first.horizon}/",
        )


def _plural(count: int, one: str, more: str) -> str:
    return one if count == 1 else more
