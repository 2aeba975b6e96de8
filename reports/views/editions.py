"""The list of editions, one edition, and publishing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.htmx import UNPROCESSABLE, partial
from parks.access import ParkRequest, Right, Viewer, park_page
from reports.forms.editions import DraftForm, PublishForm
from reports.models import Report, ReportKind, RoadmapEdition
from reports.paper.rows import change_groups
from reports.queries.canonical import content_hash, from_json
from reports.queries.content import RoadmapDocument
from reports.queries.listing import edition_rows, goals_per_audience, job_rows, kilobytes
from reports.queries.size import TooLargeError
from reports.services.editions import publish_edition
from reports.services.jobs import (
    request_draft,
    request_opportunity_map,
    request_organisation,
)

ASK_FOR = {
    ReportKind.DRAFT.value: request_draft,
    ReportKind.ORGANISATION.value: request_organisation,
}


@require_safe
@park_page(Right.READ)
def report_list(request: ParkRequest) -> HttpResponse:
    """Show the editions; the team also follows jobs and asks for drafts."""
    return _list_page(request, DraftForm() if request.viewer.may_edit else None)


def _list_page(
    request: ParkRequest, form: DraftForm | None, status: int | None = None
) -> HttpResponse:
    viewer = request.viewer
    park_id, audiences = viewer.park.pk, viewer.audiences
    jobs = job_rows(park_id=park_id, audiences=audiences) if viewer.may_edit else ()
    context = {
        "editions": edition_rows(park_id=park_id, audiences=audiences),
        "jobs": jobs,
        "busy": any(not job.is_finished for job in jobs),
        "form": form,
    }
    template = partial(request, "reports/list.html", "jobs")
    return render(request, template, context, status=status)


@require_POST
@park_page(Right.EDIT)
def draft_request(request: ParkRequest) -> HttpResponse:
    """Ask for a draft PDF, or a report, of what some readers would see today."""
    viewer = request.viewer
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, UNPROCESSABLE)
    try:
        report = _asked(viewer, form)
    except TooLargeError as error:
        form.add_error("audience", str(error))
        return _list_page(request, form, UNPROCESSABLE)
    return redirect("reports:report_detail", slug=viewer.park.slug, pk=report.pk)


def _asked(viewer: Viewer, form: DraftForm) -> Report:
    given = form.cleaned_data
    what: dict[str, Any] = {
        "park": viewer.park,
        "audience": given["audience"],
        "by": viewer.user,
        "today": timezone.localdate(),
    }
    if given["kind"] == ReportKind.OPPORTUNITY_MAP:
        return request_opportunity_map(**what, paper=given["paper"])
    return ASK_FOR[given["kind"]](**what)


@require_http_methods(["GET", "POST"])
@park_page(Right.MANAGE)
def edition_publish(request: ParkRequest) -> HttpResponse:
    """Publish an edition; its PDF follows by itself."""
    viewer = request.viewer
    form = PublishForm(
        request.POST or None,
        today=timezone.localdate(),
        goals=goals_per_audience(park_id=viewer.park.pk),
        initial={"title": f"Routekaart {viewer.park.name}", "adopted_on": timezone.localdate()},
    )
    if form.is_valid() and (edition := _published(viewer, form)):
        messages.success(request, f"Editie {edition.number} is gepubliceerd. De pdf wordt gemaakt.")
        return redirect("reports:edition_detail", slug=viewer.park.slug, pk=edition.pk)
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "reports/edition_form.html", {"form": form}, status=status)


def _published(viewer: Viewer, form: PublishForm) -> RoadmapEdition | None:
    """Publish, or tell at the field why not and return None."""
    try:
        return publish_edition(
            park=viewer.park, adoption=form.adoption(), by=viewer.user, now=timezone.now()
        )
    except TooLargeError as error:
        form.add_error("audience", str(error))
        return None


@require_safe
@park_page(Right.READ)
def edition_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who adopted an edition, what changed, its fingerprint and its file."""
    viewer = request.viewer
    editions = RoadmapEdition.objects.visible_to(viewer).select_related("published_by")
    edition = get_object_or_404(editions, pk=pk)
    jobs = Report.objects.in_park(viewer.park.pk).filter(edition_id=pk, kind=ReportKind.EDITION)
    report = jobs.defer("content").first()
    document = from_json(RoadmapDocument, edition.content)
    context = {
        "edition": edition,
        "document": document,
        "change_groups": change_groups(document),
        "is_unchanged": content_hash(edition.content) == edition.sha256,
        "report": report,
        "size_kb": kilobytes(report.file_size) if report else None,
    }
    return render(request, "reports/edition_detail.html", context)
