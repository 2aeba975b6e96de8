"""Editions of the roadmap, and the jobs that make files."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from parks.choices import Audience
from parks.jobs.models import Job, JobQuerySet, JobState
from parks.models import AudienceQuerySet, audience_field
from parks.owned import ParkOwned, scoped


class AdoptedBy(models.TextChoices):
    """The body that adopted an edition."""

    GENERAL_MEETING = "general_meeting", "de algemene ledenvergadering"
    BOARD = "board", "het bestuur"
    CORE_TEAM = "core_team", "het kernteam"
    EXECUTIVE = "executive", "het college van burgemeester en wethouders"


class RoadmapEditionQuerySet(AudienceQuerySet):
    """Vocabulary for editions."""

    def newest_first(self) -> "RoadmapEditionQuerySet":
        """Return editions with the latest on top, without their content."""
        return self.defer("content").order_by("-published_at", "-number")


class RoadmapEdition(ParkOwned):
    """A published roadmap: numbered per audience, dated, adopted, never changed.

    `content` is all that the PDF shows; `sha256` is the hash of its canonical JSON. Editions for
    different audiences have numbers of their own, so that a number tells nobody of one that she
    may not see. The database role of the application can add editions, not change or remove them.
    """

    append_only = True

    number = models.PositiveIntegerField("nummer")
    audience = models.CharField("voor wie", max_length=16, choices=Audience)
    title = models.CharField("titel", max_length=160)
    adopted_by = models.CharField("vastgesteld door", max_length=20, choices=AdoptedBy)
    adopted_on = models.DateField("vastgesteld op")
    note = models.CharField("toelichting", max_length=1000, blank=True)
    published_at = models.DateTimeField("gepubliceerd op", db_default=Now())
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField("inhoud")
    sha256 = models.CharField("SHA-256", max_length=64)

    objects: ClassVar[RoadmapEditionQuerySet] = scoped(RoadmapEditionQuerySet)

    class Meta:
        verbose_name = "editie van de routekaart"
        verbose_name_plural = "edities van de routekaart"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "audience", "number"], name="reports_edition_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, editie {self.number}"


class ReportKind(models.TextChoices):
    """What a job makes."""

    EDITION = "edition", "Routekaart"
    DRAFT = "draft", "Concept van de routekaart"
    ORGANISATION = "organisation", "Rapport over de organisatiegraad"
    OPPORTUNITY_MAP = "opportunity_map", "Kansenkaart"


class FileJob(Job):
    """Work that ends with a file on disk (`reports.storage`)."""

    file = models.CharField("bestand", max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_size = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class ReportQuerySet(JobQuerySet, AudienceQuerySet):  # type: ignore[override]  # made by the plugin
    """Vocabulary for reports."""

    def newest_first(self) -> "ReportQuerySet":
        """Return jobs with the latest on top, without the drafts' content."""
        newest: ReportQuerySet = super().newest_first()
        return newest.defer("content")

    def in_turn(self) -> "ReportQuerySet":
        """Return jobs in the order in which workers should get them: editions before the rest."""
        is_edition = models.Case(models.When(kind=ReportKind.EDITION, then=0), default=1)
        return self.order_by(is_edition, "requested_at", "pk")


class Report(FileJob):
    """A file to be made.

    `request_key` makes a request unique per park: the same request twice is one job and one file.
    `content` is what it shows; an edition's content stands in the edition.
    """

    task = "reports.tasks.make_report"

    kind = models.CharField("soort", max_length=20, choices=ReportKind)
    edition = models.ForeignKey(
        RoadmapEdition, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    content = models.JSONField("inhoud", null=True, blank=True)
    audience = audience_field()
    request_key = models.CharField(max_length=80)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar[ReportQuerySet] = scoped(ReportQuerySet)

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporten"
        indexes = Job.indexes("reports_report")
        constraints = [
            models.UniqueConstraint(fields=["park", "request_key"], name="reports_report_once"),
            models.CheckConstraint(
                name="reports_report_has_content",
                condition=models.Q(edition__isnull=False) | models.Q(content__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"


class ParkExportQuerySet(JobQuerySet):
    """Vocabulary for exports."""

    def outdated(self) -> "ParkExportQuerySet":
        """Return those whose time is over."""
        old: ParkExportQuerySet = self.filter(requested_at__lt=Now() - ParkExport.KEPT_FOR)
        return old.exclude(state=JobState.RUNNING)


class ParkExport(FileJob):
    """All that a park has, as one zip.

    For park managers only, whatever their team may see: it holds what companies gave in confidence
    and personal data. It has no audience and is not among the reports. After `KEPT_FOR` row and
    file are removed; the log of the park remembers.
    """

    KEPT_FOR = dt.timedelta(days=7)
    task = "reports.tasks.make_export"

    objects: ClassVar[ParkExportQuerySet] = scoped(ParkExportQuerySet)

    class Meta:
        verbose_name = "export van het terrein"
        verbose_name_plural = "exports van het terrein"
        indexes = Job.indexes("reports_export")

    def __str__(self) -> str:
        return f"export ({self.get_state_display()})"

    @property
    def kept_until(self) -> dt.datetime:
        """When it is removed."""
        return self.requested_at + self.KEPT_FOR
