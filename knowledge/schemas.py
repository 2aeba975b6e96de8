"""The kinds of content as frozen dataclasses: the schema of the files under `content/`.

`SCHEMAS` at the end says which class reads which folder. Kinds of a subject of their own stand in
a module of their own, built on `knowledge.items`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from knowledge.agreement_schemas import AgreementTemplate
from knowledge.choices import (
    Capital,
    Degree,
    Horizon,
    Kind,
    Pillar,
    Step,
    Stone,
)
from knowledge.forms_schemas import OrganisationForm, PhaseFocus
from knowledge.items import Item, NamedItem
from knowledge.questionnaire_schemas import Questionnaire
from knowledge.realisation_schemas import (
    AreaFact,
    Measure,
    ScanForm,
    Subject,
    WillingnessLevel,
)
from knowledge.round_schemas import Capacity, Outcome, Principle, ProcessStep, SupportLevel
from knowledge.stakeholder_schemas import HelixItem, Quadrant, Scale, SegmentItem
from knowledge.steps_schemas import Advice, CatalogueActivity, Style, Tool
from knowledge.team_schemas import IngredientProfile, RoleProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalItem(NamedItem):
    """One of the six capitals (SB fig 25, lines 1628-1742)."""

    vocabulary = Capital
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizonItem(NamedItem):
    """One of the three horizons with the step of strategy that belongs to it."""

    vocabulary = Horizon
    span: str
    step: Step
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarItem(NamedItem):
    """One of the three sectors of the circle with its question: why, how or what."""

    vocabulary = Pillar
    question: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoneItem(NamedItem):
    """One of the nine stepping stones: what it is, where we stand, the first step."""

    vocabulary = Stone
    pillar: Pillar
    summary: str
    question: str
    first_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DegreeItem(NamedItem):
    """One of the three degrees of organisation (SB fig 29, lines 1987-2190)."""

    vocabulary = Degree
    looks_like: str
    fits_now: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A draft goal. What the park still has to choose stands between square brackets."""

    slug: str
    statement: str
    indicator: str
    unit: str
    milestones: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Item):
    """One cell of the matrix of capitals and horizons (SB fig 17, 20, 23 and 25)."""

    capital: Capital
    horizon: Horizon
    theme: str
    question: str
    why: str
    attention: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]

    def __post_init__(self) -> None:
        if self.slug != (slug := f"{self.capital}-{self.horizon}".replace("_", "-")):
            raise ValueError(f"capital and horizon belong in {slug}.yaml")

    @property
    def heading(self) -> str:
        return self.theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Sdg(Item):
    """One of the seventeen Sustainable Development Goals of the United Nations."""

    number: int
    name: str

    def __post_init__(self) -> None:
        if self.slug != f"sdg-{self.number:02}" or not 1 <= self.number <= 17:
            raise ValueError(f"number {self.number} does not belong in {self.slug}.yaml")

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.name}"


SCHEMAS: Mapping[Kind, type[Item]] = MappingProxyType(
    {
        Kind.CAPITALS: CapitalItem,
        Kind.HORIZONS: HorizonItem,
        Kind.CELLS: Cell,
        Kind.STONES: StoneItem,
        Kind.PILLARS: PillarItem,
        Kind.DEGREES: DegreeItem,
        Kind.ADVICE: Advice,
        Kind.QUESTIONNAIRES: Questionnaire,
        Kind.SDGS: Sdg,
        Kind.AGREEMENTS: AgreementTemplate,
        Kind.ROLES: RoleProfile,
        Kind.INGREDIENTS: IngredientProfile,
        Kind.FORMS: OrganisationForm,
        Kind.PHASES: PhaseFocus,
        Kind.ACTIVITIES: CatalogueActivity,
        Kind.TOOLS: Tool,
        Kind.STYLES: Style,
        Kind.SCALES: Scale,
        Kind.QUADRANTS: Quadrant,
        Kind.SEGMENTS: SegmentItem,
        Kind.HELIXES: HelixItem,
        Kind.MEASURES: Measure,
        Kind.AREA_FACTS: AreaFact,
        Kind.SCAN_QUESTIONS: ScanForm,
        Kind.SCAN_SCALES: Scale,
        Kind.WILLINGNESS: WillingnessLevel,
        Kind.SUBJECTS: Subject,
        Kind.PRINCIPLES: Principle,
        Kind.PROCESS_STEPS: ProcessStep,
        Kind.SUPPORT: SupportLevel,
        Kind.CAPACITIES: Capacity,
        Kind.DOUBLE_TEST: Outcome,
    }
)
