"""The page on which goals are chosen that an agreement or a commitment serves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from collective.forms.agreements import GoalsForm
from collective.roadmap import ServesGoals, roadmap
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest
from parks.views.records import posted


def choose_goals(
    request: ParkRequest, row: ServesGoals, *, name: str, back: str, saved: str
) -> HttpResponse:
    """Show the goals of the park, or store which of them a row serves."""
    form = GoalsForm(posted(request), viewer=request.viewer, row=row)
    if form.is_bound and form.is_valid():
        roadmap().set_goals(row, form.cleaned_data["goals"], request.viewer)
        messages.success(request, saved)
        return redirect(back)
    context = {"form": form, "it": name, "back": back}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/agreements/goals_form.html", context, status=status)
