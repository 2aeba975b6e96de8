"""Schemas of who a team needs: the three roles and the four ingredients."""

from dataclasses import dataclass

from knowledge.choices import Pillar
from knowledge.items import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTask:
    """What somebody in a role does for one stepping stone, and with which tools."""

    stone: str
    does: str
    tools: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleProfile(Item):
    """One of the three roles in a team (SB fig 51-68); `without` is what goes wrong if nobody is.

    `calls_for` is what to look for in somebody who takes the role.
    """

    order: int
    name: str
    pillar: Pillar
    summary: str
    tasks: tuple[RoleTask, ...]
    calls_for: tuple[str, ...]
    opening: str
    without: str

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class IngredientProfile(Item):
    """One of the four ingredients of demand-driven work (TB, lines 1345-1492)."""

    order: int
    name: str
    summary: str
    does: tuple[str, ...]
    calls_for: tuple[str, ...]
    opening: str
    without: str

    @property
    def heading(self) -> str:
        return self.name
