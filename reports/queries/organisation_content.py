"""What a document says of how a park is organised: everything that its PDF shows of it.

Records of their own, as in `reports.queries.content`: add fields with a default; never rename or
remove one. Amounts and totals are words already, because they were added up for these readers.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ConditionFact:
    """A condition of the next degree: the statement, what is still needed and what helps."""

    text: str
    needed: str
    advice: str
    holds: bool


@dataclass(frozen=True, slots=True)
class SideFact:
    """How one side is organised. Without a degree nothing was established for these readers."""

    side: str
    label: str
    degree: str
    degree_label: str
    next_label: str
    reason: str
    stated_on: dt.date | None
    by_label: str
    is_stand_in: bool
    conditions: tuple[ConditionFact, ...]

    @property
    def missing(self) -> tuple[ConditionFact, ...]:
        """The conditions that keep it from the next degree."""
        return tuple(each for each in self.conditions if not each.holds)


@dataclass(frozen=True, slots=True)
class StatementFact:
    """A degree that was established on a day, by whose picture and why."""

    side: str
    side_label: str
    by: str
    by_label: str
    degree: str
    label: str
    stated_on: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class FormFact:
    """An organisation form that the park has: since when, with how many members."""

    name: str
    kind: str
    since: dt.date | None
    members: int | None
    contribution_eur: Decimal | None


@dataclass(frozen=True, slots=True)
class SeatFact:
    """Somebody in a team; the name is empty in a document for the public."""

    name: str
    helix: str
    roles: tuple[str, ...]
    hours_per_week: Decimal | None


@dataclass(frozen=True, slots=True)
class TeamFact:
    """A team that exists."""

    name: str
    kind: str
    seats: tuple[SeatFact, ...]


@dataclass(frozen=True, slots=True)
class FindingFact:
    """What the teams lack, and what to do about it."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement that was signed."""

    title: str
    kind: str
    state: str
    parties: tuple[str, ...]
    starts_on: dt.date | None
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class CommitmentFact:
    """The commitments of one kind, as (standing, number, total in words)."""

    kind: str
    standings: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """How a park is organised, for one audience on a day. `findings` are for the team alone."""

    sides: tuple[SideFact, ...]
    history: tuple[StatementFact, ...]
    forms: tuple[FormFact, ...]
    teams: tuple[TeamFact, ...]
    findings: tuple[FindingFact, ...]
    agreements: tuple[AgreementFact, ...]
    commitments: tuple[CommitmentFact, ...]
