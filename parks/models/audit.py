"""Who did what in a park."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from parks.choices import AuditAction, AuditResult
from parks.owned import ParkOwned, scoped


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Vocabulary for the log."""

    def in_park(self, park_id: int) -> "AuditQuerySet":
        """Write the park out: PostgreSQL needs it for the index."""
        return self.filter(park_id=park_id)

    def newest_first(self) -> "AuditQuerySet":
        """Return entries with their people, the latest on top."""
        return self.select_related("actor").order_by("-at", "pk")


class AuditEntry(ParkOwned):
    """One act: who, what, to which object, how it ended, from where, when (BIO2 8.15.01).

    The database role of the application can add entries, not change or remove them.
    """

    append_only = True

    at = models.DateTimeField("wanneer", db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.CharField("wat", max_length=16, choices=AuditAction)
    object_kind = models.CharField("soort object", max_length=80, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    object_label = models.CharField("object", max_length=200, blank=True)
    result = models.CharField(
        "resultaat", max_length=8, choices=AuditResult, default=AuditResult.DONE
    )
    origin = models.CharField("herkomst", max_length=64, blank=True)
    detail = models.JSONField("bijzonderheden", default=dict)

    objects: ClassVar[AuditQuerySet] = scoped(AuditQuerySet)

    class Meta:
        verbose_name = "regel in het logboek"
        verbose_name_plural = "logboek"
        indexes = [
            models.Index(fields=["park", "-at"], name="parks_audit_newest"),
            models.Index(fields=["park", "actor", "-at"], name="parks_audit_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.object_label}"
