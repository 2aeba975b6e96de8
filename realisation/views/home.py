"""The overview of realisation."""

from django.http import HttpResponse
from django.shortcuts import render

from parks.access import ParkRequest, Right, park_page


@park_page(Right.READ)
def home(request: ParkRequest) -> HttpResponse:
    """Show how far the park is with realising, and where to go on."""
    return render(request, "realisation/home.html", {"viewer": request.viewer})
