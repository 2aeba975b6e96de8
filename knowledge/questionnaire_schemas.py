"""Questionnaires about how well one side of a park is organised, and the gates of each degree.

A degree is not an average: its conditions hold or they don't, and each that does not hold is named
with what helps. A version never changes once parks have answered it; what must change becomes a new
file, beside which the old one stays readable.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from knowledge.choices import Degree, Side
from knowledge.items import Item, Source

_VERSION = re.compile(r"(20[0-9]{2})-([1-9][0-9]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAmount:
    """A number that belongs to an answer, with its unit: "procent van de bedrijven"."""

    label: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that is true of a park or not."""

    slug: str
    text: str
    why: str
    help: str
    amount: AskedAmount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Statements about one subject."""

    slug: str
    title: str
    intro: str
    statements: tuple[Statement, ...]
    source: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must be true for a degree; with `at_least` the number must reach that as well.

    `needed` names what is still to come about, `advice` what helps.
    """

    statement: str
    needed: str
    advice: str
    at_least: int | None = None


@dataclass(frozen=True, kw_only=True)
class Questionnaire(Item):
    """One version for one side. The minimal degree asks for nothing."""

    side: Side
    version: str
    title: str
    intro: str
    sections: tuple[Section, ...]
    functional: tuple[Condition, ...]
    professional: tuple[Condition, ...]

    def __post_init__(self) -> None:
        if self.slug != (slug := f"{self.side}-{self.version}"):
            raise ValueError(f"side and version belong in {slug}.yaml")
        if not _VERSION.fullmatch(self.version):
            raise ValueError(f"version reads year-number, not {self.version!r}")
        self._refuse_doubles()
        for condition in (*self.functional, *self.professional):
            self._check(condition)

    @property
    def heading(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def order(self) -> tuple[int, int]:
        """What tells a later version from an earlier one."""
        year, number = self.version.split("-")
        return int(year), int(number)

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The statements by slug, in the order in which they are asked."""
        return MappingProxyType({each.slug: each for each in self._every_statement()})

    @cached_property
    def gates(self) -> Mapping[Degree, tuple[Condition, ...]]:
        """What each degree asks on top of the one below it, from low to high."""
        return MappingProxyType(
            {Degree.FUNCTIONAL: self.functional, Degree.PROFESSIONAL: self.professional}
        )

    def _every_statement(self) -> Iterator[Statement]:
        for section in self.sections:
            yield from section.statements

    def _refuse_doubles(self) -> None:
        for slugs in (
            [each.slug for each in self._every_statement()],
            [each.slug for each in self.sections],
            *([each.statement for each in gate] for gate in self.gates.values()),
        ):
            if doubles := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
                raise ValueError(f"given twice: {', '.join(doubles)}")

    def _check(self, condition: Condition) -> None:
        statement = self.statements.get(condition.statement)
        if statement is None:
            raise ValueError(f"no statement {condition.statement!r} to be a condition")
        if condition.at_least is not None and statement.amount is None:
            raise ValueError(f"{condition.statement} asks no number to be at least so much")
