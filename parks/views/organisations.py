"""Organisations: the list, one of them, adding and changing. Owners need no establishment."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.forms.organisations import (
    OrganisationFilterForm,
    OrganisationForm,
    OwnOrganisationForm,
)
from parks.models import Establishment, Organisation
from parks.queries.companies import find_organisations, organisation_rows
from parks.queries.company_cards import organisation_card
from parks.queries.merging import history_with_merges
from parks.services.companies import add_organisation
from parks.services.records import TakenError
from parks.views.records import EditPage, edit_row, history_page, page_of, posted, taken_at


@require_safe
@park_page(Right.READ)
def organisations(request: ParkRequest) -> HttpResponse:
    """Show the organisations of the park, owners without an establishment included."""
    viewer = request.viewer
    form = OrganisationFilterForm(request.GET)
    form.is_valid()
    words, helix = (form.cleaned_data.get(name, "") for name in ("q", "helix"))
    page = page_of(request, find_organisations(viewer, words, helix))
    rows = organisation_rows(viewer, list(page.object_list))
    context = {"form": form, "page_obj": page, "rows": rows, "is_filtered": bool(words or helix)}
    return render(request, "parks/terrain/organisations.html", context)


@require_safe
@park_page(Right.READ)
def organisation_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one organisation; the address of one that went up in another leads to that one."""
    viewer = request.viewer
    rows = Organisation.objects.visible_to(viewer)
    organisation: Organisation = get_object_or_404(rows, pk=pk)
    if organisation.merged_into_id:
        return redirect(address(request, organisation.merged_into_id), permanent=False)
    context = {
        "card": organisation_card(viewer, organisation, timezone.localdate()),
        "may_write": viewer.may_edit or _is_own(request, organisation),
    }
    return render(request, "parks/terrain/organisation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def organisation_add(request: ParkRequest) -> HttpResponse:
    """Add an organisation without an establishment: an owner, a municipality, a school."""
    form = OrganisationForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            added = add_organisation(park=request.viewer.park, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{added.name} staat bij de organisaties.")
            return redirect(address(request, added.pk))
    back = reverse("terrain:organisations", args=[request.viewer.park.slug])
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": back}
    return render(request, "parks/terrain/organisation_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def organisation_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change an organisation: the team all of it, the member of its company its website."""
    organisation = visible_organisation(request, pk)
    if not (request.viewer.may_edit or _is_own(request, organisation)):
        raise Http404
    page = EditPage(
        row=organisation,
        form=OrganisationForm if request.viewer.may_edit else OwnOrganisationForm,
        template="parks/terrain/organisation_form.html",
        back=address(request, pk),
        saved="De organisatie is opgeslagen.",
    )
    return edit_row(request, page)


@require_safe
@park_page(Right.EDIT)
def organisation_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed an organisation; with its notes, so for the team."""
    organisation = visible_organisation(request, pk)
    entries = history_with_merges(organisation)
    return history_page(request, organisation, entries, back=address(request, pk))


def visible_organisation(request: ParkRequest, pk: UUID) -> Organisation:
    """Return one that the visitor may see and that did not go up in another, or raise Http404."""
    rows = Organisation.objects.visible_to(request.viewer).current()
    organisation: Organisation = get_object_or_404(rows, pk=pk)
    return organisation


def _is_own(request: ParkRequest, organisation: Organisation) -> bool:
    """Whether the visitor speaks for an establishment of an organisation."""
    own = Establishment.objects.in_park(organisation.park_id).filter(organisation=organisation)
    return bool(own.filter(pk__in=request.viewer.establishments).exists())


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where an organisation is shown."""
    return reverse("terrain:organisation_detail", args=[request.viewer.park.slug, pk])
