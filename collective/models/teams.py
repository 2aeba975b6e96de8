"""The teams of a park and what each member brings."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from collective.choices import CoCreationRole, Ingredient, TeamKind
from knowledge.choices import Theme
from parks.choices import Helix
from parks.models import AudienceQuerySet, FollowingQuerySet, Membership, audience_field
from parks.models.period import Period
from parks.owned import ParkOwned, scoped, track_history


class TeamQuerySet(AudienceQuerySet):
    """Vocabulary for teams."""

    def for_list(self) -> "TeamQuerySet":
        """Return teams that exist before those that ended, the core team first, by name."""
        places = enumerate(TeamKind.values)
        place = models.Case(*(models.When(kind=kind, then=number) for number, kind in places))
        return self.order_by(models.F("ended_on").desc(nulls_first=True), place, "name", "pk")


@track_history()
class Team(ParkOwned):
    """A group of people who work on the park: core team, the authorities' area team, a theme."""

    kind = models.CharField("soort", max_length=8, choices=TeamKind)
    name = models.CharField("naam", max_length=120)
    theme = models.CharField("thema", max_length=16, choices=Theme, blank=True)
    purpose = models.TextField("waarvoor", max_length=1000, blank=True)
    rhythm = models.CharField("hoe vaak bij elkaar", max_length=120, blank=True)
    ended_on = models.DateField("gestopt op", null=True, blank=True)
    audience = audience_field()

    in_history = ("kind", "name", "theme", "purpose", "rhythm", "ended_on", "audience")
    taken: ClassVar = {"collective_team_name": ("name", "Er is al een team met deze naam.")}
    objects: ClassVar[TeamQuerySet] = scoped(TeamQuerySet)

    class Meta:
        verbose_name = "team"
        verbose_name_plural = "teams"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "name"],
                condition=models.Q(ended_on__isnull=True),
                name="collective_team_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TeamMemberQuerySet(FollowingQuerySet):
    """Vocabulary for the members of teams: seen by who sees the team."""

    follows = ("team",)

    def for_list(self) -> "TeamMemberQuerySet":
        """Return them by name."""
        people = self.select_related("team", "membership__user")
        return people.order_by("name", "membership__user__name", "pk")


@track_history()
class TeamMember(Period, ParkOwned):
    """Somebody in a team, with or without a log-in, and what she brings.

    `mandate` is what she may decide by herself. Roles: SB fig 54-68; ingredients: TB 1345-1492.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    membership = models.ForeignKey(
        Membership,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="persoon met een account",
    )
    name = models.CharField("naam", max_length=120, blank=True)
    organisation_name = models.CharField("namens", max_length=160, blank=True)
    helix = models.CharField("soort", max_length=12, choices=Helix)
    roles = ArrayField(
        models.CharField(max_length=12, choices=CoCreationRole),
        verbose_name="rollen",
        default=list,
        blank=True,
    )
    ingredients = ArrayField(
        models.CharField(max_length=12, choices=Ingredient),
        verbose_name="ingrediënten",
        default=list,
        blank=True,
    )
    discipline = models.CharField("vakgebied", max_length=120, blank=True)
    hours_per_week = models.DecimalField(
        "uren per week", max_digits=4, decimal_places=1, null=True, blank=True
    )
    mandate = models.CharField("mandaat", max_length=300, blank=True)

    in_history = (
        "membership", "name", "organisation_name", "helix", "roles", "ingredients", "discipline",
        "hours_per_week", "mandate", "since", "until",
    )  # fmt: skip
    objects: ClassVar[TeamMemberQuerySet] = scoped(TeamMemberQuerySet)

    class Meta:
        verbose_name = "teamlid"
        verbose_name_plural = "teamleden"
        constraints = Period.constraints("collective_teammember")

    def __str__(self) -> str:
        return self.person

    @property
    def person(self) -> str:
        """Who it is. Reads `membership.user`."""
        return str(self.membership.user) if self.membership else self.name
