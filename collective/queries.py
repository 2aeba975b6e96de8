"""Read models of how a park is organised."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from collective.models import OrganisationDegree, Side


@dataclass(frozen=True, slots=True)
class DegreeCard:
    """One statement of the organisation degree of one side."""

    side: str
    side_label: str
    degree: str
    label: str
    reason: str
    stated_on: dt.date
    stated_by: str


def degree_history(*, park_id: int, audiences: Sequence[str]) -> tuple[DegreeCard, ...]:
    """Return all statements that one of the audiences may see, the latest first."""
    rows = OrganisationDegree.objects.in_park(park_id).for_audiences(audiences).newest_first()
    return tuple(
        DegreeCard(
            side=row.side,
            side_label=row.get_side_display(),
            degree=row.degree,
            label=row.get_degree_display(),
            reason=row.reason,
            stated_on=row.stated_on,
            stated_by=str(row.stated_by),
        )
        for row in rows
    )


def current_degrees(*, park_id: int, audiences: Sequence[str]) -> dict[str, DegreeCard]:
    """Return the latest statement per side; a side without one is absent."""
    return latest_per_side(degree_history(park_id=park_id, audiences=audiences))


def latest_per_side(history: Sequence[DegreeCard]) -> dict[str, DegreeCard]:
    """Return the first card of each side of a history that starts with the latest."""
    latest: dict[str, DegreeCard] = {}
    for card in history:
        latest.setdefault(card.side, card)
    return {side: latest[side] for side in Side.values if side in latest}
