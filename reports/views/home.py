"""The park's home page: where do we stand, and what is our next step."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import svg
from parks.access import ParkRequest, Right, park_page
from parks.models import Plot
from parks.queries.ground_plan import ground_plan
from reports.queries.home import park_standing


@require_safe
@park_page(Right.READ)
def park_home(request: ParkRequest) -> HttpResponse:
    """Show the circle, the degree of both sides, next steps, goals and the newest edition."""
    viewer = request.viewer
    standing = park_standing(viewer=viewer, today=timezone.localdate())
    plots = Plot.objects.visible_to(viewer)
    circle = svg.circle(standing.circle(request.path), uid="cirkel")
    context = {
        "standing": standing,
        "circle": circle,
        "plan": ground_plan(park=viewer.park, plots=plots),
        "home": request.path,
    }
    return render(request, "reports/home.html", context)
