"""How well a park is organised, on the business side and the public side."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from knowledge.choices import Degree
from parks.models import AudienceQuerySet, audience_field
from parks.owned import ParkOwned, scoped, track_history


class Side(models.TextChoices):
    """Both sides must organise (BRIEF)."""

    BUSINESS = "business", "Ondernemers"
    PUBLIC = "public", "Overheid"


class OrganisationDegreeQuerySet(AudienceQuerySet):
    """Vocabulary for organisation degrees."""

    def newest_first(self) -> "OrganisationDegreeQuerySet":
        """Return them with the latest statement on top."""
        return self.select_related("stated_by").order_by("-stated_on", "-created_at")


@track_history()
class OrganisationDegree(ParkOwned):
    """The organisation degree of one side, as established on a day, with its reason.

    A later statement doesn't change an earlier one: together they are the history.
    Source: SB fig 29 (lines 1987-2190); BRIEF for the public side.
    """

    side = models.CharField("kant", max_length=8, choices=Side)
    degree = models.CharField("organisatiegraad", max_length=16, choices=Degree)
    reason = models.CharField("waarom", max_length=1000)
    stated_on = models.DateField("vastgesteld op")
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgesteld door"
    )
    audience = audience_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    objects: ClassVar[OrganisationDegreeQuerySet] = scoped(OrganisationDegreeQuerySet)

    class Meta:
        verbose_name = "organisatiegraad"
        verbose_name_plural = "organisatiegraden"
        indexes = [
            models.Index(fields=["park", "side", "-stated_on"], name="collective_degree_newest")
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_degree_display()}"
