"""How a park of the demo works together: the schema of the files under `content/<park>/together/`.

Stakeholders and companies are called by their names. Moments are as in `reports.demo.schema`.
"""

from dataclasses import dataclass
from decimal import Decimal

from collective import choices
from core.dutch import parse_decimal
from knowledge.choices import Degree, Theme
from parks.choices import Audience, Helix
from reports.demo.agreements_schema import (
    AgreementContent,
    FundingContent,
    IdeaContent,
    RehearsalContent,
    StoryContent,
)
from reports.demo.moments import require_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContent:
    """What shows that an answer is so."""

    statement: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentContent:
    """A filled-in questionnaire; what is named nowhere is answered with no.

    `holds` lists statements, with `=` before the number that some of them ask for.
    """

    side: choices.Side
    by: choices.AssessedBy
    person: str
    assessed: str
    holds: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: tuple[NoteContent, ...] = ()
    audience: Audience = Audience.MEMBERS
    signed: bool = True

    def __post_init__(self) -> None:
        require_moment(self.assessed)
        for text in self.holds:
            parse_decimal(text.partition("=")[2] or "0")

    def amounts(self) -> dict[str, Decimal | None]:
        """Return the statements that are answered with yes, with their numbers."""
        parts = (text.partition("=") for text in self.holds)
        return {slug: parse_decimal(number) if number else None for slug, _, number in parts}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContent:
    """An organisation form that the park has or had."""

    form: str
    name: str = ""
    since: str = ""
    until: str = ""
    contribution: int | None = None
    members: int | None = None
    note: str = ""
    audience: Audience = Audience.MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionContent:
    """Where a stakeholder stands since a day: interest, influence, realising, blocking power."""

    since: str
    scores: str
    segment: choices.Segment
    stance: choices.Stance
    drivers: str = ""
    undercurrents: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        require_moment(self.since)
        if len(self.numbers) != 4:
            raise ValueError(f"{self.scores!r} must be four scores such as '4 2 3 1'")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The four scores."""
        return tuple(int(each) for each in self.scores.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactContent:
    """A talk; `by` is a key of the cast."""

    day: str
    kind: choices.ContactKind
    by: str
    summary: str
    follow_up: str = ""
    follow_up_on: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeholderContent:
    """Somebody with a stake; `company` ties it to an organisation of the terrain."""

    name: str
    helix: Helix
    company: str = ""
    function: str = ""
    brings: str = ""
    gets: str = ""
    owner: str = ""
    next_contact: str = ""
    audience: Audience = Audience.TEAM
    positions: tuple[PositionContent, ...] = ()
    contacts: tuple[ContactContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationContent:
    """A tie between two stakeholders."""

    source: str
    target: str
    kind: choices.RelationKind
    strength: int = 2
    what: str = ""
    audience: Audience = Audience.TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatContent:
    """Somebody in a team: a person of the cast, or anybody by function."""

    helix: Helix
    person: str = ""
    name: str = ""
    organisation: str = ""
    roles: tuple[choices.CoCreationRole, ...] = ()
    ingredients: tuple[choices.Ingredient, ...] = ()
    discipline: str = ""
    hours: str = ""
    mandate: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamContent:
    """A team with its people."""

    kind: choices.TeamKind
    name: str
    theme: Theme | None = None
    purpose: str = ""
    rhythm: str = ""
    audience: Audience = Audience.MEMBERS
    seats: tuple[SeatContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityContent:
    """Something that was or will be organised, from `start` o'clock for some hours."""

    title: str
    day: str
    start: int
    hours: int
    catalogue: str = ""
    purpose: str = ""
    place: str = ""
    segments: tuple[choices.Segment, ...] = ()
    capacity: int | None = None
    outcome: str = ""
    cancelled: str = ""
    audience: Audience = Audience.MEMBERS

    def __post_init__(self) -> None:
        require_moment(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageContent:
    """A message of the communication plan."""

    message: str
    channel: choices.Channel
    planned: str
    segments: tuple[choices.Segment, ...] = ()
    degree: Degree | None = None
    owner: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherContent:
    """All of it."""

    assessments: tuple[AssessmentContent, ...] = ()
    forms: tuple[FormContent, ...] = ()
    stakeholders: tuple[StakeholderContent, ...] = ()
    relations: tuple[RelationContent, ...] = ()
    teams: tuple[TeamContent, ...] = ()
    activities: tuple[ActivityContent, ...] = ()
    messages: tuple[MessageContent, ...] = ()
    agreements: tuple[AgreementContent, ...] = ()
    funding: tuple[FundingContent, ...] = ()
    ideas: tuple[IdeaContent, ...] = ()
    rehearsals: tuple[RehearsalContent, ...] = ()
    stories: tuple[StoryContent, ...] = ()


ALONE = TogetherContent()
