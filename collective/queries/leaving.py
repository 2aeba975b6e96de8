"""What falls away when somebody leaves all the teams in which she sits."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from collective.choices import CoCreationRole, Ingredient
from collective.queries.coverage import Finding, Seat, coverage, held_by


@dataclass(frozen=True, slots=True)
class Loss:
    """What falls away when somebody leaves all her teams."""

    name: str
    teams: tuple[str, ...]
    roles: tuple[str, ...]
    ingredients: tuple[str, ...]
    hours_per_week: Decimal
    mandates: tuple[str, ...]
    findings: tuple[Finding, ...]


def without(seats: Sequence[Seat], person: str, today: dt.date) -> Loss | None:
    """Return what falls away over all teams when a person leaves; None when she sits nowhere."""
    hers = [seat for seat in seats if seat.person == person and seat.holds(today)]
    if not hers:
        return None
    others = [seat for seat in seats if seat.person != person]
    before = {finding.same for finding in coverage(seats, today).findings}
    now = [seat for seat in others if seat.holds(today)]
    return Loss(
        name=hers[0].name,
        teams=tuple(sorted({seat.team for seat in hers})),
        roles=_only_hers(hers, now, CoCreationRole.choices, "roles"),
        ingredients=_only_hers(hers, now, Ingredient.choices, "ingredients"),
        hours_per_week=sum((seat.hours_per_week or Decimal() for seat in hers), Decimal()),
        mandates=tuple(f"{seat.team}: {seat.mandate}" for seat in hers if seat.mandate),
        findings=tuple(
            finding for finding in coverage(others, today).findings if finding.same not in before
        ),
    )


def _only_hers(
    hers: Sequence[Seat],
    others: Sequence[Seat],
    vocabulary: Sequence[tuple[str, object]],
    field: str,
) -> tuple[str, ...]:
    left = {item.slug for item in held_by(others, vocabulary, field) if item.names}
    own = {item.slug for item in held_by(hers, vocabulary, field) if item.names}
    return tuple(str(label) for slug, label in vocabulary if slug in own - left)
