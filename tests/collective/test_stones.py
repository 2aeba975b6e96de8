"""How far the stepping stones of connection are, and on which facts that rests."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from collective.choices import (
    ActivityState,
    AgreementKind,
    AgreementState,
    CommitmentKind,
    CommitmentState,
    Side,
)
from collective.models import Activity, Agreement, Commitment, Stakeholder
from collective.queries.degree import DegreeCard
from collective.queries.stones import (
    ConnectionFacts,
    connection_facts,
    facilitate,
    organise,
    transform,
)
from knowledge.choices import Degree
from parks.choices import Audience, Helix
from parks.models import Park

TODAY = dt.date(2026, 11, 22)
NOTHING = ConnectionFacts(0, 0, 0, 0, 0, 0, 0, 0)


def card(side: Side, degree: Degree) -> DegreeCard:
    return DegreeCard(
        side=side,
        side_label=str(side.label),
        degree=degree,
        label=str(degree.label),
        reason="",
        stated_on=TODAY,
        stated_by="Anna",
    )


def test_the_side_that_is_organised_least_decides_how_far_organising_is() -> None:
    business = card(Side.BUSINESS, Degree.PROFESSIONAL)
    public = card(Side.PUBLIC, Degree.FUNCTIONAL)
    assert organise({}) == (0, "Ondernemers: onbekend; Overheid: onbekend")
    assert organise({Side.BUSINESS: business})[0] == 1
    level, fact = organise({Side.BUSINESS: business, Side.PUBLIC: public})
    assert (level, fact) == (2, "Ondernemers: professioneel; Overheid: functioneel")


@pytest.mark.parametrize(
    ("stakeholders", "helixes", "activities", "level"),
    [(0, 0, 0, 0), (5, 2, 0, 1), (0, 0, 3, 1), (5, 2, 4, 2), (5, 3, 3, 2), (1, 3, 4, 3)],
)
def test_facilitating_asks_for_many_sorts_of_people_who_meet_often(
    stakeholders: int, helixes: int, activities: int, level: int
) -> None:
    facts = ConnectionFacts(stakeholders, helixes, activities, 0, 0, 0, 0, 0)
    assert facilitate(facts)[0] == level


@pytest.mark.parametrize(
    ("agreements", "signed", "commitments", "kept", "late", "level"),
    [
        (0, 0, 0, 0, 0, 0),
        (1, 0, 0, 0, 0, 1),
        (0, 0, 2, 2, 0, 1),
        (1, 1, 0, 0, 0, 2),
        (1, 1, 4, 1, 0, 2),
        (1, 1, 4, 3, 1, 2),
        (1, 1, 4, 2, 0, 3),
    ],
)
def test_transforming_asks_for_a_signature_and_for_promises_that_are_kept(
    agreements: int, signed: int, commitments: int, kept: int, late: int, level: int
) -> None:
    facts = ConnectionFacts(0, 0, 0, agreements, signed, commitments, kept, late)
    assert transform(facts)[0] == level


def test_a_fact_counts_in_words() -> None:
    one = ConnectionFacts(1, 1, 1, 1, 1, 1, 1, 0)
    assert facilitate(one)[1] == "1 belanghebbende, 1 activiteit in het afgelopen jaar"
    assert transform(one)[1] == "1 afspraak ondertekend, 1 van 1 toezegging nagekomen"


def test_facts_are_only_those_that_the_readers_see(in_noord: Park, anna: User) -> None:
    for audience in (Audience.MEMBERS, Audience.TEAM):
        _one_of_everything(in_noord, audience)
    by_readers = {
        audience: connection_facts(
            park_id=in_noord.pk, audiences=Audience.at_least(audience), today=TODAY
        )
        for audience in Audience
    }
    assert by_readers[Audience.TEAM] == ConnectionFacts(2, 1, 2, 2, 2, 4, 2, 2)
    assert by_readers[Audience.MEMBERS] == ConnectionFacts(1, 1, 1, 1, 1, 2, 1, 1)
    assert by_readers[Audience.PUBLIC] == NOTHING


def test_what_was_long_ago_or_has_yet_to_come_does_not_count(in_noord: Park) -> None:
    for days in (-400, 1):
        _activity(in_noord, Audience.MEMBERS, days=days)
    facts = connection_facts(park_id=in_noord.pk, audiences=Audience.values, today=TODAY)
    assert facts.activities == 0


def _one_of_everything(park: Park, audience: Audience) -> None:
    Stakeholder.objects.create(
        park=park, name=f"Partij {audience}", helix=Helix.SOCIETY, audience=audience
    )
    _activity(park, audience, days=-30)
    Agreement.objects.create(
        park=park,
        kind=AgreementKind.INTENT,
        title="Samen",
        state=AgreementState.SIGNED,
        audience=audience,
    )
    for state, settled in ((CommitmentState.KEPT, TODAY), (CommitmentState.OPEN, None)):
        Commitment.objects.create(
            park=park,
            name="Partij",
            helix=Helix.COMPANY,
            kind=CommitmentKind.DATA,
            what="Cijfers",
            due_on=dt.date(2026, 1, 1),
            state=state,
            settled_on=settled,
            audience=audience,
        )


def _activity(park: Park, audience: Audience, *, days: int) -> None:
    noon = timezone.make_aware(dt.datetime.combine(TODAY, dt.time(12)))
    starts_at = noon + dt.timedelta(days=days)
    Activity.objects.create(
        park=park,
        title="Ontbijt",
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=1),
        state=ActivityState.HELD,
        audience=audience,
    )
