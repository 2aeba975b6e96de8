"""What the records of a park show that asks for a next step.

That something is missing is said only to who sees all there is: to somebody else a record that is
kept from her would look like one that does not exist, and the list would tell which.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils import timezone

from collective.choices import ActivityState, FundingSource, TeamKind
from collective.models import Activity, ChosenForm, Commitment, Funding, Idea, Team
from collective.queries.agreements import agreement_facts
from collective.queries.stakeholders import stakeholder_facts
from knowledge.choices import Side, Sign
from parks.choices import Audience, Helix
from parks.models import Reader

# How long before its end a form must be prepared: a vote on a new term takes a year.
FORM_ENDS_WITHIN: Final = dt.timedelta(days=365)
_SIDE: Final[Mapping[Sign, Side]] = {
    Sign.NO_AREA_TEAM: Side.PUBLIC,
    Sign.NO_PUBLIC_COMMITMENT: Side.PUBLIC,
    Sign.NO_PUBLIC_MONEY: Side.PUBLIC,
}


def side_of(sign: Sign) -> Side:
    """Return which side a sign asks to act; a missing assessment asks the side itself."""
    return _SIDE.get(sign, Side.BUSINESS)


def signs(viewer: Reader, today: dt.date) -> dict[tuple[str, Sign], str]:
    """Return what shows, per side and sign, in words. A constant number of queries."""
    found = [*_agreements(viewer, today), *_forms(viewer, today)]
    if Audience.TEAM in viewer.audiences:
        found += [*_teams(viewer), *_stakeholders(viewer, today), *_activities(viewer, today)]
        found += _money_and_ideas(viewer)
    return {(side_of(sign), sign): words for sign, words in found}


def _agreements(viewer: Reader, today: dt.date) -> Iterator[tuple[Sign, str]]:
    facts = agreement_facts(park_id=viewer.park.pk, audiences=viewer.audiences, today=today)
    if late := facts.late_commitments:
        yield (
            Sign.LATE_COMMITMENTS,
            f"{_count(late, 'toezegging is', 'toezeggingen zijn')} te laat.",
        )
    if ending := facts.ending:
        yield Sign.AGREEMENT_ENDS, f"{_count(ending, 'afspraak loopt', 'afspraken lopen')} af."
    if Audience.TEAM in viewer.audiences and not facts.signed:
        yield Sign.NO_AGREEMENT, "Er is nog geen ondertekende afspraak."


def _forms(viewer: Reader, today: dt.date) -> Iterator[tuple[Sign, str]]:
    rows = ChosenForm.objects.visible_to(viewer)
    now = [row.until for row in rows if row.holds_on(today)]
    ends = [until for until in now if until and until <= today + FORM_ENDS_WITHIN]
    if ends and None not in now:
        yield Sign.FORM_ENDS, "Een organisatievorm loopt binnen een jaar af."
    if Audience.TEAM in viewer.audiences and not now:
        yield Sign.NO_FORM, "Er is nog geen organisatievorm vastgelegd."


def _teams(viewer: Reader) -> Iterator[tuple[Sign, str]]:
    teams = Team.objects.visible_to(viewer).filter(ended_on__isnull=True)
    kinds = set(teams.values_list("kind", flat=True))
    if TeamKind.CORE not in kinds:
        yield Sign.NO_CORE_TEAM, "Er is nog geen kernteam vastgelegd."
    if TeamKind.AREA not in kinds:
        yield Sign.NO_AREA_TEAM, "Er is nog geen gebiedsteam van de overheid vastgelegd."


def _stakeholders(viewer: Reader, today: dt.date) -> Iterator[tuple[Sign, str]]:
    facts = stakeholder_facts(viewer, today)
    if not any(facts.per_helix.values()):
        yield Sign.NO_STAKEHOLDERS, "Er staan nog geen belanghebbenden in beeld."
    elif waiting := facts.to_speak:
        yield (
            Sign.NOT_SPOKEN_TO,
            f"Het is tijd om {_count(waiting, 'belanghebbende', 'belanghebbenden')} te spreken.",
        )


def _activities(viewer: Reader, today: dt.date) -> Iterator[tuple[Sign, str]]:
    rows = Activity.objects.visible_to(viewer).exclude(state=ActivityState.CANCELLED)
    start = timezone.make_aware(dt.datetime.combine(today, dt.time.min))
    if not rows.to_come(start).exists():
        yield Sign.NO_ACTIVITY, "Er staat geen activiteit gepland."
    if silent := rows.over(start).filter(outcome="").count():
        yield (
            Sign.NO_OUTCOME,
            f"Van {_count(silent, 'activiteit', 'activiteiten')} ontbreekt de uitkomst.",
        )


def _money_and_ideas(viewer: Reader) -> Iterator[tuple[Sign, str]]:
    if not Idea.objects.visible_to(viewer).filter(lapsed_on__isnull=True).exists():
        yield Sign.NO_IDEAS, "Er staan geen ideeën in de lijst."
    paid = Funding.objects.visible_to(viewer).exclude(source=FundingSource.BUSINESS)
    if not paid.exists():
        yield Sign.NO_PUBLIC_MONEY, "Er is nog geen geld van overheden vastgelegd."
    given = Commitment.objects.visible_to(viewer).filter(helix=Helix.GOVERNMENT)
    if not given.exists():
        yield Sign.NO_PUBLIC_COMMITMENT, "Er is nog geen toezegging van een overheid vastgelegd."


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
