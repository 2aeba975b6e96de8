"""What parties agreed, what each gives, and who pays."""

import datetime as dt
from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now

from collective.choices import (
    ADDED_UP,
    AgreementKind,
    AgreementState,
    CommitmentKind,
    CommitmentState,
    FundingSource,
)
from collective.models.documents import StoredDocument
from collective.models.parties import Party
from core.fields import amount_field, quantity_field
from knowledge.choices import Theme
from parks.models import AudienceQuerySet, FollowingQuerySet, audience_field
from parks.owned import ParkOwned, scoped, track_history

# In time to talk about what comes next before the term has passed.
ENDS_SOON: Final = dt.timedelta(days=90)


class AgreementQuerySet(AudienceQuerySet):
    """Vocabulary for agreements."""

    def for_list(self) -> "AgreementQuerySet":
        """Return the newest on top."""
        return self.order_by("-created_at", "pk")


@track_history()
class Agreement(ParkOwned):
    """What parties put on paper together, for a term.

    `remark` says why one side gives nothing, when that is so: commitment goes two ways (BRIEF).
    """

    kind = models.CharField("soort", max_length=12, choices=AgreementKind)
    title = models.CharField("naam", max_length=160)
    summary = models.TextField("waar gaat het over", max_length=4000, blank=True)
    state = models.CharField(
        "stand", max_length=8, choices=AgreementState, default=AgreementState.DRAFT
    )
    starts_on = models.DateField("geldt vanaf", null=True, blank=True)
    ends_on = models.DateField("geldt tot en met", null=True, blank=True)
    themes = ArrayField(
        models.CharField(max_length=16, choices=Theme),
        verbose_name="thema's",
        default=list,
        blank=True,
    )
    remark = models.CharField("waarom geeft één kant niets", max_length=500, blank=True)
    dropped_reason = models.CharField("waarom vervallen", max_length=500, blank=True)
    audience = audience_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = (
        "kind", "title", "summary", "state", "starts_on", "ends_on", "themes", "remark",
        "dropped_reason", "audience",
    )  # fmt: skip
    objects: ClassVar[AgreementQuerySet] = scoped(AgreementQuerySet)

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        constraints = [
            models.CheckConstraint(
                name="collective_agreement_dates",
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="collective_agreement_dropped_with_reason",
                condition=~models.Q(state=AgreementState.DROPPED) | ~models.Q(dropped_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def term_is_over(self, today: dt.date) -> bool:
        """Whether it still counts as signed although its term has passed."""
        return self.state == AgreementState.SIGNED and bool(self.ends_on and self.ends_on < today)

    def term_ends_soon(self, today: dt.date) -> bool:
        """Whether its term passes within three months."""
        if self.state != AgreementState.SIGNED or self.ends_on is None:
            return False
        return today <= self.ends_on <= today + ENDS_SOON


class AgreementPartyQuerySet(FollowingQuerySet):
    """Vocabulary for parties of agreements: seen by who sees the agreement."""

    follows = ("agreement",)


@track_history()
class AgreementParty(Party, ParkOwned):
    """A party of an agreement: for what it stands, and who signed when."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    stands_for = models.CharField("waarvoor", max_length=300, blank=True)
    signed_on = models.DateField("ondertekend op", null=True, blank=True)
    signed_by = models.CharField("ondertekend door", max_length=160, blank=True)

    in_history = ("name", "helix", "stakeholder", "stands_for", "signed_on", "signed_by")
    taken: ClassVar = {
        "collective_agreementparty_once": ("name", "Deze partij staat al in deze afspraak.")
    }
    objects: ClassVar[AgreementPartyQuerySet] = scoped(AgreementPartyQuerySet)

    class Meta:
        verbose_name = "partij van een afspraak"
        verbose_name_plural = "partijen van afspraken"
        constraints = [
            models.UniqueConstraint(
                "park", "agreement", Lower("name"), name="collective_agreementparty_once"
            )
        ]


class AgreementDocument(StoredDocument, ParkOwned):
    """The text of an agreement, as a PDF."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")

    objects: ClassVar[AgreementPartyQuerySet] = scoped(AgreementPartyQuerySet)

    class Meta:
        verbose_name = "document bij een afspraak"
        verbose_name_plural = "documenten bij afspraken"


class CommitmentQuerySet(AudienceQuerySet):
    """Vocabulary for commitments; of a hidden agreement they are hidden as well."""

    follows = ("agreement",)

    def standing(self) -> "CommitmentQuerySet":
        """Return those that somebody gives or gave."""
        return self.exclude(state=CommitmentState.DROPPED)

    def for_list(self) -> "CommitmentQuerySet":
        """Return them by when they are due."""
        return self.select_related("agreement").order_by("due_on", "created_at", "pk")


@track_history()
class Commitment(Party, ParkOwned):
    """What one party gives: who, what, how much and by when."""

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name="afspraak",
    )
    kind = models.CharField("wat voor bijdrage", max_length=12, choices=CommitmentKind)
    quantity = quantity_field("hoeveel")
    what = models.CharField("wat precies", max_length=300)
    due_on = models.DateField("uiterlijk")
    state = models.CharField(
        "stand", max_length=8, choices=CommitmentState, default=CommitmentState.OPEN
    )
    settled_on = models.DateField("nagekomen of vervallen op", null=True, blank=True)
    dropped_reason = models.CharField("waarom vervallen", max_length=500, blank=True)
    audience = audience_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = (
        "name", "helix", "stakeholder", "agreement", "kind", "quantity", "what", "due_on", "state",
        "settled_on", "dropped_reason", "audience",
    )  # fmt: skip
    objects: ClassVar[CommitmentQuerySet] = scoped(CommitmentQuerySet)

    class Meta:
        verbose_name = "toezegging"
        verbose_name_plural = "toezeggingen"
        indexes = [models.Index(fields=["park", "due_on"], name="collective_commitment_due")]
        constraints = [
            models.CheckConstraint(
                name="collective_commitment_dropped_with_reason",
                condition=~models.Q(state=CommitmentState.DROPPED) | ~models.Q(dropped_reason=""),
            ),
            models.CheckConstraint(
                name="collective_commitment_settled",
                condition=models.Q(state=CommitmentState.OPEN, settled_on__isnull=True)
                | ~models.Q(state=CommitmentState.OPEN) & models.Q(settled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="collective_commitment_quantity",
                condition=models.Q(kind__in=ADDED_UP, quantity__gt=0)
                | ~models.Q(kind__in=ADDED_UP) & models.Q(quantity__isnull=True),
            ),
        ]

    def is_late(self, today: dt.date) -> bool:
        """Whether it should have been kept by a day and was not."""
        return self.state == CommitmentState.OPEN and self.due_on < today


class FundingQuerySet(AudienceQuerySet):
    """Vocabulary for money; of a hidden agreement it is hidden as well."""

    follows = ("agreement",)

    def for_list(self) -> "FundingQuerySet":
        """Return it by year and source."""
        return self.select_related("agreement").order_by("year", "source", "what", "pk")


@track_history()
class Funding(ParkOwned):
    """Money for the park in a year: who pays, what is planned and what has come in.

    Amounts in euros without VAT, in prices of `year`.
    """

    source = models.CharField("wie betaalt", max_length=12, choices=FundingSource)
    what = models.CharField("waarvoor", max_length=200)
    year = models.PositiveSmallIntegerField("jaar")
    planned_eur = amount_field("gepland")
    received_eur = amount_field("ontvangen")
    agreement = models.ForeignKey(
        Agreement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="funding",
        verbose_name="afspraak",
    )
    note = models.CharField("toelichting", max_length=500, blank=True)
    audience = audience_field()

    in_history = (
        "source", "what", "year", "planned_eur", "received_eur", "agreement", "note", "audience",
    )  # fmt: skip
    objects: ClassVar[FundingQuerySet] = scoped(FundingQuerySet)

    class Meta:
        verbose_name = "dekking"
        verbose_name_plural = "dekking"
        constraints = [
            models.CheckConstraint(
                name="collective_funding_year", condition=models.Q(year__gte=1990, year__lte=2100)
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.year})"
