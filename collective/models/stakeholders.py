"""Who has a stake in the park, where they stand, and when they were last spoken to."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from collective.choices import ContactKind, RelationKind, Segment, Stance
from core.dutch import format_date
from parks.choices import Helix
from parks.models import (
    AudienceQuerySet,
    Establishment,
    Organisation,
    Owned,
    Reader,
    TeamOnlyQuerySet,
    audience_field,
)
from parks.models.audience import for_team
from parks.owned import ParkOwned, scoped, track_history


def score_field(label: str) -> "models.PositiveSmallIntegerField[Any, Any]":
    """Return a score from 1 to 5; what each means stands in the knowledge (`scales`)."""
    return models.PositiveSmallIntegerField(
        label, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


def score_constraint(table: str, *names: str) -> models.CheckConstraint:
    """Return the constraint that scores lie between 1 and 5."""
    within = models.Q()
    for name in names:
        within &= models.Q(**{f"{name}__gte": 1, f"{name}__lte": 5})
    return models.CheckConstraint(name=f"{table}_scores", condition=within)


class StakeholderQuerySet(AudienceQuerySet):
    """Vocabulary for stakeholders."""

    follows = ("organisation",)

    def standing(self) -> "StakeholderQuerySet":
        """Return those that still have a stake."""
        return self.filter(left_on__isnull=True)

    def on(self, day: dt.date) -> "StakeholderQuerySet":
        """Return those that had a stake on a day, as far as is known."""
        return self.filter(models.Q(left_on__isnull=True) | models.Q(left_on__gt=day))

    def for_list(self) -> "StakeholderQuerySet":
        """Return them by name."""
        return self.select_related("organisation", "owner__user").order_by("name", "pk")

    def noted_by(self, viewer: Reader) -> "StakeholderQuerySet":
        """Return those of whom the viewer may read and write what the team notes."""
        rows: StakeholderQuerySet = not_about_herself(self, viewer, "organisation")
        return rows


def not_about_herself(rows: Any, viewer: Reader, organisation: str) -> Any:
    """Return what the team notes: nothing to who is outside it.

    In the team nobody reads it of an organisation for which she speaks herself; the park manager
    notes everything. `organisation` is the lookup that leads to whom a row is about.
    """
    noted = for_team(rows, viewer)
    if viewer.reads_confidential or not viewer.establishments:
        return noted
    # A company that went up in hers is hers too, and so is the organisation behind it.
    speaks_for = models.Q(pk__in=viewer.establishments)
    merged = models.Q(merged_into__in=viewer.establishments)
    companies = Establishment.objects.filter(park_id=viewer.park.pk).filter(speaks_for | merged)
    own = companies.values("organisation")
    return noted.exclude(
        models.Q(**{f"{organisation}__in": own})
        | models.Q(**{f"{organisation}__merged_into__in": own})
    )


@track_history()
class Stakeholder(Owned, ParkOwned):
    """An organisation or a person with a stake in the park (quadruple helix, SB fig 34-35).

    `owner` keeps up the relation. Where they stand is for the team alone: see `Position`.
    """

    name = models.CharField("naam", max_length=160, db_collation="nl-x-icu")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stakeholders",
        verbose_name="organisatie van dit terrein",
    )
    is_person = models.BooleanField("is een persoon", default=False)
    function = models.CharField("functie of rol", max_length=160, blank=True)
    helix = models.CharField("soort", max_length=12, choices=Helix, default=Helix.COMPANY)
    brings = models.TextField("wat brengt deze partij", max_length=1000, blank=True)
    gets = models.TextField("wat haalt deze partij", max_length=1000, blank=True)
    next_contact_on = models.DateField("volgend contact", null=True, blank=True)
    left_on = models.DateField("geen belanghebbende meer sinds", null=True, blank=True)
    audience = audience_field()

    in_history = (
        "name", "organisation", "is_person", "function", "helix", "brings", "gets", "owner",
        "owner_other", "next_contact_on", "left_on", "audience",
    )  # fmt: skip
    taken: ClassVar = {
        "collective_stakeholder_organisation": (
            "organisation",
            "Deze organisatie staat al bij de belanghebbenden van dit terrein.",
        )
    }
    objects: ClassVar[StakeholderQuerySet] = scoped(StakeholderQuerySet)

    class Meta:
        verbose_name = "belanghebbende"
        verbose_name_plural = "belanghebbenden"
        indexes = [models.Index(fields=["park", "name"], name="collective_stakeholder_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "organisation"],
                condition=models.Q(is_person=False, left_on__isnull=True),
                name="collective_stakeholder_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AboutStakeholderQuerySet(TeamOnlyQuerySet):
    """What the team notes of a stakeholder: never for who speaks for that organisation."""

    def visible_to(self, viewer: Reader) -> Any:
        """Return the notes of the viewer's park to its team, but none about herself."""
        return not_about_herself(self, viewer, "stakeholder__organisation")


class PositionQuerySet(AboutStakeholderQuerySet):
    """Vocabulary for where stakeholders stand."""

    def newest_first(self) -> "PositionQuerySet":
        """Return them with the latest on top."""
        return self.select_related("assessed_by").order_by("-since", "pk")


@track_history()
class Position(ParkOwned):
    """Where a stakeholder stands since a day: force field, stance and what lies beneath.

    For the eyes of the team only, by construction: it has no audience. Who changes her mind about
    a stakeholder adds a row, so that the force field of an earlier day can be shown.
    Source: SB fig 27 and 30 (lines 2198-2242), iceberg SB fig 43 (3036-3096); TB step 2.
    """

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="positions")
    since = models.DateField("sinds")
    interest = score_field("belang")
    influence = score_field("invloed")
    realising = score_field("realisatiemacht")
    blocking = score_field("hindermacht")
    segment = models.CharField("groep", max_length=16, choices=Segment)
    stance = models.CharField("houding", max_length=12, choices=Stance)
    drivers = models.TextField("drijfveren", max_length=1000, blank=True)
    undercurrents = models.TextField("onderstroom", max_length=1000, blank=True)
    reason = models.CharField("waaruit blijkt dat", max_length=500, blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="beoordeeld door"
    )

    in_history = (
        "since", "interest", "influence", "realising", "blocking", "segment", "stance", "drivers",
        "undercurrents", "reason",
    )  # fmt: skip
    taken: ClassVar = {
        "collective_position_once": (
            "since",
            "Voor deze dag is al vastgelegd waar deze partij staat.",
        )
    }
    objects: ClassVar[PositionQuerySet] = scoped(PositionQuerySet)

    class Meta:
        verbose_name = "plaats in het krachtenveld"
        verbose_name_plural = "plaatsen in het krachtenveld"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "stakeholder", "since"], name="collective_position_once"
            ),
            score_constraint(
                "collective_position", "interest", "influence", "realising", "blocking"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder} sinds {format_date(self.since)}"


class RelationQuerySet(AudienceQuerySet):
    """Vocabulary for relations: seen by who sees both ends."""

    follows = ("source", "target")

    def for_list(self) -> "RelationQuerySet":
        """Return them with both ends, by name."""
        ends = self.select_related("source", "target")
        return ends.order_by("source__name", "target__name", "kind", "pk")


@track_history()
class Relation(ParkOwned):
    """What ties one stakeholder to another (ecosystem map, SB fig 22, lines 1458-1508).

    A dependency has a direction: `source` depends on `target`. A potential has none.
    """

    source = models.ForeignKey(Stakeholder, models.CASCADE, related_name="relations_from")
    target = models.ForeignKey(Stakeholder, models.CASCADE, related_name="relations_to")
    kind = models.CharField("soort", max_length=12, choices=RelationKind)
    strength = models.PositiveSmallIntegerField("hoe sterk (1 tot 3)", default=2)
    what = models.CharField("waarin", max_length=300, blank=True)
    audience = audience_field()

    in_history = ("source", "target", "kind", "strength", "what", "audience")
    labels: ClassVar = {"source": "Wie", "target": "Met wie"}
    taken: ClassVar = {"collective_relation_once": ("target", "Deze relatie is al vastgelegd.")}
    objects: ClassVar[RelationQuerySet] = scoped(RelationQuerySet)

    class Meta:
        verbose_name = "relatie"
        verbose_name_plural = "relaties"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "source", "target", "kind"], name="collective_relation_once"
            ),
            models.CheckConstraint(
                name="collective_relation_with_another",
                condition=~models.Q(source=models.F("target")),
            ),
            models.CheckConstraint(
                name="collective_relation_strength",
                condition=models.Q(strength__gte=1, strength__lte=3),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} – {self.target}"


class ContactQuerySet(AboutStakeholderQuerySet):
    """Vocabulary for contacts."""

    def newest_first(self) -> "ContactQuerySet":
        """Return them with the latest on top."""
        return self.select_related("stakeholder", "noted_by").order_by("-on", "pk")


@track_history()
class Contact(ParkOwned):
    """A talk with a stakeholder and what must follow; for the team only."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="contacts")
    on = models.DateField("op")
    kind = models.CharField("hoe", max_length=12, choices=ContactKind)
    summary = models.TextField("wat is besproken", max_length=4000)
    follow_up = models.CharField("wat volgt", max_length=300, blank=True)
    follow_up_on = models.DateField("uiterlijk", null=True, blank=True)
    followed_up_on = models.DateField("gedaan op", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="genoteerd door"
    )

    in_history = ("on", "kind", "summary", "follow_up", "follow_up_on", "followed_up_on")
    objects: ClassVar[ContactQuerySet] = scoped(ContactQuerySet)

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacten"
        indexes = [models.Index(fields=["park", "-on"], name="collective_contact_newest")]
        constraints = [
            models.CheckConstraint(
                name="collective_contact_follow_up",
                condition=models.Q(follow_up_on__isnull=True) | ~models.Q(follow_up=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} op {format_date(self.on)}"
