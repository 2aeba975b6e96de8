"""What follows from an activity: adding it, who changed it, taking it off the list."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from collective.choices import FollowUpKind
from collective.forms.activities import FOLLOW_UPS
from collective.models import FollowUp
from collective.queries.activities import follow_ups_for
from collective.services.activities import remove_follow_up
from collective.views.activities import address, visible_activity
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import history_page, posted


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def activity_follow_up(request: ParkRequest, pk: UUID, kind: str) -> HttpResponse:
    """Let something follow from an activity: a milestone, an idea, a note of a talk."""
    activity = visible_activity(request, pk)
    if kind not in FOLLOW_UPS:
        raise Http404
    form = FOLLOW_UPS[kind](posted(request), viewer=request.viewer, activity=activity)
    if form.is_bound and form.is_valid():
        messages.success(request, form.store())
        return redirect(address(request, pk))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {
        "form": form,
        "activity": activity,
        "back": address(request, pk),
        "heading": FollowUpKind(kind).label,
    }
    return render(request, "collective/activities/follow_up.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def activity_follow_up_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether something may go from what followed; what came of it stays."""
    follow_up = _visible_follow_up(request, pk)
    question = Removal(
        title="Vervolg weghalen?",
        text=f"“{follow_up}” staat dan niet meer bij {follow_up.activity}. De mijlpaal, het idee"
        " of het contact dat eruit kwam, blijft waar het is.",
        back=address(request, follow_up.activity_id),
        done=f"“{follow_up}” staat niet meer bij de activiteit.",
        act=lambda _: remove_follow_up(park=request.viewer.park, follow_up=follow_up),
        action_label="Ja, weghalen",
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def activity_follow_up_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who put down or changed what followed."""
    follow_up = _visible_follow_up(request, pk)
    back = address(request, follow_up.activity_id)
    return history_page(request, follow_up, row_history(follow_up), back=back)


def _visible_follow_up(request: ParkRequest, pk: UUID) -> FollowUp:
    rows = follow_ups_for(request.viewer).select_related("activity")
    follow_up: FollowUp = get_object_or_404(rows, pk=pk)
    return follow_up
