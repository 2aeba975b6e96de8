"""Collects what a document says of how a park is organised."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from collective.choices import TeamKind
from collective.models import ChosenForm
from collective.queries.agreements import AgreementLine, agreement_cards
from collective.queries.commitments import STANDINGS, KindTotals, commitment_ledger
from collective.queries.coverage import Seat, coverage
from collective.queries.degree import (
    DegreeCard,
    SideStanding,
    degree_history,
    side_standings,
    standings_of,
)
from collective.queries.gates import Checked
from collective.queries.steps import next_steps
from collective.queries.teams import seats_of
from knowledge.loader import organisation_forms
from parks.choices import Audience, Helix
from parks.models import Park, Reader
from parks.queries.readers import AudienceReader
from reports.queries.content import OrganisationDocument
from reports.queries.facts import park_facts, step_fact
from reports.queries.organisation_content import (
    AgreementFact,
    CommitmentFact,
    ConditionFact,
    FindingFact,
    FormFact,
    OrganisationFacts,
    SeatFact,
    SideFact,
    StatementFact,
    TeamFact,
)


def organisation_facts(readers: Reader, *, today: dt.date) -> OrganisationFacts:
    """Return how a park is organised as far as these readers may know. Needs the park's context.

    Names of persons are left out for the public; what teams lack is for the team alone.
    """
    park_id, audiences = readers.park.pk, readers.audiences
    history = degree_history(park_id=park_id, audiences=audiences)
    seats = [seat for seat in seats_of(readers, today) if seat.holds(today)]
    ledger = commitment_ledger(park_id=park_id, audiences=audiences, today=today)
    agreements = agreement_cards(park_id=park_id, audiences=audiences, today=today)
    return OrganisationFacts(
        sides=tuple(_side(each) for each in standings_of(history, park_id=park_id)),
        history=tuple(_statement(card) for card in history),
        forms=_forms(readers, today),
        teams=_teams(seats, named=readers.audiences != (Audience.PUBLIC,)),
        findings=_findings(readers, today),
        agreements=tuple(_agreement(each) for each in agreements),
        commitments=tuple(_commitments(each) for each in ledger.kinds),
    )


def organisation_document(*, park: Park, audience: str, today: dt.date) -> OrganisationDocument:
    """Return the report on the organisation degree for the readers of one audience."""
    reader = AudienceReader.of(park, audience)
    standings = side_standings(park_id=park.pk, audiences=reader.audiences)
    return OrganisationDocument(
        park=park_facts(park),
        audience=audience,
        made_on=today,
        organisation=organisation_facts(reader, today=today),
        next_steps=tuple(step_fact(step) for step in next_steps(reader, standings, today)),
    )


def _side(standing: SideStanding) -> SideFact:
    card, judgement = standing.card, standing.judgement
    above = judgement.next_degree if judgement else None
    return SideFact(
        side=standing.side,
        label=standing.label,
        degree=card.degree if card else "",
        degree_label=card.label if card else "",
        next_label=str(above.label) if above else "",
        reason=card.reason if card else "",
        stated_on=card.stated_on if card else None,
        by_label=card.by_label if card else "",
        is_stand_in=standing.is_stand_in,
        conditions=tuple(_condition(each) for each in (judgement.of_next if judgement else ())),
    )


def _condition(checked: Checked) -> ConditionFact:
    return ConditionFact(checked.text, checked.needed, checked.advice, checked.holds)


def _statement(card: DegreeCard) -> StatementFact:
    return StatementFact(
        side=card.side,
        side_label=card.side_label,
        by=card.by,
        by_label=card.by_label,
        degree=card.degree,
        label=card.label,
        stated_on=card.stated_on,
        reason=card.reason,
    )


def _forms(readers: Reader, today: dt.date) -> tuple[FormFact, ...]:
    rows = ChosenForm.objects.visible_to(readers).for_list()
    known = organisation_forms()
    return tuple(
        FormFact(
            name=row.name,
            kind=known[row.form].name if row.form in known else row.form,
            since=row.since,
            members=row.members,
            contribution_eur=row.contribution_eur,
        )
        for row in rows
        if row.until is None or row.until > today
    )


def _teams(seats: Sequence[Seat], *, named: bool) -> tuple[TeamFact, ...]:
    order = TeamKind.values
    by_team = sorted(seats, key=lambda seat: (order.index(seat.kind), seat.team, seat.name))
    return tuple(
        TeamFact(
            name=name,
            kind=str(TeamKind(kind).label),
            seats=tuple(_seat(seat, named=named) for seat in members),
        )
        for (kind, name), members in groupby(by_team, key=lambda seat: (seat.kind, seat.team))
    )


def _seat(seat: Seat, *, named: bool) -> SeatFact:
    return SeatFact(
        name=seat.name if named else "",
        helix=str(Helix(seat.helix).label),
        roles=seat.roles,
        hours_per_week=seat.hours_per_week,
    )


def _findings(readers: Reader, today: dt.date) -> tuple[FindingFact, ...]:
    if Audience.TEAM not in readers.audiences:
        return ()
    found = coverage(seats_of(readers, today), today).findings
    return tuple(FindingFact(each.title, each.advice) for each in found)


def _agreement(line: AgreementLine) -> AgreementFact:
    return AgreementFact(
        title=line.title,
        kind=line.kind_label,
        state=line.state_label,
        parties=line.parties,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
    )


def _commitments(totals: KindTotals) -> CommitmentFact:
    return CommitmentFact(
        kind=totals.label,
        standings=tuple(
            (STANDINGS[name], bucket.count, bucket.amount) for name, bucket in totals.buckets
        ),
    )
