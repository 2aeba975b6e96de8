"""Mail about activities: what waits, sending it, how it went."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from collective.allowance import TooMuchMailError
from collective.models import MailRun
from collective.queries.mail import mail_page, run_card
from collective.services.mail import NothingToSendError, retry_run, start_run
from core.htmx import partial
from parks.access import ParkRequest, Right, park_page


@require_safe
@park_page(Right.EDIT)
def mail(request: ParkRequest) -> HttpResponse:
    """Show how many people wait for a mail, and the runs of before."""
    context = {"mail": mail_page(request.viewer)}
    return render(request, "collective/activities/mail.html", context)


@require_POST
@park_page(Right.EDIT)
def mail_send(request: ParkRequest) -> HttpResponse:
    """Send all that waits, one mail to each person."""
    viewer = request.viewer
    try:
        run = start_run(park=viewer.park, by=viewer.user, now=timezone.now())
    except NothingToSendError:
        messages.info(request, "Er staat niets klaar om te versturen.")
    except TooMuchMailError as refused:
        messages.warning(request, refused.message)
    else:
        return redirect("collective:activity_mail_run", viewer.park.slug, run.pk)
    return redirect("collective:activity_mail", viewer.park.slug)


@require_safe
@park_page(Right.EDIT)
def mail_run(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show how far a run is; htmx asks for the state alone."""
    card = run_card(_visible_run(request, pk))
    template = partial(request, "collective/activities/mail_run.html", "status")
    return render(request, template, {"card": card})


@require_POST
@park_page(Right.EDIT)
def mail_retry(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Try a failed run again for who got nothing yet."""
    run = _visible_run(request, pk)
    try:
        if not retry_run(run=run, by=request.viewer.user, now=timezone.now()):
            messages.info(request, "Deze verzending was niet mislukt.")
    except TooMuchMailError as refused:
        messages.warning(request, refused.message)
    return redirect("collective:activity_mail_run", request.viewer.park.slug, pk)


def _visible_run(request: ParkRequest, pk: UUID) -> MailRun:
    # Only the team comes here, and a run has no audience of its own.
    run: MailRun = get_object_or_404(MailRun.objects.in_park(request.viewer.park.pk), pk=pk)
    return run
