"""Answers what collective asks of the roadmap (`collective.roadmap`)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from collective.models import Agreement, StepDecision
from collective.roadmap import Linked, OnRoadmap, Origin, PlannedMilestone, ServesGoals
from parks.models import Park, Reader
from strategy.models import Goal, GoalAgreement, GoalCommitment, Milestone
from strategy.services.milestones import Due, MilestoneData, create_milestone


class GoalsAndMilestones:
    """Goals and milestones as collective sees them."""

    def goals(self, viewer: Reader) -> Sequence[Linked]:
        """Return the standing goals that a reader may see, in the order of the matrix."""
        goals = Goal.objects.visible_to(viewer).standing()
        return [_goal(goal, viewer.park) for goal in goals.order_by("capital", "horizon", "pk")]

    def goals_of(
        self, rows: Collection[ServesGoals], viewer: Reader
    ) -> Mapping[UUID, Sequence[Linked]]:
        """Return per agreement or commitment the goals that it serves and the reader may see."""
        found: dict[UUID, list[Linked]] = defaultdict(list)
        for model, field in ((GoalAgreement, "agreement"), (GoalCommitment, "commitment")):
            own = [row.pk for row in rows if _field(row) == field]
            if not own:
                continue
            links = model.objects.visible_to(viewer).filter(**{f"{field}__in": own})
            for link in links.select_related("goal").order_by("goal__statement", "pk"):
                found[getattr(link, f"{field}_id")].append(_goal(link.goal, viewer.park))
        return found

    @transaction.atomic
    def set_goals(self, row: ServesGoals, chosen: Collection[UUID], viewer: Reader) -> None:
        """Let a row serve exactly these of the goals that the reader sees; others stay."""
        model: Any = GoalAgreement if isinstance(row, Agreement) else GoalCommitment
        mine = {_field(row): row}
        seen = set(Goal.objects.visible_to(viewer).values_list("pk", flat=True))
        links = model.objects.in_park(row.park_id).filter(**mine, goal__in=seen)
        links.exclude(goal__in=chosen).delete()
        kept = set(links.values_list("goal_id", flat=True))
        for goal_id in sorted(seen & set(chosen) - kept):
            model.objects.create(park_id=row.park_id, goal_id=goal_id, **mine)

    def plan(self, *, park: Park, milestone: PlannedMilestone, origin: Origin) -> Linked:
        """Put a milestone of the park as a whole on the roadmap; it knows where it came from."""
        data = MilestoneData(
            title=milestone.title,
            due=Due(milestone.due_on),
            audience=milestone.audience,
            owner_other=milestone.owner,
        )
        made = create_milestone(park=park, data=data, origin=origin)
        return _milestone(made, park)

    def milestones_of(
        self, origins: Collection[Origin], viewer: Reader
    ) -> Mapping[UUID, Sequence[Linked]]:
        """Return per origin the milestones that came from it and the reader may see."""
        found: dict[UUID, list[Linked]] = defaultdict(list)
        for field in ("step", "follow_up"):
            own = [origin.pk for origin in origins if _origin(origin) == field]
            if not own:
                continue
            rows = Milestone.objects.visible_to(viewer).filter(**{f"{field}__in": own})
            for row in rows.for_list():
                found[getattr(row, f"{field}_id")].append(_milestone(row, viewer.park))
        return found

    def owned(self, hers: Q, viewer: Reader) -> OnRoadmap:
        """Return the open goals and undone milestones that a reader may see and fit a filter."""
        goals = Goal.objects.visible_to(viewer).open().filter(hers).for_list()
        milestones = Milestone.objects.visible_to(viewer).undone().filter(hers).for_list()
        return OnRoadmap(
            goals=tuple(_goal(row, viewer.park) for row in goals),
            milestones=tuple(_milestone(row, viewer.park) for row in milestones),
        )


def _field(row: ServesGoals) -> str:
    return "agreement" if isinstance(row, Agreement) else "commitment"


def _origin(origin: Origin) -> str:
    return "step" if isinstance(origin, StepDecision) else "follow_up"


def _goal(goal: Goal, park: Park) -> Linked:
    return Linked(
        goal.pk, goal.statement, reverse("strategy:goal_detail", args=[park.slug, goal.pk])
    )


def _milestone(row: Milestone, park: Park) -> Linked:
    address = reverse("strategy:roadmap", args=[park.slug])
    return Linked(row.pk, row.title, address, is_done=row.done_on is not None)
