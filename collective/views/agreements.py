"""Agreements: the list, one of them, adding, changing, removing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.choices import AgreementKind
from collective.forms.agreements import (
    AgreementFilterForm,
    AgreementForm,
    NewAgreementForm,
)
from collective.models import Agreement
from collective.queries.agreements import (
    AgreementSearch,
    agreement_card,
    agreement_lines,
    find_agreements,
)
from collective.roadmap import roadmap
from collective.services.agreements import add_agreement, remove_agreement
from collective.views.goals import choose_goals
from core.htmx import UNPROCESSABLE
from knowledge.loader import agreement_templates
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted


@require_safe
@park_page(Right.READ)
def agreements(request: ParkRequest) -> HttpResponse:
    """Show the agreements of the park, newest first."""
    form = AgreementFilterForm(request.GET)
    search = form.search()
    page = page_of(request, find_agreements(request.viewer, search))
    rows = list(page.object_list)
    goals = roadmap().goals_of(rows, request.viewer)
    context = {
        "form": form,
        "page_obj": page,
        "rows": agreement_lines(rows, timezone.localdate(), goals),
        "is_filtered": search != AgreementSearch(),
        "templates": [agreement_templates()[kind] for kind in AgreementKind],
    }
    return render(request, "collective/agreements/agreements.html", context)


@require_safe
@park_page(Right.READ)
def agreement_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one agreement with its parties, its text and what each gives."""
    agreement = visible_agreement(request, pk)
    card = agreement_card(request.viewer, agreement, timezone.localdate())
    return render(request, "collective/agreements/agreement.html", {"card": card})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def agreement_add(request: ParkRequest) -> HttpResponse:
    """Add an agreement; `?soort=` says of which kind."""
    viewer = request.viewer
    kind = request.GET.get("soort", "")
    initial = {"audience": Audience.TEAM, "kind": kind if kind in AgreementKind else None}
    form = NewAgreementForm(posted(request), viewer=viewer, initial=initial)
    if form.is_bound and form.is_valid():
        goals = form.cleaned_data["goals"]
        added = add_agreement(park=viewer.park, typed=form.typed(), goals=goals, viewer=viewer)
        messages.success(request, "De afspraak is gemaakt. Voeg nu de partijen toe.")
        return redirect(address(request, added.pk))
    context = {
        "form": form,
        "back": reverse("collective:agreements", args=[viewer.park.slug]),
        "template": agreement_templates().get(kind),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/agreements/agreement_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def agreement_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change an agreement."""
    agreement = visible_agreement(request, pk)
    page = EditPage(
        row=agreement,
        form=AgreementForm,
        template="collective/agreements/agreement_form.html",
        back=address(request, pk),
        saved="De afspraak is opgeslagen.",
        context={"template": agreement_templates()[agreement.kind]},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def agreement_goals(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Choose the goals that an agreement serves."""
    agreement = visible_agreement(request, pk)
    saved = "De doelen van de afspraak zijn opgeslagen."
    return choose_goals(
        request, agreement, name=agreement.title, back=address(request, pk), saved=saved
    )


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def agreement_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether an agreement may go, and remove it."""
    agreement = visible_agreement(request, pk)
    question = Removal(
        title="Afspraak verwijderen?",
        text=f"“{agreement}” verdwijnt met de partijen, de documenten en de toezeggingen die"
        " erbij horen. Gaat de afspraak niet door? Laat haar dan vervallen: zo blijft bewaard"
        " waarom.",
        back=address(request, pk),
        done=f"De afspraak “{agreement}” is verwijderd.",
        act=lambda _: remove_agreement(park=request.viewer.park, agreement=agreement),
        after=reverse("collective:agreements", args=[request.viewer.park.slug]),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def agreement_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed an agreement; for the team."""
    agreement = visible_agreement(request, pk)
    return history_page(request, agreement, row_history(agreement), back=address(request, pk))


def visible_agreement(request: ParkRequest, pk: UUID) -> Agreement:
    """Return an agreement that the visitor may see, or raise Http404."""
    agreement: Agreement = get_object_or_404(Agreement.objects.visible_to(request.viewer), pk=pk)
    return agreement


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where an agreement is shown."""
    return reverse("collective:agreement_detail", args=[request.viewer.park.slug, pk])
