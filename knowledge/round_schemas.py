"""Schemas of what a round of an opportunity asks: principles, steps, and the double test."""

from dataclasses import dataclass

from knowledge.choices import Side
from knowledge.items import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(Item):
    """One of the six guiding principles of demand-driven work, as a check (TB, lines 432-444)."""

    order: int
    name: str
    question: str
    met: tuple[str, ...]
    otherwise: str

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAnalysis:
    """What one side asks itself in a step: must, may, want and can (TB, lines 1738-1812)."""

    side: Side
    must: str
    may: str
    wants: str
    can: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStep(Item):
    """One of the seven steps of demand-driven work, in rounds: seek, weigh, decide (TB part II)."""

    order: int
    title: str
    aim: str
    questions: tuple[str, ...]
    seek: str
    weigh: str
    decide: str
    result: str
    analysis: tuple[SelfAnalysis, ...]
    exit: str

    def __post_init__(self) -> None:
        if [each.side for each in self.analysis] != list(Side):
            raise ValueError("analysis: must ask both sides, business first")

    @property
    def heading(self) -> str:
        return f"{self.order}. {self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLevel(Item):
    """How far a party is behind a plan, and how one sees it (BRIEF, lines 46-53)."""

    order: int
    name: str
    means: str
    advice: str

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Item):
    """One aspect of being able, with what enough, partly and lacking mean (BRIEF, lines 46-53)."""

    order: int
    name: str
    question: str
    enough: str
    partly: str
    lacking: str
    helps: tuple[str, ...]

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Item):
    """What the double test advises: go, compensate, phase or wait (BRIEF, lines 63-73)."""

    order: int
    name: str
    when: str
    why: str
    examples: tuple[str, ...]

    @property
    def heading(self) -> str:
        return self.name
