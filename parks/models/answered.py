"""Who answers for something."""

from django.db import models

from parks.models.people import Membership


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
