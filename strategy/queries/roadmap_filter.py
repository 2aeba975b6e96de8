"""Which part of the roadmap somebody wants to see."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from strategy.queries.cards import GoalCard, MilestoneRow


@dataclass(frozen=True, slots=True)
class RoadmapFilter:
    """What must hold for a goal to be shown; an empty value leaves nothing out."""

    capital: str = ""
    horizon: str = ""
    owner: str = ""
    state: str = ""

    def goals(self, cards: Iterable[GoalCard]) -> list[GoalCard]:
        """Return the goals that fit; an owner fits by the goal or by one of its milestones."""
        return [card for card in cards if self._fits(card)]

    def _fits(self, card: GoalCard) -> bool:
        wanted = (
            (self.capital, card.capital),
            (self.horizon, card.horizon),
            (self.state, card.state),
        )
        if any(value and value != own for value, own in wanted):
            return False
        owners = {card.owner, *(milestone.owner for milestone in card.milestones)}
        return not self.owner or self.owner in owners

    def park_milestones(self, rows: Iterable[MilestoneRow]) -> list[MilestoneRow]:
        """Return the park's own milestones that fit: they have no capital, horizon or state."""
        if self.capital or self.horizon or self.state:
            return []
        return [row for row in rows if not self.owner or row.owner == self.owner]


def all_milestones(
    cards: Iterable[GoalCard], park_milestones: Iterable[MilestoneRow]
) -> Iterable[MilestoneRow]:
    """Return the park's own milestones and those of the goals."""
    return chain(park_milestones, *(card.milestones for card in cards))


def owners(cards: Iterable[GoalCard], park_milestones: Iterable[MilestoneRow]) -> list[str]:
    """Return everybody who answers for one of these goals or milestones, by name."""
    cards = list(cards)
    names = {card.owner for card in cards}
    names |= {row.owner for row in all_milestones(cards, park_milestones)}
    return sorted(names - {""}, key=str.casefold)
