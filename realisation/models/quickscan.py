"""The quick scan: what a company plans, runs into, could offer and would invest."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from parks.choices import EnvironmentalCategory
from parks.jobs.models import Job, JobQuerySet
from parks.models import (
    ConfidentialQuerySet,
    Establishment,
    FollowingQuerySet,
    TeamOnlyQuerySet,
    release_field,
)
from parks.owned import ParkOwned, scoped, track_history
from realisation.choices import (
    Bottleneck,
    MoneyOrder,
    ScanOffer,
    ScanPlan,
    ScanTheme,
    TakenBy,
)


def level_field(label: str) -> "models.PositiveSmallIntegerField[Any, Any]":
    """Return an optional answer from 1 to 5."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


class ScanRoundQuerySet(FollowingQuerySet):
    """Vocabulary for rounds of the quick scan; who reads the park may know that one is held."""

    def open_on(self, day: dt.date) -> "ScanRoundQuerySet":
        """Return those in which answers are asked on a day."""
        until = models.Q(closes_on__isnull=True) | models.Q(closes_on__gte=day)
        return self.filter(until, opened_on__lte=day)

    def newest_first(self) -> "ScanRoundQuerySet":
        """Return the latest on top."""
        return self.order_by("-opened_on", "-created_at", "pk")


@track_history()
class ScanRound(ParkOwned):
    """A time in which all companies are asked to fill in the quick scan.

    `version` is that of the questions in the knowledge, which answers are read by later.
    """

    title = models.CharField("naam", max_length=120)
    opened_on = models.DateField("open vanaf")
    closes_on = models.DateField("open tot en met", null=True, blank=True)
    version = models.CharField("versie van de vragen", max_length=20)
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = ("title", "opened_on", "closes_on")
    objects: ClassVar[ScanRoundQuerySet] = scoped(ScanRoundQuerySet)

    class Meta:
        verbose_name = "ronde van de quickscan"
        verbose_name_plural = "rondes van de quickscan"
        constraints = [
            models.CheckConstraint(
                name="realisation_scanround_dates",
                condition=models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opened_on")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_open(self, today: dt.date) -> bool:
        """Whether answers are asked on a day."""
        return self.opened_on <= today and not self.is_closed(today)

    def is_closed(self, today: dt.date) -> bool:
        """Whether its answers are final."""
        return self.closes_on is not None and self.closes_on < today


class QuickScanQuerySet(ConfidentialQuerySet):
    """Vocabulary for quick scans."""

    follows = ("establishment",)

    def finished(self) -> "QuickScanQuerySet":
        """Return those that were sent in."""
        return self.filter(finished_at__isnull=False)


@track_history()
class QuickScan(ParkOwned):
    """What a company answered in one round; saved as it goes.

    Confidential to the company and the park manager until the company releases it. Nothing is
    obligatory: an empty answer is "not filled in", never zero.
    """

    round = models.ForeignKey(ScanRound, models.PROTECT, related_name="scans")
    establishment = models.ForeignKey(Establishment, models.CASCADE, related_name="scans")
    taken_by = models.CharField("ingevuld", max_length=8, choices=TakenBy, default=TakenBy.COMPANY)
    taken_on = models.DateField("gesproken op", null=True, blank=True)

    situation = models.TextField("situatie nu", max_length=2000, blank=True)
    plan = models.CharField("plannen", max_length=8, choices=ScanPlan, blank=True)
    plan_year = models.PositiveSmallIntegerField("in welk jaar", null=True, blank=True)
    plan_area_m2 = models.PositiveIntegerField("hoeveel m² grond", null=True, blank=True)
    plan_category = models.CharField(
        "milieucategorie", max_length=4, choices=EnvironmentalCategory, blank=True
    )
    plan_note = models.TextField("toelichting op de plannen", max_length=2000, blank=True)
    plan_conditions = models.TextField("voorwaarden", max_length=2000, blank=True)

    bottlenecks = ArrayField(
        models.CharField(max_length=12, choices=Bottleneck),
        verbose_name="knelpunten",
        default=list,
        blank=True,
    )
    bottleneck_note = models.TextField("toelichting op de knelpunten", max_length=2000, blank=True)

    offers = ArrayField(
        models.CharField(max_length=12, choices=ScanOffer),
        verbose_name="aan te bieden",
        default=list,
        blank=True,
    )
    offer_note = models.TextField("toelichting op het aanbod", max_length=2000, blank=True)

    gives_time = models.BooleanField("tijd", null=True, blank=True)
    gives_information = models.BooleanField("informatie", null=True, blank=True)
    gives_knowledge = models.BooleanField("kennis", null=True, blank=True)
    gives_money = models.CharField("geld", max_length=12, choices=MoneyOrder, blank=True)
    conditions = models.TextField("voorwaarden om mee te doen", max_length=2000, blank=True)

    released_to = release_field()
    started_at = models.DateTimeField("begonnen op", db_default=Now())
    saved_at = models.DateTimeField("bewaard op", db_default=Now())
    finished_at = models.DateTimeField("ingestuurd op", null=True, blank=True)

    in_history = (
        "taken_by", "taken_on", "situation", "plan", "plan_year", "plan_area_m2", "plan_category",
        "plan_note", "plan_conditions", "bottlenecks", "bottleneck_note", "offers", "offer_note",
        "gives_time", "gives_information", "gives_knowledge", "gives_money", "conditions",
        "released_to", "finished_at",
    )  # fmt: skip
    objects: ClassVar[QuickScanQuerySet] = scoped(QuickScanQuerySet)

    class Meta:
        verbose_name = "quickscan"
        verbose_name_plural = "quickscans"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "round", "establishment"], name="realisation_quickscan_once"
            ),
            models.CheckConstraint(
                name="realisation_quickscan_year",
                condition=models.Q(plan_year__isnull=True)
                | models.Q(plan_year__gte=2000, plan_year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return f"quickscan van {self.establishment}"


class ScanLevelQuerySet(FollowingQuerySet):
    """Vocabulary for answers per theme: seen by who sees the scan."""

    follows = ("scan",)


@track_history()
class ScanLevel(ParkOwned):
    """How urgent a theme is for a company, and how much energy it has for it, from 1 to 5."""

    scan = models.ForeignKey(QuickScan, models.CASCADE, related_name="levels")
    theme = models.CharField("thema", max_length=12, choices=ScanTheme)
    urgency = level_field("hoe dringend")
    energy = level_field("hoeveel zin")

    in_history = ("theme", "urgency", "energy")
    objects: ClassVar[ScanLevelQuerySet] = scoped(ScanLevelQuerySet)

    class Meta:
        verbose_name = "antwoord per thema"
        verbose_name_plural = "antwoorden per thema"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "scan", "theme"], name="realisation_scanlevel_once"
            ),
            models.CheckConstraint(
                name="realisation_scanlevel_range",
                condition=(models.Q(urgency__isnull=True) | models.Q(urgency__range=(1, 5)))
                & (models.Q(energy__isnull=True) | models.Q(energy__range=(1, 5))),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_theme_display())


class ReminderRun(Job):
    """Mail to people who speak for companies: what waits for them, in one mail for each."""

    task = "realisation.tasks.send_reminders"

    round = models.ForeignKey(
        ScanRound, models.SET_NULL, null=True, blank=True, related_name="reminder_runs"
    )

    objects: ClassVar[JobQuerySet] = scoped(JobQuerySet)

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        indexes = Job.indexes("realisation_remind")

    def __str__(self) -> str:
        return f"herinnering ({self.get_state_display()})"


class ReminderQuerySet(TeamOnlyQuerySet):
    """Vocabulary for reminders to people."""

    def waiting(self) -> "ReminderQuerySet":
        """Return what was not sent and did not fail."""
        return self.filter(sent_at__isnull=True, failed_at__isnull=True)


class Reminder(ParkOwned):
    """One mail to one person in a run; what it says is found when it is sent."""

    run = models.ForeignKey(ReminderRun, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField("in behandeling sinds", null=True, blank=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    failed_at = models.DateTimeField("niet bezorgd op", null=True, blank=True)

    objects: ClassVar[ReminderQuerySet] = scoped(ReminderQuerySet)

    class Meta:
        verbose_name = "herinnering aan iemand"
        verbose_name_plural = "herinneringen aan mensen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "run", "user"], name="realisation_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"herinnering {self.pk}"
