"""Reminding people of the quick scan: asking first, sending, how it went."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collective.allowance import TooMuchMailError
from collective.services.mail import NothingToSendError
from core.htmx import partial
from parks.access import ParkRequest, Right, park_page
from realisation.models import ReminderRun, ScanRound
from realisation.queries.reminders import PAUSE, people_to_remind, reminder_card
from realisation.services.reminders import retry_reminders, start_reminders
from realisation.views.scans import visible_round

NOBODY = "Er is nu niemand om te herinneren. Wie deze week al bericht kreeg, slaan wij over."


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def remind(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask, and let a worker remind people of a round, and of what expires."""
    back = reverse("realisation:scan_response", args=[request.viewer.park.slug, pk])
    return _remind(request, visible_round(request, pk), back)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def remind_expiring(request: ParkRequest) -> HttpResponse:
    """Ask, and let a worker remind people of demand and supply that expires."""
    return _remind(request, None, reverse("realisation:scans", args=[request.viewer.park.slug]))


def _remind(request: ParkRequest, scan_round: ScanRound | None, back: str) -> HttpResponse:
    """Tell how many people get a mail; on POST let it be sent."""
    viewer, now = request.viewer, timezone.now()
    today = timezone.localdate(now)
    if request.method == "POST":
        try:
            started = start_reminders(
                park=viewer.park, scan_round=scan_round, by=viewer.user, now=now, today=today
            )
        except NothingToSendError:
            messages.info(request, NOBODY)
        except TooMuchMailError as refused:
            messages.warning(request, refused.message)
        else:
            return redirect("realisation:scan_reminder", viewer.park.slug, started.pk)
        return redirect(back)
    people = people_to_remind(viewer, scan_round=scan_round, now=now, today=today)
    context = {"round": scan_round, "people": len(people), "days": PAUSE.days, "back": back}
    return render(request, "realisation/scans/remind.html", context)


@require_safe
@park_page(Right.EDIT)
def run(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show how far a run is; htmx asks for the state alone."""
    card = reminder_card(request.viewer, _visible_run(request, pk))
    template = partial(request, "realisation/scans/reminder.html", "status")
    return render(request, template, {"card": card})


@require_POST
@park_page(Right.EDIT)
def retry(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Try a failed run again for who got nothing yet."""
    failed = _visible_run(request, pk)
    try:
        if not retry_reminders(run=failed, by=request.viewer.user, now=timezone.now()):
            messages.info(request, "Deze herinnering was niet mislukt.")
    except TooMuchMailError as refused:
        messages.warning(request, refused.message)
    return redirect("realisation:scan_reminder", request.viewer.park.slug, pk)


def _visible_run(request: ParkRequest, pk: UUID) -> ReminderRun:
    # Only the team comes here, and a run has no audience of its own.
    rows = ReminderRun.objects.in_park(request.viewer.park.pk).select_related("round")
    found: ReminderRun = get_object_or_404(rows, pk=pk)
    return found
