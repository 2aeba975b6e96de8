"""Organisations: companies, governments, knowledge institutes and the neighbourhood."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from parks.choices import Helix
from parks.models.audience import AudienceQuerySet, audience_field
from parks.models.imported import Imported
from parks.models.merges import Mergeable
from parks.owned import ParkOwned, scoped, track_history

is_kvk_number = RegexValidator(r"^[0-9]{8}$", "Een KvK-nummer heeft 8 cijfers.")


class OrganisationQuerySet(AudienceQuerySet):
    """Vocabulary for organisations."""

    company_lookup = "establishments"

    def current(self) -> "OrganisationQuerySet":
        """Leave out those that went up in another one."""
        return self.filter(merged_into__isnull=True)

    def for_list(self) -> "OrganisationQuerySet":
        """Return them by name."""
        return self.order_by("name", "pk")


@track_history(in_bulk=True)
class Organisation(Mergeable, Imported, ParkOwned):
    """A legal body as this park knows it. Another park has a row of its own."""

    name = models.CharField("naam", max_length=160, db_collation="nl-x-icu")
    helix = models.CharField("soort", max_length=12, choices=Helix, default=Helix.COMPANY)
    kvk_number = models.CharField(
        "KvK-nummer", max_length=8, blank=True, validators=[is_kvk_number]
    )
    website = models.URLField("website", max_length=200, blank=True)
    note = models.TextField("notitie", max_length=4000, blank=True)
    audience = audience_field()

    in_history = ("name", "helix", "kvk_number", "website", "note", "audience")
    taken: ClassVar = {
        "parks_organisation_kvk": (
            "kvk_number",
            "Dit KvK-nummer staat al bij een andere organisatie van dit terrein.",
        )
    }
    objects: ClassVar[OrganisationQuerySet] = scoped(OrganisationQuerySet)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        indexes = [models.Index(fields=["park", "name"], name="parks_organisation_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "kvk_number"],
                condition=~models.Q(kvk_number="") & models.Q(merged_into__isnull=True),
                name="parks_organisation_kvk",
            ),
            models.CheckConstraint(
                condition=models.Q(kvk_number="") | models.Q(kvk_number__regex=r"^[0-9]{8}$"),
                name="parks_organisation_kvk_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.name
