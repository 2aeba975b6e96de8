"""What an opportunity needs before it is more than an idea (TB step 3, lines 2459-2626).

Two parties at least, one of them willing to invest, and one concrete thing that ties them: a
coupling of parties and of solutions. Whoever left no longer counts.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from realisation.choices import OpportunityState, Willingness
from realisation.models import Opportunity, OpportunityParty

FEWEST_PARTIES: Final = 2
# Who only explores has promised nothing yet.
INVESTS: Final = frozenset({Willingness.WILLING.value, Willingness.DECIDED.value})
# What an opportunity may be without meeting the conditions.
WITHOUT_CONDITIONS: Final = frozenset(
    {OpportunityState.IDEA.value, OpportunityState.REALISED.value, OpportunityState.LAPSED.value}
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: what it asks, whether it is met, and what to do when it is not."""

    label: str
    is_met: bool
    todo: str


def conditions(*, what: str, willingness: Collection[str]) -> tuple[Condition, ...]:
    """Return the conditions of an opportunity with this text and, per party, this willingness."""
    return (
        Condition(
            "Er doen minstens twee partijen mee.",
            len(willingness) >= FEWEST_PARTIES,
            f"Er doen nog geen twee partijen mee{', maar één' if willingness else ''}."
            " Voeg een partij toe.",
        ),
        Condition(
            "Minstens één partij is bereid te investeren.",
            not INVESTS.isdisjoint(willingness),
            "Geen enkele partij is al bereid te investeren. Vraag wie tijd, kennis of geld inlegt.",
        ),
        Condition(
            "Het gaat om één concrete zaak.",
            bool(what.strip()),
            "Er staat nog niet wat de kans inhoudt. Schrijf bij “Wat houdt het in” waar het"
            " concreet om gaat.",
        ),
    )


def conditions_of(opportunity: Opportunity) -> tuple[Condition, ...]:
    """Return the conditions of an opportunity as it stands. One query."""
    parties = OpportunityParty.objects.in_park(opportunity.park_id).standing()
    found = parties.filter(opportunity=opportunity).values_list("willingness", flat=True)
    return conditions(what=opportunity.what, willingness=list(found))


def lacking(opportunity: Opportunity) -> tuple[str, ...]:
    """Return in sentences what an opportunity lacks to be more than an idea. One query."""
    return tuple(each.todo for each in conditions_of(opportunity) if not each.is_met)
