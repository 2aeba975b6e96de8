"""How well a park is organised: what each side answered, and the degree that follows."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from collective.choices import AnswerValue, AssessedBy, StepVerdict
from collective.models.documents import StoredDocument
from core.fields import amount_field, quantity_field
from knowledge.choices import Degree, Side
from knowledge.loader import organisation_forms
from parks.models import AudienceQuerySet, FollowingQuerySet, audience_field
from parks.models.period import Period
from parks.owned import ParkOwned, scoped, track_history


class AssessmentQuerySet(AudienceQuerySet):
    """Vocabulary for assessments."""

    def signed(self) -> "AssessmentQuerySet":
        """Return those that are final."""
        return self.filter(signed_at__isnull=False)

    def newest_first(self) -> "AssessmentQuerySet":
        """Return them with the latest on top."""
        people = self.select_related("made_by", "signed_by")
        return people.order_by("-assessed_on", "-created_at", "pk")

    def latest_of_each(self) -> "AssessmentQuerySet":
        """Return the latest one per side and per picture."""
        latest = self.order_by("side", "by", "-assessed_on", "-created_at", "pk")
        return latest.distinct("side", "by")


@track_history()
class Assessment(ParkOwned):
    """A filled-in questionnaire about one side of a park.

    `questionnaire` is the slug of the version with which it was made; that version stays readable.
    Signing makes it final: a later change is a new assessment. `degree` is filled in then.
    """

    side = models.CharField("kant", max_length=8, choices=Side)
    by = models.CharField("wiens beeld", max_length=8, choices=AssessedBy)
    questionnaire = models.SlugField("versie van de vragenlijst", max_length=80)
    assessed_on = models.DateField("beoordeeld op")
    note = models.TextField("toelichting", max_length=4000, blank=True)
    audience = audience_field()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )
    degree = models.CharField("organisatiegraad", max_length=16, choices=Degree, blank=True)
    signed_at = models.DateTimeField("ondertekend op", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ondertekend door",
    )
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = ("assessed_on", "note", "audience")
    objects: ClassVar[AssessmentQuerySet] = scoped(AssessmentQuerySet)

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        indexes = [
            models.Index(fields=["park", "side", "-assessed_on"], name="collective_assessment_new")
        ]
        constraints = [
            models.CheckConstraint(
                name="collective_assessment_signed_whole",
                condition=models.Q(signed_at=None, signed_by=None, degree="")
                | models.Q(signed_at__isnull=False, signed_by__isnull=False) & ~models.Q(degree=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.get_by_display().lower()}"


class AnswerQuerySet(FollowingQuerySet):
    """Vocabulary for answers: seen by who sees the assessment."""

    follows = ("assessment",)


@track_history()
class Answer(ParkOwned):
    """What was said of one statement of the questionnaire, and what shows it.

    `amount` is the number that some statements ask for; its unit stands in the questionnaire.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    statement = models.SlugField("stelling", max_length=80)
    value = models.CharField("antwoord", max_length=16, choices=AnswerValue, blank=True)
    amount = quantity_field("getal")
    note = models.TextField("waaruit blijkt dat", max_length=2000, blank=True)
    link = models.URLField("link", max_length=300, blank=True)

    in_history = ("value", "amount", "note", "link")
    objects: ClassVar[AnswerQuerySet] = scoped(AnswerQuerySet)

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "assessment", "statement"], name="collective_answer_once"
            )
        ]

    def __str__(self) -> str:
        return self.statement


class EvidenceQuerySet(FollowingQuerySet):
    """Vocabulary for evidence: seen by who sees the answer."""

    follows = ("answer",)


class Evidence(StoredDocument, ParkOwned):
    """A file that shows what an answer says."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")

    objects: ClassVar[EvidenceQuerySet] = scoped(EvidenceQuerySet)

    class Meta:
        verbose_name = "bewijsstuk"
        verbose_name_plural = "bewijsstukken"


class OrganisationDegreeQuerySet(AudienceQuerySet):
    """Vocabulary for organisation degrees."""

    def newest_first(self) -> "OrganisationDegreeQuerySet":
        """Return them with the latest statement on top."""
        return self.select_related("stated_by").order_by("-stated_on", "-created_at")


@track_history()
class OrganisationDegree(ParkOwned):
    """The organisation degree of one side, as established on a day, with its reason.

    A later statement doesn't change an earlier one: together they are the history. It follows from
    an assessment; those from before there were questionnaires have none.
    Source: SB fig 29 (lines 1987-2190); BRIEF for the public side.
    """

    side = models.CharField("kant", max_length=8, choices=Side)
    degree = models.CharField("organisatiegraad", max_length=16, choices=Degree)
    reason = models.CharField("waarom", max_length=1000)
    stated_on = models.DateField("vastgesteld op")
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgesteld door"
    )
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    audience = audience_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    objects: ClassVar[OrganisationDegreeQuerySet] = scoped(OrganisationDegreeQuerySet)

    class Meta:
        verbose_name = "organisatiegraad"
        verbose_name_plural = "organisatiegraden"
        indexes = [
            models.Index(fields=["park", "side", "-stated_on"], name="collective_degree_newest")
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_degree_display()}"


class ChosenFormQuerySet(AudienceQuerySet):
    """Vocabulary for the organisation forms of a park."""

    def for_list(self) -> "ChosenFormQuerySet":
        """Return what a park has now on top, then what it had."""
        return self.order_by(
            models.F("until").desc(nulls_first=True), models.F("since").desc(nulls_last=True), "pk"
        )


@track_history()
class ChosenForm(Period, ParkOwned):
    """An organisation form that this park has or had (SB fig 29; PVB lines 53-66).

    `form` is a slug of the knowledge. `contribution_eur` is per member and year, without VAT.
    """

    form = models.SlugField("organisatievorm", max_length=80)
    name = models.CharField("hoe het hier heet", max_length=160, blank=True)
    contribution_eur = amount_field("bijdrage per lid per jaar")
    members = models.PositiveIntegerField("aantal leden", null=True, blank=True)
    note = models.TextField("toelichting", max_length=2000, blank=True)
    audience = audience_field()

    # Not the form itself: that never changes, and stands above the history.
    in_history = (
        "name", "since", "until", "contribution_eur", "members", "note", "audience",
    )  # fmt: skip
    objects: ClassVar[ChosenFormQuerySet] = scoped(ChosenFormQuerySet)

    class Meta:
        verbose_name = "organisatievorm"
        verbose_name_plural = "organisatievormen"
        constraints = Period.constraints("collective_chosenform")

    def __str__(self) -> str:
        return self.name or self.form_name

    def holds_on(self, day: dt.date) -> bool:
        """Whether the park has this form on a day; `until` is the first day without it."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or self.until > day)

    @property
    def form_name(self) -> str:
        """What the form is called; its slug when the knowledge has it no longer."""
        known = organisation_forms().get(self.form)
        return known.name if known else self.form


class StepDecisionQuerySet(AudienceQuerySet):
    """Vocabulary for what a park did with proposed steps."""

    def newest_first(self) -> "StepDecisionQuerySet":
        """Return them with the latest on top."""
        return self.select_related("decided_by").order_by("-decided_at", "pk")


class StepDecision(ParkOwned):
    """A proposed step that the park took over or put aside, with the reason.

    `step` is a slug of the knowledge. What was put aside is not proposed again before
    `quiet_until`. Never changed: somebody who thinks again decides anew.
    """

    append_only = True

    step = models.SlugField("stap", max_length=80)
    verdict = models.CharField("besluit", max_length=12, choices=StepVerdict)
    reason = models.CharField("waarom", max_length=500, blank=True)
    quiet_until = models.DateField("niet opnieuw voor", null=True, blank=True)
    audience = audience_field()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="besloten door"
    )
    decided_at = models.DateTimeField("besloten op", db_default=Now())

    objects: ClassVar[StepDecisionQuerySet] = scoped(StepDecisionQuerySet)

    class Meta:
        verbose_name = "besluit over een stap"
        verbose_name_plural = "besluiten over stappen"
        indexes = [models.Index(fields=["park", "step"], name="collective_stepdecision_step")]
        constraints = [
            models.CheckConstraint(
                name="collective_stepdecision_dismissed_with_reason",
                condition=~models.Q(verdict=StepVerdict.DISMISSED)
                | ~models.Q(reason="") & models.Q(quiet_until__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.get_verdict_display()}"
