"""Companies on the park: the list, one of them, adding, changing, leaving and coming back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.forms.establishments import (
    NEW_COMPANY,
    CompanyFilterForm,
    EstablishmentForm,
    LeaveForm,
    NewCompanyForm,
    OwnEstablishmentForm,
)
from parks.models import Establishment, Organisation
from parks.queries.companies import company_rows, find_companies
from parks.queries.company_cards import company_card, merges_into
from parks.queries.history import row_history
from parks.queries.merging import history_with_merges
from parks.services.companies import (
    LeftBeforeError,
    add_company,
    add_establishment,
    leave_park,
    return_to_park,
)
from parks.services.records import TakenError
from parks.views.organisations import visible_organisation
from parks.views.records import EditPage, edit_row, history_page, page_of, posted, taken_at


@require_safe
@park_page(Right.READ)
def companies(request: ParkRequest) -> HttpResponse:
    """Show the companies of the park, by name."""
    viewer = request.viewer
    form = CompanyFilterForm(request.GET)
    search = form.search()
    page = page_of(request, find_companies(viewer, search))
    context = {
        "form": form,
        "search": search,
        "page_obj": page,
        "rows": company_rows(viewer, list(page.object_list)),
    }
    return render(request, "parks/terrain/companies.html", context)


@require_safe
@park_page(Right.READ)
def establishment_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one company; the address of one that went up in another leads to that one."""
    viewer, establishment = request.viewer, visible_establishment(request, pk)
    if establishment.merged_into_id:
        return redirect(address(request, establishment.merged_into_id), permanent=False)
    context = {
        "card": company_card(viewer, establishment, timezone.localdate()),
        "may_write": viewer.may_write_for(establishment.pk),
        "speaks_for": viewer.speaks_for(establishment.pk),
        "merges": merges_into(establishment) if viewer.may_edit else (),
    }
    return render(request, "parks/terrain/establishment_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def company_add(request: ParkRequest) -> HttpResponse:
    """Add a company: an establishment with its organisation."""
    form = NewCompanyForm(posted(request), initial=NEW_COMPANY)
    if form.is_bound and form.is_valid():
        try:
            added = add_company(
                park=request.viewer.park,
                organisation=form.organisation(),
                establishment=form.typed(),
            )
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{added.name} staat in de lijst.")
            return redirect(address(request, added.pk))
    return _form_page(request, form, organisation=_has_number(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def establishment_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Add an establishment of an organisation that is known already."""
    organisation = visible_organisation(request, pk)
    initial = {"name": organisation.name, "audience": organisation.audience}
    form = EstablishmentForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            added = add_establishment(organisation=organisation, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{added.name} staat in de lijst.")
            return redirect(address(request, added.pk))
    return _form_page(request, form, of=organisation)


def _form_page(request: ParkRequest, form: EstablishmentForm, **more: Any) -> HttpResponse:
    back = reverse("terrain:companies", args=[request.viewer.park.slug])
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": back, **more}
    return render(request, "parks/terrain/company_form.html", context, status=status)


def _has_number(request: ParkRequest, form: NewCompanyForm) -> Organisation | None:
    """Return the organisation that has the typed KvK number, to add an establishment to."""
    if not form.is_bound or "kvk_number" not in form.errors:
        return None
    rows = Organisation.objects.in_park(request.viewer.park.pk).current()
    typed = form.data.get("kvk_number", "").strip()[:8]
    found: Organisation | None = rows.filter(kvk_number=typed).exclude(kvk_number="").first()
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def establishment_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a company: the team all of it, its own member what it tells of itself."""
    establishment = writable_establishment(request, pk)
    page = EditPage(
        row=establishment,
        form=EstablishmentForm if request.viewer.may_edit else OwnEstablishmentForm,
        template="parks/terrain/establishment_form.html",
        back=address(request, pk),
        saved="Het bedrijf is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def establishment_leave(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask when a company left, and say so."""
    establishment = current_establishment(request, pk)
    form = LeaveForm(posted(request), initial={"left_on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            leave_park(
                establishment=establishment,
                on=given["left_on"],
                frees_plots=given["frees_plots"],
            )
        except LeftBeforeError:
            form.add_error("left_on", "Deze datum ligt vóór de komst van het bedrijf.")
        else:
            messages.success(request, f"{establishment.name} staat nu bij ‘vertrokken’.")
            return redirect(address(request, pk))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "establishment": establishment, "back": address(request, pk)}
    return render(request, "parks/terrain/establishment_leave.html", context, status=status)


@require_POST
@park_page(Right.EDIT)
def establishment_return(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take back that a company left."""
    establishment = current_establishment(request, pk)
    return_to_park(establishment=establishment)
    messages.success(request, f"{establishment.name} staat weer op het terrein.")
    return redirect(address(request, pk))


@require_safe
@park_page(Right.READ)
def establishment_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a company; for the team and for the company itself."""
    establishment = writable_establishment(request, pk)
    of_team = request.viewer.may_edit
    entries = history_with_merges(establishment) if of_team else row_history(establishment)
    return history_page(request, establishment, entries, back=address(request, pk))


def visible_establishment(request: ParkRequest, pk: UUID) -> Establishment:
    """Return an establishment that the visitor may see, or raise Http404."""
    rows = Establishment.objects.visible_to(request.viewer)
    establishment: Establishment = get_object_or_404(rows, pk=pk)
    return establishment


def current_establishment(request: ParkRequest, pk: UUID) -> Establishment:
    """Return one that the visitor may see and that did not go up in another, or raise Http404."""
    rows = Establishment.objects.visible_to(request.viewer).current()
    establishment: Establishment = get_object_or_404(rows, pk=pk)
    return establishment


def writable_establishment(request: ParkRequest, pk: UUID) -> Establishment:
    """Return an establishment that the visitor may change, or raise Http404."""
    establishment = current_establishment(request, pk)
    if not request.viewer.may_write_for(establishment.pk):
        raise Http404
    return establishment


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where an establishment is shown."""
    return reverse("terrain:establishment_detail", args=[request.viewer.park.slug, pk])
