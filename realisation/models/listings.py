"""The long list of demand and supply, each with how far its party wants to go."""

import datetime as dt
from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from collective.models import Stakeholder
from core.fields import quantity_field
from parks.choices import EnvironmentalCategory, Helix
from parks.models import ConfidentialQuerySet, Establishment, Plot, Reader, release_field
from parks.owned import ParkOwned, scoped, track_history
from realisation.choices import (
    Feature,
    ListingKind,
    ListingSide,
    ListingSource,
    ListingState,
    Manner,
    Per,
    Subject,
    Unit,
    Willingness,
)
from realisation.models.quickscan import QuickScan

# Wishes change: what nobody renews within a year no longer counts.
LASTS: Final = dt.timedelta(days=365)
EXPIRES_SOON: Final = dt.timedelta(days=30)


class ListingQuerySet(ConfidentialQuerySet):
    """Vocabulary for demand and supply."""

    follows = ("establishment", "plot")

    def demands(self) -> "ListingQuerySet":
        """Return what is asked."""
        return self.filter(side=ListingSide.DEMAND)

    def supplies(self) -> "ListingQuerySet":
        """Return what is offered."""
        return self.filter(side=ListingSide.SUPPLY)

    def standing_on(self, day: dt.date) -> "ListingQuerySet":
        """Return what still holds on a day: open, not expired, of a company that is still here."""
        return self.of_who_is_here().filter(state=ListingState.OPEN, expires_on__gte=day)

    def of_who_is_here(self) -> "ListingQuerySet":
        """Return what a company asks or offers that is still here, or a party from elsewhere."""
        return self.filter(
            models.Q(establishment__isnull=True)
            | models.Q(establishment__left_on__isnull=True, establishment__merged_into__isnull=True)
        )

    def to_match_on(self, day: dt.date) -> "ListingQuerySet":
        """Return what may be matched on a day: standing, and with willingness in sight (TB)."""
        return self.standing_on(day).filter(willingness__in=Willingness.in_sight())

    def for_list(self, viewer: Reader) -> "ListingQuerySet":
        """Return them with their party, and the plot if the viewer may see that; newest on top.

        A plot that she may not see is as if none was filled in: neither its name nor its size.
        """
        seen = models.Prefetch("plot", Plot.objects.visible_to(viewer).defer("geometry"))
        rows = self.select_related("establishment").prefetch_related(seen)
        return rows.order_by("-created_at", "pk")


@track_history()
class Listing(ParkOwned):
    """A demand or a supply of one party (TB step 2, lines 2327-2458).

    The party is a company of the park, or another one by name (`stakeholder` ties that to the
    register of the team and tells other readers nothing). Confidential to the company and the park
    manager until released. Prices in euros without VAT, in prices of the day of entry. For land on
    the side of supply `plot` is what the party would give.
    """

    side = models.CharField("vraag of aanbod", max_length=8, choices=ListingSide)
    kind = models.CharField("soort", max_length=12, choices=ListingKind)
    subject = models.CharField("wat", max_length=12, choices=Subject, blank=True)
    manner = models.CharField("hoe", max_length=12, choices=Manner, blank=True)
    title = models.CharField("in één zin", max_length=160)
    description = models.TextField("toelichting", max_length=2000, blank=True)

    establishment = models.ForeignKey(
        Establishment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name="bedrijf",
    )
    name = models.CharField("andere partij", max_length=160, blank=True)
    helix = models.CharField("soort partij", max_length=12, choices=Helix, default=Helix.COMPANY)
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="belanghebbende",
    )
    plot = models.ForeignKey(
        Plot,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name="kavel",
    )

    area_min_m2 = models.PositiveIntegerField("ten minste m²", null=True, blank=True)
    area_max_m2 = models.PositiveIntegerField("ten hoogste m²", null=True, blank=True)
    next_to_own = models.BooleanField("moet grenzen aan de eigen kavel", default=False)
    category = models.CharField(
        "milieucategorie", max_length=4, choices=EnvironmentalCategory, blank=True
    )
    features = ArrayField(
        models.CharField(max_length=12, choices=Feature),
        verbose_name="kenmerken",
        default=list,
        blank=True,
    )
    price_eur_m2 = models.DecimalField(
        "prijsidee per m²", max_digits=10, decimal_places=2, null=True, blank=True
    )
    from_on = models.DateField("vanaf", null=True, blank=True)
    until_on = models.DateField("tot en met", null=True, blank=True)

    quantity = quantity_field("hoeveel")
    unit = models.CharField("eenheid", max_length=8, choices=Unit, blank=True)
    per = models.CharField("per", max_length=8, choices=Per, blank=True)
    temperature_c = models.SmallIntegerField("temperatuur (°C)", null=True, blank=True)
    quality = models.CharField("kwaliteit", max_length=200, blank=True)

    willingness = models.CharField("investeringsbereidheid", max_length=12, choices=Willingness)
    urgency = models.PositiveSmallIntegerField(
        "hoe dringend", default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    conditions = models.TextField("voorwaarden", max_length=1000, blank=True)
    source = models.CharField(
        "komt uit", max_length=8, choices=ListingSource, default=ListingSource.ENTERED
    )
    scan = models.ForeignKey(
        QuickScan, models.SET_NULL, null=True, blank=True, related_name="listings"
    )
    expires_on = models.DateField("geldt tot en met")
    state = models.CharField(
        "stand", max_length=12, choices=ListingState, default=ListingState.OPEN
    )
    state_reason = models.CharField("waarom", max_length=500, blank=True)
    released_to = release_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = (
        "side", "kind", "subject", "manner", "title", "description", "establishment", "name",
        "helix", "stakeholder", "plot", "area_min_m2", "area_max_m2", "next_to_own", "category",
        "features", "price_eur_m2", "from_on", "until_on", "quantity", "unit", "per",
        "temperature_c", "quality", "willingness", "urgency", "conditions", "source", "expires_on",
        "state", "state_reason", "released_to",
    )  # fmt: skip
    objects: ClassVar[ListingQuerySet] = scoped(ListingQuerySet)

    class Meta:
        verbose_name = "vraag of aanbod"
        verbose_name_plural = "vraag en aanbod"
        indexes = [
            models.Index(fields=["park", "side", "kind"], name="realisation_listing_kind"),
            models.Index(fields=["park", "expires_on"], name="realisation_listing_expires"),
        ]
        constraints = [
            models.CheckConstraint(
                name="realisation_listing_party",
                condition=models.Q(establishment__isnull=False, name="")
                | models.Q(establishment__isnull=True) & ~models.Q(name=""),
            ),
            models.CheckConstraint(
                name="realisation_listing_area",
                condition=models.Q(area_min_m2__isnull=True)
                | models.Q(area_max_m2__isnull=True)
                | models.Q(area_max_m2__gte=models.F("area_min_m2")),
            ),
            models.CheckConstraint(
                name="realisation_listing_period",
                condition=models.Q(from_on__isnull=True)
                | models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="realisation_listing_withdrawn_with_reason",
                condition=~models.Q(state=ListingState.WITHDRAWN) | ~models.Q(state_reason=""),
            ),
            models.CheckConstraint(
                name="realisation_listing_urgency", condition=models.Q(urgency__range=(1, 5))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def party_label(self) -> str:
        """Who asks or offers. Reads `establishment`."""
        return str(self.establishment) if self.establishment else self.name

    def is_standing(self, today: dt.date) -> bool:
        """Whether it is open and not past its date."""
        return self.state == ListingState.OPEN and self.expires_on >= today

    def expires_soon(self, today: dt.date) -> bool:
        """Whether it must be renewed within a month to keep counting."""
        return self.is_standing(today) and self.expires_on <= today + EXPIRES_SOON
