"""Who advises parks: public bodies and the people who work for them."""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from parks import reference
from parks.choices import AuthorityKind
from parks.models.park import Park


class Authority(models.Model):
    """A public body that advises parks: municipality, province, region or programme."""

    kind = models.CharField("soort", max_length=16, choices=AuthorityKind)
    name = models.CharField("naam", max_length=120, unique=True)
    province = models.CharField("provincie", max_length=40, blank=True)
    municipality_codes = ArrayField(
        models.CharField(max_length=6), verbose_name="gemeentecodes", default=list, blank=True
    )
    # The id of a provider in the setting OIDC_PROVIDERS.
    login_provider = models.CharField(
        "inloggen met",
        max_length=40,
        blank=True,
        help_text="Adviseurs zien de terreinen van deze overheid alleen als zij zo zijn ingelogd.",
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

    def of_park(self, park: Park) -> "AdviserQuerySet":
        """Return those whose authority advises a park: `ParkQuerySet.of_authority` turned round."""
        codes = park.municipality_codes
        elsewhere = (AuthorityKind.PROVINCE, AuthorityKind.PROGRAMME)
        provinces = models.Q(
            kind=AuthorityKind.PROVINCE, province__in=reference.provinces_in(codes)
        )
        programmes = models.Q(
            kind=AuthorityKind.PROGRAMME,
            pk__in=Authority.parks.through.objects.filter(park=park).values("authority"),
        )
        places = ~models.Q(kind__in=elsewhere) & models.Q(municipality_codes__overlap=codes)
        return self.filter(authority__in=Authority.objects.filter(provinces | programmes | places))

    def for_list(self) -> "AdviserQuerySet":
        """Return them with their people and authorities, by name."""
        people = self.select_related("user", "authority")
        return people.order_by("user__name", "user__email", "authority__name", "pk")


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
