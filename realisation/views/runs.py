"""Searching the whole park: what there is to go on, starting a search, how far it is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.htmx import UNPROCESSABLE, partial
from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import refused_at
from parks.views.records import page_of
from realisation.choices import RunKind
from realisation.forms.runs import SearchForm
from realisation.models import MatchingRun
from realisation.queries.proposals import latest_proposals, proposals_of
from realisation.queries.searches import prospects
from realisation.services.runs import retry_search, start_search, stop_search

MOST_LEFT_OUT = 50


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def runs(request: ParkRequest) -> HttpResponse:
    """Show what a search has to go on and what earlier ones found; on POST let one start."""
    form, viewer = None, request.viewer
    if request.method == "POST":
        form = _form(request.POST.get("kind", ""), request.POST)
        if form.is_valid():
            try:
                run = start_search(
                    park=viewer.park,
                    by=viewer.user,
                    today=timezone.localdate(),
                    **form.cleaned_data,
                )
            except RefusedError as refused:
                refused_at(form, refused)
            else:
                return redirect("realisation:run", viewer.park.slug, run.pk)
    status = UNPROCESSABLE if form else 200
    return render(request, "realisation/runs/runs.html", _runs(request, form), status=status)


def _runs(request: ParkRequest, form: SearchForm | None) -> dict[str, Any]:
    viewer, today = request.viewer, timezone.localdate()
    # What a run found is for the manager alone, and so is this page.
    rows = MatchingRun.objects.in_park(viewer.park.pk).select_related("requested_by")
    page = page_of(request, rows.annotate(found=Count("proposals")).newest_first())
    asked = form.data.get("kind") if form else None
    return {
        "form": form,
        "searches": [
            (it, form if form and it.kind == asked else _form(it.kind))
            for it in prospects(viewer, today)
        ],
        "proposals": latest_proposals(viewer, today),
        "page_obj": page,
        "most_left_out": MOST_LEFT_OUT,
    }


def _form(kind: str, data: QueryDict | None = None) -> SearchForm:
    """Return the form of one kind: its ids differ from those of the other on the page."""
    known = kind if kind in RunKind.values else "other"
    return SearchForm(data, initial={"kind": kind}, auto_id=f"id_{known}_%s")


@require_safe
@park_page(Right.MANAGE)
def run(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show how far a search is and what it found; htmx asks for the state alone."""
    found = _visible_run(request, pk)
    context = {
        "run": found,
        "proposals": proposals_of(request.viewer, found, timezone.localdate()),
    }
    return render(request, partial(request, "realisation/runs/run.html", "status"), context)


@require_POST
@park_page(Right.MANAGE)
def run_retry(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Search once more, after a failure or a stop."""
    if not retry_search(run=_visible_run(request, pk), by=request.viewer.user):
        messages.info(request, "Deze zoekronde is al bezig of klaar.")
    return redirect("realisation:run", request.viewer.park.slug, pk)


@require_POST
@park_page(Right.MANAGE)
def run_stop(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Stop a search that waits or runs."""
    if stop_search(run=_visible_run(request, pk)):
        messages.success(request, "Het zoeken is gestopt.")
    else:
        messages.info(request, "Deze zoekronde was al klaar.")
    return redirect("realisation:run", request.viewer.park.slug, pk)


def _visible_run(request: ParkRequest, pk: UUID) -> MatchingRun:
    rows = MatchingRun.objects.in_park(request.viewer.park.pk).select_related("requested_by")
    found: MatchingRun = get_object_or_404(rows, pk=pk)
    return found
