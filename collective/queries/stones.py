"""How far the three stepping stones of connection are, each with the facts it rests on.

The method book names the stones (SB fig 37, lines 2605-2677) and gives no measure for them. The
levels are the platform's own (decision 6): 0 not begun, 1 begun, 2 on its way, 3 secured. They
count only what the reader may see, so a level tells her nothing of what is hidden.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from collective.choices import ActivityState, AgreementState, CommitmentState
from collective.models import Activity, Agreement, Commitment, Side, Stakeholder
from collective.queries.commitments import lateness
from collective.queries.degree import DegreeCard
from knowledge.choices import Degree

A_YEAR: Final = dt.timedelta(days=365)
MEETS_OFTEN: Final = 4  # activities in a year: once a season
HELIXES: Final = 3  # of four: then the talk is no longer between two


@dataclass(frozen=True, slots=True)
class ConnectionFacts:
    """What has been done together; `activities` are those held in the year before."""

    stakeholders: int
    helixes: int
    activities: int
    agreements: int
    signed: int
    commitments: int
    kept: int
    late: int


def connection_facts(*, park_id: int, audiences: Sequence[str], today: dt.date) -> ConnectionFacts:
    """Return what readers of these audiences see of it on a day. Four queries."""
    stakeholders = Stakeholder.objects.in_park(park_id).for_audiences(audiences).standing()
    held = (
        Activity.objects.in_park(park_id)
        .for_audiences(audiences)
        .filter(
            state=ActivityState.HELD, starts_at__date__gt=today - A_YEAR, starts_at__date__lte=today
        )
    )
    agreements = Agreement.objects.in_park(park_id).for_audiences(audiences)
    promised = Commitment.objects.in_park(park_id).for_audiences(audiences)
    return ConnectionFacts(
        **stakeholders.order_by().aggregate(
            stakeholders=Count("pk"), helixes=Count("helix", distinct=True)
        ),
        activities=held.count(),
        **agreements.exclude(state=AgreementState.DROPPED).aggregate(
            agreements=Count("pk"), signed=Count("pk", filter=Q(state=AgreementState.SIGNED))
        ),
        **promised.exclude(state=CommitmentState.DROPPED).aggregate(
            commitments=Count("pk"),
            kept=Count("pk", filter=Q(state=CommitmentState.KEPT)),
            late=Count("pk", filter=lateness(today)),
        ),
    )


def organise(degrees: Mapping[str, DegreeCard]) -> tuple[int, str]:
    """Return level and fact of organising: the side that is organised least counts."""
    levels = [Degree.values.index(card.degree) + 1 for card in degrees.values()]
    level = min(levels) if len(levels) == len(Side) else min(1, len(levels))
    words = [
        f"{label}: {degrees[side].label.lower()}" if side in degrees else f"{label}: onbekend"
        for side, label in Side.choices
    ]
    return level, "; ".join(words)


def facilitate(facts: ConnectionFacts) -> tuple[int, str]:
    """Return level and fact of facilitating: who is in the picture, and whether people meet."""
    if not facts.stakeholders and not facts.activities:
        return 0, "Nog geen belanghebbenden en activiteiten"
    wide, often = facts.helixes >= HELIXES, facts.activities >= MEETS_OFTEN
    level = 3 if wide and often else 2 if facts.stakeholders and facts.activities else 1
    return level, (
        f"{_number(facts.stakeholders, 'belanghebbende', 'belanghebbenden')}, "
        f"{_number(facts.activities, 'activiteit', 'activiteiten')} in het afgelopen jaar"
    )


def transform(facts: ConnectionFacts) -> tuple[int, str]:
    """Return level and fact of transforming: what is agreed, and whether it is kept."""
    if not facts.agreements and not facts.commitments:
        return 0, "Nog geen afspraken en toezeggingen"
    reliable = facts.kept * 2 >= facts.commitments > 0 and not facts.late
    level = 3 if facts.signed and reliable else 2 if facts.signed else 1
    return level, (
        f"{_number(facts.signed, 'afspraak', 'afspraken')} ondertekend, "
        f"{facts.kept} van {_number(facts.commitments, 'toezegging', 'toezeggingen')} nagekomen"
    )


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
