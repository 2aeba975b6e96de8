"""What collective asks of the roadmap, which lies above it (decision 21).

Agreements serve goals, and a step taken over becomes a milestone; but goals and milestones are
known to `strategy`, which knows of agreements and steps in its turn. So the words stand here, and
`strategy` fills them in when the site starts.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from collective.models import Agreement, Commitment, FollowUp, StepDecision
from parks.models import Park, Reader

ServesGoals = Agreement | Commitment
Origin = StepDecision | FollowUp


@dataclass(frozen=True, slots=True)
class Linked:
    """A goal or a milestone: what it is called and its address, and whether it is reached."""

    id: UUID
    title: str
    url: str
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMilestone:
    """What becomes a milestone of the park; `owner` is a name, or empty."""

    title: str
    due_on: dt.date
    audience: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class OnRoadmap:
    """What somebody answers for on the roadmap and is not done, what is first due first."""

    goals: tuple[Linked, ...]
    milestones: tuple[Linked, ...]


class Roadmap(Protocol):
    """Goals and milestones, for who may not import them. All need the park's context."""

    def goals(self, viewer: Reader) -> Sequence[Linked]:
        """Return the standing goals that a reader may see, in the order of the matrix."""

    def goals_of(
        self, rows: Collection[ServesGoals], viewer: Reader
    ) -> Mapping[UUID, Sequence[Linked]]:
        """Return per agreement or commitment the goals that it serves and the reader may see."""

    def set_goals(self, row: ServesGoals, chosen: Collection[UUID], viewer: Reader) -> None:
        """Let an agreement or a commitment serve exactly these of the goals that the reader sees.

        Links to goals that she may not see stay. Ids of other goals are ignored.
        """

    def plan(self, *, park: Park, milestone: PlannedMilestone, origin: Origin) -> Linked:
        """Put a milestone of the park as a whole on the roadmap; it knows where it came from."""

    def milestones_of(
        self, origins: Collection[Origin], viewer: Reader
    ) -> Mapping[UUID, Sequence[Linked]]:
        """Return per origin the milestones that came from it and the reader may see."""

    def owned(self, hers: Q, viewer: Reader) -> OnRoadmap:
        """Return what a reader may see and fits a filter on `owner` and `owner_other`."""


_filled_in: list[Roadmap] = []


def fill_in(roadmap: Roadmap) -> None:
    """Say who answers. Called once, when the site starts."""
    _filled_in[:] = [roadmap]


def roadmap() -> Roadmap:
    """Return who answers for goals and milestones."""
    return _filled_in[0]
