"""Rehearsals of the vote on a BIZ (bedrijveninvesteringszone)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from collective.choices import Payer
from parks.models import TeamOnlyQuerySet
from parks.owned import ParkOwned, scoped, track_history


def count_field(label: str) -> "models.PositiveIntegerField[Any, Any]":
    """Return a number of votes or of those who may vote."""
    return models.PositiveIntegerField(label, default=0)


def worth_field(label: str) -> "models.DecimalField[Any, Any]":
    """Return an amount of WOZ value in euros."""
    return models.DecimalField(label, max_digits=15, decimal_places=0, default=0)


class BizRehearsalQuerySet(TeamOnlyQuerySet):
    """Vocabulary for rehearsals."""

    def newest_first(self) -> "BizRehearsalQuerySet":
        """Return them with the latest on top."""
        return self.order_by("-held_on", "-created_at", "pk")


@track_history()
class BizRehearsal(ParkOwned):
    """A count of how a vote on a BIZ would go. The vote itself is the municipality's.

    `starts_on` is the day from which the contribution would be levied, for at most five years
    (Wet op de bedrijveninvesteringszones).
    """

    name = models.CharField("naam", max_length=120)
    held_on = models.DateField("gepeild op")
    starts_on = models.DateField("begint op", null=True, blank=True)
    note = models.TextField("toelichting", max_length=2000, blank=True)
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = ("name", "held_on", "starts_on", "note")
    objects: ClassVar[BizRehearsalQuerySet] = scoped(BizRehearsalQuerySet)

    class Meta:
        verbose_name = "BIZ-proef"
        verbose_name_plural = "BIZ-proeven"

    def __str__(self) -> str:
        return self.name


class OfRehearsalQuerySet(TeamOnlyQuerySet):
    """Vocabulary for what belongs to a rehearsal."""


@track_history()
class BizGroup(ParkOwned):
    """The votes of those who would pay: owners or users. WOZ values in euros."""

    rehearsal = models.ForeignKey(BizRehearsal, models.CASCADE, related_name="groups")
    payer = models.CharField("wie betaalt", max_length=8, choices=Payer)
    liable = count_field("bijdrageplichtigen")
    votes_for = count_field("stemmen voor")
    votes_against = count_field("stemmen tegen")
    woz_for_eur = worth_field("WOZ-waarde voor")
    woz_against_eur = worth_field("WOZ-waarde tegen")

    in_history = (
        "payer", "liable", "votes_for", "votes_against", "woz_for_eur", "woz_against_eur",
    )  # fmt: skip
    objects: ClassVar[OfRehearsalQuerySet] = scoped(OfRehearsalQuerySet)

    class Meta:
        verbose_name = "groep stemmers"
        verbose_name_plural = "groepen stemmers"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "rehearsal", "payer"], name="collective_bizgroup_once"
            ),
            models.CheckConstraint(
                name="collective_bizgroup_votes",
                condition=models.Q(liable__gte=models.F("votes_for") + models.F("votes_against")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_payer_display())


@track_history()
class ContributionClass(ParkOwned):
    """What an object within bounds of WOZ value would pay per year, in euros without VAT.

    `woz_from_eur` belongs to the class, `woz_to_eur` to the next; none is without limit.
    """

    rehearsal = models.ForeignKey(BizRehearsal, models.CASCADE, related_name="classes")
    payer = models.CharField("wie betaalt", max_length=8, choices=Payer)
    woz_from_eur = worth_field("WOZ-waarde vanaf")
    woz_to_eur = models.DecimalField(
        "WOZ-waarde tot", max_digits=15, decimal_places=0, null=True, blank=True
    )
    amount_eur = models.DecimalField("bijdrage per jaar", max_digits=10, decimal_places=2)
    objects_count = count_field("aantal objecten")

    in_history = ("payer", "woz_from_eur", "woz_to_eur", "amount_eur", "objects_count")
    taken: ClassVar = {
        "collective_contribution_once": ("woz_from_eur", "Er is al een klasse vanaf deze waarde.")
    }
    objects: ClassVar[OfRehearsalQuerySet] = scoped(OfRehearsalQuerySet)

    class Meta:
        verbose_name = "bijdrageklasse"
        verbose_name_plural = "bijdrageklassen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "rehearsal", "payer", "woz_from_eur"],
                name="collective_contribution_once",
            ),
            models.CheckConstraint(
                name="collective_contribution_bounds",
                condition=models.Q(woz_to_eur__isnull=True)
                | models.Q(woz_to_eur__gt=models.F("woz_from_eur")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_payer_display()} vanaf {self.woz_from_eur}"
