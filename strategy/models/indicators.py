"""What a park measures, and what the measurements say."""

from typing import ClassVar

from django.db import models

from core.fields import quantity_field
from parks.choices import DataState
from parks.models import AudienceQuerySet, audience_field
from parks.owned import ParkOwned, scoped, track_history


class Indicator(ParkOwned):
    """What a park measures: a name and a unit. Goals share an indicator of the same name."""

    name = models.CharField("naam", max_length=160)
    unit = models.CharField("eenheid", max_length=40)

    objects: ClassVar["models.QuerySet[Indicator]"] = scoped(models.QuerySet["Indicator"])

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        constraints = [
            models.UniqueConstraint(fields=["park", "name", "unit"], name="strategy_indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"


@track_history()
class Measurement(ParkOwned):
    """The value of an indicator on a day, or the reason that there is none.

    It has an audience of its own: goals for different readers may share the indicator.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements")
    measured_on = models.DateField("gemeten op")
    data_state = models.CharField(
        "soort gegeven", max_length=16, choices=DataState, default=DataState.MEASURED
    )
    value = quantity_field("waarde")
    source = models.CharField("bron", max_length=200)
    note = models.CharField("toelichting", max_length=500, blank=True)
    audience = audience_field()

    objects: ClassVar[AudienceQuerySet] = scoped(AudienceQuerySet)

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        indexes = [
            models.Index(fields=["park", "indicator", "measured_on"], name="strategy_measured")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "indicator", "measured_on"], name="strategy_measurement_once"
            ),
            models.CheckConstraint(
                name="strategy_measurement_value",
                condition=models.Q(data_state__in=DataState.with_value(), value__isnull=False)
                | (~models.Q(data_state__in=DataState.with_value()) & models.Q(value__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.value if self.value is not None else self.data_state}"
