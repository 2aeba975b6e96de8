"""Figures that companies share, or keep to themselves."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from parks.choices import DataState, FigureKind
from parks.models.audience import ConfidentialQuerySet, release_field
from parks.models.establishments import Establishment
from parks.owned import ParkOwned, scoped, track_history


@track_history()
class CompanyFigure(ParkOwned):
    """What a company says of itself for a year, or why it says nothing.

    Confidential to the company and the park manager until the company releases it. The unit
    follows from the kind (`parks.choices.UNIT_OF_FIGURE`).
    """

    establishment = models.ForeignKey(Establishment, models.CASCADE, related_name="figures")
    kind = models.CharField("gegeven", max_length=16, choices=FigureKind)
    year = models.PositiveSmallIntegerField("jaar")
    data_state = models.CharField(
        "soort gegeven", max_length=16, choices=DataState, default=DataState.MEASURED
    )
    value = models.DecimalField("waarde", max_digits=16, decimal_places=2, null=True, blank=True)
    note = models.CharField("toelichting", max_length=500, blank=True)
    released_to = release_field()
    stated_at = models.DateTimeField("opgegeven op", db_default=Now())

    objects: ClassVar[ConfidentialQuerySet] = scoped(ConfidentialQuerySet)

    class Meta:
        verbose_name = "bedrijfsgegeven"
        verbose_name_plural = "bedrijfsgegevens"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "establishment", "kind", "year"], name="parks_figure_once"
            ),
            models.CheckConstraint(
                name="parks_figure_value",
                condition=models.Q(
                    data_state__in=DataState.with_value(), value__isnull=False, value__gte=0
                )
                | (~models.Q(data_state__in=DataState.with_value()) & models.Q(value__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment}: {self.get_kind_display()} {self.year}"
