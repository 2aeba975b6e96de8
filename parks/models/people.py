"""Who belongs to a park."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from parks.choices import PARK_ROLES, Role, role_in_words
from parks.models.establishments import Establishment
from parks.owned import ParkOwned, scoped, track_history


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Vocabulary for the people of a park."""

    def current(self) -> "MembershipQuerySet":
        """Return those that have begun and have not ended."""
        return self.not_ended().filter(since__lte=timezone.localdate())

    def not_ended(self) -> "MembershipQuerySet":
        """Return those that have not ended, also when they still have to begin."""
        return self.filter(ended_on__isnull=True)

    def for_list(self) -> "MembershipQuerySet":
        """Return them with their people and companies, by name."""
        people = self.select_related("user", "establishment")
        return people.order_by("user__name", "user__email", "role", "pk")


@track_history()
class Membership(ParkOwned):
    """A person's role at one park. A person may have several.

    A member speaks for one establishment; the other roles for none.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField("rol", max_length=16, choices=PARK_ROLES)
    establishment = models.ForeignKey(
        Establishment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="namens",
    )
    since = models.DateField("sinds", default=timezone.localdate)
    ended_on = models.DateField("tot", null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = scoped(MembershipQuerySet)

    class Meta:
        verbose_name = "rol op een terrein"
        verbose_name_plural = "rollen op een terrein"
        indexes = [models.Index(fields=["user"], name="parks_membership_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "user", "role", "establishment"],
                condition=models.Q(ended_on__isnull=True),
                name="parks_membership_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.MEMBER, establishment__isnull=False)
                | ~models.Q(role=Role.MEMBER) & models.Q(establishment__isnull=True),
                name="parks_membership_speaks_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def role_in_words(self) -> str:
        """The role, with the company for which a member speaks."""
        return role_in_words(self.role, self.establishment)
