"""Files that people add to a record.

They are kept in the database: behind the same walls as the record, in the same transaction and
the same backup (decision 20).
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class StoredDocument(models.Model):
    """A file with what was found out about it on the way in."""

    filename = models.CharField("bestand", max_length=200)
    media_type = models.CharField("soort bestand", max_length=80)
    size = models.PositiveIntegerField("grootte (bytes)")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField("inhoud")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )
    added_at = models.DateTimeField("toegevoegd op", db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.filename
