"""Schemas of what the method says of stakeholders: scales, force fields, segments, the helix."""

from dataclasses import dataclass
from typing import Final

from knowledge.items import Item

LEVELS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Item):
    """What the scores 1 to 5 of a stakeholder mean; `year` is that of the wording."""

    name: str
    question: str
    year: int
    levels: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.levels) != LEVELS:
            raise ValueError(f"levels: must be {LEVELS}, not {len(self.levels)}")

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrant(Item):
    """A quarter of a force field: how to go about with who stands there.

    `field` names the scales of the horizontal and the vertical axis: "interest-influence".
    """

    field: str
    right: bool
    upper: bool
    name: str
    who: str
    advice: tuple[str, ...]

    def __post_init__(self) -> None:
        place = f"{'upper' if self.upper else 'lower'}-{'right' if self.right else 'left'}"
        if self.slug != f"{self.field}-{place}":
            raise ValueError(f"field and place belong in {self.field}-{place}.yaml")

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentItem(Item):
    """A group by how far ahead it is; `speak_every_days` is after how long it is time to speak."""

    name: str
    who: str
    approach: tuple[str, ...]
    speak_every_days: int

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class HelixItem(Item):
    """One of the four sorts of partners, with examples of what it brings and what it gets."""

    name: str
    who: str
    brings: tuple[str, ...]
    gets: tuple[str, ...]

    @property
    def heading(self) -> str:
        return self.name
