"""What goals and milestones share: who answers for them, and amounts."""

from typing import Any

from django.db import models

from parks.models import Membership


def amount_field(label: str) -> "models.DecimalField[Any, Any]":
    """Return an optional amount in euros."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


def quantity_field(label: str) -> "models.DecimalField[Any, Any]":
    """Return an optional quantity in the unit of an indicator."""
    return models.DecimalField(label, max_digits=18, decimal_places=4, null=True, blank=True)


class Owned(models.Model):
    """A row that somebody answers for: a person with a role at the park, or anybody by name."""

    owner = models.ForeignKey(
        Membership,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="eigenaar",
    )
    owner_other = models.CharField("eigenaar zonder account", max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def owner_label(self) -> str:
        """Who answers for this, or an empty string. Reads `owner.user`."""
        return str(self.owner.user) if self.owner else self.owner_other
