"""The next steps of a park for a reader, and what was decided about earlier ones."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from collective.choices import StepVerdict
from collective.models import StepDecision
from collective.queries.degree import SideStanding
from collective.queries.proposals import Proposal, SideSituation, Situation, proposals
from collective.queries.signs import signs
from collective.roadmap import Linked, roadmap
from knowledge.choices import Side, Sign
from knowledge.loader import advice
from parks.choices import Audience
from parks.models import Reader

_NAMES: Mapping[str, str] = {Side.BUSINESS: "de ondernemers", Side.PUBLIC: "de overheid"}


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """What was decided about a step, by whom, when and why.

    `is_latest` says that nothing was decided about this step since.
    """

    id: UUID
    step: str
    title: str
    verdict: str
    label: str
    reason: str
    quiet_until: dt.date | None
    decided_by: str
    decided_at: dt.datetime
    milestones: tuple[Linked, ...]
    is_latest: bool

    @property
    def can_reopen(self) -> bool:
        """Whether it makes sense to think again."""
        return self.is_latest and self.verdict != StepVerdict.REOPENED and self.step in advice()


def next_steps(
    viewer: Reader, standings: Sequence[SideStanding], today: dt.date
) -> tuple[Proposal, ...]:
    """Return at most five proposals, from what this reader may see.

    `standings` are those of `collective.queries.degree`, for the same reader. A constant number of
    queries. Needs the park's context.
    """
    return proposals(situation_of(viewer, standings, today))


def situation_of(viewer: Reader, standings: Sequence[SideStanding], today: dt.date) -> Situation:
    """Return what the proposals for a reader follow from."""
    sides = {
        each.side: SideSituation(each.degree, each.missing if each.judgement else None)
        for each in standings
    }
    assesses = Audience.AUTHORITY in viewer.audiences
    return Situation(
        sides=sides,
        signs=signs(viewer, today) | (_not_assessed(sides) if assesses else {}),
        closed=closed_steps(viewer, today),
        for_members=not assesses,
    )


def _not_assessed(sides: Mapping[str, SideSituation]) -> dict[tuple[str, Sign], str]:
    return {
        (side, Sign.NOT_ASSESSED): f"De organisatiegraad van {name} is nog niet vastgesteld."
        for side, name in _NAMES.items()
        if sides.get(side, SideSituation()).degree is None
    }


def closed_steps(viewer: Reader, today: dt.date) -> frozenset[str]:
    """Return the steps that are not proposed now, as far as the reader sees what was decided."""
    latest = latest_decisions(viewer)
    milestones = roadmap().milestones_of(latest.values(), viewer)
    return frozenset(
        slug
        for slug, decision in latest.items()
        if is_closed(decision, milestones.get(decision.pk, ()), viewer, today)
    )


def is_closed(
    decision: StepDecision, milestones: Sequence[Linked], viewer: Reader, today: dt.date
) -> bool:
    """Whether the latest decision about a step keeps it from being proposed.

    What was taken over is closed while one of its milestones is open. Afterwards it comes back if
    its ground still shows; a step that needs no ground stays away. For who does not see all
    milestones none is no proof that it was removed.
    """
    if decision.verdict == StepVerdict.DISMISSED:
        return decision.quiet_until is not None and decision.quiet_until > today
    if decision.verdict == StepVerdict.REOPENED:
        return False
    if any(not milestone.is_done for milestone in milestones):
        return True
    if not milestones:
        return Audience.TEAM not in viewer.audiences
    known = advice().get(decision.step)
    return known is None or known.is_general


def latest_decisions(viewer: Reader) -> dict[str, StepDecision]:
    """Return the latest decision per step that the reader may see."""
    rows = StepDecision.objects.visible_to(viewer)
    newest = rows.order_by("step", "-decided_at", "-pk").distinct("step")
    return {row.step: row for row in newest}


def decision_cards(viewer: Reader, decisions: Sequence[StepDecision]) -> tuple[DecisionCard, ...]:
    """Return a page of decisions with the milestones that came from them. Two queries."""
    latest = {row.pk for row in latest_decisions(viewer).values()}
    milestones = roadmap().milestones_of(decisions, viewer)
    return tuple(
        DecisionCard(
            id=row.pk,
            step=row.step,
            title=advice()[row.step].title if row.step in advice() else row.step,
            verdict=row.verdict,
            label=row.get_verdict_display(),
            reason=row.reason,
            quiet_until=row.quiet_until,
            decided_by=str(row.decided_by),
            decided_at=row.decided_at,
            milestones=tuple(milestones.get(row.pk, ())),
            is_latest=row.pk in latest,
        )
        for row in decisions
    )
