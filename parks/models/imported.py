"""What rows have that can come out of a file."""

from django.db import models


class Imported(models.Model):
    """Where a row came from, and what the last file said.

    `from_file` holds the value of each field as the last import wrote it, as text. A field whose
    value is another now was changed by a person, and a later import leaves it alone.
    """

    source = models.CharField("bron", max_length=200, blank=True)
    source_date = models.DateField("peildatum van de bron", null=True, blank=True)
    from_file = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True
