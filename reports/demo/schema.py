"""What a park of the demo is made of: the schema of the files under `content/`.

Moments are texts such as `q+2` (see `reports.demo.moments`), quantities texts in Dutch notation.
A park with two editions has two phases: what stood in the first edition, and what stands now.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from core.dutch import parse_decimal
from knowledge.choices import Capital, Horizon, Theme
from parks.choices import Audience, DataState, Role
from reports.demo.figures import FiguresContent
from reports.demo.moments import require_moment, require_moments_in
from reports.demo.realised_schema import NOTHING_YET, RealisedContent
from reports.demo.terrain_schema import NOTHING, TerrainContent
from reports.demo.together_schema import ALONE, TogetherContent
from reports.models import AdoptedBy
from strategy.choices import GoalState


class Phase(Enum):
    """Before and after the first edition."""

    FIRST = "first"
    SECOND = "second"


def amount(text: str) -> Decimal | None:
    """Return a quantity, or None for an empty text. Raises ValueError."""
    return parse_decimal(text) if text else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Whole euros by source; a source that is left out is unknown."""

    business: int | None = None
    public: int | None = None
    subsidy: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorContent:
    """What is measured."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a goal does to another capital, from -2 to +2."""

    capital: Capital
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementContent:
    """The value of a goal's indicator on a day, or the sort of absence."""

    date: str
    source: str
    value: str = ""
    state: DataState = DataState.MEASURED
    note: str = ""

    def __post_init__(self) -> None:
        require_moment(self.date)
        amount(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneContent:
    """A milestone. `owner` is the key of a person or anybody's name; `until` the last phase in
    which it stands; `audience` is the goal's unless given; `first_due` what the first phase said.
    """

    title: str
    due: str
    owner: str
    key: str = ""
    first_due: str = ""
    done: str = ""
    waits_for: tuple[str, ...] = ()
    blocked: str = ""
    blocked_by: str = ""
    audience: Audience | None = None
    added: Phase = Phase.FIRST
    until: Phase = Phase.SECOND

    def __post_init__(self) -> None:
        for moment in (self.due, self.first_due, self.done):
            require_moment(moment)
        require_moments_in(self.title)

    def exists_in(self, phase: Phase) -> bool:
        """Whether the milestone stands on the roadmap in this phase."""
        return phase in (self.added, self.until)

    def due_in(self, phase: Phase) -> str:
        """Return the moment that the roadmap gave in this phase."""
        return self.first_due or self.due if phase is Phase.FIRST else self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstVersion:
    """What was different about a goal in the first phase."""

    state: GoalState | None = None
    statement: str = ""
    target: str = ""
    due: str = ""
    budget: Budget | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalContent:
    """A goal. Without a statement it is a suggestion that nobody has filled in yet."""

    key: str
    capital: Capital
    horizon: Horizon
    audience: Audience
    state: GoalState
    statement: str = ""
    explanation: str = ""
    suggestion: str = ""
    theme: Theme | None = None
    indicator: IndicatorContent | None = None
    baseline: str = ""
    target: str = ""
    starts: str = ""
    due: str = ""
    owner: str = ""
    budget: Budget = Budget()
    sdgs: tuple[int, ...] = ()
    effects: tuple[Effect, ...] = ()
    reason: str = ""
    added: Phase = Phase.FIRST
    first: FirstVersion = FirstVersion()
    measurements: tuple[MeasurementContent, ...] = ()
    milestones: tuple[MilestoneContent, ...] = ()

    def __post_init__(self) -> None:
        if not (self.statement or self.suggestion):
            raise ValueError(f"goal {self.key} has neither a statement nor a suggestion")
        for moment in (self.starts, self.due, self.first.due):
            require_moment(moment)
        for text in (self.statement, self.first.statement, self.explanation, self.reason):
            require_moments_in(text)
        for quantity in (self.baseline, self.target, self.first.target):
            amount(quantity)

    def exists_in(self, phase: Phase) -> bool:
        """Whether the goal is there in this phase."""
        return self.added is Phase.FIRST or phase is Phase.SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleContent:
    """Somebody's role at the park; `person` is a key of the cast, `company` a member's."""

    person: str
    role: Role
    since: str
    company: str = ""

    def __post_init__(self) -> None:
        require_moment(self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """An edition for members."""

    title: str
    adopted_by: AdoptedBy
    adopted: str
    published: str
    note: str = ""

    def __post_init__(self) -> None:
        require_moment(self.adopted)
        require_moment(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapContent:
    """Goals, and milestones of the park as a whole."""

    goals: tuple[GoalContent, ...] = ()
    milestones: tuple[MilestoneContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkContent(RoadmapContent):
    """An invented park. `outline` lists corners as "x y" in metres RD New, not closed."""

    name: str
    municipality: str
    gross_ha: str
    net_ha: str
    available_ha: str
    outline: tuple[str, ...]
    author: str
    roles: tuple[RoleContent, ...]
    editions: tuple[EditionContent, ...] = ()
    figures: tuple[FiguresContent, ...] = ()
    terrain: TerrainContent = NOTHING
    together: TogetherContent = ALONE
    realised: RealisedContent = NOTHING_YET

    def __post_init__(self) -> None:
        for hectares in (self.gross_ha, self.net_ha, self.available_ha):
            parse_decimal(hectares)
        if len(self.editions) > len(Phase):
            raise ValueError("a park has two phases, so no more than two editions")

    def phases(self) -> tuple[tuple[Phase, EditionContent | None], ...]:
        """Return the phases in order, each with the edition that closes it."""
        if len(self.editions) == len(Phase):
            return tuple(zip(Phase, self.editions, strict=True))
        return ((Phase.SECOND, self.editions[0] if self.editions else None),)
