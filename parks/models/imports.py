"""What was read in from files: the file, the plan that people look at, and what came of it."""

import hashlib
import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from parks.choices import Crs, ImportKind, ImportStep, ImportWork, Verdict
from parks.jobs.models import Job, JobQuerySet
from parks.models.audience import Reader, audience_field, for_team
from parks.owned import ParkOwned, scoped


class ImportRun(models.Model):
    """One file on its way in.

    `mapping` holds for each column of the file which field it fills, or "" for none; `counts` how
    many rows there are of each verdict; `notes` what the reader of the file has to say; `outcome`
    what applying or taking back came to, and before that on what the plan rests. A row that is
    refused blocks the whole file unless `skip_refused`.
    """

    filename = models.CharField("bestand", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("grootte (bytes)")
    source = models.CharField("bron", max_length=200, blank=True)
    source_date = models.DateField("peildatum van de bron", null=True, blank=True)
    crs = models.CharField("coördinaten", max_length=20, choices=Crs, default=Crs.AUTO)
    headings = models.JSONField(default=list)
    examples = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    step = models.CharField(max_length=8, choices=ImportStep, default=ImportStep.MAPPING)
    skip_refused = models.BooleanField("sla geweigerde rijen over", default=False)
    outcome = models.JSONField(default=dict)
    applied_at = models.DateTimeField("ingelezen op", null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField("teruggedraaid op", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.filename

    @property
    def refused(self) -> int:
        """How many rows of the plan are refused."""
        return int(self.counts.get(Verdict.REFUSED, 0))

    @property
    def to_write(self) -> int:
        """How many rows applying would add or change."""
        return sum(int(self.counts.get(verdict, 0)) for verdict in Verdict.writing())

    @property
    def plan_mark(self) -> str:
        """A mark that is another one for a plan with other columns or other verdicts."""
        plan = json.dumps([self.mapping, self.counts], sort_keys=True)
        return hashlib.sha256(plan.encode()).hexdigest()

    @property
    def may_apply(self) -> bool:
        """Whether the plan stands and nothing in it blocks."""
        free = self.skip_refused or not self.refused
        return self.step == ImportStep.PREVIEW and free and self.to_write > 0


class PlanBlock(models.Model):
    """Some hundreds of rows of a plan with one verdict, in the order of the file.

    Not a row per line: ten thousand lines come in and are shown page by page for a fraction of it.
    `parks.imports.plan` knows what stands in `rows`.
    """

    verdict = models.CharField(max_length=10, choices=Verdict)
    position = models.PositiveIntegerField()
    rows = models.JSONField()

    class Meta:
        abstract = True


class ImportQuerySet(JobQuerySet):
    """Vocabulary for imports."""

    def visible_to(self, viewer: Reader) -> Any:
        """Return the imports of the viewer's park, with which only the team works."""
        return for_team(self, viewer)

    def applied(self) -> Any:
        """Return those that were applied and not taken back, the last on top."""
        return self.filter(step=ImportStep.APPLIED).order_by("-applied_at", "pk")

    def for_list(self) -> Any:
        """Return them with their people, the latest on top."""
        people = self.select_related("requested_by", "applied_by", "undone_by")
        return people.defer("headings", "examples", "mapping", "notes").newest_first()


class Import(ImportRun, Job):
    """A file with companies or plots of a park. The team alone works with it.

    The state of the job is that of the last piece of `work`; `step` says how far the file is.
    """

    task = "parks.tasks.work_on_import"

    kind = models.CharField("soort", max_length=12, choices=ImportKind)
    audience = audience_field()
    work = models.CharField(max_length=8, choices=ImportWork, default=ImportWork.PLAN)

    objects: ClassVar[ImportQuerySet] = scoped(ImportQuerySet)

    class Meta:
        verbose_name = "ingelezen bestand"
        verbose_name_plural = "ingelezen bestanden"
        indexes = Job.indexes("parks_import")


class ImportFile(ParkOwned):
    """The bytes of a file as they came in."""

    # No one-to-one field: its unique index would not hold the park.
    run = models.ForeignKey(Import, models.CASCADE, related_name="files")
    content = models.BinaryField()

    objects: ClassVar[models.QuerySet[Any]] = scoped(models.QuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["park", "run"], name="parks_import_file")]

    def __str__(self) -> str:
        return f"{self.run_id}"


class ImportBlock(PlanBlock, ParkOwned):
    """A part of the plan of an import."""

    run = models.ForeignKey(Import, models.CASCADE, related_name="blocks")

    objects: ClassVar[models.QuerySet[Any]] = scoped(models.QuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["park", "run", "verdict", "position"], name="parks_import_block"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.verdict} {self.position}"


class RememberedColumns(ParkOwned):
    """Which columns a person chose for a heading row, for the next file that looks like it."""

    kind = models.CharField(max_length=12, choices=ImportKind)
    headings_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField()

    objects: ClassVar[models.QuerySet[Any]] = scoped(models.QuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["park", "kind", "headings_sha256"], name="parks_remembered_columns"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.headings_sha256[:8]}"


class RegisterImport(ImportRun):
    """A file of the public register. It belongs to no park: staff alone works with it.

    `municipality_code` is where the parks lie that the file says no municipality of.
    """

    content = models.BinaryField()
    municipality_code = models.CharField("gemeente", max_length=6, blank=True)
    message = models.CharField(max_length=500, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField("gevraagd op", db_default=Now())

    class Meta:
        verbose_name = "ingelezen registerbestand"
        verbose_name_plural = "ingelezen registerbestanden"
        indexes = [models.Index(fields=["-requested_at"], name="parks_register_import_newest")]


class RegisterBlock(PlanBlock):
    """A part of the plan of a register file."""

    run = models.ForeignKey(RegisterImport, models.CASCADE, related_name="blocks")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "verdict", "position"], name="parks_register_block"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.verdict} {self.position}"
