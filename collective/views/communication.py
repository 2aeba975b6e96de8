"""The communication plan: the list by month, adding, changing, saying that it was done."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collective.forms.communication import MessageForm, PlanFilterForm
from collective.models import Communication
from collective.queries.communication import (
    PlanSearch,
    find_messages,
    months,
    number_late,
    style_of_park,
)
from collective.services.communication import add_message, mark_message, remove_message
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted

FORM = "collective/communication/message_form.html"


@require_safe
@park_page(Right.EDIT)
def plan(request: ParkRequest) -> HttpResponse:
    """Show what is said to whom, by month."""
    viewer, today = request.viewer, timezone.localdate()
    form = PlanFilterForm(request.GET)
    search = form.search()
    page = page_of(request, find_messages(viewer, search))
    context = {
        "form": form,
        "is_filtered": search != PlanSearch(),
        "page_obj": page,
        "months": months(list(page.object_list), today),
        "late": number_late(viewer, today),
        "style": style_of_park(viewer),
    }
    return render(request, "collective/communication/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def message_add(request: ParkRequest) -> HttpResponse:
    """Plan a message; `?zin=` is the number of a sentence that the method suggests."""
    viewer, style = request.viewer, style_of_park(request.viewer)
    initial: dict[str, object] = {"planned_on": timezone.localdate()}
    number = request.GET.get("zin", "")
    if style and number in map(str, range(len(style.messages))):
        initial |= {"message": style.messages[int(number)], "degree": style.slug}
    form = MessageForm(posted(request), viewer=viewer, initial=initial)
    if form.is_bound and form.is_valid():
        add_message(park=viewer.park, typed=form.typed())
        messages.success(request, "De boodschap staat in het plan.")
        return redirect(_plan_address(request))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, FORM, {"form": form, "back": _plan_address(request)}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def message_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a message."""
    page = EditPage(
        row=_visible_message(request, pk),
        form=partial(MessageForm, viewer=request.viewer),
        template=FORM,
        back=_plan_address(request),
        saved="De boodschap is opgeslagen.",
    )
    return edit_row(request, page)


@require_POST
@park_page(Right.EDIT)
def message_done(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say that a message was brought today, or take that back."""
    message = _visible_message(request, pk)
    undone = "undo" in request.POST
    mark_message(message=message, done_on=None if undone else timezone.localdate())
    words = "De boodschap staat weer open." if undone else "De boodschap is gedaan."
    messages.success(request, words)
    return redirect(_plan_address(request))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def message_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a message may go, and remove it."""
    message = _visible_message(request, pk)
    question = Removal(
        title="Boodschap verwijderen?",
        text=f"‘{message.message}’ verdwijnt uit het plan. Is de boodschap gebracht? Zet haar"
        " dan op gedaan.",
        back=_plan_address(request),
        done="De boodschap staat niet meer in het plan.",
        act=lambda _: remove_message(park=request.viewer.park, message=message),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def message_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a message."""
    message = _visible_message(request, pk)
    return history_page(request, message, row_history(message), back=_plan_address(request))


def _visible_message(request: ParkRequest, pk: UUID) -> Communication:
    rows = Communication.objects.visible_to(request.viewer).select_related("owner__user")
    message: Communication = get_object_or_404(rows, pk=pk)
    return message


def _plan_address(request: ParkRequest) -> str:
    return reverse("collective:communication", args=[request.viewer.park.slug])
