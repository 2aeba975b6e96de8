"""How an opportunity is weighed: rounds, what each party must and can, support and capacity."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from collective.models.stakeholders import not_about_herself
from parks.models import FollowingQuerySet, Reader, TeamOnlyQuerySet
from parks.owned import ParkOwned, scoped, track_history
from realisation.choices import Able, Decision, RoundStep, Support
from realisation.models.opportunities import Opportunity, OpportunityParty


class RoundQuerySet(FollowingQuerySet):
    """Vocabulary for rounds: seen by who sees the opportunity."""

    follows = ("opportunity",)

    def newest_first(self) -> "RoundQuerySet":
        """Return the last round on top."""
        return self.order_by("-number", "pk")


@track_history()
class Round(ParkOwned):
    """One time around: seek, weigh, decide (TB part II, lines 1960-2165).

    `process_step` (1 to 7) and `principles` are keys of the knowledge. A decided round has a
    decision, who took it, when and why; a no-go keeps what was learned.
    """

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField("ronde")
    process_step = models.PositiveSmallIntegerField("stap van het proces", default=3)
    step = models.CharField("waar staan we", max_length=8, choices=RoundStep, default="seek")
    found = models.TextField("wat we weten", max_length=4000, blank=True)
    weighed = models.TextField("hoe we het wegen", max_length=4000, blank=True)
    principles = ArrayField(
        models.SlugField(max_length=60),
        verbose_name="gidsprincipes waaraan is voldaan",
        default=list,
        blank=True,
    )
    decision = models.CharField("besluit", max_length=8, choices=Decision, blank=True)
    decided_by = models.CharField("besloten door", max_length=160, blank=True)
    decided_on = models.DateField("besloten op", null=True, blank=True)
    why = models.CharField("waarom", max_length=500, blank=True)
    learned = models.TextField("wat nemen we mee", max_length=2000, blank=True)
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = (
        "process_step", "step", "found", "weighed", "principles", "decision", "decided_by",
        "decided_on", "why", "learned",
    )  # fmt: skip
    objects: ClassVar[RoundQuerySet] = scoped(RoundQuerySet)

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "opportunity", "number"], name="realisation_round_number"
            ),
            models.CheckConstraint(
                name="realisation_round_process_step",
                condition=models.Q(process_step__range=(1, 7)),
            ),
            models.CheckConstraint(
                name="realisation_round_decided_whole",
                condition=models.Q(decision="", decided_on__isnull=True)
                | ~models.Q(decision="")
                & models.Q(decided_on__isnull=False, step=RoundStep.DECIDE)
                & ~models.Q(decided_by="")
                & ~models.Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"ronde {self.number}"


def not_of_herself(rows: Any, viewer: Reader, party: str = "") -> Any:
    """Return what somebody of the team may read notes about: not the parties that she is herself.

    She is a party when it is of the organisation of a company for which she speaks, be it by the
    company or by the stakeholder. `party` is the lookup that leads to the party.
    """
    for about in ("establishment__organisation", "stakeholder__organisation"):
        rows = not_about_herself(rows, viewer, f"{party}{about}")
    return rows


class AboutPartyQuerySet(TeamOnlyQuerySet):
    """What the team notes of a party: never for who speaks for that party herself."""

    follows = ("party",)

    def visible_to(self, viewer: Reader) -> Any:
        """Return the notes of the viewer's park to its team, but none about herself."""
        rows = (
            super()
            .visible_to(viewer)
            .filter(self._followed(lambda parties: parties.visible_to(viewer)))
        )
        return not_of_herself(rows, viewer, "party__")

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the rows to readers among whom the team is the narrowest."""
        return (
            super()
            .for_audiences(audiences)
            .filter(self._followed(lambda parties: parties.for_audiences(audiences)))
        )


@track_history()
class SelfAnalysis(ParkOwned):
    """What a party must, may, wants and can in a round (TB part II)."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="analyses")
    party = models.ForeignKey(OpportunityParty, models.CASCADE, related_name="analyses")
    must = models.CharField("moet", max_length=500, blank=True)
    may = models.CharField("mag", max_length=500, blank=True)
    wants = models.CharField("wil", max_length=500, blank=True)
    can = models.CharField("kan", max_length=500, blank=True)

    in_history = ("must", "may", "wants", "can")
    taken: ClassVar = {
        "realisation_selfanalysis_once": ("party", "Van deze partij staat hier al een analyse.")
    }
    objects: ClassVar[AboutPartyQuerySet] = scoped(AboutPartyQuerySet)

    class Meta:
        verbose_name = "zelfanalyse"
        verbose_name_plural = "zelfanalyses"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "round", "party"], name="realisation_selfanalysis_once"
            )
        ]

    def __str__(self) -> str:
        return f"zelfanalyse van {self.party}"


def able_field(label: str) -> "models.CharField[str, str]":
    """Return whether a party is able in one respect."""
    return models.CharField(label, max_length=8, choices=Able, default=Able.UNKNOWN)


@track_history()
class DoubleTest(ParkOwned):
    """Whether a party is willing, and able: two different things (BRIEF, lines 46-73)."""

    party = models.ForeignKey(OpportunityParty, models.CASCADE, related_name="tests")
    tested_on = models.DateField("getoetst op")
    support = models.CharField("draagvlak", max_length=12, choices=Support, default=Support.UNKNOWN)
    time = able_field("tijd")
    money = able_field("geld")
    knowledge = able_field("kennis")
    staff = able_field("personeel")
    infrastructure = able_field("infrastructuur")
    note = models.CharField("toelichting", max_length=500, blank=True)

    in_history = (
        "tested_on", "support", "time", "money", "knowledge", "staff", "infrastructure", "note",
    )  # fmt: skip
    taken: ClassVar = {
        "realisation_doubletest_once": ("tested_on", "Op deze dag is deze partij al getoetst.")
    }
    objects: ClassVar[AboutPartyQuerySet] = scoped(AboutPartyQuerySet)

    class Meta:
        verbose_name = "toets van draagvlak en draagkracht"
        verbose_name_plural = "toetsen van draagvlak en draagkracht"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "party", "tested_on"], name="realisation_doubletest_once"
            )
        ]

    def __str__(self) -> str:
        return f"toets van {self.party}"
