"""A party in an agreement, a commitment or an idea."""

from django.db import models

from collective.models.stakeholders import Stakeholder
from parks.choices import Helix


class Party(models.Model):
    """Who takes part, under the name that all readers of the record see.

    `stakeholder` ties it to the register of the team, and tells other readers nothing.
    """

    name = models.CharField("partij", max_length=160)
    helix = models.CharField("soort", max_length=12, choices=Helix)
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="belanghebbende",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
