"""The innovation funnel: from an idea to a solution that parties carry."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower, Now

from collective.choices import IdeaStage
from collective.models.parties import Party
from knowledge.choices import Theme
from parks.models import AudienceQuerySet, FollowingQuerySet, Owned, audience_field
from parks.owned import ParkOwned, scoped, track_history


class IdeaQuerySet(AudienceQuerySet):
    """Vocabulary for ideas."""

    def for_list(self) -> "IdeaQuerySet":
        """Return the newest on top."""
        return self.select_related("owner__user").order_by("-created_at", "pk")


@track_history()
class Idea(Owned, ParkOwned):
    """An idea on its way to a carried solution (SB fig 33, lines 2367-2415).

    What lapses keeps its stage and its reason: why it failed is worth knowing. `stage_reason` is
    the word that went with the last step, forward or back.
    """

    title = models.CharField("idee", max_length=160)
    what = models.TextField("wat houdt het in", max_length=4000, blank=True)
    theme = models.CharField("thema", max_length=16, choices=Theme, blank=True)
    stage = models.CharField("stap", max_length=12, choices=IdeaStage, default=IdeaStage.IDEA)
    stage_reason = models.CharField("waarom deze stap", max_length=300, blank=True)
    next_step = models.CharField("eerstvolgende stap", max_length=300, blank=True)
    lapsed_on = models.DateField("vervallen op", null=True, blank=True)
    lapsed_reason = models.CharField("waarom vervallen", max_length=500, blank=True)
    audience = audience_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = (
        "title", "what", "theme", "stage", "stage_reason", "next_step", "owner", "owner_other",
        "lapsed_on", "lapsed_reason", "audience",
    )  # fmt: skip
    objects: ClassVar[IdeaQuerySet] = scoped(IdeaQuerySet)

    class Meta:
        verbose_name = "idee"
        verbose_name_plural = "ideeën"
        constraints = [
            models.CheckConstraint(
                name="collective_idea_lapsed_with_reason",
                condition=models.Q(lapsed_on__isnull=True) | ~models.Q(lapsed_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class IdeaCarrierQuerySet(FollowingQuerySet):
    """Vocabulary for who carries ideas: seen by who sees the idea."""

    follows = ("idea",)


@track_history()
class IdeaCarrier(Party, ParkOwned):
    """A party that carries an idea, and how."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="carriers")
    how = models.CharField("wat doet deze partij", max_length=300, blank=True)

    in_history = ("name", "helix", "stakeholder", "how")
    taken: ClassVar = {"collective_ideacarrier_once": ("name", "Deze partij draagt dit idee al.")}
    objects: ClassVar[IdeaCarrierQuerySet] = scoped(IdeaCarrierQuerySet)

    class Meta:
        verbose_name = "drager van een idee"
        verbose_name_plural = "dragers van ideeën"
        constraints = [
            models.UniqueConstraint(
                "park", "idea", Lower("name"), name="collective_ideacarrier_once"
            )
        ]
