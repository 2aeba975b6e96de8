"""Figures that companies share, or keep to themselves, and what the park says of them together."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from parks.choices import UNIT_OF_FIGURE, Coverage, DataState, FigureKind
from parks.models.audience import (
    ConfidentialQuerySet,
    FollowingQuerySet,
    ManagerOnlyQuerySet,
    release_field,
)
from parks.models.establishments import Establishment
from parks.owned import ParkOwned, scoped, track_history


class CompanyFigureQuerySet(ConfidentialQuerySet):
    """Vocabulary for what companies say of themselves."""

    follows = ("establishment",)

    def known(self) -> "CompanyFigureQuerySet":
        """Return those with a number."""
        return self.filter(value__isnull=False)


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
    by_manager = models.BooleanField("ingevuld door de parkmanager", default=False)
    stated_at = models.DateTimeField("opgegeven op", db_default=Now())

    objects: ClassVar[CompanyFigureQuerySet] = scoped(CompanyFigureQuerySet)

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

    @property
    def text(self) -> str:
        """The figure with its unit, or why there is none."""
        return DataState(self.data_state).words(self.value, UNIT_OF_FIGURE[FigureKind(self.kind)])


class AggregateReleaseQuerySet(FollowingQuerySet):
    """Vocabulary for published totals. Everybody who reads the park reads the same ones."""

    def newest(self) -> "AggregateReleaseQuerySet":
        """Return the last one of each kind and year."""
        return self.order_by("kind", "year", "-number").distinct("kind", "year")


class AggregateRelease(ParkOwned):
    """What the park says of its companies together: one published total, never changed.

    Holds nothing but what everybody may read: `value` is rounded, the counts are rounded down to
    fives (`parks.disclosure`). `parts` lists `{"section", "value", "companies"}`; an empty section
    is the rest. The database role of the application can add totals, not change or remove them.
    """

    append_only = True

    kind = models.CharField("gegeven", max_length=16, choices=FigureKind)
    year = models.PositiveSmallIntegerField("jaar")
    number = models.PositiveIntegerField("ronde")
    value = models.DecimalField("totaal", max_digits=20, decimal_places=2)
    companies = models.PositiveIntegerField("bedrijven met een getal, ten minste")
    estimated = models.PositiveIntegerField("daarvan geschat, ten minste")
    missing = models.PositiveIntegerField("ontbreekt, ten minste")
    not_applicable = models.PositiveIntegerField("niet van toepassing, ten minste")
    refused = models.PositiveIntegerField("niet gedeeld, ten minste")
    coverage = models.CharField("dekking", max_length=8, choices=Coverage)
    parts = models.JSONField("per sector", default=list)
    made_at = models.DateTimeField("gepubliceerd op", db_default=Now())

    objects: ClassVar[AggregateReleaseQuerySet] = scoped(AggregateReleaseQuerySet)

    class Meta:
        verbose_name = "gepubliceerd totaal"
        verbose_name_plural = "gepubliceerde totalen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "kind", "year", "number"], name="parks_aggregate_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}, ronde {self.number}"


class AggregateSource(ParkOwned):
    """The answers behind a published total, by which the next one is judged. Confidential.

    `answers` maps the id of an establishment to `{"value", "section", "release"}`.
    """

    append_only = True

    aggregate = models.ForeignKey(
        AggregateRelease, models.CASCADE, related_name="sources", verbose_name="totaal"
    )
    answers = models.JSONField("antwoorden")

    objects: ClassVar[ManagerOnlyQuerySet] = scoped(ManagerOnlyQuerySet)

    class Meta:
        verbose_name = "bron van een totaal"
        verbose_name_plural = "bronnen van totalen"
        constraints = [
            models.UniqueConstraint(fields=["park", "aggregate"], name="parks_aggregate_source")
        ]

    def __str__(self) -> str:
        return f"antwoorden achter {self.aggregate_id}"
