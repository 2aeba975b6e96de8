"""Organisation forms: all there are, side by side, and what this park has."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.forms import ChosenFormForm, EndForm, NewFormForm
from collective.models import ChosenForm, Side
from collective.queries.degree import current_degrees
from collective.queries.forms import (
    MOST_COMPARED,
    chosen_cards,
    compared,
    current_forms,
    form_groups,
    phase_rows,
)
from collective.services.forms import choose_form, remove_form
from core.htmx import UNPROCESSABLE
from knowledge.choices import Degree
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience
from parks.forms.records import RecordForm
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted


@require_safe
@park_page(Right.READ)
def forms(request: ParkRequest) -> HttpResponse:
    """Show what this park has, all forms by degree, and what each phase asks for."""
    viewer, today = request.viewer, timezone.localdate()
    page = page_of(request, ChosenForm.objects.visible_to(viewer).for_list())
    degrees = current_degrees(park_id=viewer.park.pk, audiences=viewer.audiences)
    business = degrees.get(Side.BUSINESS)
    context = {
        "chosen": chosen_cards(page.object_list, today),
        "page_obj": page,
        "current": current_forms(viewer, today),
        "groups": form_groups(),
        "phases": phase_rows(Degree(business.degree) if business else None),
        "most": MOST_COMPARED,
    }
    return render(request, "collective/forms/forms.html", context)


@require_safe
@park_page(Right.READ)
def form_compare(request: ParkRequest) -> HttpResponse:
    """Show up to three forms side by side; `?vorm=` says which."""
    asked = request.GET.getlist("vorm")
    context = {
        "forms": compared(asked),
        "too_many": len(set(asked)) > MOST_COMPARED,
        "most": MOST_COMPARED,
        "current": current_forms(request.viewer, timezone.localdate()),
        "back": _address(request),
    }
    return render(request, "collective/forms/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def form_add(request: ParkRequest) -> HttpResponse:
    """Write down a form that this park has; `?vorm=` says which."""
    initial = {"audience": Audience.MEMBERS, "form": request.GET.get("vorm", "")}
    form = NewFormForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        chosen = choose_form(park=request.viewer.park, typed=form.typed())
        messages.success(request, f"{chosen} staat bij de vormen van dit terrein.")
        return redirect(_address(request))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": _address(request)}
    return render(request, "collective/forms/form_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def form_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change how this park has a form."""
    return _edit(request, pk, ChosenFormForm, "collective/forms/form_form.html")


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def form_end(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say from which day this park no longer has a form."""
    return _edit(request, pk, EndForm, "collective/forms/form_end.html")


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def form_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a form that was a mistake may go, and remove it."""
    chosen = _visible(request, pk)
    question = Removal(
        title="Vorm verwijderen?",
        text=f"{chosen} verdwijnt dan uit de lijst. Heeft dit terrein de vorm wel gehad? Vul dan"
        " in wanneer zij eindigde.",
        back=_address(request),
        done=f"{chosen} is verwijderd.",
        act=lambda _: remove_form(park=request.viewer.park, chosen=chosen),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def form_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed what about a form of this park."""
    chosen = _visible(request, pk)
    return history_page(request, chosen, row_history(chosen), back=_address(request))


def _edit(request: ParkRequest, pk: UUID, form: type[RecordForm], template: str) -> HttpResponse:
    page = EditPage(
        row=_visible(request, pk),
        form=form,
        template=template,
        back=_address(request),
        saved="De vorm is opgeslagen.",
    )
    return edit_row(request, page)


def _visible(request: ParkRequest, pk: UUID) -> ChosenForm:
    """Return a form of this park that the visitor may see, or raise Http404."""
    chosen: ChosenForm = get_object_or_404(ChosenForm.objects.visible_to(request.viewer), pk=pk)
    return chosen


def _address(request: ParkRequest) -> str:
    return reverse("collective:forms", args=[request.viewer.park.slug])
