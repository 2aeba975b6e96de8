"""Read models of where stakeholders stand; for the team only, as `Position` itself."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from collective.models import Position, Stakeholder
from knowledge.stakeholder_schemas import Quadrant, SegmentItem
from knowledge.stakeholders import (
    INTEREST_INFLUENCE,
    REALISING_BLOCKING,
    quadrant_of,
    scales,
    segments,
)
from parks.models import Reader

SCORES = ("interest", "influence", "realising", "blocking")


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score with what it means; `was` is the score before it, when that was another."""

    name: str
    score: int
    meaning: str
    was: int | None


@dataclass(frozen=True, slots=True)
class PositionCard:
    """Where a stakeholder stands since a day."""

    id: UUID
    since: dt.date
    scores: tuple[ScoreLine, ...]
    segment: SegmentItem
    stance: str
    drivers: str
    undercurrents: str
    reason: str
    assessed_by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a stakeholder stands now, with what the method advises."""

    card: PositionCard
    quadrants: tuple[Quadrant, ...]


def latest_positions(
    viewer: Reader, day: dt.date, of: Collection[UUID] | None = None
) -> dict[UUID, Position]:
    """Return the position that held on a day per stakeholder, as far as the viewer may see.

    One query, however many there are; of these stakeholders or of all.
    """
    rows = Position.objects.visible_to(viewer).filter(since__lte=day)
    if of is not None:
        rows = rows.filter(stakeholder__in=list(of))
    newest = rows.order_by("stakeholder_id", "-since").distinct("stakeholder_id")
    return {row.stakeholder_id: row for row in newest}


def position_cards(viewer: Reader, stakeholder: Stakeholder) -> tuple[PositionCard, ...]:
    """Return where a stakeholder stood and stands, the latest first. One query."""
    rows = list(Position.objects.visible_to(viewer).filter(stakeholder=stakeholder).newest_first())
    before: Sequence[Position | None] = [*rows, None][1:]
    return tuple(_card(row, earlier) for row, earlier in zip(rows, before, strict=True))


def standing(cards: Sequence[PositionCard], today: dt.date) -> Standing | None:
    """Return where a stakeholder stands on a day, from its cards; None when nobody said so yet."""
    card = next((each for each in cards if each.since <= today), None)
    if card is None:
        return None
    interest, influence, realising, blocking = (line.score for line in card.scores)
    return Standing(
        card=card,
        quadrants=(
            quadrant_of(INTEREST_INFLUENCE, interest, influence),
            quadrant_of(REALISING_BLOCKING, realising, blocking),
        ),
    )


def _card(row: Position, earlier: Position | None) -> PositionCard:
    return PositionCard(
        id=row.pk,
        since=row.since,
        scores=tuple(_line(row, earlier, name) for name in SCORES),
        segment=segments()[row.segment],
        stance=row.get_stance_display(),
        drivers=row.drivers,
        undercurrents=row.undercurrents,
        reason=row.reason,
        assessed_by=str(row.assessed_by),
    )


def _line(row: Position, earlier: Position | None, name: str) -> ScoreLine:
    scale, score = scales()[name], getattr(row, name)
    was = getattr(earlier, name) if earlier else score
    return ScoreLine(scale.name, score, scale.levels[score - 1], was if was != score else None)
