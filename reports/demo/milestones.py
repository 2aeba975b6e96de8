"""Brings the milestones of an invented park from one phase to the next, through their services."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from parks.choices import Audience
from parks.models import Membership, Park
from reports.demo.moments import Calendar, precision_of
from reports.demo.schema import GoalContent, MilestoneContent, ParkContent, Phase
from strategy.models import Goal, Milestone
from strategy.services.milestones import (
    Due,
    MilestoneData,
    complete_milestone,
    create_milestone,
    delete_milestone,
    update_milestone,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A milestone of the content with its key and its goal; None is the park as a whole."""

    key: str
    content: MilestoneContent
    goal: GoalContent | None


def entries_of(park: ParkContent) -> Iterator[Entry]:
    """Yield every milestone; one without a key is known by its place."""
    for number, content in enumerate(park.milestones):
        yield Entry(content.key or f"park:{number}", content, None)
    for goal in park.goals:
        for number, content in enumerate(goal.milestones):
            yield Entry(content.key or f"{goal.key}:{number}", content, goal)


@dataclass(slots=True)
class MilestoneBuilder:
    """Keeps what has been made, so that the next phase changes only what differs."""

    park: Park
    calendar: Calendar
    memberships: Mapping[str, Membership]
    goals: Mapping[str, Goal]
    made: dict[str, Milestone] = field(default_factory=dict)
    written: dict[str, MilestoneData] = field(default_factory=dict)
    completed: set[str] = field(default_factory=set)

    def bring_to(self, phase: Phase, day: dt.date, entries: list[Entry]) -> None:
        """Make the milestones what they were on a day in this phase; their goals are there."""
        here = [entry for entry in entries if _stands(entry, phase)]
        for key in self.made.keys() - {entry.key for entry in here}:
            delete_milestone(park=self.park, pk=self.made.pop(key).pk)
        for entry in here:
            self._create(entry, phase)
        # Only now is there everything that a milestone may wait for.
        for entry in here:
            self._update(entry, phase)
        self._complete(here, day)

    def _create(self, entry: Entry, phase: Phase) -> None:
        if entry.key not in self.made:
            data = replace(self._data(entry, phase), depends_on=frozenset())
            self.made[entry.key] = create_milestone(park=self.park, data=data)
            self.written[entry.key] = data

    def _update(self, entry: Entry, phase: Phase) -> None:
        data = self._data(entry, phase)
        if data == self.written[entry.key]:
            return
        row = self.made[entry.key]
        self.made[entry.key] = update_milestone(
            park=self.park,
            pk=row.pk,
            data=data,
            expected_version=row.version,
            waited_for=[other.pk for other in self.written[entry.key].depends_on],
        )
        self.written[entry.key] = data

    def _complete(self, entries: list[Entry], until: dt.date) -> None:
        """Mark what was done by then, in order of time: what others wait for comes first."""
        done = [
            (self.calendar.day(entry.content.done), entry)
            for entry in entries
            if entry.content.done
        ]
        for on, entry in sorted(done, key=lambda pair: pair[0]):
            if entry.key not in self.completed and on <= until:
                complete_milestone(park=self.park, pk=self.made[entry.key].pk, on=on)
                self.completed.add(entry.key)

    def _data(self, entry: Entry, phase: Phase) -> MilestoneData:
        content = entry.content
        due = content.due_in(phase)
        owner = self.memberships.get(content.owner)
        now = phase is Phase.SECOND
        return MilestoneData(
            title=self.calendar.fill(content.title),
            goal=self.goals[entry.goal.key] if entry.goal else None,
            due=Due(self.calendar.day(due), precision_of(due)),
            owner=owner,
            owner_other="" if owner else content.owner,
            blocked_reason=content.blocked if now else "",
            blocked_by=content.blocked_by if now else "",
            audience=content.audience or (entry.goal.audience if entry.goal else Audience.MEMBERS),
            depends_on=frozenset(self.made[key] for key in content.waits_for if key in self.made),
        )


def _stands(entry: Entry, phase: Phase) -> bool:
    """Whether a milestone is on the roadmap in a phase; it goes nowhere without its goal."""
    return entry.content.exists_in(phase) and (entry.goal is None or entry.goal.exists_in(phase))
