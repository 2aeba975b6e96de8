"""Following a job and downloading what it made."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.htmx import partial
from parks.access import ParkRequest, Right, Viewer, park_page
from parks.choices import AuditAction
from parks.jobs.models import JobState
from parks.services.audit import record
from reports import storage
from reports.models import Report, ReportKind, RoadmapEdition
from reports.queries.listing import job_name, kilobytes
from reports.queries.opportunity_map import is_still_shared
from reports.services.jobs import request_edition_pdf, retry_report

NOT_SHARED = (
    "Iets op deze kansenkaart wordt niet meer met deze lezers gedeeld. Maak een nieuwe kansenkaart."
)


@require_safe
@park_page(Right.READ)
def edition_pdf(request: ParkRequest, pk: UUID) -> FileResponse | HttpResponse:
    """Serve the PDF of an edition, or show how far it is."""
    viewer = request.viewer
    found = (
        Report.objects.visible_to(viewer)
        .filter(edition_id=pk, kind=ReportKind.EDITION, state=JobState.READY)
        .values_list("file", "edition__number")
        .first()
    )
    if found and (served := _served(viewer, found[0], "routekaart", f"editie-{found[1]}")):
        return served
    edition = get_object_or_404(RoadmapEdition.objects.visible_to(viewer), pk=pk)
    return _being_made(viewer, request_edition_pdf(edition=edition, by=viewer.user))


@require_safe
@park_page(Right.READ)
def report_file(request: ParkRequest, pk: UUID) -> FileResponse | HttpResponse:
    """Serve the file of a job, or show how far it is."""
    viewer = request.viewer
    report = _report(viewer, pk)
    if report.kind == ReportKind.OPPORTUNITY_MAP and not is_still_shared(
        viewer.park, report.content
    ):
        messages.warning(request, NOT_SHARED)
        return redirect("reports:list", slug=viewer.park.slug)
    return _served(viewer, report.file, *_name_of(report)) or _being_made(viewer, report)


def _name_of(report: Report) -> tuple[str, str]:
    """Return what a file is about and which one it is, for its name."""
    if report.edition:
        return "routekaart", f"editie-{report.edition.number}"
    day = f"{timezone.localdate(report.requested_at):%Y-%m-%d}"
    if report.kind == ReportKind.ORGANISATION:
        return "organisatiegraad", day
    if report.kind == ReportKind.OPPORTUNITY_MAP:
        return "kansenkaart", day
    return "routekaart", f"concept-{day}"


def _being_made(viewer: Viewer, report: Report) -> HttpResponse:
    """Send the reader to the job; a file that has gone from the disk is made again."""
    if report.state == JobState.READY:
        report = retry_report(report=report, by=viewer.user)
    return redirect("reports:report_detail", slug=viewer.park.slug, pk=report.pk)


def _served(viewer: Viewer, stored: str, subject: str, name: str) -> FileResponse | None:
    return serve(viewer, stored, f"{subject}-{viewer.park.slug}-{name}.pdf", "application/pdf")


def serve(viewer: Viewer, stored: str, filename: str, content_type: str) -> FileResponse | None:
    """Return a stored file as a private download, or None when it is gone. Tells the log."""
    file = storage.open_file(stored)
    if file is None:
        return None
    response = FileResponse(file, as_attachment=True, filename=filename, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    record(park=viewer.park, action=AuditAction.DOWNLOAD, actor=viewer.user, label=filename)
    return response


@require_safe
@park_page(Right.READ)
def report_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show how far a job is; the page looks again by itself until it is finished."""
    report = _report(request.viewer, pk)
    context = {
        "report": report,
        "name": job_name(report),
        "size_kb": kilobytes(report.file_size),
    }
    return render(request, partial(request, "reports/report_detail.html", "status"), context)


@require_POST
@park_page(Right.EDIT)
def report_retry(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Try a failed job again, with fresh attempts."""
    report = _report(request.viewer, pk)
    if report.state == JobState.FAILED:
        report = retry_report(report=report, by=request.viewer.user)
    return redirect("reports:report_detail", slug=request.viewer.park.slug, pk=report.pk)


def _report(viewer: Viewer, pk: UUID) -> Report:
    reports = Report.objects.visible_to(viewer).select_related("edition")
    report: Report = get_object_or_404(reports.defer("content", "edition__content"), pk=pk)
    return report
