"""The innovation funnel: the board, one idea, adding, changing, removing, who carries it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.ideas import CarrierForm, IdeaFilterForm, IdeaForm
from collective.models import Idea, IdeaCarrier
from collective.queries.ideas import (
    IdeaSearch,
    carrier_lines,
    find_ideas,
    idea_board,
    idea_lines,
)
from collective.services.ideas import (
    add_carrier,
    add_idea,
    hold_idea,
    next_stage,
    remove_carrier,
    remove_idea,
)
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted, taken_at


@require_safe
@park_page(Right.READ)
def ideas(request: ParkRequest) -> HttpResponse:
    """Show the funnel; filtered it becomes a list, because a column holds only a few."""
    form = IdeaFilterForm(request.GET)
    search = form.search()
    found = find_ideas(request.viewer, search)
    context = {"form": form, "is_filtered": search != IdeaSearch()}
    if search.stage or search.lapsed:
        page = page_of(request, found)
        context |= {"page_obj": page, "rows": idea_lines(list(page.object_list)), "search": search}
    else:
        columns = idea_board(found)
        context |= {"columns": columns, "has_any": any(each.in_all for each in columns)}
    return render(request, "collective/ideas/ideas.html", context)


@require_safe
@park_page(Right.READ)
def idea_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one idea: how far it is, who carries it, what is next."""
    idea = visible_idea(request, pk)
    context = {
        "idea": idea,
        "line": idea_lines([idea])[0],
        "carriers": carrier_lines(request.viewer, idea),
        "stages": _stages(idea),
        "forward": next_stage(idea.stage, forward=True),
        "back_to": next_stage(idea.stage, forward=False),
    }
    return render(request, "collective/ideas/idea.html", context)


def _stages(idea: Idea) -> list[tuple[str, bool, bool]]:
    """Return the label of each stage, whether the idea has come so far, whether it is there."""
    field = Idea._meta.get_field("stage")
    values = [value for value, _ in field.flatchoices]
    at = values.index(idea.stage)
    return [(label, place <= at, place == at) for place, (_, label) in enumerate(field.flatchoices)]


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def idea_add(request: ParkRequest) -> HttpResponse:
    """Add an idea."""
    form = IdeaForm(posted(request), viewer=request.viewer)
    if form.is_bound and form.is_valid():
        added = add_idea(park=request.viewer.park, typed=form.typed())
        messages.success(request, "Het idee staat bij de ideeën.")
        return redirect(address(request, added.pk))
    back = reverse("collective:ideas", args=[request.viewer.park.slug])
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": back}
    return render(request, "collective/ideas/idea_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def idea_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change an idea."""
    idea = visible_idea(request, pk)
    if request.method == "POST":
        idea = hold_idea(idea)  # nobody may hand it over while this takes its next step away
    page = EditPage(
        row=idea,
        form=partial(IdeaForm, viewer=request.viewer),
        template="collective/ideas/idea_form.html",
        back=address(request, pk),
        saved="Het idee is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def idea_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether an idea may go, and remove it."""
    idea = visible_idea(request, pk)
    question = Removal(
        title="Idee verwijderen?",
        text=f"“{idea}” verdwijnt met wie het draagt. Gaat het idee niet door? Laat het dan"
        " vervallen: zo blijft bewaard waarom.",
        back=address(request, pk),
        done=f"Het idee “{idea}” is verwijderd.",
        act=lambda _: remove_idea(park=request.viewer.park, idea=idea),
        after=reverse("collective:ideas", args=[request.viewer.park.slug]),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def idea_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who moved or changed an idea, and why; for the team."""
    idea = visible_idea(request, pk)
    return history_page(request, idea, row_history(idea), back=address(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def carrier_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Add a party that carries an idea."""
    idea = visible_idea(request, pk)
    form = CarrierForm(posted(request), viewer=request.viewer)
    if form.is_bound and form.is_valid():
        try:
            added = add_carrier(idea=idea, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{added.name} draagt dit idee.")
            return redirect(address(request, pk))
    context = {"form": form, "idea": idea, "back": address(request, pk)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/ideas/carrier_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def carrier_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change what a party does for an idea."""
    carrier = _visible_carrier(request, pk)
    page = EditPage(
        row=carrier,
        form=partial(CarrierForm, viewer=request.viewer),
        template="collective/ideas/carrier_form.html",
        back=address(request, carrier.idea_id),
        saved="De drager is opgeslagen.",
        context={"idea": carrier.idea},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def carrier_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a party may stop carrying an idea, and remove it."""
    carrier = _visible_carrier(request, pk)
    question = Removal(
        title="Drager verwijderen?",
        text=f"{carrier.name} draagt “{carrier.idea}” dan niet meer.",
        back=address(request, carrier.idea_id),
        done=f"{carrier.name} draagt dit idee niet meer.",
        act=lambda _: remove_carrier(park=request.viewer.park, carrier=carrier),
    )
    return ask(request, question)


def visible_idea(request: ParkRequest, pk: UUID) -> Idea:
    """Return an idea that the visitor may see, or raise Http404."""
    rows = Idea.objects.visible_to(request.viewer).select_related("owner__user")
    idea: Idea = get_object_or_404(rows, pk=pk)
    return idea


def _visible_carrier(request: ParkRequest, pk: UUID) -> IdeaCarrier:
    rows = IdeaCarrier.objects.visible_to(request.viewer).select_related("idea")
    carrier: IdeaCarrier = get_object_or_404(rows, pk=pk)
    return carrier


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where an idea is shown."""
    return reverse("collective:idea_detail", args=[request.viewer.park.slug, pk])
