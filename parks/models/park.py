"""The park: what the public register says of it."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.gis.db import models as gis
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from parks import reference
from parks.choices import AuthorityKind
from parks.models.imported import Imported

if TYPE_CHECKING:
    from parks.models.authorities import Authority

RD_NEW = 28992


class ParkQuerySet(models.QuerySet["Park"]):
    """Vocabulary for parks in the public register."""

    def for_list(self) -> "ParkQuerySet":
        """Leave out the outline: a list never draws it and it is the heaviest column."""
        return self.defer("outline").order_by("name", "pk")

    def of_authority(self, authority: "Authority") -> "ParkQuerySet":
        """Return the parks that an authority advises."""
        if authority.kind == AuthorityKind.PROGRAMME:
            return self.filter(programmes=authority)
        return self.filter(municipality_codes__overlap=list(authority.covered_codes()))

    def with_public_story(self) -> "ParkQuerySet":
        """Return the parks whose story everybody may read."""
        return self.filter(story_published_at__isnull=False)

    def matching(self, words: str) -> "ParkQuerySet":
        """Return the parks with these words in their name."""
        return self.filter(name__icontains=words) if words else self


class Park(Imported):
    """A business park: its public register facts. What happens in it stands in park-owned rows."""

    # Sorted as Dutch readers expect: capitals and accents don't matter.
    name = models.CharField("naam", max_length=120, db_collation="nl-x-icu")
    slug = models.SlugField("adres", max_length=140, unique=True)
    rin = models.PositiveIntegerField(
        "RIN-nummer",
        null=True,
        blank=True,
        unique=True,
        help_text="Nummer in het landelijke register.",
    )
    municipality_codes = ArrayField(
        models.CharField(max_length=6), verbose_name="gemeentecodes", default=list
    )
    gross_ha = models.DecimalField(
        "bruto ha", max_digits=10, decimal_places=4, null=True, blank=True
    )
    net_ha = models.DecimalField("netto ha", max_digits=10, decimal_places=4, null=True, blank=True)
    available_ha = models.DecimalField(
        "uitgeefbaar ha", max_digits=10, decimal_places=4, null=True, blank=True
    )
    location_type = models.CharField("type werklocatie", max_length=4, blank=True)
    register_year = models.PositiveSmallIntegerField("peiljaar", null=True, blank=True)
    outline = gis.MultiPolygonField("omtrek", srid=RD_NEW, null=True, blank=True)
    is_example = models.BooleanField("voorbeeld", default=False)
    # Kept by `collective.services.story`: a visitor reads no row of a park, so that a story is
    # public must stand outside them (decision 23).
    story_published_at = models.DateTimeField(
        "verhaal openbaar sinds", null=True, blank=True, editable=False
    )

    objects: ClassVar[ParkQuerySet] = ParkQuerySet.as_manager()  # type: ignore[assignment]  # a manager answers to its queryset

    class Meta:
        verbose_name = "bedrijventerrein"
        verbose_name_plural = "bedrijventerreinen"
        indexes = [
            GinIndex(fields=["municipality_codes"], name="parks_park_municipalities"),
            models.Index(fields=["name", "id"], name="parks_park_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality_names(self) -> str:
        """The names of the municipalities in which the park lies."""
        return reference.names_of(self.municipality_codes)

    @property
    def province_names(self) -> str:
        """The names of the provinces in which the park lies."""
        return reference.provinces_of(self.municipality_codes)
