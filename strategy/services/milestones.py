"""Changes of milestones: what they are, whether they are done, and that they are gone.

Everything runs inside the park's context. Who did what is kept by the history of the rows.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from collective.models import FollowUp, StepDecision
from core.concurrency import FieldChange, StaleVersion
from core.words import EMPTY, field_label, field_words
from parks.choices import AuditAction
from parks.models import Membership, Park
from parks.services.audit import record
from strategy.choices import DatePrecision
from strategy.models import Goal, Milestone
from strategy.queries.words import milestone_when
from strategy.services.dependencies import WaitsForUndoneError, lock_dependencies, set_dependencies

WAITS_FOR = "Wacht op"


@dataclass(frozen=True, slots=True)
class Due:
    """When something must be done; of a quarter `on` is the last day."""

    on: dt.date
    precision: str = DatePrecision.QUARTER


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneData:
    """What people fill in about a milestone; `goal` None makes it one of the park as a whole."""

    title: str
    due: Due
    audience: str
    goal: Goal | None = None
    owner: Membership | None = None
    owner_other: str = ""
    depends_on: frozenset[Milestone] = frozenset()
    blocked_reason: str = ""
    blocked_by: str = ""

    @classmethod
    def of(cls, source: Any, depends_on: Iterable[Milestone] = ()) -> "MilestoneData":
        """Return what a milestone, or a row of its history, holds. Reads its goal and owner."""
        due = Due(source.due_on, source.precision)
        own = {name: getattr(source, name) for name in OWN_FIELDS}
        return cls(due=due, depends_on=frozenset(depends_on), **own)

    def columns(self) -> dict[str, Any]:
        """Return the values of the row itself, by field name."""
        own = {name: getattr(self, name) for name in OWN_FIELDS}
        return own | {"due_on": self.due.on, "precision": self.due.precision}


OWN_FIELDS = tuple(
    each.name for each in fields(MilestoneData) if each.name not in ("due", "depends_on")
)


class MilestoneChanged(StaleVersion):
    """Somebody else saved this milestone after the form was opened.

    `merged` holds what was typed, and what the other stored in every field that was left alone.
    `waits_for` is what is stored, for the next attempt.
    """

    def __init__(
        self,
        *,
        changes: tuple[FieldChange, ...],
        current_version: int,
        merged: MilestoneData,
        waits_for: Collection[UUID],
    ) -> None:
        super().__init__(changes=changes, current_version=current_version)
        self.merged = merged
        self.waits_for = waits_for


class StillNeededError(Exception):
    """A milestone can't be reopened while others that need it are done; `titles` are theirs."""

    def __init__(self, title: str, titles: Collection[str]) -> None:
        self.titles = tuple(titles)
        self.message = (
            f"‘{title}’ kan niet weer open, want dit is al klaar en heeft het nodig: "
            f"{'; '.join(self.titles)}. Zet dat eerst weer open."
        )
        super().__init__(self.message)


@transaction.atomic
def create_milestone(
    *,
    park: Park,
    data: MilestoneData,
    origin: StepDecision | FollowUp | None = None,
) -> Milestone:
    """Add a milestone to a park, or to one of its goals. Raises what `set_dependencies` does.

    `origin` is what it came from, if that is known.
    """
    milestone: Milestone = Milestone.objects.create(
        park=park,
        step=origin if isinstance(origin, StepDecision) else None,
        follow_up=origin if isinstance(origin, FollowUp) else None,
        **data.columns(),
    )
    set_dependencies(milestone=milestone, depends_on=data.depends_on)
    return milestone


@transaction.atomic
def update_milestone(
    *,
    park: Park,
    pk: UUID,
    data: MilestoneData,
    expected_version: int,
    waited_for: Collection[UUID],
) -> Milestone:
    """Store what was typed over version `expected_version` of a milestone.

    `waited_for` is what it depended on when the form was opened: history does not hold that.
    Raises `MilestoneChanged` when somebody else changed what this form can change,
    `Milestone.DoesNotExist` when it is gone, and what `set_dependencies` raises. Then nothing is
    stored.
    """
    lock_dependencies(park.pk)
    milestone = _locked(park, pk)
    stored = read_data(milestone)
    if milestone.version != expected_version:
        base = _as_it_was(milestone, expected_version, waited_for)
        _refuse_conflict(stored, data, base, milestone.version)
    if not _differing(stored, data):
        return milestone
    set_dependencies(milestone=milestone, depends_on=data.depends_on)
    columns = data.columns() | {"version": milestone.version + 1}
    for name, value in columns.items():
        setattr(milestone, name, value)
    milestone.save(update_fields=list(columns))
    return milestone


def _locked(park: Park, pk: UUID) -> Milestone:
    rows = Milestone.objects.filter(park=park).select_related("goal", "owner__user")
    milestone: Milestone = rows.select_for_update(of=("self",)).get(pk=pk)
    return milestone


def read_data(milestone: Milestone) -> MilestoneData:
    """Return what is stored, with what it waits for. One query."""
    return MilestoneData.of(milestone, _waits_for(milestone))


def _waits_for(milestone: Milestone) -> "models.QuerySet[Milestone]":
    rows: models.QuerySet[Milestone] = Milestone.objects.filter(park_id=milestone.park_id)
    return rows.filter(dependants__milestone=milestone).order_by("due_on", "pk")


def _refuse_conflict(
    stored: MilestoneData, typed: MilestoneData, base: MilestoneData | None, version: int
) -> None:
    """Raise `MilestoneChanged` unless the others left the form's fields as they were.

    `base` is what the form started from; for a version that never existed there is none, and then
    everything counts as changed.
    """
    by_others = _differing(stored, base)
    theirs = [name for name in _differing(stored, typed) if name in by_others]
    if not theirs:
        return
    left_alone = [name for name in theirs if base and name not in _differing(typed, base)]
    raise MilestoneChanged(
        changes=tuple(
            FieldChange(_label(name), _words(name, stored), _words(name, typed)) for name in theirs
        ),
        current_version=version,
        merged=replace(typed, **{name: getattr(stored, name) for name in left_alone}),
        waits_for=[other.pk for other in stored.depends_on],
    )


def _as_it_was(
    milestone: Milestone, version: int, waited_for: Collection[UUID]
) -> MilestoneData | None:
    # pghistory makes this class at run time: it has no name to import that mypy knows.
    events: Any = apps.get_model("strategy", "MilestoneEvent")
    rows = events.objects.filter(park_id=milestone.park_id, pgh_obj_id=milestone.pk)
    known = rows.filter(version=version).select_related("goal", "owner__user")
    event = known.order_by("pgh_id").last()
    seen = [Milestone(pk=pk) for pk in waited_for]
    return MilestoneData.of(event, seen) if event else None


def _differing(one: MilestoneData, other: MilestoneData | None) -> list[str]:
    """Return the fields in which two differ; all of them when there is no other."""
    return [
        each.name
        for each in fields(MilestoneData)
        if other is None or getattr(one, each.name) != getattr(other, each.name)
    ]


def _label(name: str) -> str:
    own = {"due": field_label(_field("due_on")), "depends_on": WAITS_FOR}
    return own.get(name) or field_label(_field(name))


def _words(name: str, data: MilestoneData) -> str:
    if name == "due":
        return milestone_when(data.due.on, data.due.precision)
    if name == "depends_on":
        return "; ".join(sorted(each.title for each in data.depends_on)) or EMPTY
    return field_words(_field(name), getattr(data, name))


def _field(name: str) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", Milestone._meta.get_field(name))


@transaction.atomic
def complete_milestone(*, park: Park, pk: UUID, on: dt.date) -> None:
    """Mark a milestone as done on a day; if it already was, that day stays.

    Raises WaitsForUndoneError with the names of what must be done first.
    """
    lock_dependencies(park.pk)
    milestone = _locked(park, pk)
    if milestone.done_on is not None:
        return
    if undone := [each.title for each in _waits_for(milestone) if each.done_on is None]:
        raise WaitsForUndoneError(milestone.title, undone)
    _set_done(milestone, on)


@transaction.atomic
def reopen_milestone(*, park: Park, pk: UUID) -> None:
    """Mark a milestone as not done after all. Raises StillNeededError when done ones need it."""
    lock_dependencies(park.pk)
    milestone = _locked(park, pk)
    needing = Milestone.objects.filter(park=park, dependencies__depends_on=milestone)
    done = needing.filter(done_on__isnull=False).order_by("due_on", "pk")
    if titles := list(done.values_list("title", flat=True)):
        raise StillNeededError(milestone.title, titles)
    _set_done(milestone, None)


def _set_done(milestone: Milestone, on: dt.date | None) -> None:
    # The version stays: this touches no field that a form for the milestone could overwrite.
    milestone.done_on = on
    milestone.save(update_fields=["done_on"])


@transaction.atomic
def delete_milestone(*, park: Park, pk: UUID) -> None:
    """Delete a milestone; what waited for it no longer does. Its history is kept."""
    lock_dependencies(park.pk)
    milestone = _locked(park, pk)
    record(park=park, action=AuditAction.DELETE, target=milestone)
    milestone.delete()
