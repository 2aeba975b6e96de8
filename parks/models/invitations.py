"""Who was asked to come, and who asks to come."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from parks.choices import PARK_ROLES, Role, role_in_words
from parks.models.establishments import Establishment
from parks.owned import ParkOwned, scoped, track_history


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Vocabulary for invitations."""

    def in_park(self, park_id: int) -> "InvitationQuerySet":
        """Write the park out: PostgreSQL needs it for the index."""
        return self.filter(park_id=park_id)

    def open(self) -> "InvitationQuerySet":
        """Return those that were not accepted or withdrawn, also when their time is over."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def usable(self, now: dt.datetime) -> "InvitationQuerySet":
        """Return those that somebody can still accept."""
        return self.open().filter(expires_at__gt=now)

    def for_list(self) -> "InvitationQuerySet":
        """Return them with who invited and for which company, the latest first."""
        return self.select_related("invited_by", "establishment").order_by("-sent_at", "pk")


@track_history()
class Invitation(ParkOwned):
    """An offer of one role at one park to whoever reads the mail of one address.

    The link in that mail holds the token; here stands its SHA-256 only, so that somebody who reads
    the database can't come in with it.
    """

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=16, choices=PARK_ROLES)
    establishment = models.ForeignKey(
        Establishment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name="namens",
    )
    token_hash = models.CharField(max_length=64)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("verstuurd")
    expires_at = models.DateTimeField("geldig tot")
    accepted_at = models.DateTimeField("aangenomen", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken", null=True, blank=True)
    mail_failed_at = models.DateTimeField("mail mislukt", null=True, blank=True)

    objects: ClassVar[InvitationQuerySet] = scoped(InvitationQuerySet)

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.UniqueConstraint(fields=["park", "token_hash"], name="parks_invitation_token"),
            models.UniqueConstraint(
                fields=["park", "email", "role", "establishment"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="parks_invitation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.MEMBER, establishment__isnull=False)
                | ~models.Q(role=Role.MEMBER) & models.Q(establishment__isnull=True),
                name="parks_invitation_speaks_for",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="parks_invitation_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    @property
    def is_open(self) -> bool:
        """Whether it was neither accepted nor withdrawn."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def role_in_words(self) -> str:
        """The role, with the company for which a member will speak."""
        return role_in_words(self.role, self.establishment)


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Vocabulary for requests for access."""

    def in_park(self, park_id: int) -> "AccessRequestQuerySet":
        """Write the park out: PostgreSQL needs it for the index."""
        return self.filter(park_id=park_id)

    def open(self) -> "AccessRequestQuerySet":
        """Return those that nobody answered."""
        return self.filter(decided_at__isnull=True)

    def not_notified(self) -> "AccessRequestQuerySet":
        """Return those of which the park managers were not told."""
        return self.open().filter(notified_at__isnull=True)


class AccessRequest(ParkOwned):
    """Somebody asks to be let in. The park manager decides; an invitation may follow.

    Has no history, which can't be erased: these are people who may never belong to the park.
    """

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=120)
    company = models.CharField("bedrijf of organisatie", max_length=160, blank=True)
    message = models.TextField("toelichting", max_length=1000, blank=True)
    requested_at = models.DateTimeField("gevraagd op", db_default=Now())
    notified_at = models.DateTimeField("gemeld op", null=True, blank=True)
    decided_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="requests"
    )

    objects: ClassVar[AccessRequestQuerySet] = scoped(AccessRequestQuerySet)

    class Meta:
        verbose_name = "verzoek om toegang"
        verbose_name_plural = "verzoeken om toegang"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "email"],
                condition=models.Q(decided_at__isnull=True),
                name="parks_request_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
