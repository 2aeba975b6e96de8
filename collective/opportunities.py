"""What the apps below realisation ask of its opportunities (as `collective.roadmap`, decision 21).

An opportunity serves goals, and somebody answers for it. Who looks at a goal or at what somebody
would hand over wants to see it, but neither collective nor strategy may import realisation. So the
words stand here, and `realisation` fills them in when the site starts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from collective.roadmap import Linked
from parks.models import Reader


@dataclass(frozen=True, slots=True)
class ServingOpportunity:
    """An opportunity that serves a goal: its title, address, and how far it is in words."""

    title: str
    url: str
    state_label: str


@dataclass(frozen=True, slots=True)
class Serving:
    """What serves a goal: the first ones by title, how many there are, and where all are listed."""

    first: tuple[ServingOpportunity, ...]
    in_all: int
    url: str

    @property
    def more(self) -> int:
        """How many are not among the first."""
        return self.in_all - len(self.first)


class Opportunities(Protocol):
    """Opportunities, for who may not import them. All need the park's context."""

    def owned(self, hers: Q, viewer: Reader) -> Sequence[Linked]:
        """Return the unfinished ones that a reader may see and fit a filter on owner."""

    def serving(self, goal_id: UUID, viewer: Reader) -> Serving:
        """Return what serves a goal and has not lapsed; the reader must see both."""


_filled_in: list[Opportunities] = []


def fill_in(opportunities: Opportunities) -> None:
    """Say who answers. Called once, when the site starts."""
    _filled_in[:] = [opportunities]


def opportunities() -> Opportunities:
    """Return who answers for opportunities."""
    return _filled_in[0]
