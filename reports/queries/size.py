"""How big a document is on paper, so that none is accepted that a worker can't finish in time.

Paper is counted in characters, because those are what a person can shorten. A goal, a row and a
line take time of their own, whatever stands in them: each counts for as many characters as take
as long. Measured on one core of 2026: 50,000 take about a second, in the worst case two.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from core.dutch import format_decimal
from reports.queries.canonical import to_json
from reports.queries.content import (
    GoalFact,
    MilestoneFact,
    OrganisationDocument,
    RoadmapDocument,
)
from reports.queries.opportunity_map_content import OpportunityMapDocument
from reports.queries.organisation_content import OrganisationFacts
from strategy.choices import MilestoneState

# Well within the soft time limit of a task, also for texts without a single space.
BUDGET: Final = 2_000_000
A_GOAL: Final = 2_000
A_MILESTONE: Final = 600
A_CHANGE: Final = 150
A_LINE: Final = 100
A_ROW: Final = 300
SHORT: Final = 60
NAMED: Final = 3


class TooLargeError(Exception):
    """The document can't become a PDF. Its text tells a person what is long and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: what it counts for, what it is, and how to make it smaller."""

    size: int
    what: str
    advice: str


Document = RoadmapDocument | OrganisationDocument | OpportunityMapDocument


def require_printable(document: Document) -> None:
    """Raise TooLargeError for a document with which a worker would not be done in time."""
    parts = list(_parts(document))
    total = sum(part.size for part in parts)
    if total > BUDGET:
        largest = max(parts, key=lambda part: part.size)
        raise TooLargeError(
            f"{_name(document)} is te groot voor een pdf: {format_decimal(total / BUDGET, 1)} keer "
            f"wat erin past. De meeste ruimte gaat naar {largest.what}. {largest.advice} "
            "Of kies lezers die minder zien."
        )


def _parts(document: Document) -> Iterator[Part]:
    if isinstance(document, OpportunityMapDocument):
        yield _numbers(document)
        return
    if document.organisation:
        yield _organisation(document.organisation)
    if isinstance(document, RoadmapDocument):
        yield from (_goals(document), _milestones(document), _changes(document))


def _name(document: Document) -> str:
    if isinstance(document, OpportunityMapDocument):
        return "Deze kansenkaart"
    return "Deze routekaart" if isinstance(document, RoadmapDocument) else "Dit rapport"


def _numbers(document: OpportunityMapDocument) -> Part:
    """Every text in it counts once, and every number for the row and the mark that it takes."""
    texts = json.dumps(to_json(document.entries), ensure_ascii=False)
    return Part(
        size=len(texts) + 2 * A_ROW * len(document.entries),
        what=f"de {len(document.entries)} nummers",
        advice="Laat kansen vervallen die niet doorgaan, of kort de uitleg in.",
    )


def _organisation(facts: OrganisationFacts) -> Part:
    """Every text in it counts once, and every row for the line that it takes."""
    seats = [seat for team in facts.teams for seat in team.seats]
    rows = (*facts.history, *facts.forms, *facts.findings, *facts.agreements, *seats)
    texts = json.dumps(to_json(facts), ensure_ascii=False)
    return Part(
        size=len(texts) + A_ROW * len(rows),
        what=f"de organisatie, met {len(rows)} teamleden, afspraken en vaststellingen",
        advice="Rond oude afspraken en teams af.",
    )


def _goals(document: RoadmapDocument) -> Part:
    goals = document.standing_goals
    longest = sorted(goals, key=lambda goal: _length(goal.explanation), reverse=True)[:NAMED]
    named = ", ".join(f"“{_shortened(goal.statement)}”" for goal in longest)
    return Part(
        size=sum(_goal_size(goal) for goal in goals),
        what=f"de {len(goals)} doelen",
        advice=f"Kort de toelichting in, het eerst bij {named}; of laat doelen vervallen.",
    )


def _milestones(document: RoadmapDocument) -> Part:
    marks, titles = document.milestones, {each.id: each.title for each in document.milestones}
    return Part(
        size=sum(_milestone_size(each, titles) for each in marks),
        what=f"de {len(marks)} mijlpalen",
        advice="Voeg mijlpalen samen, of laat ze op minder andere wachten.",
    )


def _changes(document: RoadmapDocument) -> Part:
    return Part(
        size=sum(A_CHANGE + _length(change.text) for change in document.changes),
        what=f"de {len(document.changes)} veranderingen sinds de vorige editie",
        advice="Maak doelen en mijlpalen korter, of neem er minder op.",
    )


def _goal_size(goal: GoalFact) -> int:
    repeated = 4 * _length(goal.statement)  # card, matrix, time line, table
    texts = (goal.explanation, goal.owner, goal.indicator, goal.unit, *goal.missing)
    return A_GOAL + repeated + _lengths(texts)


def _milestone_size(mark: MilestoneFact, titles: dict[str, str]) -> int:
    texts = (mark.title, mark.title, mark.owner, mark.blocked_reason, mark.blocked_by)
    waits = () if mark.state == MilestoneState.DONE else mark.depends_on
    return A_MILESTONE + _lengths(texts) + _lengths(titles.get(each, "") for each in waits)


def _lengths(texts: Iterable[str]) -> int:
    return sum(_length(text) for text in texts)


def _length(text: str) -> int:
    """Return the characters of a text; each line counts for what a line takes by itself."""
    return len(text) + A_LINE * len(text.splitlines())


def _shortened(statement: str) -> str:
    return statement if len(statement) <= SHORT else f"{statement[: SHORT - 1].rstrip()}…"
