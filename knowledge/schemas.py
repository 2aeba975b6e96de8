"""The kinds of content as frozen dataclasses: the schema of the files under `content/`.

The slug of an item is its file name. Texts are Dutch and plain (no HTML); a template escapes them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from django.db.models import TextChoices

from knowledge.choices import (
    Actor,
    Capital,
    Degree,
    Effort,
    Horizon,
    Kind,
    Pillar,
    SourceDocument,
    Step,
    Stone,
)

# Number of lines of each source document: a reference past the end is a slip of the pen.
DOCUMENT_LINES: Mapping[SourceDocument, int] = MappingProxyType(
    {
        SourceDocument.SB: 4935,
        SourceDocument.PVB: 86,
        SourceDocument.BRIEF: 86,
        SourceDocument.TB: 3037,
        SourceDocument.WVT: 1854,
    }
)
_LINE_RANGE = re.compile(r"([1-9][0-9]*)-([1-9][0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from: a document, its lines `"first-last"` and perhaps a figure."""

    document: SourceDocument
    lines: str
    figure: int | None = None

    @property
    def label(self) -> str:
        """Document and figure, for on screen."""
        figure = f", figuur {self.figure}" if self.figure else ""
        return f"{self.document.label}{figure}"

    def __post_init__(self) -> None:
        match = _LINE_RANGE.fullmatch(self.lines)
        if match is None:
            raise ValueError(f"lines must read first-last, not {self.lines!r}")
        first, last = int(match[1]), int(match[2])
        if first > last:
            raise ValueError(f"lines {self.lines} run backwards")
        if last > (length := DOCUMENT_LINES[self.document]):
            raise ValueError(f"lines {self.lines}: {self.document} has {length} lines")
        if self.figure is not None and self.figure < 1:
            raise ValueError(f"figure must be 1 or more, not {self.figure}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every kind has: a slug that never changes, and its sources."""

    slug: str
    source: tuple[Source, ...]

    @property
    def source_label(self) -> str:
        """Where the item comes from, for on screen: "Methodeboek Samen Beter, figuur 25".

        Lines are for who checks the content; a reader has the book, not our copy of it.
        """
        return "; ".join(dict.fromkeys(source.label for source in self.source))

    @property
    def heading(self) -> str:
        """The Dutch title of the item in a list."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedItem(Item):
    """An item whose slug is a value of a fixed vocabulary; name and order come from there."""

    vocabulary: ClassVar[type[TextChoices]]

    def __post_init__(self) -> None:
        self.vocabulary(self.slug)

    @property
    def name(self) -> str:
        return str(self.vocabulary(self.slug).label)

    @property
    def order(self) -> int:
        """Place in the vocabulary, from 1."""
        return self.vocabulary.values.index(self.slug) + 1

    @property
    def heading(self) -> str:
        return self.name


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
class Advice(Item):
    """A next step that suits a degree of organisation (SB fig 30, 32, 36 and 37)."""

    degree: Degree
    order: int
    title: str
    why: str
    how: tuple[str, ...]
    who: Actor
    effort: Effort

    @property
    def heading(self) -> str:
        return self.title


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
        Kind.SDGS: Sdg,
    }
)
