"""Next steps: what is proposed, take one over, put one aside, think again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.steps import AcceptForm, DismissForm, usual_due
from collective.models import StepDecision
from collective.queries.degree import side_standings
from collective.queries.steps import decision_cards, next_steps
from collective.services.steps import (
    Decider,
    StepClosedError,
    accept_step,
    dismiss_step,
    reopen_step,
)
from core.htmx import UNPROCESSABLE
from knowledge.loader import advice
from knowledge.steps_schemas import Advice
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience
from parks.views.records import page_of, posted

CLOSED = "Over deze stap is net al besloten. Bij de volgende stappen leest u door wie."


@require_safe
@park_page(Right.READ)
def steps(request: ParkRequest) -> HttpResponse:
    """Show what is proposed now, and below it what was decided before."""
    viewer, today = request.viewer, timezone.localdate()
    standings = side_standings(park_id=viewer.park.pk, audiences=viewer.audiences)
    page = page_of(request, StepDecision.objects.visible_to(viewer).newest_first())
    context = {
        "steps": next_steps(viewer, standings, today),
        "page_obj": page,
        "decisions": decision_cards(viewer, list(page.object_list)),
    }
    return render(request, "collective/steps/steps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def step_accept(request: ParkRequest, step: str) -> HttpResponse:
    """Take a step over as a milestone on the roadmap."""
    offered, today = _offered(step), timezone.localdate()
    initial = {
        "title": offered.title,
        "due_on": usual_due(offered.effort, today),
        "audience": Audience.MEMBERS,
    }
    form = AcceptForm(posted(request), initial=initial, today=today)
    if form.is_bound and form.is_valid() and (answer := _accepted(request, step, form)):
        return answer
    return _form_page(request, offered, form, "collective/steps/accept.html")


def _accepted(request: ParkRequest, step: str, form: AcceptForm) -> HttpResponse | None:
    """Take the step over; None when the form now says that somebody was first."""
    today = timezone.localdate()
    try:
        made = accept_step(by=_by(request), step=step, milestone=form.milestone(), today=today)
    except StepClosedError:
        form.add_error(None, CLOSED)
        return None
    messages.success(request, f"“{made.title}” staat op de routekaart.")
    return redirect(_address(request))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def step_dismiss(request: ParkRequest, step: str) -> HttpResponse:
    """Put a step aside for a while, with the reason."""
    offered = _offered(step)
    form = DismissForm(posted(request), initial={"audience": Audience.MEMBERS})
    if form.is_bound and form.is_valid() and (answer := _dismissed(request, step, form)):
        return answer
    return _form_page(request, offered, form, "collective/steps/dismiss.html")


def _dismissed(request: ParkRequest, step: str, form: DismissForm) -> HttpResponse | None:
    """Put the step aside; None when the form now says that somebody was first."""
    today = timezone.localdate()
    try:
        dismiss_step(
            by=_by(request),
            step=step,
            reason=form.cleaned_data["reason"],
            quiet_until=form.quiet_until(today),
            audience=form.cleaned_data["audience"],
            today=today,
        )
    except StepClosedError:
        form.add_error(None, CLOSED)
        return None
    messages.success(request, "De stap staat voorlopig niet meer in de lijst.")
    return redirect(_address(request))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def step_reopen(request: ParkRequest, step: str) -> HttpResponse:
    """Ask whether a step may be proposed again, and let it."""
    offered = _offered(step)
    if request.method == "POST":
        if reopen_step(by=_by(request), step=step):
            messages.success(request, "De stap kan weer worden voorgesteld.")
        else:
            messages.info(request, "Deze stap stond al open: er is niets veranderd.")
        return redirect(_address(request))
    context = {"step": offered, "back": _address(request)}
    return render(request, "collective/steps/reopen.html", context)


def _offered(step: str) -> Advice:
    """Return a step of the knowledge, or raise Http404."""
    try:
        return advice()[step]
    except KeyError as error:
        raise Http404 from error


def _by(request: ParkRequest) -> Decider:
    return Decider(request.user, request.viewer)


def _form_page(
    request: ParkRequest, offered: Advice, form: AcceptForm | DismissForm, template: str
) -> HttpResponse:
    context = {"form": form, "step": offered, "back": _address(request)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, context, status=status)


def _address(request: ParkRequest) -> str:
    return reverse("collective:steps", args=[request.viewer.park.slug])
