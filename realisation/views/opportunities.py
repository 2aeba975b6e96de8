"""Opportunities: the board and the list, one of them, adding, changing, removing, the lessons."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Removal, ask, refused_at
from parks.views.records import EditPage, edit_row, history_page, page_of, posted
from realisation.forms.opportunities import (
    GoalsForm,
    LessonFilterForm,
    OpportunityFilterForm,
    OpportunityForm,
    PlotsForm,
)
from realisation.models import Opportunity
from realisation.queries.opportunities import (
    OpportunitySearch,
    find_opportunities,
    lessons,
    opportunity_board,
    opportunity_lines,
    steps_of,
)
from realisation.queries.opportunity_card import opportunity_card
from realisation.queries.opportunity_drawings import whole_history_of
from realisation.queries.opportunity_origin import NoSuchStartError, Start, start_of
from realisation.queries.opportunity_starts import starts_for
from realisation.services.opportunities import (
    CameFrom,
    NewParty,
    create_opportunity,
    hold_opportunity,
    next_state,
    remove_opportunity,
    set_goals,
    set_plots,
)
from realisation.views.proposals import proposal_asked, why_not_adopted

ONLY_MANAGER = (
    "De kans is opgeslagen. Zolang een partij niet genoemd wil worden, ziet alleen de parkmanager"
    " haar."
)


@require_safe
@park_page(Right.READ)
def opportunities(request: ParkRequest) -> HttpResponse:
    """Show the opportunities by state; with a state chosen as a list, which holds them all."""
    today = timezone.localdate()
    form = OpportunityFilterForm(request.GET, viewer=request.viewer)
    search = form.search()
    found = find_opportunities(request.viewer, search, today)
    context: dict[str, Any] = {"form": form, "is_filtered": search != OpportunitySearch()}
    if search.state:
        page = page_of(request, found)
        context |= {"page_obj": page, "rows": opportunity_lines(list(page.object_list))}
    else:
        columns = opportunity_board(found)
        context |= {"columns": columns, "in_all": sum(column.in_all for column in columns)}
    return render(request, "realisation/opportunities/opportunities.html", context)


@require_safe
@park_page(Right.READ)
def opportunity_lessons(request: ParkRequest) -> HttpResponse:
    """Show what lapsed, why, and what it taught."""
    form = LessonFilterForm(request.GET)
    theme = form.theme_asked()
    page = page_of(request, lessons(request.viewer, theme))
    rows = opportunity_lines(list(page.object_list))
    context = {"form": form, "page_obj": page, "rows": rows, "is_filtered": bool(theme)}
    return render(request, "realisation/opportunities/lessons.html", context)


@require_safe
@park_page(Right.READ)
def opportunity(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one opportunity: how far it is, who takes part, what it hangs on."""
    row = visible_opportunity(request, pk)
    context = {
        "card": opportunity_card(request.viewer, row, timezone.localdate()),
        "steps": steps_of(row),
        "forward": next_state(row.state, forward=True),
        "back_to": next_state(row.state, forward=False),
    }
    return render(request, "realisation/opportunities/opportunity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def opportunity_add(request: ParkRequest) -> HttpResponse:
    """Add an opportunity by hand, or from what the address names."""
    proposal = proposal_asked(request)
    # Before anything of it is read: what comes along must be what stands.
    refused = why_not_adopted(request, proposal) if proposal else None
    if refused and proposal and request.method != "POST":
        messages.error(request, str(refused))
        return redirect("realisation:proposal", request.viewer.park.slug, proposal.pk)
    start = Start(keys={"proposal": proposal}) if refused else _start(request)
    form = OpportunityForm(posted(request), viewer=request.viewer, initial=start.initial)
    if refused:
        refused_at(form, refused)
    if form.is_bound and form.is_valid() and (added := _added(request, form, start)):
        messages.success(request, "De kans staat op het bord, als idee.")
        return go_to(request, added.pk)
    return _add_page(request, form, start)


def _start(request: ParkRequest) -> Start:
    try:
        return start_of(request.viewer, request.GET.dict())
    except NoSuchStartError as nothing:
        raise Http404 from nothing


def _added(request: ParkRequest, form: OpportunityForm, start: Start) -> Opportunity | None:
    """Add what was typed; None when the form now says why not."""
    try:
        return create_opportunity(
            park=request.viewer.park,
            typed=form.typed(),
            parties=[NewParty(**each.fields) for each in start.parties],
            plots=start.plots,
            came_from=CameFrom(**start.keys),
        )
    except RefusedError as refused:
        refused_at(form, refused)
        return None


def _add_page(request: ParkRequest, form: OpportunityForm, start: Start) -> HttpResponse:
    back = reverse("realisation:opportunities", args=[request.viewer.park.slug])
    starts = () if start.keys else starts_for(request.viewer)
    context = {"form": form, "back": back, "start": start, "starts": starts}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/opportunities/form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def opportunity_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change an opportunity."""
    row = visible_opportunity(request, pk)
    if request.method == "POST":
        row = hold_opportunity(row)  # nobody may move it on while this takes its text away
    page = EditPage(
        row=row,
        form=partial(OpportunityForm, viewer=request.viewer),
        template="realisation/opportunities/form.html",
        back=address(request, pk),
        saved="De kans is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def opportunity_plots(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Choose on which plots an opportunity lies."""
    row = visible_opportunity(request, pk)
    form = PlotsForm(posted(request), viewer=request.viewer, row=row)
    if form.is_bound and form.is_valid():
        set_plots(opportunity=row, chosen=form.cleaned_data["chosen"], viewer=request.viewer)
        messages.success(request, "De kavels zijn opgeslagen.")
        return redirect(address(request, pk))
    return _choose_page(request, form, row, "plots")


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def opportunity_goals(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Choose which goals an opportunity serves."""
    row = visible_opportunity(request, pk)
    form = GoalsForm(posted(request), viewer=request.viewer, row=row)
    if form.is_bound and form.is_valid():
        set_goals(opportunity=row, chosen=form.cleaned_data["chosen"], viewer=request.viewer)
        messages.success(request, "De doelen zijn opgeslagen.")
        return redirect(address(request, pk))
    return _choose_page(request, form, row, "goals")


def _choose_page(
    request: ParkRequest, form: PlotsForm | GoalsForm, row: Opportunity, what: str
) -> HttpResponse:
    context = {"form": form, "row": row, "back": address(request, row.pk), "what": what}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/opportunities/choose.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def opportunity_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether an opportunity may go, and remove it; for the park manager."""
    row = visible_opportunity(request, pk)
    park = request.viewer.park
    question = Removal(
        title="Kans verwijderen?",
        text=f"“{row}” verdwijnt met haar partijen, rondes, toetsen en verbanden. Gaat de kans"
        " niet door? Laat haar dan vervallen: zo blijft bewaard wat u leerde.",
        back=address(request, pk),
        done=f"De kans “{row}” is verwijderd.",
        act=lambda _: remove_opportunity(park=park, opportunity=row),
        after=reverse("realisation:opportunities", args=[park.slug]),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def opportunity_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who moved or changed an opportunity, and why; for the team."""
    row = visible_opportunity(request, pk)
    entries = whole_history_of(request.viewer, row)
    return history_page(request, row, entries, back=address(request, pk))


def visible_opportunity(request: ParkRequest, pk: UUID) -> Opportunity:
    """Return an opportunity that the visitor may see, or raise Http404."""
    rows = Opportunity.objects.visible_to(request.viewer).select_related("owner__user")
    row: Opportunity = get_object_or_404(rows, pk=pk)
    return row


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where an opportunity is shown."""
    return reverse("realisation:opportunity", args=[request.viewer.park.slug, pk])


def go_to(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Go to an opportunity; to the board when what was saved took it out of sight."""
    if Opportunity.objects.visible_to(request.viewer).filter(pk=pk).exists():
        return redirect(address(request, pk))
    messages.warning(request, ONLY_MANAGER)
    return redirect("realisation:opportunities", request.viewer.park.slug)
