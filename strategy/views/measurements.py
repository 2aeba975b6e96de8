"""Measuring what a goal is about, and mending a measurement that was wrong."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from strategy.forms.goals import MeasurementForm
from strategy.models import Indicator, Measurement
from strategy.services.measurements import (
    DuplicateMeasurementError,
    correct_measurement,
    record_measurement,
)
from strategy.views.goals import goal_page, other_goals, posted, visible_goal


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def measurement_create(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Add a measurement of the goal's indicator. A goal without one has nothing to measure."""
    indicator = _indicator(request, pk)
    if request.method != "POST":
        return goal_page(request, pk)
    form = MeasurementForm(request.POST, today=timezone.localdate())
    if _stored(form, lambda **typed: record_measurement(indicator=indicator, **typed)):
        messages.success(request, "De meting is opgeslagen.")
        return redirect("strategy:goal_detail", request.viewer.park.slug, pk)
    return goal_page(request, pk, UNPROCESSABLE, measurement_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def measurement_edit(request: ParkRequest, pk: UUID, measurement: UUID) -> HttpResponse:
    """Correct a measurement of the goal's indicator, or remove it."""
    goal = visible_goal(request, pk)
    rows = Measurement.objects.visible_to(request.viewer).filter(indicator=goal.indicator_id)
    row = get_object_or_404(rows, pk=measurement)
    if "remove" in request.POST:
        row.delete()
        messages.success(request, "De meting is verwijderd.")
        return redirect("strategy:goal_detail", request.viewer.park.slug, pk)
    names = ("measured_on", "data_state", "value", "source", "note", "audience")
    initial = {name: getattr(row, name) for name in names}
    form = MeasurementForm(posted(request), initial=initial, today=timezone.localdate())
    if _stored(form, lambda **typed: correct_measurement(row, **typed)):
        messages.success(request, "De meting is verbeterd.")
        return redirect("strategy:goal_detail", request.viewer.park.slug, pk)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "goal": goal, "others": other_goals(goal)}
    return render(request, "strategy/measurement_form.html", context, status=status)


def _indicator(request: ParkRequest, pk: UUID) -> Indicator:
    indicator = visible_goal(request, pk).indicator
    if indicator is None:
        raise Http404
    return indicator


def _stored(form: MeasurementForm, store: Callable[..., Measurement]) -> bool:
    """Store a valid form; when that day has a measurement already, say so at the field."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        store(**form.cleaned_data)
    except DuplicateMeasurementError:
        form.add_error("measured_on", "Voor deze dag is er al een meting. Kies een andere datum.")
        return False
    return True
