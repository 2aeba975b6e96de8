"""The worker's side of a file: claim the row, make the file, record it."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any, BinaryIO, Final

import structlog
from celery import shared_task
from django.db import transaction

from core.park_context import park_context
from parks.access import Right, viewer_at
from parks.jobs.models import JobQuerySet
from parks.jobs.working import JobFailedError, Progress, carry_out
from reports import storage
from reports.export.archive import write_export
from reports.models import FileJob, ParkExport, Report, ReportKind
from reports.queries.opportunity_map import is_still_shared

log = structlog.get_logger(__name__)

NO_ROOM: Final = "Het bestand kon niet worden bewaard. Neem contact op met de beheerder."
NO_TEAM: Final = "Wie dit vroeg, hoort niet meer bij het kernteam. Vraag het zelf opnieuw."
NOT_SHARED: Final = (
    "Intussen is iets op deze kansenkaart niet meer gedeeld met deze lezers. Maak een nieuwe."
)
NO_MANAGER: Final = "Wie dit vroeg, is geen parkmanager meer. Vraag het zelf opnieuw."

# Writes the file of a job and returns what else there is to record of it.
Write = Callable[[Any, BinaryIO, Progress], dict[str, Any]]


@shared_task
def make_report(*, park_id: int, job_id: str, **_later: object) -> None:
    """Make the PDF of a report, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        reports = Report.objects.in_park(park_id).select_related("edition")
        _make_one(reports, job_id, "pdf", _write_report)


@shared_task
def make_export(*, park_id: int, job_id: str, **_later: object) -> None:
    """Make the zip with all that a park has, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        _make_one(ParkExport.objects.in_park(park_id), job_id, "zip", _write_export)


def _make_one(jobs: JobQuerySet, job_id: str, extension: str, write: Write) -> None:
    with transaction.atomic():
        job: FileJob | None = jobs.claim(job_id)
    if job is not None:
        # Every claim writes a name of its own: who lost its claim can't spoil a good file.
        claim = f"{job.pk}-{job.lease_until:%Y%m%d%H%M%S%f}"
        name = f"{storage.FOLDER}/{job.park_id}/{claim}.{extension}"
        carry_out(job, partial(_make, job, name, write))


def _make(job: FileJob, name: str, write: Write, progress: Progress) -> None:
    try:
        with storage.storing(name) as file:
            facts = write(job, file, progress)
            size = file.tell()
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except storage.NotStoredError as error:
        raise JobFailedError(NO_ROOM) from error
    with transaction.atomic():
        recorded = job.finish(file=name, file_sha256=digest, file_size=size, **facts)
    if not recorded:
        storage.remove(name)
        log.warning("report_claim_lost", job_id=str(job.pk), park_id=job.park_id)


def _write_report(report: Report, file: BinaryIO, progress: Progress) -> dict[str, Any]:
    # An edition is the park's, whoever asked for its file; the rest is for who works on it.
    if report.kind != ReportKind.EDITION:
        _still_may(report, Right.EDIT, NO_TEAM)
    if report.kind == ReportKind.OPPORTUNITY_MAP:
        _still_shared(report)
    # The engine takes 60 MB and a second to load: only workers need it, the web imports this file.
    from reports.rendering import render_report  # noqa: PLC0415  # WeasyPrint loads in workers only

    pdf = render_report(report, progress=progress)
    file.write(pdf.content)
    return {"pages": pdf.pages}


def _write_export(export: ParkExport, file: BinaryIO, progress: Progress) -> dict[str, Any]:
    _still_may(export, Right.MANAGE, NO_MANAGER)
    write_export(export, file, progress=progress)
    return {}


def _still_shared(report: Report) -> None:
    """Raise JobFailedError when somebody on the map withdrew before a worker took the job."""
    with transaction.atomic():
        if not is_still_shared(report.park, report.content):
            raise JobFailedError(NOT_SHARED, for_good=True)


def _still_may(job: FileJob, right: Right, refusal: str) -> None:
    """Raise JobFailedError when who asked lost the right before a worker took the job."""
    with transaction.atomic():
        asked_by = viewer_at(job.requested_by, job.park)
    if asked_by is None or not asked_by.may(right):
        raise JobFailedError(refusal, for_good=True)
