"""Collects a roadmap document: what one audience may see of a park's roadmap on a day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from collective.queries.degree import DegreeCard, counting, degree_history, standings_of
from collective.queries.proposals import Proposal
from collective.queries.steps import next_steps as collective_steps
from collective.queries.stones import ConnectionFacts, connection_facts
from parks.choices import Audience
from parks.models import Park, Plot
from parks.queries.ground_plan import GroundPlan, ground_plan
from parks.queries.readers import AudienceReader
from realisation.models import Opportunity
from realisation.queries.stones import StatesByScale, opportunity_states
from reports.models import RoadmapEdition
from reports.queries.canonical import from_json
from reports.queries.changes import changes_since
from reports.queries.content import (
    DegreeFact,
    EditionFacts,
    GoalFact,
    MeasuredFact,
    MilestoneFact,
    PlotFact,
    PlotStateFact,
    RoadmapDocument,
    StepFact,
    StoneFact,
    TerrainFacts,
)
from reports.queries.facts import park_facts, step_fact
from reports.queries.organisation import organisation_facts
from reports.queries.organisation_content import OrganisationFacts
from reports.queries.standing import next_steps, stone_standings
from strategy.choices import GoalState
from strategy.queries.cards import GoalCard, Measured, MilestoneRow, goal_cards, park_milestones

_Collected = tuple[
    tuple[GoalCard, ...],
    tuple[MilestoneRow, ...],
    dict[str, DegreeCard],
    tuple[Proposal, ...],
    ConnectionFacts,
    StatesByScale,
    OrganisationFacts,
    GroundPlan,
]
_MOST_ROUNDS = 5


def roadmap_document(
    *, park: Park, audience: str, today: dt.date, edition: EditionFacts | None = None
) -> RoadmapDocument:
    """Return what the readers of one audience may see of a park's roadmap on `today`.

    Needs the park's context. Changes are those since the newest edition for the same audience.
    Names of persons are left out of a document for the public.
    """
    seen = _collected_at_once(park, audience, today)
    cards, loose, degrees, proposed, together, opportunities, organisation, plan = seen
    rows = [*loose, *(row for card in _standing(cards) for row in card.milestones)]
    named = audience != Audience.PUBLIC
    document = RoadmapDocument(
        park=park_facts(park),
        audience=audience,
        made_on=today,
        edition=edition,
        previous_number=None,
        degrees=tuple(_degree(card) for card in degrees.values()),
        stones=_stones(cards, degrees, together, opportunities),
        next_steps=_steps(cards, loose, proposed),
        goals=tuple(_goal(card, named=named) for card in cards),
        milestones=tuple(_milestone(row, named=named) for row in sorted(rows, key=_by_date)),
        changes=(),
        terrain=_terrain(plan),
        organisation=organisation,
    )
    return _with_changes(document, newest_edition(park_id=park.pk, audience=audience))


def _collected_at_once(park: Park, audience: str, today: dt.date) -> _Collected:
    """Collect goals, milestones, degrees, steps and plots as they stood together at one moment.

    Each query sees what others saved just before it, so one round may hold half of a change. When
    two rounds are equal, all of it stood at once between them. Five different rounds in a row
    would take a save in each: then the last one counts.
    """
    seen = _collected(park, audience, today)
    for _ in range(_MOST_ROUNDS - 1):
        before, seen = seen, _collected(park, audience, today)
        if seen == before:
            break
    return seen


def _collected(park: Park, audience: str, today: dt.date) -> _Collected:
    reader = AudienceReader.of(park, audience)
    audiences = reader.audiences
    history = degree_history(park_id=park.pk, audiences=audiences)
    return (
        goal_cards(park_id=park.pk, audiences=audiences, today=today),
        park_milestones(park_id=park.pk, audiences=audiences, today=today),
        counting(history),
        collective_steps(reader, standings_of(history, park_id=park.pk), today),
        connection_facts(park_id=park.pk, audiences=audiences, today=today),
        opportunity_states(Opportunity.objects.in_park(park.pk).for_audiences(audiences)),
        organisation_facts(reader, today=today),
        ground_plan(park=park, plots=Plot.objects.in_park(park.pk).for_audiences(audiences)),
    )


def newest_edition(*, park_id: int, audience: str) -> RoadmapEdition | None:
    """Return the edition with the highest number for exactly this audience, with its content."""
    editions = RoadmapEdition.objects.in_park(park_id).filter(audience=audience)
    newest: RoadmapEdition | None = editions.order_by("-number").first()
    return newest


def _with_changes(document: RoadmapDocument, previous: RoadmapEdition | None) -> RoadmapDocument:
    if previous is None:
        return document
    old = from_json(RoadmapDocument, previous.content)
    return replace(document, previous_number=previous.number, changes=changes_since(old, document))


def _standing(cards: Sequence[GoalCard]) -> list[GoalCard]:
    return [card for card in cards if card.state != GoalState.DROPPED]


def _by_date(row: MilestoneRow) -> tuple[dt.date, str, str]:
    return row.due_on, row.title, str(row.id)


def _terrain(plan: GroundPlan) -> TerrainFacts | None:
    if not plan.is_drawn:
        return None
    return TerrainFacts(
        outline=plan.outline,
        plots=tuple(
            PlotFact(each.name, each.state, each.area_m2, each.rings) for each in plan.plots
        ),
        states=tuple(
            PlotStateFact(each.state, each.count, each.drawn, each.area_m2) for each in plan.states
        ),
        left_out=plan.left_out,
    )


def _degree(card: DegreeCard) -> DegreeFact:
    return DegreeFact(card.side_label, card.degree, card.label, card.reason, card.stated_on)


def _stones(
    cards: Sequence[GoalCard],
    degrees: Mapping[str, DegreeCard],
    together: ConnectionFacts,
    opportunities: StatesByScale,
) -> tuple[StoneFact, ...]:
    return tuple(
        StoneFact(stone.name, stone.pillar, stone.level, stone.fact)
        for stone in stone_standings(cards, degrees, together, opportunities)
    )


def _steps(
    cards: Sequence[GoalCard], loose: Sequence[MilestoneRow], proposed: Sequence[Proposal]
) -> tuple[StepFact, ...]:
    return tuple(step_fact(step) for step in next_steps(cards, loose, proposed))


def _goal(card: GoalCard, *, named: bool) -> GoalFact:
    return GoalFact(
        id=str(card.id),
        statement=card.statement,
        explanation=card.explanation,
        capital=card.capital,
        horizon=card.horizon,
        theme=card.theme,
        state=card.state,
        dropped_reason=card.dropped_reason,
        owner=card.owner if named else "",
        indicator=card.indicator_name,
        unit=card.indicator_unit,
        baseline=card.baseline,
        target=card.target,
        latest=_measured(card.latest),
        starts_on=card.starts_on,
        due_on=card.due_on,
        budget_business_eur=card.budget_business_eur,
        budget_public_eur=card.budget_public_eur,
        budget_subsidy_eur=card.budget_subsidy_eur,
        sdgs=card.sdgs,
        effects=card.effects,
        missing=card.missing,
        progress=_share(card.progress.overall),
        milestones_done=card.progress.milestones_done,
        milestones_total=card.progress.milestones_total,
    )


def _measured(latest: Measured | None) -> MeasuredFact | None:
    if latest is None:
        return None
    return MeasuredFact(latest.value, latest.on, latest.data_state, latest.source)


def _share(overall: Decimal | None) -> Decimal | None:
    """Four decimals, rounded down: only what is done counts as 1."""
    return None if overall is None else overall.quantize(Decimal("0.0001"), ROUND_DOWN)


def _milestone(row: MilestoneRow, *, named: bool) -> MilestoneFact:
    return MilestoneFact(
        id=str(row.id),
        goal=str(row.goal_id) if row.goal_id else None,
        title=row.title,
        due_on=row.due_on,
        precision=row.precision,
        state=str(row.state),
        done_on=row.done_on,
        owner=row.owner if named else "",
        blocked_reason=row.blocked_reason,
        blocked_by=row.blocked_by if named else "",
        depends_on=tuple(str(each) for each in row.depends_on),
    )
