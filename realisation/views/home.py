"""The overview of realisation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parks.access import ParkRequest, Right, park_page
from realisation.queries.overview import overview


@require_safe
@park_page(Right.READ)
def home(request: ParkRequest) -> HttpResponse:
    """Show how far the park is with realising, what waits for the reader, and where to go on."""
    found = overview(request.viewer, now=timezone.now())
    context = {"overview": found, "subjects": found.subjects}
    return render(request, "realisation/home.html", context)
