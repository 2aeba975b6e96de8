"""Steps on the roadmap, and which one waits for which."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from collective.models import FollowUp, StepDecision
from parks.models import AudienceQuerySet, FollowingQuerySet, Owned, audience_field
from parks.owned import ParkOwned, scoped, track_history
from strategy.choices import DatePrecision, MilestoneState
from strategy.models.goals import Goal


class MilestoneQuerySet(AudienceQuerySet):
    """Vocabulary for milestones."""

    # A milestone of a hidden goal is hidden as well.
    follows = ("goal",)

    def for_list(self) -> "MilestoneQuerySet":
        """Return milestones with their owner, by date."""
        return self.select_related("owner__user").order_by("due_on", "created_at", "pk")

    def undone(self) -> "MilestoneQuerySet":
        """Return the milestones that are still to be done."""
        return self.filter(done_on__isnull=True)


@track_history()
class Milestone(Owned, ParkOwned):
    """A step on the roadmap, of a goal or of the park as a whole."""

    goal = models.ForeignKey(
        Goal, models.CASCADE, null=True, blank=True, related_name="milestones", verbose_name="doel"
    )
    title = models.CharField("mijlpaal", max_length=200)
    due_on = models.DateField("klaar op", help_text="Bij een kwartaal: de laatste dag ervan.")
    precision = models.CharField(
        "soort datum", max_length=8, choices=DatePrecision, default=DatePrecision.QUARTER
    )
    done_on = models.DateField("gedaan op", null=True, blank=True)
    blocked_reason = models.CharField("waardoor geblokkeerd", max_length=500, blank=True)
    blocked_by = models.CharField("wie kan het oplossen", max_length=120, blank=True)
    # Where it came from, if from one of these.
    step = models.ForeignKey(
        StepDecision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name="overgenomen stap",
    )
    follow_up = models.ForeignKey(
        FollowUp,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name="vervolg op een activiteit",
    )
    audience = audience_field()
    version = models.PositiveIntegerField("versie", default=1)
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    objects: ClassVar[MilestoneQuerySet] = scoped(MilestoneQuerySet)

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        indexes = [models.Index(fields=["park", "due_on"], name="strategy_milestone_due")]
        constraints = [
            models.CheckConstraint(
                name="strategy_milestone_blocked_with_reason",
                condition=models.Q(blocked_by="") | ~models.Q(blocked_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def state_on(self, today: dt.date) -> MilestoneState:
        """Return where this milestone stands on a day; done wins, then blocked, then late."""
        if self.done_on:
            return MilestoneState.DONE
        if self.blocked_reason:
            return MilestoneState.BLOCKED
        return MilestoneState.LATE if self.due_on < today else MilestoneState.OPEN


class MilestoneDependencyQuerySet(FollowingQuerySet):
    """Vocabulary for what waits for what; both must be visible for this to be."""

    follows = ("milestone", "depends_on")


class MilestoneDependency(ParkOwned):
    """This milestone can't be done before that one. Circles are refused on the way in."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="dependencies")
    depends_on = models.ForeignKey(Milestone, models.CASCADE, related_name="dependants")

    objects: ClassVar[MilestoneDependencyQuerySet] = scoped(MilestoneDependencyQuerySet)

    class Meta:
        verbose_name = "afhankelijkheid"
        verbose_name_plural = "afhankelijkheden"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "milestone", "depends_on"], name="strategy_dependency_once"
            ),
            models.CheckConstraint(
                name="strategy_dependency_on_another",
                condition=~models.Q(milestone=models.F("depends_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} na {self.depends_on_id}"
