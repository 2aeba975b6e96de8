"""Pairs that the park manager judged, and what two parties learn of each other step by step."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Now

from parks.choices import Audience
from parks.models import FollowingQuerySet, Reader
from parks.models.audience import for_team
from parks.owned import ParkOwned, scoped, track_history
from realisation.choices import DisclosureStep, ListingSide, MatchState
from realisation.models.listings import Listing


class MatchQuerySet(FollowingQuerySet):
    """Vocabulary for judged pairs: for the team, of whom both sides may be seen."""

    follows = ("demand", "supply")

    def visible_to(self, viewer: Reader) -> Any:
        """Return the pairs of which the viewer, one of the team, sees both sides."""
        return for_team(super().visible_to(viewer), viewer)

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the rows to readers among whom the team is the narrowest."""
        rows = super().for_audiences(audiences)
        return rows if Audience.TEAM in audiences else rows.none()

    def for_list(self) -> "MatchQuerySet":
        """Return them with both sides, the best on top."""
        return self.select_related(
            "demand__establishment", "demand__plot", "supply__establishment", "supply__plot"
        ).order_by("-score", "pk")


@track_history()
class Match(ParkOwned):
    """A demand and a supply on which the park manager decided; never made by itself.

    `score` (0 to 100) is what it was at that moment.
    """

    demand = models.ForeignKey(
        Listing, models.CASCADE, related_name="demand_matches", verbose_name="vraag"
    )
    supply = models.ForeignKey(
        Listing, models.CASCADE, related_name="supply_matches", verbose_name="aanbod"
    )
    state = models.CharField("stand", max_length=12, choices=MatchState)
    score = models.PositiveSmallIntegerField("score", validators=[MaxValueValidator(100)])
    reason = models.CharField("waarom", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField("besloten op", db_default=Now())

    in_history = ("demand", "supply", "state", "score", "reason")
    objects: ClassVar[MatchQuerySet] = scoped(MatchQuerySet)

    class Meta:
        verbose_name = "match"
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "demand", "supply"], name="realisation_match_once"
            ),
            models.CheckConstraint(
                name="realisation_match_score", condition=models.Q(score__lte=100)
            ),
            models.CheckConstraint(
                name="realisation_match_dismissed_with_reason",
                condition=~models.Q(state=MatchState.DISMISSED) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand} – {self.supply}"


def of_party(viewer: Reader, prefix: str = "") -> models.Q:
    """Return the filter on introductions in which the viewer speaks for one of the two."""
    mine = viewer.establishments
    return models.Q(**{f"{prefix}match__demand__establishment__in": mine}) | models.Q(
        **{f"{prefix}match__supply__establishment__in": mine}
    )


class IntroductionQuerySet(FollowingQuerySet):
    """Vocabulary for introductions: for the park manager and the two parties alone."""

    def visible_to(self, viewer: Reader) -> Any:
        """Return those that the viewer arranges, or in which she speaks for one of the two."""
        rows = self.in_park(viewer.park.pk)
        return rows if viewer.reads_confidential else rows.filter(of_party(viewer))

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return nothing: no audience reads this."""
        return self.none()


class Introduction(ParkOwned):
    """Two parties who get to know each other in steps; both must say yes at each.

    What a party reads of the other while blind is written down at the start, so that what they are
    told does not grow by itself: `demand_text` is read by who offers, `supply_text` by who asks.
    """

    match = models.ForeignKey(Match, models.PROTECT, related_name="introductions")
    step = models.CharField(
        "stap", max_length=8, choices=DisclosureStep, default=DisclosureStep.BLIND
    )
    demand_text = models.CharField("wat de aanbieder leest", max_length=400)
    supply_text = models.CharField("wat de vrager leest", max_length=400)
    started_at = models.DateTimeField("begonnen op", db_default=Now())
    step_at = models.DateTimeField("bij deze stap sinds", db_default=Now())
    ended_at = models.DateTimeField("gestopt op", null=True, blank=True)

    objects: ClassVar[IntroductionQuerySet] = scoped(IntroductionQuerySet)

    class Meta:
        verbose_name = "kennismaking"
        verbose_name_plural = "kennismakingen"
        constraints = [
            models.UniqueConstraint(fields=["park", "match"], name="realisation_introduction_once")
        ]

    def __str__(self) -> str:
        return f"kennismaking ({self.get_step_display()})"


class IntroductionAnswerQuerySet(FollowingQuerySet):
    """Vocabulary for answers: for the park manager and who gave them, never for the other side."""

    def visible_to(self, viewer: Reader) -> Any:
        """Return the answers that the viewer's own side gave; all of them to the park manager."""
        rows = self.in_park(viewer.park.pk)
        if viewer.reads_confidential:
            return rows
        mine = viewer.establishments
        asked = models.Q(
            side=ListingSide.DEMAND, introduction__match__demand__establishment__in=mine
        )
        offered = models.Q(
            side=ListingSide.SUPPLY, introduction__match__supply__establishment__in=mine
        )
        return rows.filter(asked | offered)

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return nothing: no audience reads this."""
        return self.none()


class IntroductionAnswer(ParkOwned):
    """What one side said at one step. Only added, never changed: it is the log of disclosure."""

    append_only = True

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="answers")
    step = models.CharField("stap", max_length=8, choices=DisclosureStep)
    side = models.CharField("kant", max_length=8, choices=ListingSide)
    agrees = models.BooleanField("zegt ja")
    on_behalf = models.BooleanField("namens de partij", default=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gegeven door"
    )
    answered_at = models.DateTimeField("gegeven op", db_default=Now())

    objects: ClassVar[IntroductionAnswerQuerySet] = scoped(IntroductionAnswerQuerySet)

    class Meta:
        verbose_name = "antwoord bij een kennismaking"
        verbose_name_plural = "antwoorden bij kennismakingen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "introduction", "step", "side"],
                name="realisation_introductionanswer_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {'ja' if self.agrees else 'nee'}"
