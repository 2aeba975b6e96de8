"""Pages under /p/<slug>/samenwerking/."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms import DegreeForm
from collective.models import OrganisationDegree, Side
from collective.queries import degree_history, latest_per_side
from core.htmx import UNPROCESSABLE
from knowledge.loader import degrees
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience


@require_safe
@park_page(Right.READ)
def degree(request: ParkRequest) -> HttpResponse:
    """Show the degree of both sides, what each degree means, and how it went."""
    viewer = request.viewer
    history = degree_history(park_id=viewer.park.pk, audiences=viewer.audiences)
    current = latest_per_side(history)
    sides = [(label, current.get(value)) for value, label in Side.choices]
    context = {"sides": sides, "history": history, "degrees": degrees().values()}
    return render(request, "collective/degree.html", context)


@require_http_methods(["GET", "POST"])
@park_page(Right.EDIT)
def degree_state(request: ParkRequest) -> HttpResponse:
    """Add a statement of the degree of one side."""
    today = timezone.localdate()
    initial = {"stated_on": today, "audience": Audience.MEMBERS}
    form = DegreeForm(request.POST or None, initial=initial, today=today)
    if form.is_valid():
        OrganisationDegree.objects.create(
            park=request.viewer.park, stated_by=request.user, **form.cleaned_data
        )
        messages.success(request, "De organisatiegraad is vastgelegd.")
        return redirect("collective:degree", slug=request.viewer.park.slug)
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "collective/degree_form.html", {"form": form}, status=status)
