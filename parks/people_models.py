"""Who was asked to come: the model of an invitation; `parks.models` offers it with the others."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models

from parks.choices import PARK_ROLES
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


@track_history()
class Invitation(ParkOwned):
    """An offer of one role at one park to whoever reads the mail of one address.

    The link in that mail holds the token; here stands its SHA-256 only, so that somebody who reads
    the database can't come in with it.
    """

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=16, choices=PARK_ROLES)
    token_hash = models.CharField(max_length=64)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("verstuurd")
    expires_at = models.DateTimeField("geldig tot")
    accepted_at = models.DateTimeField("aangenomen", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken", null=True, blank=True)

    objects: ClassVar[InvitationQuerySet] = scoped(InvitationQuerySet)

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.UniqueConstraint(fields=["park", "token_hash"], name="parks_invitation_token"),
            models.UniqueConstraint(
                fields=["park", "email", "role"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="parks_invitation_once",
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
