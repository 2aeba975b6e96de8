"""Editions of the roadmap, and the jobs that make files."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from parks.choices import Audience
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


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file: its name under MEDIA_ROOT, the hash of its bytes, bytes and pages."""

    name: str
    sha256: str
    size: int
    pages: int


class ReportState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "In de wachtrij"
    RUNNING = "running", "Wordt gemaakt"
    READY = "ready", "Klaar"
    FAILED = "failed", "Mislukt"


class ReportKind(models.TextChoices):
    """What a job makes."""

    EDITION = "edition", "Routekaart"
    DRAFT = "draft", "Concept van de routekaart"


# Longer than a worker may take: a lease that ran out belongs to a worker that is gone.
LEASE: Final = dt.timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 30)
# How long a sent message has to reach a worker before it is sent once more.
PATIENCE: Final = dt.timedelta(minutes=2)


class ReportQuerySet(AudienceQuerySet):
    """Vocabulary for jobs. All times are the database's: workers' clocks may differ."""

    def newest_first(self) -> "ReportQuerySet":
        """Return jobs with the latest on top, without the drafts' content."""
        return self.defer("content").order_by("-requested_at", "pk")

    def editions_first(self) -> "ReportQuerySet":
        """Return jobs in the order in which workers should get them."""
        is_draft = models.Case(models.When(kind=ReportKind.DRAFT, then=1), default=0)
        return self.order_by(is_draft, "requested_at", "pk")

    def unfinished(self) -> "ReportQuerySet":
        """Return the jobs that wait or run."""
        return self.filter(state__in=(ReportState.WAITING, ReportState.RUNNING))

    def abandoned(self) -> "ReportQuerySet":
        """Return the running jobs whose worker has gone without a word."""
        return self.filter(state=ReportState.RUNNING, lease_until__lt=Now())

    def overdue(self, patience: dt.timedelta = PATIENCE) -> "ReportQuerySet":
        """Return the waiting jobs that nobody took within `patience` of asking or sending."""
        return self.filter(
            models.Q(lease_until__isnull=True) | models.Q(lease_until__lt=Now()),
            state=ReportState.WAITING,
            requested_at__lt=Now() - patience,
        )

    def claim(self, pk: UUID) -> "Report | None":
        """Take a job for this worker, or return None when it is done, taken or given up.

        One conditional update decides, so two workers never get the same job.
        """
        free = models.Q(state=ReportState.WAITING) | models.Q(
            state=ReportState.RUNNING, lease_until__lt=Now()
        )
        taken = self.filter(free, pk=pk, attempts__lt=Report.MAX_ATTEMPTS).update(
            state=ReportState.RUNNING,
            attempts=models.F("attempts") + 1,
            lease_until=Now() + LEASE,
            progress=0,
            message="",
        )
        report: Report | None = self.select_related("edition").get(pk=pk) if taken else None
        return report

    def fail(self, message: str, *, for_good: bool = False) -> int:
        """Let jobs wait for their next attempt, or end them: `for_good`, or after the last one."""
        used_up = models.When(
            attempts__gte=0 if for_good else Report.MAX_ATTEMPTS,
            then=models.Value(ReportState.FAILED),
        )
        return self.update(
            state=models.Case(used_up, default=models.Value(ReportState.WAITING)),
            lease_until=None,
            progress=0,
            message=message,
        )

    def restart(self) -> int:
        """Put jobs that failed, or whose file is gone, back in the queue with fresh attempts."""
        return self.filter(state__in=(ReportState.FAILED, ReportState.READY)).update(
            state=ReportState.WAITING,
            attempts=0,
            progress=0,
            lease_until=None,
            message="",
            file="",
            finished_at=None,
            requested_at=Now(),
        )


class Report(ParkOwned):
    """A file to be made. This row is the truth; the message in Redis is only a hint.

    `request_key` makes a request unique per park: the same request twice is one job and one file.
    `content` is what a draft shows; an edition's content stands in the edition.
    """

    MAX_ATTEMPTS = 3

    kind = models.CharField("soort", max_length=12, choices=ReportKind)
    edition = models.ForeignKey(
        RoadmapEdition, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    content = models.JSONField("inhoud", null=True, blank=True)
    audience = audience_field()
    request_key = models.CharField(max_length=80)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("gevraagd op", db_default=Now())
    state = models.CharField(
        "stand", max_length=12, choices=ReportState, default=ReportState.WAITING
    )
    progress = models.PositiveSmallIntegerField("voortgang (%)", default=0)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    message = models.CharField("bericht", max_length=500, blank=True)
    file = models.CharField("bestand", max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_size = models.PositiveBigIntegerField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)

    objects: ClassVar[ReportQuerySet] = scoped(ReportQuerySet)

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporten"
        indexes = [
            models.Index(fields=["park", "-requested_at"], name="reports_report_newest"),
            models.Index(
                fields=["state", "lease_until"],
                condition=models.Q(state__in=("waiting", "running")),
                name="reports_report_unfinished",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["park", "request_key"], name="reports_report_once"),
            models.CheckConstraint(
                name="reports_report_has_content",
                condition=models.Q(edition__isnull=False) | models.Q(content__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"

    @property
    def is_finished(self) -> bool:
        """Whether nothing will happen to this job any more by itself."""
        return self.state in (ReportState.READY, ReportState.FAILED)

    def note_progress(self, percent: int) -> bool:
        """Show how far the work is. False when the job is no longer ours."""
        return bool(self._held().update(progress=percent))

    def finish(self, made: MadeFile) -> bool:
        """Record the file. False, and nothing is recorded, when the job is no longer ours."""
        return bool(
            self._held().update(
                state=ReportState.READY,
                progress=100,
                lease_until=None,
                finished_at=Now(),
                file=made.name,
                file_sha256=made.sha256,
                file_size=made.size,
                pages=made.pages,
            )
        )

    def fail(self, message: str, *, for_good: bool = False) -> bool:
        """Give this attempt up, or the whole job. False when the job is no longer ours."""
        return bool(self._held().fail(message, for_good=for_good))

    def _held(self) -> ReportQuerySet:
        # The moment at which the lease ends is different for every claim: it says whose it is.
        return Report.objects.filter(
            park_id=self.park_id,
            pk=self.pk,
            state=ReportState.RUNNING,
            lease_until=self.lease_until,
        )
