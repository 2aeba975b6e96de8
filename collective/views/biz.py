"""Rehearsals of a vote on a BIZ: the list, one of them, adding, changing, removing."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.biz import NewRehearsalForm, RehearsalForm
from collective.models import BizGroup, BizRehearsal
from collective.queries.biz import rehearsal_card, rehearsal_lines
from collective.services.biz import add_rehearsal, remove_rehearsal
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import HistoryEntry, row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted


@require_safe
@park_page(Right.EDIT)
def biz(request: ParkRequest) -> HttpResponse:
    """Show the rehearsals, and what a BIZ is."""
    viewer = request.viewer
    page = page_of(request, BizRehearsal.objects.visible_to(viewer).newest_first())
    context = {"lines": rehearsal_lines(viewer, list(page.object_list)), "page_obj": page}
    return render(request, "collective/biz/biz.html", context)


@require_safe
@park_page(Right.EDIT)
def biz_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show the outcome per legal condition, the contributions and the calendar."""
    card = rehearsal_card(request.viewer, visible_rehearsal(request, pk), timezone.localdate())
    return render(request, "collective/biz/biz_detail.html", {"card": card})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def biz_add(request: ParkRequest) -> HttpResponse:
    """Add a rehearsal."""
    form = NewRehearsalForm(posted(request), initial={"held_on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        added = add_rehearsal(
            park=request.viewer.park, typed=form.typed(), payers=form.cleaned_data["payers"]
        )
        messages.success(request, "De proef is gemaakt. Vul nu de stemmen in.")
        return redirect(address(request, added.pk))
    context = {"form": form, "back": reverse("collective:biz", args=[request.viewer.park.slug])}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/biz/biz_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def biz_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change the name, the dates or the note of a rehearsal."""
    page = EditPage(
        row=visible_rehearsal(request, pk),
        form=RehearsalForm,
        template="collective/biz/biz_form.html",
        back=address(request, pk),
        saved="De proef is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def biz_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a rehearsal may go, and remove it."""
    rehearsal = visible_rehearsal(request, pk)
    question = Removal(
        title="Proef verwijderen?",
        text=f"{rehearsal.name} verdwijnt met alle stemmen en bijdragen.",
        back=address(request, pk),
        done=f"{rehearsal.name} is verwijderd.",
        act=lambda _: remove_rehearsal(park=request.viewer.park, rehearsal=rehearsal),
        after=reverse("collective:biz", args=[request.viewer.park.slug]),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def biz_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a rehearsal or its votes."""
    rehearsal = visible_rehearsal(request, pk)
    groups = BizGroup.objects.visible_to(request.viewer).filter(rehearsal=rehearsal)
    entries = [*row_history(rehearsal)]
    for group in groups.order_by("payer"):
        entries += [_of_group(group, entry) for entry in row_history(group)]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return history_page(request, rehearsal, entries, back=address(request, pk))


def _of_group(group: BizGroup, entry: HistoryEntry) -> HistoryEntry:
    return replace(entry, what=f"Stemmen van {group}: {entry.what.lower()}")


def visible_rehearsal(request: ParkRequest, pk: UUID) -> BizRehearsal:
    """Return a rehearsal that the visitor may see, or raise Http404."""
    rows = BizRehearsal.objects.visible_to(request.viewer)
    rehearsal: BizRehearsal = get_object_or_404(rows, pk=pk)
    return rehearsal


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where a rehearsal is shown."""
    return reverse("collective:biz_detail", args=[request.viewer.park.slug, pk])
