"""What a roadmap document holds: everything that its PDF shows, and nothing else.

Records of their own, apart from the read models of the screen: an edition of years ago must still
be readable when the screen has changed. Add fields with a default; never rename or remove one.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reports.queries.organisation_content import OrganisationFacts
from strategy.choices import GoalState


@dataclass(frozen=True, slots=True)
class ParkFacts:
    """The register facts of a park. `rings` is its outline in whole metres RD New, simplified."""

    name: str
    municipality: str
    province: str
    rin: int | None
    gross_ha: Decimal | None
    net_ha: Decimal | None
    available_ha: Decimal | None
    register_year: int | None
    rings: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PlotFact:
    """A drawn plot. `rings` is its border in whole decimetres RD New, simplified; area in m2."""

    name: str
    state: str
    area_m2: int
    rings: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class PlotStateFact:
    """How many plots are in one state, how many of those are drawn, and their area in m2."""

    state: str
    count: int
    drawn: int
    area_m2: int


@dataclass(frozen=True, slots=True)
class TerrainFacts:
    """The ground plan: the plots by name that the readers may see. `outline` is as `rings`.

    `left_out` is how many drawn plots, the smallest, do not fit on paper.
    """

    outline: tuple[tuple[tuple[int, int], ...], ...]
    plots: tuple[PlotFact, ...]
    states: tuple[PlotStateFact, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What makes a document an edition: its number, and who adopted it when."""

    number: int
    title: str
    adopted_by: str
    adopted_on: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class DegreeFact:
    """How well one side is organised."""

    side_label: str
    degree: str
    label: str
    reason: str
    stated_on: dt.date


@dataclass(frozen=True, slots=True)
class StoneFact:
    """How far one of the nine stepping stones is, from 0 to 3, and why."""

    name: str
    pillar: str
    level: int
    fact: str


@dataclass(frozen=True, slots=True)
class StepFact:
    """A proposed next step with its reason and its source.

    `side` and `effort` are empty for a step that follows from goals or milestones.
    """

    title: str
    why: str
    how: tuple[str, ...]
    who: str
    source: str
    side: str = ""
    effort: str = ""
    activities: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasuredFact:
    """The newest measurement: a value, or the sort of absence."""

    value: Decimal | None
    on: dt.date
    data_state: str
    source: str


@dataclass(frozen=True, slots=True)
class GoalFact:
    """A goal. Amounts in euros; shares from 0 to 1; `effects` are (capital, -2..+2)."""

    id: str
    statement: str
    explanation: str
    capital: str
    horizon: str
    theme: str
    state: str
    dropped_reason: str
    owner: str
    indicator: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    latest: MeasuredFact | None
    starts_on: dt.date
    due_on: dt.date | None
    budget_business_eur: Decimal | None
    budget_public_eur: Decimal | None
    budget_subsidy_eur: Decimal | None
    sdgs: tuple[int, ...]
    effects: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    progress: Decimal | None
    milestones_done: int
    milestones_total: int

    @property
    def budget_eur(self) -> Decimal | None:
        """The sum of the known sources in euros, or None when none is known."""
        sources = (self.budget_business_eur, self.budget_public_eur, self.budget_subsidy_eur)
        known = [amount for amount in sources if amount is not None]
        return sum(known, Decimal()) if known else None

    @property
    def losses(self) -> tuple[tuple[str, int], ...]:
        """The capitals that this goal harms."""
        return tuple((capital, score) for capital, score in self.effects if score < 0)


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A milestone of a goal, or of the park when `goal` is None; refers to others by id."""

    id: str
    goal: str | None
    title: str
    due_on: dt.date
    precision: str
    state: str
    done_on: dt.date | None
    owner: str
    blocked_reason: str
    blocked_by: str
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from the previous edition: a kind (a heading in the PDF) and a sentence."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class RoadmapDocument:
    """A roadmap on one day for one audience. A draft has no `edition`.

    `terrain` is None in editions from before there were plots, and when nothing is drawn;
    `organisation` in editions from before there were questionnaires.
    """

    park: ParkFacts
    audience: str
    made_on: dt.date
    edition: EditionFacts | None
    previous_number: int | None
    degrees: tuple[DegreeFact, ...]
    stones: tuple[StoneFact, ...]
    next_steps: tuple[StepFact, ...]
    goals: tuple[GoalFact, ...]
    milestones: tuple[MilestoneFact, ...]
    changes: tuple[Change, ...]
    format: int = 1
    terrain: TerrainFacts | None = None
    organisation: OrganisationFacts | None = None

    @property
    def standing_goals(self) -> tuple[GoalFact, ...]:
        """The goals that have not been dropped: those that the roadmap shows."""
        return tuple(goal for goal in self.goals if goal.state != GoalState.DROPPED)

    def milestones_of(self, goal: str | None) -> tuple[MilestoneFact, ...]:
        """Return the milestones of a goal, or with None those of the park as a whole."""
        return tuple(each for each in self.milestones if each.goal == goal)


@dataclass(frozen=True, slots=True)
class OrganisationDocument:
    """The report on the organisation degree."""

    park: ParkFacts
    audience: str
    made_on: dt.date
    organisation: OrganisationFacts
    next_steps: tuple[StepFact, ...]
    format: int = 1
