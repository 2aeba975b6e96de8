"""Stakeholders: the register, one of them, adding, changing, leaving, coming back, removing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collective.forms.stakeholders import (
    OwnStakeholderForm,
    StakeholderFilterForm,
    StakeholderForm,
    StakeholderLeaveForm,
    TeamStakeholderFilterForm,
)
from collective.models import Stakeholder
from collective.queries.stakeholders import (
    StakeholderSearch,
    find_stakeholders,
    may_note,
    stakeholder_card,
    stakeholder_rows,
)
from collective.services.stakeholders import (
    add_stakeholder,
    come_back,
    leave,
    remove_stakeholder,
)
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted, taken_at


@require_safe
@park_page(Right.READ)
def stakeholders(request: ParkRequest) -> HttpResponse:
    """Show who has a stake in the park, by name."""
    viewer, today = request.viewer, timezone.localdate()
    form = (
        TeamStakeholderFilterForm(request.GET, park_id=viewer.park.pk)
        if viewer.may_edit
        else StakeholderFilterForm(request.GET)
    )
    search = form.search()
    page = page_of(request, find_stakeholders(viewer, search, today))
    context = {
        "form": form,
        "is_filtered": search != StakeholderSearch(),
        "page_obj": page,
        "rows": stakeholder_rows(viewer, list(page.object_list), today),
    }
    return render(request, "collective/stakeholders/stakeholders.html", context)


@require_safe
@park_page(Right.READ)
def stakeholder_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one stakeholder; to the team with where it stands and what was said."""
    stakeholder = visible_stakeholder(request, pk)
    card = stakeholder_card(request.viewer, stakeholder, timezone.localdate())
    return render(request, "collective/stakeholders/detail.html", {"card": card})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_add(request: ParkRequest) -> HttpResponse:
    """Add a stakeholder: an organisation of the terrain, or anybody by name."""
    park = request.viewer.park
    form = StakeholderForm(posted(request), instance=Stakeholder(park=park))
    if form.is_bound and form.is_valid():
        try:
            added = add_stakeholder(park=park, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{added.name} staat bij de belanghebbenden.")
            return redirect(address(request, added.pk))
    back = reverse("collective:stakeholders", args=[park.slug])
    return form_page(request, "form", form, back)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a stakeholder."""
    stakeholder = visible_stakeholder(request, pk)
    noted = may_note(request.viewer, stakeholder)
    page = EditPage(
        row=stakeholder,
        form=StakeholderForm if noted else OwnStakeholderForm,
        template="collective/stakeholders/form.html",
        back=address(request, pk),
        saved="De belanghebbende is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_leave(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say since when somebody has no stake any more."""
    stakeholder, today = noted_stakeholder(request, pk), timezone.localdate()
    form = StakeholderLeaveForm(posted(request), today=today, initial={"left_on": today})
    if form.is_bound and form.is_valid():
        leave(stakeholder=stakeholder, on=form.cleaned_data["left_on"])
        messages.success(request, f"{stakeholder.name} staat nu bij ‘eerder’.")
        return redirect(address(request, pk))
    back = address(request, pk)
    return form_page(request, "leave", form, back, stakeholder=stakeholder)


@require_POST
@park_page(Right.EDIT)
def stakeholder_return(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say that somebody has a stake after all."""
    stakeholder = noted_stakeholder(request, pk)
    try:
        come_back(stakeholder=stakeholder)
    except TakenError as taken:
        messages.error(request, taken.message)
    else:
        messages.success(request, f"{stakeholder.name} is weer een belanghebbende.")
    return redirect(address(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a stakeholder may go, and remove it."""
    stakeholder = noted_stakeholder(request, pk)
    question = Removal(
        title="Belanghebbende verwijderen?",
        text=f"{stakeholder.name} verdwijnt met alle relaties, plaatsen in het krachtenveld en"
        " gesprekken. Doet deze partij alleen niet meer mee? Kies dan ‘geen belanghebbende meer’:"
        " dan blijft alles bewaard.",
        back=address(request, pk),
        done=f"{stakeholder.name} is verwijderd.",
        act=lambda _: remove_stakeholder(park=request.viewer.park, stakeholder=stakeholder),
        after=reverse("collective:stakeholders", args=[request.viewer.park.slug]),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def stakeholder_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a stakeholder; with who calls when, so for the team."""
    stakeholder = noted_stakeholder(request, pk)
    return history_page(request, stakeholder, row_history(stakeholder), back=address(request, pk))


def visible_stakeholder(request: ParkRequest, pk: UUID) -> Stakeholder:
    """Return a stakeholder that the visitor may see, or raise Http404."""
    rows = Stakeholder.objects.visible_to(request.viewer).for_list()
    stakeholder: Stakeholder = get_object_or_404(rows, pk=pk)
    return stakeholder


def noted_stakeholder(request: ParkRequest, pk: UUID) -> Stakeholder:
    """Return a stakeholder of whom the visitor may note things, or raise Http404."""
    stakeholder = visible_stakeholder(request, pk)
    if not may_note(request.viewer, stakeholder):
        raise Http404
    return stakeholder


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where a stakeholder is shown."""
    return reverse("collective:stakeholder_detail", args=[request.viewer.park.slug, pk])


def form_page(
    request: ParkRequest, template: str, form: Any, back: str, **more: Any
) -> HttpResponse:
    """Show a form of this subject, with 422 when what was typed is refused."""
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": back, **more}
    return render(request, f"collective/stakeholders/{template}.html", context, status=status)
