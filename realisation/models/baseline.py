"""The baseline: facts of the area, with where they come from."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from core.dutch import format_date
from core.fields import quantity_field
from knowledge.realisation import area_facts
from parks.choices import DataState
from parks.models import AudienceQuerySet, FollowingQuerySet, audience_field
from parks.owned import ParkOwned, scoped, track_history
from strategy.models import Goal


class AreaFactQuerySet(AudienceQuerySet):
    """Vocabulary for facts of the area."""

    def newest_first(self) -> "AreaFactQuerySet":
        """Return them per subject, the latest on top."""
        return self.order_by("subject", "-on", "-created_at", "pk")


@track_history()
class AreaFact(ParkOwned):
    """One fact of the area on a day (SB fig 39, lines 2811-2858).

    `subject` is the slug of an item of `area_facts` in the knowledge, which says the unit. A
    subject in degrees (grid congestion) keeps the number of the degree, from 0.
    """

    subject = models.SlugField("gegeven", max_length=60)
    on = models.DateField("peildatum")
    data_state = models.CharField(
        "soort gegeven", max_length=16, choices=DataState, default=DataState.MEASURED
    )
    value = quantity_field("waarde")
    source = models.CharField("bron", max_length=200)
    note = models.CharField("toelichting", max_length=500, blank=True)
    audience = audience_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = ("on", "data_state", "value", "source", "note", "audience")
    taken: ClassVar = {
        "realisation_areafact_once": ("on", "Voor deze dag staat dit gegeven er al.")
    }
    objects: ClassVar[AreaFactQuerySet] = scoped(AreaFactQuerySet)

    class Meta:
        verbose_name = "gebiedsgegeven"
        verbose_name_plural = "gebiedsgegevens"
        constraints = [
            # Per audience, so that a refusal does not tell of a fact that is meant for others.
            models.UniqueConstraint(
                fields=["park", "subject", "on", "audience"], name="realisation_areafact_once"
            ),
            models.CheckConstraint(
                name="realisation_areafact_value",
                condition=models.Q(data_state__in=DataState.with_value(), value__isnull=False)
                | (~models.Q(data_state__in=DataState.with_value()) & models.Q(value__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        subject = area_facts().get(self.subject)
        return f"{subject.title if subject else self.subject} ({format_date(self.on)})"

    def words(self, unit: str) -> str:
        """The value with its unit, or why there is none."""
        value: Decimal | None = self.value
        return DataState(self.data_state).words(value, unit)


class FactGoalQuerySet(FollowingQuerySet):
    """Vocabulary for targets of facts: seen by who sees the goal."""

    follows = ("goal",)


@track_history()
class FactGoal(ParkOwned):
    """Which goal of the park names the target of a fact."""

    subject = models.SlugField("gegeven", max_length=60)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+", verbose_name="doel")

    in_history = ("subject", "goal")
    taken: ClassVar = {"realisation_factgoal_once": ("goal", "Dit doel staat al bij dit gegeven.")}
    objects: ClassVar[FactGoalQuerySet] = scoped(FactGoalQuerySet)

    class Meta:
        verbose_name = "streefwaarde van een gegeven"
        verbose_name_plural = "streefwaarden van gegevens"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "subject", "goal"], name="realisation_factgoal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.goal}"
