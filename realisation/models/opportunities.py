"""Opportunities: at least two parties, one of them willing to invest, in one concrete thing."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.gis.db import models as gis
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now

from collective.models import Activity, Idea, Stakeholder
from knowledge.choices import Capital, Scale, Theme
from parks.choices import Helix
from parks.models import (
    RD_NEW,
    AudienceQuerySet,
    Establishment,
    FollowingQuerySet,
    Owned,
    Plot,
    Reader,
    audience_field,
)
from parks.owned import ParkOwned, scoped, track_history
from realisation.choices import LinkKind, OpportunityState, PartyRole, Willingness
from realisation.models.listings import Listing
from realisation.models.matches import Match
from realisation.models.proposals import Proposal
from strategy.models import Goal


class OpportunityQuerySet(AudienceQuerySet):
    """Vocabulary for opportunities.

    As long as one of its parties wants to stay unnamed, an opportunity exists for the park manager
    alone: no list, count, number or map of anybody else is changed by it.
    """

    def visible_to(self, viewer: Reader) -> Any:
        """Return the rows of the viewer's park that the viewer may see."""
        rows = super().visible_to(viewer)
        return rows if viewer.reads_confidential else rows.named()

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the rows that are meant for one of these audiences."""
        return super().for_audiences(audiences).named()

    def named(self) -> "OpportunityQuerySet":
        """Return those of which every party may be told."""
        blind = OpportunityParty._base_manager.filter(
            park_id=models.OuterRef("park_id"), opportunity=models.OuterRef("pk"), named=False
        )
        return self.filter(~models.Exists(blind))

    def standing(self) -> "OpportunityQuerySet":
        """Return those that have not lapsed."""
        return self.exclude(state=OpportunityState.LAPSED)

    def for_list(self) -> "OpportunityQuerySet":
        """Return them without the drawn area, the oldest first: that order numbers the map."""
        return self.defer("area").select_related("owner__user").order_by("created_at", "pk")


@track_history()
class Opportunity(Owned, ParkOwned):
    """An opportunity for the park (TB step 3, lines 2459-2626).

    What lapses keeps its reason and what was learned. `area` is drawn, in RD New, for what does not
    follow plots. `measure` is the slug of an item of `measures` in the knowledge.
    """

    title = models.CharField("kans", max_length=160)
    what = models.TextField("wat houdt het in", max_length=4000, blank=True)
    scale = models.CharField("schaal", max_length=12, choices=Scale)
    theme = models.CharField("thema", max_length=16, choices=Theme)
    capitals = ArrayField(
        models.CharField(max_length=20, choices=Capital),
        verbose_name="voedt deze kapitalen",
        default=list,
        blank=True,
    )
    area = gis.MultiPolygonField("gebied", srid=RD_NEW, null=True, blank=True, spatial_index=False)
    state = models.CharField(
        "stand", max_length=12, choices=OpportunityState, default=OpportunityState.IDEA
    )
    state_reason = models.CharField("waarom deze stand", max_length=500, blank=True)
    learned = models.TextField("wat hebben we geleerd", max_length=2000, blank=True)
    next_action = models.CharField("eerstvolgende actie", max_length=300, blank=True)
    next_action_on = models.DateField("uiterlijk", null=True, blank=True)
    match = models.ForeignKey(
        Match, models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    proposal = models.ForeignKey(
        Proposal, models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    idea = models.ForeignKey(
        Idea, models.SET_NULL, null=True, blank=True, related_name="opportunities",
        verbose_name="komt uit het idee",
    )  # fmt: skip
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="opportunities",
        verbose_name="komt uit de activiteit",
    )  # fmt: skip
    measure = models.SlugField("komt uit de maatregel", max_length=80, blank=True)
    audience = audience_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = (
        "title", "what", "scale", "theme", "capitals", "state", "state_reason", "learned",
        "next_action", "next_action_on", "owner", "owner_other", "audience",
    )  # fmt: skip
    objects: ClassVar[OpportunityQuerySet] = scoped(OpportunityQuerySet)

    class Meta:
        verbose_name = "kans"
        verbose_name_plural = "kansen"
        indexes = [models.Index(fields=["park", "created_at"], name="realisation_opportunity_age")]
        constraints = [
            models.CheckConstraint(
                name="realisation_opportunity_lapsed_with_reason",
                condition=~models.Q(state=OpportunityState.LAPSED) | ~models.Q(state_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_late(self, today: dt.date) -> bool:
        """Whether its next action should have been done by a day."""
        return bool(self.next_action_on and self.next_action_on < today)


class OpportunityPartyQuerySet(FollowingQuerySet):
    """Vocabulary for parties of opportunities; who left is kept for the park manager alone."""

    follows = ("opportunity",)

    def visible_to(self, viewer: Reader) -> Any:
        """Return the parties of what the viewer may see."""
        rows = super().visible_to(viewer)
        return rows if viewer.reads_confidential else rows.standing()

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the parties of what is meant for one of these audiences."""
        return super().for_audiences(audiences).standing()

    def standing(self) -> "OpportunityPartyQuerySet":
        """Return those that still take part."""
        return self.filter(left_on__isnull=True)


@track_history()
class OpportunityParty(ParkOwned):
    """A party of an opportunity, under the name that all readers of the opportunity see.

    `named` says that the party agreed to be named: as long as it did not, see
    `OpportunityQuerySet`. `listing` is the demand or supply with which it takes part; when that is
    withdrawn the party leaves.
    """

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="parties")
    name = models.CharField("partij", max_length=160)
    helix = models.CharField("soort", max_length=12, choices=Helix, default=Helix.COMPANY)
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="bedrijf van dit terrein",
    )  # fmt: skip
    stakeholder = models.ForeignKey(
        Stakeholder, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="belanghebbende",
    )  # fmt: skip
    listing = models.ForeignKey(
        Listing, models.SET_NULL, null=True, blank=True, related_name="opportunity_parties"
    )
    role = models.CharField("rol", max_length=8, choices=PartyRole, default=PartyRole.JOINS)
    brings = models.CharField("wat vraagt of brengt deze partij", max_length=300, blank=True)
    willingness = models.CharField(
        "investeringsbereidheid", max_length=12, choices=Willingness, default=Willingness.EXPLORING
    )
    named = models.BooleanField("mag met naam genoemd worden", default=True)
    left_on = models.DateField("doet niet meer mee sinds", null=True, blank=True)
    left_reason = models.CharField("waarom niet meer", max_length=300, blank=True)

    in_history = (
        "name", "helix", "role", "brings", "willingness", "named", "left_on", "left_reason",
    )  # fmt: skip
    taken: ClassVar = {
        "realisation_opportunityparty_once": ("name", "Deze partij doet al mee aan deze kans.")
    }
    objects: ClassVar[OpportunityPartyQuerySet] = scoped(OpportunityPartyQuerySet)

    class Meta:
        verbose_name = "partij bij een kans"
        verbose_name_plural = "partijen bij kansen"
        constraints = [
            models.UniqueConstraint(
                "park", "opportunity", Lower("name"), name="realisation_opportunityparty_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OpportunityPlotQuerySet(FollowingQuerySet):
    """Vocabulary for the plots of opportunities: both must be seen."""

    follows = ("opportunity", "plot")


@track_history()
class OpportunityPlot(ParkOwned):
    """A plot on which an opportunity lies."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="plots")
    plot = models.ForeignKey(Plot, models.CASCADE, related_name="opportunities")

    objects: ClassVar[OpportunityPlotQuerySet] = scoped(OpportunityPlotQuerySet)

    class Meta:
        verbose_name = "kavel van een kans"
        verbose_name_plural = "kavels van kansen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "opportunity", "plot"], name="realisation_opportunityplot_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} op {self.plot_id}"


class OpportunityGoalQuerySet(FollowingQuerySet):
    """Vocabulary for the goals that opportunities serve: both must be seen."""

    follows = ("opportunity", "goal")


@track_history()
class OpportunityGoal(ParkOwned):
    """A goal of the roadmap that an opportunity serves."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="opportunities")

    objects: ClassVar[OpportunityGoalQuerySet] = scoped(OpportunityGoalQuerySet)

    class Meta:
        verbose_name = "doel van een kans"
        verbose_name_plural = "doelen van kansen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "opportunity", "goal"], name="realisation_opportunitygoal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} voor {self.goal_id}"


class OpportunityLinkQuerySet(FollowingQuerySet):
    """Vocabulary for what ties opportunities: both must be seen."""

    follows = ("source", "target")


@track_history()
class OpportunityLink(ParkOwned):
    """How one opportunity hangs on another."""

    source = models.ForeignKey(Opportunity, models.CASCADE, related_name="links")
    target = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="linked_from", verbose_name="andere kans"
    )
    kind = models.CharField("verband", max_length=12, choices=LinkKind)
    note = models.CharField("toelichting", max_length=300, blank=True)

    in_history = ("target", "kind", "note")
    taken: ClassVar = {"realisation_opportunitylink_once": ("target", "Dit verband staat er al.")}
    objects: ClassVar[OpportunityLinkQuerySet] = scoped(OpportunityLinkQuerySet)

    class Meta:
        verbose_name = "verband tussen kansen"
        verbose_name_plural = "verbanden tussen kansen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "source", "target", "kind"],
                name="realisation_opportunitylink_once",
            ),
            models.CheckConstraint(
                name="realisation_opportunitylink_not_itself",
                condition=~models.Q(source=models.F("target")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.get_kind_display()} {self.target_id}"
