"""Schemas of what the method offers for realisation: from baseline and quick scan to opportunity.

Slugs are the keys that `realisation` stores, so a file that vanishes leaves rows behind without
their text: word an item anew in its own file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from knowledge.choices import (
    AreaGroup,
    Beneficiary,
    Capital,
    CostOrder,
    Direction,
    Effort,
    FactKind,
    MeasurePlace,
    Scale,
    Theme,
)
from knowledge.items import Item

_VERSION = re.compile(r"(20[0-9]{2})-([1-9][0-9]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Item):
    """Something to do on a park (SB fig 41, 44, 47 and 49; WVT 4.4).

    Each effect holds under `condition`. The sources name no amounts: `cost_order` is a class of our
    own and `cost_note` says on what it rests. `gains` and `losses` are the capitals that it feeds
    and that it draws on.
    """

    title: str
    what: str
    scale: Scale
    theme: Theme
    place: MeasurePlace
    ecological: str
    social: str
    economic: str
    condition: str
    effort: Effort
    cost_order: CostOrder
    cost_note: str
    gains: tuple[Capital, ...]
    losses: tuple[Capital, ...] = ()
    benefits: tuple[Beneficiary, ...]
    first_step: str

    def __post_init__(self) -> None:
        if both := sorted(set(self.gains) & set(self.losses)):
            raise ValueError(f"gains and losses both name {', '.join(both)}")

    @property
    def heading(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFact(Item):
    """One subject of the baseline (SB fig 39, lines 2811-2858; WVT, lines 1123-1163).

    `computed` facts come from what the platform knows, the others somebody fills in. A level is
    stored as its place in `levels`, from 0; a number has a `unit`, at most `maximum` if given.
    """

    group: AreaGroup
    order: int
    title: str
    kind: FactKind
    computed: bool
    what: str
    how: str
    where: str
    direction: Direction
    unit: str = ""
    decimals: int = 0
    maximum: int | None = None
    levels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == FactKind.LEVEL) != bool(self.levels):
            raise ValueError("levels belong to a fact of kind level, and only there")
        if self.kind == FactKind.NUMBER and not self.unit:
            raise ValueError("a number needs a unit")

    @property
    def heading(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an answer to choose means in plain words; its label stands with the choices."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanQuestion:
    """A question of the quick scan; the slug is the name of the field that holds the answer.

    In the section `themes` the slug is a theme, of which one says how urgent it is and how much
    energy there is for it (`scan_scales`).
    """

    slug: str
    label: str
    help: str
    example: str
    meanings: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanSection:
    """Questions that stand on one page of the quick scan."""

    slug: str
    title: str
    intro: str
    questions: tuple[ScanQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanForm(Item):
    """One version of the quick scan (SB fig 39; TB step 2). An answered version never changes."""

    version: str
    title: str
    intro: str
    confidential: str
    minutes: int
    sections: tuple[ScanSection, ...]

    def __post_init__(self) -> None:
        if not _VERSION.fullmatch(self.version) or self.slug != f"scan-{self.version}":
            raise ValueError(f"version reads year-number and belongs in scan-{self.version}.yaml")
        slugs = [question.slug for part in self.sections for question in part.questions]
        if doubles := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
            raise ValueError(f"given twice: {', '.join(doubles)}")

    @property
    def heading(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def order(self) -> tuple[int, int]:
        """What tells a later version from an earlier one."""
        year, number = self.version.split("-")
        return int(year), int(number)

    @property
    def questions(self) -> Mapping[str, ScanQuestion]:
        """The questions by slug, in the order in which they are asked."""
        return MappingProxyType({q.slug: q for part in self.sections for q in part.questions})


@dataclass(frozen=True, slots=True, kw_only=True)
class WillingnessLevel(Item):
    """How far somebody is willing to put something in, and what that asks (TB, lines 2231-2238)."""

    order: int
    name: str
    means: str
    shows: tuple[str, ...]
    advice: str

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectProperty:
    """A property that decides whether a demand and a supply fit, and why it does.

    The slug is the name of a field of `realisation.models.Listing`.
    """

    slug: str
    label: str
    why: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Item):
    """Something that can be asked and offered; `radius_m` is as far as one looks at first.

    The slug, `kinds`, `units` and `per` are values of `realisation.choices`, which this app does
    not know: a test holds them together. Land, buildings and investments have their kind as slug.
    """

    kinds: tuple[str, ...]
    order: int
    name: str
    what: str
    units: tuple[str, ...]
    per: tuple[str, ...]
    properties: tuple[SubjectProperty, ...] = ()
    radius_m: int | None = None
    demand_example: str
    supply_example: str

    @property
    def heading(self) -> str:
        return self.name
