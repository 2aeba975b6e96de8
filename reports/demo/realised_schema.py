"""What a park of the demo realises: the schema of the files under `content/<park>/realised/`.

Companies, stakeholders and plots are called by name, opportunities and goals by key. Moments are as
in `reports.demo.schema`, quantities texts in Dutch notation.
"""

from dataclasses import dataclass

from core.dutch import parse_decimal
from knowledge.choices import Capital, Scale, Theme
from parks.choices import Audience, DataState, EnvironmentalCategory, Helix, Release
from realisation import choices
from reports.demo.moments import require_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class FactContent:
    """A fact of the area on a day; `goal` is the key of the goal that names its target."""

    subject: str
    date: str
    source: str
    value: str = ""
    state: DataState = DataState.MEASURED
    note: str = ""
    goal: str = ""
    audience: Audience = Audience.MEMBERS

    def __post_init__(self) -> None:
        require_moment(self.date)
        if self.value:
            parse_decimal(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelContent:
    """How urgent a theme is for a company, and how much energy it has for it, from 1 to 5."""

    theme: choices.ScanTheme
    urgency: int | None = None
    energy: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanContent:
    """What a company answered; `gives` holds time, information and knowledge."""

    company: str
    situation: str = ""
    plan: choices.ScanPlan | None = None
    year: int | None = None
    area_m2: int | None = None
    plan_note: str = ""
    bottlenecks: tuple[choices.Bottleneck, ...] = ()
    offers: tuple[choices.ScanOffer, ...] = ()
    offer_note: str = ""
    gives: tuple[str, ...] = ()
    money: choices.MoneyOrder | None = None
    conditions: str = ""
    levels: tuple[LevelContent, ...] = ()
    released: Release = Release.COMPANY
    unfinished: bool = False
    talked: str = ""

    def __post_init__(self) -> None:
        require_moment(self.talked)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRoundContent:
    """A round of the quick scan."""

    title: str
    opened: str
    closes: str = ""
    scans: tuple[ScanContent, ...] = ()

    def __post_init__(self) -> None:
        require_moment(self.opened)
        require_moment(self.closes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingContent:
    """A demand or a supply of a company of the park, or of another party by `name`."""

    key: str
    side: choices.ListingSide
    kind: choices.ListingKind
    title: str
    willingness: choices.Willingness
    subject: choices.Subject | None = None
    manner: choices.Manner | None = None
    text: str = ""
    company: str = ""
    name: str = ""
    helix: Helix = Helix.COMPANY
    plot: str = ""
    least_m2: int | None = None
    most_m2: int | None = None
    next_to_own: bool = False
    category: EnvironmentalCategory | None = None
    features: tuple[choices.Feature, ...] = ()
    price: str = ""
    quantity: str = ""
    unit: choices.Unit | None = None
    per: choices.Per | None = None
    temperature_c: int | None = None
    quality: str = ""
    urgency: int = 3
    conditions: str = ""
    expires: str = "q+3"
    source: choices.ListingSource = choices.ListingSource.ENTERED
    withdrawn: str = ""
    unwilling: str = ""
    released: Release = Release.COMPANY

    def __post_init__(self) -> None:
        require_moment(self.expires)
        for number in (self.price, self.quantity):
            if number:
                parse_decimal(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleTestContent:
    """Whether a party is willing and able; `able` is time, money, knowledge, staff and
    infrastructure.
    """

    date: str
    support: choices.Support
    able: tuple[choices.Able, ...]
    note: str = ""

    def __post_init__(self) -> None:
        require_moment(self.date)
        if len(self.able) != 5:
            raise ValueError("able has five parts")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyContent:
    """A party of an opportunity: a company of the park when one has its name."""

    name: str
    role: choices.PartyRole = choices.PartyRole.JOINS
    helix: Helix = Helix.COMPANY
    brings: str = ""
    willingness: choices.Willingness = choices.Willingness.EXPLORING
    listing: str = ""
    unnamed: bool = False
    test: DoubleTestContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisContent:
    """What a party must, may, wants and can in a round."""

    party: str
    must: str = ""
    may: str = ""
    wants: str = ""
    can: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundContent:
    """A round, decided or not."""

    process_step: int
    found: str = ""
    weighed: str = ""
    principles: tuple[str, ...] = ()
    decision: choices.Decision | None = None
    by: str = ""
    decided: str = ""
    why: str = ""
    learned: str = ""
    analyses: tuple[AnalysisContent, ...] = ()

    def __post_init__(self) -> None:
        require_moment(self.decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkContent:
    """How the opportunity hangs on another."""

    kind: choices.LinkKind
    to: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityContent:
    """An opportunity; `state` is how far it came, `reason` why.

    `corners` draw its area, as those of a park's outline.
    """

    key: str
    title: str
    scale: Scale
    theme: Theme
    state: choices.OpportunityState
    text: str = ""
    reason: str = ""
    learned: str = ""
    capitals: tuple[Capital, ...] = ()
    measure: str = ""
    owner: str = ""
    action: str = ""
    action_on: str = ""
    plots: tuple[str, ...] = ()
    corners: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    parties: tuple[PartyContent, ...] = ()
    rounds: tuple[RoundContent, ...] = ()
    links: tuple[LinkContent, ...] = ()
    audience: Audience = Audience.MEMBERS

    def __post_init__(self) -> None:
        require_moment(self.action_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisedContent:
    """All of it."""

    facts: tuple[FactContent, ...] = ()
    scan_rounds: tuple[ScanRoundContent, ...] = ()
    listings: tuple[ListingContent, ...] = ()
    opportunities: tuple[OpportunityContent, ...] = ()


NOTHING_YET = RealisedContent()
