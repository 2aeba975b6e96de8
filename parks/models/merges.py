"""Two rows that turned out to be one and the same."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from parks.owned import ParkOwned, scoped, track_history


class Mergeable(models.Model):
    """Can go up in another row of its kind. The row stays, so that its history and old addresses
    keep their meaning."""

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    class Meta:
        abstract = True


class MergeKind(models.TextChoices):
    """What was merged."""

    ORGANISATION = "organisation", "organisatie"
    ESTABLISHMENT = "establishment", "vestiging"


class MergeQuerySet(models.QuerySet["Merge"]):
    """Vocabulary for merges."""

    def in_park(self, park_id: int) -> "MergeQuerySet":
        """Write the park out: PostgreSQL needs it for the index."""
        return self.filter(park_id=park_id)

    def standing(self) -> "MergeQuerySet":
        """Return those that nobody took back."""
        return self.filter(undone_at__isnull=True)


@track_history()
class Merge(ParkOwned):
    """Row `loser_id` went up in row `winner_id`: what was moved, and what is needed to go back.

    `fields`: per field of the winner that changed, its value before and after. `moved`: per
    foreign key ("parks.Ownership.organisation") the ids that now point at the winner. `joined`:
    periods of the loser that were taken into one of the winner. `kept`: ids that stayed, because
    the winner had the same already. No foreign keys: this tells of rows, it doesn't need them.
    """

    kind = models.CharField("soort", max_length=16, choices=MergeKind)
    winner_id = models.UUIDField()
    loser_id = models.UUIDField()
    loser_name = models.CharField("opgegaan", max_length=160)
    fields: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    moved: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    joined: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    kept: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    merged_at = models.DateTimeField("samengevoegd op", db_default=Now())
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField("teruggedraaid op", null=True, blank=True)

    objects: ClassVar[MergeQuerySet] = scoped(MergeQuerySet)

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        indexes = [models.Index(fields=["park", "winner_id"], name="parks_merge_winner")]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "loser_id"],
                condition=models.Q(undone_at__isnull=True),
                name="parks_merge_once",
            )
        ]

    def __str__(self) -> str:
        return self.loser_name
