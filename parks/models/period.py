"""What holds for a time."""

import datetime as dt

from django.db import models

from parks.models.audience import FollowingQuerySet


class PeriodQuerySet(FollowingQuerySet):
    """Vocabulary for what holds for a time. Both ends must be visible for it to be."""

    def on(self, day: dt.date) -> "PeriodQuerySet":
        """Return what holds on a day. An unknown beginning is long ago; `until` is the first day
        on which it no longer holds."""
        begun = models.Q(since__isnull=True) | models.Q(since__lte=day)
        return self.filter(begun, models.Q(until__isnull=True) | models.Q(until__gt=day))

    def newest_first(self) -> "PeriodQuerySet":
        """Return what holds now on top, then what ended last."""
        return self.order_by(
            models.F("until").desc(nulls_first=True), models.F("since").desc(nulls_last=True), "pk"
        )


class Period(models.Model):
    """Holds from a day (unknown: long ago) until a day (none: still)."""

    since = models.DateField("sinds", null=True, blank=True)
    until = models.DateField("tot", null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def constraints(name: str) -> list[models.BaseConstraint]:
        """Return the constraint that a period doesn't end before it begins."""
        return [
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gt=models.F("since")),
                name=f"{name}_period",
            )
        ]
