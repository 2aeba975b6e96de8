"""Money for the park: the overview, and its posts."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.funding import FundingFilterForm, FundingForm
from collective.models import Funding
from collective.queries.funding import (
    find_funding,
    funding_rows,
    funding_years,
    totals_per_year,
)
from collective.services.funding import add_funding, remove_funding
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted


@require_safe
@park_page(Right.READ)
def funding(request: ParkRequest) -> HttpResponse:
    """Show who pays what: totals per year over all that was found, and a page of posts."""
    viewer = request.viewer
    form = FundingFilterForm(request.GET, years=funding_years(viewer))
    found = find_funding(viewer, form.chosen())
    page = page_of(request, found)
    context = {
        "form": form,
        "page_obj": page,
        "rows": funding_rows(page.object_list),
        "years": totals_per_year(found),
    }
    return render(request, "collective/agreements/funding.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def funding_add(request: ParkRequest) -> HttpResponse:
    """Add a post."""
    viewer, back = request.viewer, _overview(request)
    initial = {"year": timezone.localdate().year}
    form = FundingForm(posted(request), viewer=viewer, initial=initial)
    if form.is_bound and form.is_valid():
        add_funding(park=viewer.park, typed=form.typed())
        messages.success(request, "De post staat in het overzicht.")
        return redirect(back)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": back}
    return render(request, "collective/agreements/funding_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def funding_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a post."""
    page = EditPage(
        row=_visible(request, pk),
        form=partial(FundingForm, viewer=request.viewer),
        template="collective/agreements/funding_form.html",
        back=_overview(request),
        saved="De post is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def funding_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a post may go, and remove it."""
    post = _visible(request, pk)
    question = Removal(
        title="Post verwijderen?",
        text=f"“{post}” telt dan niet meer mee in de dekking.",
        back=reverse("collective:funding_edit", args=[request.viewer.park.slug, post.pk]),
        done="De post is verwijderd.",
        act=lambda _: remove_funding(park=request.viewer.park, funding=post),
        after=_overview(request),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def funding_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a post; for the team."""
    post = _visible(request, pk)
    back = reverse("collective:funding_edit", args=[request.viewer.park.slug, post.pk])
    return history_page(request, post, row_history(post), back=back)


def _visible(request: ParkRequest, pk: UUID) -> Funding:
    post: Funding = get_object_or_404(Funding.objects.visible_to(request.viewer), pk=pk)
    return post


def _overview(request: ParkRequest) -> str:
    return reverse("collective:funding", args=[request.viewer.park.slug])
