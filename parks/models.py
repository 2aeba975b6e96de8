"""The park, who advises it and who belongs to it."""

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.contrib.gis.db import models as gis
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

from parks import reference
from parks.choices import PARK_ROLES, Audience, AuthorityKind
from parks.owned import ParkOwned, scoped, track_history
from parks.people_models import Invitation as Invitation  # noqa: PLC0414  # offered here too

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

    def matching(self, words: str) -> "ParkQuerySet":
        """Return the parks with these words in their name."""
        return self.filter(name__icontains=words) if words else self


class Park(models.Model):
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


class Authority(models.Model):
    """A public body that advises parks: municipality, province, region or programme."""

    kind = models.CharField("soort", max_length=16, choices=AuthorityKind)
    name = models.CharField("naam", max_length=120, unique=True)
    province = models.CharField("provincie", max_length=40, blank=True)
    municipality_codes = ArrayField(
        models.CharField(max_length=6), verbose_name="gemeentecodes", default=list, blank=True
    )
    parks = models.ManyToManyField(
        Park, related_name="programmes", blank=True, verbose_name="terreinen van een programma"
    )

    class Meta:
        verbose_name = "overheid"
        verbose_name_plural = "overheden"

    def __str__(self) -> str:
        return self.name

    def covered_codes(self) -> Sequence[str]:
        """Return the codes of the municipalities whose parks this authority advises."""
        if self.kind == AuthorityKind.PROVINCE:
            return reference.codes_in_province(self.province)
        return self.municipality_codes


class AdviserQuerySet(models.QuerySet["Adviser"]):
    """Vocabulary for advisers."""

    def current(self) -> "AdviserQuerySet":
        """Return those whose work for the authority has begun and has not ended."""
        return self.not_ended().filter(since__lte=timezone.localdate())

    def not_ended(self) -> "AdviserQuerySet":
        """Return those whose work has not ended, also when it still has to begin."""
        return self.filter(ended_on__isnull=True)


class Adviser(models.Model):
    """A person who works for an authority and so reads its parks."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="advisers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="advisers")
    since = models.DateField("sinds", default=timezone.localdate)
    ended_on = models.DateField("tot", null=True, blank=True)

    objects: ClassVar[AdviserQuerySet] = AdviserQuerySet.as_manager()  # type: ignore[assignment]  # a manager answers to its queryset

    class Meta:
        verbose_name = "adviseur"
        verbose_name_plural = "adviseurs"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "user"],
                condition=models.Q(ended_on__isnull=True),
                name="parks_adviser_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.authority})"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Vocabulary for the people of a park."""

    def current(self) -> "MembershipQuerySet":
        """Return those that have begun and have not ended."""
        return self.not_ended().filter(since__lte=timezone.localdate())

    def not_ended(self) -> "MembershipQuerySet":
        """Return those that have not ended, also when they still have to begin."""
        return self.filter(ended_on__isnull=True)

    def for_list(self) -> "MembershipQuerySet":
        """Return them with their people, by name."""
        return self.select_related("user").order_by("user__name", "user__email")


@track_history()
class Membership(ParkOwned):
    """A person's role at one park. A person may have several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField("rol", max_length=16, choices=PARK_ROLES)
    since = models.DateField("sinds", default=timezone.localdate)
    ended_on = models.DateField("tot", null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = scoped(MembershipQuerySet)

    class Meta:
        verbose_name = "rol op een terrein"
        verbose_name_plural = "rollen op een terrein"
        indexes = [models.Index(fields=["user"], name="parks_membership_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "user", "role"],
                condition=models.Q(ended_on__isnull=True),
                name="parks_membership_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class Reader(Protocol):
    """Who looks: the park, and the audiences that she belongs to there."""

    @property
    def park(self) -> Park: ...

    @property
    def audiences(self) -> tuple[str, ...]: ...


class AudienceQuerySet(models.QuerySet[Any]):
    """Rows with an audience: the one place that says who sees which."""

    def visible_to(self, viewer: Reader) -> Any:
        """Return the rows of the viewer's park that the viewer may see."""
        return self.in_park(viewer.park.pk).for_audiences(viewer.audiences)

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the rows that are meant for one of these audiences."""
        if len(audiences) == len(Audience.values):
            return self
        return self.filter(audience__in=audiences)

    def in_park(self, park_id: int) -> Any:
        """Write the park out, although every net does so too: PostgreSQL needs it for the index."""
        return self.filter(park_id=park_id)


def audience_field() -> "models.CharField[str, str]":
    """Return the field that says who may read a row; new rows start at the team."""
    return models.CharField(
        "wie mag dit zien", max_length=16, choices=Audience, default=Audience.TEAM
    )
