"""One goal: look at it, make it, change it, say where it stands, measure it, see its history."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.opportunities import opportunities
from core.concurrency import StaleVersion
from core.htmx import UNPROCESSABLE, partial
from knowledge.choices import Capital, Horizon, Theme
from knowledge.loader import sdgs
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience
from strategy.forms.goals import (
    GoalEditForm,
    GoalForm,
    GoalStateForm,
    MeasurementForm,
    initial_of,
    state_form_for,
)
from strategy.models import Goal, Indicator
from strategy.queries.cards import GoalCard, goal_card
from strategy.queries.history import EFFECT_WORDS
from strategy.queries.history import goal_history as history_of
from strategy.queries.milestones import milestone_lines, nowhere
from strategy.services.goals import (
    GoalChanged,
    GoalData,
    create_goal,
    set_goal_state,
    update_goal,
)
from strategy.views.addresses import addresses

CONFLICT = 409
HISTORY_PER_PAGE = 50


@require_safe
@park_page(Right.READ)
def goal_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one goal with its measurements and milestones."""
    return goal_page(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def goal_create(request: ParkRequest) -> HttpResponse:
    """Make a goal of one's own; `?kapitaal=` and `?termijn=` say in which cell."""
    park = request.viewer.park
    form = GoalForm(posted(request), park_id=park.pk, initial=_cell_asked_for(request))
    if request.method == "POST" and form.is_valid():
        goal = create_goal(park=park, data=form.goal_data())
        messages.success(request, "Het doel is gemaakt.")
        return redirect("strategy:goal_detail", park.slug, goal.pk)
    return _form_page(request, form, {}, UNPROCESSABLE if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def goal_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a goal; somebody who comes second sees what the first one changed."""
    goal = visible_goal(request, pk)
    if request.method != "POST":
        return _form_page(
            request, _edit_form(goal, GoalData.of(goal), goal.version), {"goal": goal}
        )
    form = GoalEditForm(request.POST, park_id=goal.park_id, current_owner_id=goal.owner_id)
    if not form.is_valid():
        return _form_page(request, form, {"goal": goal}, UNPROCESSABLE)
    typed, version = form.goal_data(), form.cleaned_data["version"]
    try:
        update_goal(park=request.viewer.park, pk=pk, data=typed, expected_version=version)
    except GoalChanged as conflict:
        again = _edit_form(goal, conflict.merged, conflict.current_version)
        return _form_page(request, again, {"goal": goal, "conflict": conflict}, CONFLICT)
    messages.success(request, "Het doel is opgeslagen.")
    return redirect("strategy:goal_detail", request.viewer.park.slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def goal_state(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say where a goal stands."""
    visible_goal(request, pk)
    form = GoalStateForm(posted(request))
    if not form.is_bound:
        return goal_page(request, pk)
    if not form.is_valid():
        return goal_page(request, pk, UNPROCESSABLE, state_form=form)
    typed = form.cleaned_data
    try:
        set_goal_state(
            park=request.viewer.park,
            pk=pk,
            state=typed["state"],
            reason=typed["dropped_reason"],
            expected_version=typed["version"],
        )
    except StaleVersion as conflict:
        again = GoalStateForm(initial=typed | {"version": conflict.current_version})
        return goal_page(request, pk, CONFLICT, state_form=again, state_conflict=conflict)
    messages.success(request, "De stand van het doel is opgeslagen.")
    return redirect("strategy:goal_detail", request.viewer.park.slug, pk)


@require_safe
@park_page(Right.READ)
def goal_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed the goal, when and what."""
    viewer, goal = request.viewer, visible_goal(request, pk)
    entries = history_of(park_id=viewer.park.pk, audiences=viewer.audiences, pk=pk)
    page = Paginator(entries, HISTORY_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "strategy/goal_history.html", {"goal": goal, "page_obj": page})


def visible_goal(request: ParkRequest, pk: UUID) -> Goal:
    """Return a goal that the visitor may see, or raise Http404."""
    rows = Goal.objects.visible_to(request.viewer).select_related("indicator", "owner__user")
    goal: Goal = get_object_or_404(rows, pk=pk)
    return goal


def other_goals(goal: Goal) -> int:
    """Return how many other goals share the indicator; the team, which edits, sees them all."""
    return goal.indicator.goals.exclude(pk=goal.pk).count() if goal.indicator else 0


def posted(request: ParkRequest) -> QueryDict | None:
    """Return what was posted; an empty post is a filled-in form without anything in it."""
    return request.POST if request.method == "POST" else None


def _cell_asked_for(request: ParkRequest) -> dict[str, str]:
    return {
        "capital": request.GET.get("kapitaal", ""),
        "horizon": request.GET.get("termijn", ""),
    }


def _edit_form(goal: Goal, data: GoalData, version: int) -> GoalEditForm:
    return GoalEditForm(
        park_id=goal.park_id,
        current_owner_id=goal.owner_id,
        initial=initial_of(data) | {"version": version},
    )


def _form_page(
    request: ParkRequest, form: GoalForm, more: Mapping[str, object], status: int = 200
) -> HttpResponse:
    indicators = Indicator.objects.filter(park_id=request.viewer.park.pk)
    goal = more.get("goal")
    context = {
        "form": form,
        "indicators": indicators.order_by("name", "unit"),
        "others": other_goals(goal) if isinstance(goal, Goal) else 0,
        **more,
    }
    name = partial(request, "strategy/goal_form.html", "goal")
    return render(request, name, context, status=status)


def goal_page(request: ParkRequest, pk: UUID, status: int = 200, **more: Any) -> HttpResponse:
    """Return the page of a goal, or its fragment; forms for who works on it, filled in `more`."""
    viewer, today = request.viewer, timezone.localdate()
    try:
        card = goal_card(park_id=viewer.park.pk, audiences=viewer.audiences, today=today, pk=pk)
    except Goal.DoesNotExist as error:
        raise Http404 from error
    edit = addresses(viewer.park.slug, "strategy:milestone_edit") if viewer.may_edit else nowhere
    lines = milestone_lines(card.milestones, park_id=viewer.park.pk, address=edit)
    serving = opportunities().serving(pk, viewer)
    context = {"goal": card, "milestone_lines": lines, "serving": serving, **_words(card)}
    if viewer.may_edit:
        context["state_form"] = state_form_for(card)
        initial = {"measured_on": today, "audience": card.audience}
        context["measurement_form"] = MeasurementForm(today=today, initial=initial)
    name = partial(request, "strategy/goal_detail.html", "answer")
    return render(request, name, context | more, status=status)


def _words(card: GoalCard) -> dict[str, object]:
    """Return the labels that the page of a goal needs besides its card."""
    return {
        "capital_label": Capital(card.capital).label,
        "horizon_label": Horizon(card.horizon).label,
        "theme_label": Theme(card.theme).label if card.theme else "",
        "audience_label": Audience(card.audience).label,
        "sdgs": [sdgs()[number].heading for number in card.sdgs],
        "effects": [
            (Capital(name).label, score, EFFECT_WORDS[score]) for name, score in card.effects
        ],
    }
