"""What the method offers for a next step: advice, activities, tools and ways of speaking."""

from dataclasses import dataclass

from knowledge.choices import Actor, Degree, Effort, Purpose, Side, Sign, Stone
from knowledge.items import Item, NamedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Item):
    """A next step for one side at some degrees of organisation (SB fig 29-37; BRIEF).

    It rests on one of three grounds. `fulfils` are the slugs of statements of the questionnaire
    that it helps to make true: it is proposed while one of them keeps the side from its next
    degree. `when` is what the records of the park show. With neither it fits every park at these
    degrees. `activities` and `tools` are slugs of those kinds; `page` is where to do it, an address
    below that of the park.
    """

    side: Side
    degrees: tuple[Degree, ...]
    order: int
    title: str
    why: str
    how: tuple[str, ...]
    who: Actor
    effort: Effort
    fulfils: tuple[str, ...] = ()
    when: Sign | None = None
    activities: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    page: str = ""

    @property
    def is_general(self) -> bool:
        """Whether it fits every park at its degrees."""
        return not self.fulfils and self.when is None

    @property
    def heading(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueActivity(Item):
    """Something to organise for the people of a park (SB fig 32, lines 2298-2358).

    `prepare` is what to do before it, `afterwards` what makes it lead to something.
    """

    degree: Degree
    order: int
    purpose: Purpose
    title: str
    what: str
    prepare: tuple[str, ...]
    afterwards: str
    effort: Effort

    @property
    def heading(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Item):
    """One of the twenty-seven practical tools, three per stepping stone (SB fig 71)."""

    stone: Stone
    order: int
    name: str
    what: str
    when: str
    page: str = ""

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Style(NamedItem):
    """How to speak with the companies of a park at a degree (SB fig 30, lines 2198-2242)."""

    vocabulary = Degree
    tone: str
    needs: tuple[str, ...]
    forms: tuple[str, ...]
    messages: tuple[str, ...]
