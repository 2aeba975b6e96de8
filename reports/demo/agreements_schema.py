"""What a park of the demo agreed, pays for, thinks up and tells; part of `together_schema`."""

from dataclasses import dataclass

from collective import choices
from knowledge.choices import Theme
from parks.choices import Audience, Helix
from reports.demo.moments import require_moments_in


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyContent:
    """A party of an agreement; `signed` is the day."""

    name: str
    helix: Helix
    stands_for: str = ""
    signed: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentContent:
    """What a party gives, to which goals by their keys."""

    name: str
    helix: Helix
    kind: choices.CommitmentKind
    what: str
    due: str
    quantity: str = ""
    kept: str = ""
    dropped: str = ""
    reason: str = ""
    goals: tuple[str, ...] = ()
    audience: Audience = Audience.MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementContent:
    """What parties agreed. It is signed as soon as all parties have signed."""

    kind: choices.AgreementKind
    title: str
    summary: str = ""
    starts: str = ""
    ends: str = ""
    themes: tuple[Theme, ...] = ()
    remark: str = ""
    audience: Audience = Audience.MEMBERS
    goals: tuple[str, ...] = ()
    parties: tuple[PartyContent, ...] = ()
    commitments: tuple[CommitmentContent, ...] = ()

    def __post_init__(self) -> None:
        require_moments_in(self.summary)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingContent:
    """Money in a year, in whole euros; what is left out is not known."""

    source: choices.FundingSource
    what: str
    year: str
    planned: int | None = None
    received: int | None = None
    note: str = ""
    audience: Audience = Audience.MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierContent:
    """A party that carries an idea."""

    name: str
    helix: Helix
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaContent:
    """An idea at some stage."""

    title: str
    stage: choices.IdeaStage = choices.IdeaStage.IDEA
    what: str = ""
    theme: Theme | None = None
    next_step: str = ""
    owner: str = ""
    lapsed: str = ""
    reason: str = ""
    audience: Audience = Audience.MEMBERS
    carriers: tuple[CarrierContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassContent:
    """What an object pays from a WOZ value on, in euros."""

    woz_from: int
    amount: str
    objects: int
    woz_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesContent:
    """The votes of those who would pay; WOZ values in euros."""

    payer: choices.Payer
    liable: int
    votes_for: int
    votes_against: int
    woz_for: int
    woz_against: int
    classes: tuple[ClassContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalContent:
    """A rehearsal of the vote on a BIZ."""

    name: str
    held: str
    starts: str = ""
    note: str = ""
    votes: tuple[VotesContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontRunnerContent:
    """A company on the public page."""

    company: str
    text: str
    consent: str
    consent_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryContent:
    """The public page, published on a day."""

    history: str
    now: str
    future: str
    published: str
    front_runners: tuple[FrontRunnerContent, ...] = ()
