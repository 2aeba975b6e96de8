"""Where a stakeholder stands: a new row per date, correcting one, taking one out. For the team."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.positions import PositionForm
from collective.models import Position
from collective.queries.positions import latest_positions
from collective.services.positions import add_position, remove_position
from collective.views.stakeholders import address, form_page, noted_stakeholder
from core.dutch import format_date
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, posted, taken_at


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_position_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say where a stakeholder stands from a day on; the form starts with where it stood."""
    stakeholder, today = noted_stakeholder(request, pk), timezone.localdate()
    before = latest_positions(request.viewer, today, [pk]).get(pk)
    instance = Position(park=request.viewer.park, stakeholder=stakeholder)
    form = PositionForm(posted(request), instance=instance, initial=_as_before(before, today))
    if form.is_bound and form.is_valid():
        try:
            add_position(stakeholder=stakeholder, by=request.user, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"De plaats van {stakeholder.name} is vastgelegd.")
            return redirect(address(request, pk))
    back = address(request, pk)
    return form_page(request, "position_form", form, back, stakeholder=stakeholder)


def _as_before(before: Position | None, today: Any) -> dict[str, Any]:
    """Return what the form shows first: where somebody stood, but why is asked anew."""
    kept = ("interest", "influence", "realising", "blocking", "segment", "stance", "drivers",
            "undercurrents")  # fmt: skip
    return {"since": today} | {name: getattr(before, name) for name in kept if before}


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_position_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Correct what was said of a day."""
    position = visible_position(request, pk)
    page = EditPage(
        row=position,
        form=PositionForm,
        template="collective/stakeholders/position_form.html",
        back=address(request, position.stakeholder_id),
        saved="De plaats in het krachtenveld is verbeterd.",
        context={"stakeholder": position.stakeholder},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_position_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a position may go, and remove it."""
    position = visible_position(request, pk)
    question = Removal(
        title="Plaats in het krachtenveld verwijderen?",
        text=f"Wat er sinds {format_date(position.since)} over {position.stakeholder.name} staat,"
        " verdwijnt, ook uit het krachtenveld van toen. Is er iets veranderd? Leg dan een nieuwe"
        " plaats vast: zo blijft te zien hoe het ging.",
        back=address(request, position.stakeholder_id),
        done="De plaats in het krachtenveld is verwijderd.",
        act=lambda _: remove_position(park=request.viewer.park, position=position),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def stakeholder_position_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed what was said of a day."""
    position = visible_position(request, pk)
    back = address(request, position.stakeholder_id)
    return history_page(request, position, row_history(position), back=back)


def visible_position(request: ParkRequest, pk: UUID) -> Position:
    """Return a position that the visitor may see, or raise Http404."""
    rows = Position.objects.visible_to(request.viewer).select_related("stakeholder")
    position: Position = get_object_or_404(rows, pk=pk)
    return position
