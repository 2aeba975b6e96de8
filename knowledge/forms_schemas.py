"""The forms in which a park organises itself, and on what it should focus meanwhile."""

from dataclasses import dataclass

from knowledge.choices import Degree, Participation, Stone
from knowledge.items import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationForm(Item):
    """A form of organisation (SB fig 29, lines 1987-2168; PVB lines 53-66)."""

    degree: Degree
    order: int
    name: str
    what: str
    strengths: tuple[str, ...]
    threats: tuple[str, ...]
    suits: str
    participation: Participation
    contribution: str

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseFocus(Item):
    """What a stepping stone of connection asks of a park at a degree (SB fig 37, 2605-2677)."""

    degree: Degree
    stone: Stone
    name: str
    what: str
    example: str

    def __post_init__(self) -> None:
        if self.slug != (slug := f"{self.degree}-{self.stone}"):
            raise ValueError(f"degree and stone belong in {slug}.yaml")

    @property
    def heading(self) -> str:
        return self.name
