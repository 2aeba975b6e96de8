"""Milestones: make one, change it, say that it is done, delete it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import retarget

from core.htmx import UNPROCESSABLE, is_fragment_request
from parks.access import ParkRequest, Right, park_page
from strategy.forms.milestones import MilestoneForm, initial_of
from strategy.models import Goal, Milestone
from strategy.queries.cards import goal_card, park_milestones
from strategy.queries.milestones import milestone_lines, names_of_dependants
from strategy.services.dependencies import DependencyCircleError, WaitsForUndoneError
from strategy.services.milestones import (
    MilestoneChanged,
    StillNeededError,
    complete_milestone,
    create_milestone,
    delete_milestone,
    read_data,
    reopen_milestone,
    update_milestone,
)
from strategy.views.addresses import addresses

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def milestone_create(request: ParkRequest) -> HttpResponse:
    """Make a milestone; `?doel=` says of which goal."""
    initial = {"goal": _goal_asked_for(request)}
    form = MilestoneForm(request.POST or None, viewer=request.viewer, initial=initial)
    if request.method != "POST":
        return _form_page(request, form)
    if form.is_valid():
        try:
            milestone = create_milestone(park=request.viewer.park, data=form.milestone_data())
        except DependencyCircleError as refused:
            form.add_error("depends_on", refused.message)
        else:
            messages.success(request, "De mijlpaal staat op de routekaart.")
            return _go_on(request, milestone.goal_id)
    return _form_page(request, form, status=UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def milestone_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a milestone; somebody who comes second sees what the first one changed."""
    milestone = _milestone(request, pk)
    if request.method != "POST":
        return _form_page(request, _stored(request, milestone), milestone=milestone)
    form = MilestoneForm(request.POST, viewer=request.viewer, milestone=milestone)
    if not form.is_valid():
        return _form_page(request, form, milestone=milestone, status=UNPROCESSABLE)
    try:
        saved = update_milestone(
            park=request.viewer.park,
            pk=pk,
            data=form.milestone_data(),
            expected_version=form.cleaned_data["version"],
            waited_for=form.waited_for(),
        )
    except (DependencyCircleError, WaitsForUndoneError) as refused:
        form.add_error("depends_on", refused.message)
        return _form_page(request, form, milestone=milestone, status=UNPROCESSABLE)
    except MilestoneChanged as conflict:
        return _conflict_page(request, milestone, conflict)
    except Milestone.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, "De mijlpaal is opgeslagen.")
    return _go_on(request, saved.goal_id)


@require_POST
@park_page(Right.EDIT)
def milestone_done(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say that a milestone is done, or with `done=0` that it is not after all."""
    park, done, problem = request.viewer.park, "", ""
    milestone = _milestone(request, pk)
    try:
        if request.POST.get("done") == "0":
            reopen_milestone(park=park, pk=pk)
            done = f"‘{milestone.title}’ staat weer open."
        else:
            complete_milestone(park=park, pk=pk, on=timezone.localdate())
            done = f"‘{milestone.title}’ is klaar."
    except (WaitsForUndoneError, StillNeededError) as refused:
        problem = refused.message
    except Milestone.DoesNotExist as gone:
        raise Http404 from gone
    if problem and is_fragment_request(request):
        return _row(request, milestone, problem)
    if problem:
        form = _stored(request, milestone)
        return _form_page(request, form, milestone=milestone, problem=problem, status=UNPROCESSABLE)
    messages.success(request, done)
    # htmx follows too, and gets the goal with its new progress.
    return _go_on(request, milestone.goal_id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def milestone_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a milestone may go, with what waits for it, and delete it."""
    viewer, milestone = request.viewer, _milestone(request, pk)
    if request.method == "POST":
        _delete(request, pk)
        messages.success(request, f"De mijlpaal ‘{milestone.title}’ is verwijderd.")
        return _go_on(request, milestone.goal_id)
    waiting = names_of_dependants(park_id=viewer.park.pk, pk=pk)
    back = _next(request) or _home(request, milestone.goal_id)
    context = {"milestone": milestone, "waiting": waiting, "back": back, "next": _next(request)}
    return render(request, "strategy/milestone_delete.html", context)


def _delete(request: ParkRequest, pk: UUID) -> None:
    try:
        delete_milestone(park=request.viewer.park, pk=pk)
    except Milestone.DoesNotExist as gone:
        raise Http404 from gone


def _milestone(request: ParkRequest, pk: UUID) -> Milestone:
    rows = Milestone.objects.visible_to(request.viewer).select_related("goal", "owner__user")
    milestone: Milestone = get_object_or_404(rows, pk=pk)
    return milestone


def _goal_asked_for(request: ParkRequest) -> Goal | None:
    """Return the goal of `?doel=`; nothing when it is made up or not for this viewer."""
    try:
        pk = UUID(request.GET.get("doel", ""))
    except ValueError:
        return None
    goal: Goal | None = Goal.objects.visible_to(request.viewer).filter(pk=pk).first()
    return goal


def _stored(request: ParkRequest, milestone: Milestone) -> MilestoneForm:
    data = read_data(milestone)
    waits_for = [other.pk for other in data.depends_on]
    initial = initial_of(data, version=milestone.version, waits_for=waits_for)
    return MilestoneForm(viewer=request.viewer, milestone=milestone, initial=initial)


def _conflict_page(
    request: ParkRequest, milestone: Milestone, conflict: MilestoneChanged
) -> HttpResponse:
    version, waits_for = conflict.current_version, conflict.waits_for
    initial = initial_of(conflict.merged, version=version, waits_for=waits_for)
    form = MilestoneForm(viewer=request.viewer, milestone=milestone, initial=initial)
    return _form_page(request, form, milestone=milestone, conflict=conflict, status=CONFLICT)


def _form_page(
    request: ParkRequest, form: MilestoneForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    milestone: Milestone | None = more.get("milestone")
    goal_id = milestone.goal_id if milestone else None
    asked = form.initial.get("goal")
    context = {
        "form": form,
        "back": _next(request) or _home(request, goal_id or (asked.pk if asked else None)),
        "next": _next(request),
        **more,
    }
    return render(request, "strategy/milestone_form.html", context, status=status)


def _row(request: ParkRequest, milestone: Milestone, problem: str) -> HttpResponse:
    """Return the row of a milestone with what is wrong, to stand where the row stands."""
    viewer = request.viewer
    who = {"park_id": viewer.park.pk, "audiences": viewer.audiences, "today": timezone.localdate()}
    rows = (
        goal_card(**who, pk=milestone.goal_id).milestones  # type: ignore[arg-type]  # one dict, three types
        if milestone.goal_id
        else park_milestones(**who)  # type: ignore[arg-type]  # one dict, three types
    )
    address = addresses(viewer.park.slug, "strategy:milestone_edit")
    own = [row for row in rows if row.id == milestone.pk]
    line = milestone_lines(own, park_id=viewer.park.pk, address=address)[0]
    context = {"line": line, "problem": problem, "next": _next(request)}
    answer = render(request, "strategy/milestone_row.html", context, status=UNPROCESSABLE)
    return retarget(answer, f"#milestone-{milestone.pk}")


def _next(request: ParkRequest) -> str:
    """Return where the visitor came from, if that is the path of a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_path = asked.startswith("/") and not asked.startswith("//")
    safe = is_path and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe else ""


def _home(request: ParkRequest, goal_id: UUID | None) -> str:
    """Return where a milestone is at home: its goal, or the roadmap."""
    slug = request.viewer.park.slug
    if goal_id:
        return reverse("strategy:goal_detail", args=[slug, goal_id])
    return reverse("strategy:roadmap", args=[slug])


def _go_on(request: ParkRequest, goal_id: UUID | None) -> HttpResponse:
    # Not `redirect`, which takes a word for the name of a route.
    return HttpResponseRedirect(_next(request) or _home(request, goal_id))
