"""The first page of working together, and how well both sides are organised."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from collective.queries.assessments import drafts_for, picture_of, pictures, signed_for
from collective.queries.degree import degree_history, side_standings, standings_of
from collective.queries.degree_chart import courses
from collective.queries.overview import subjects
from collective.queries.steps import next_steps
from knowledge.loader import degrees
from parks.access import ParkRequest, Right, park_page
from parks.views.records import page_of


@require_safe
@park_page(Right.READ)
def home(request: ParkRequest) -> HttpResponse:
    """Show both degrees with what keeps each from the next, and the way to every subject."""
    viewer = request.viewer
    standings = side_standings(park_id=viewer.park.pk, audiences=viewer.audiences)
    context = {
        "standings": standings,
        "steps": next_steps(viewer, standings, timezone.localdate()),
        "subjects": subjects(viewer, now=timezone.now()),
    }
    return render(request, "collective/degree/home.html", context)


@require_safe
@park_page(Right.READ)
def degree(request: ParkRequest) -> HttpResponse:
    """Show the degree of both sides with its conditions, its course and both pictures."""
    viewer = request.viewer
    history = degree_history(park_id=viewer.park.pk, audiences=viewer.audiences)
    shown = courses(history, today=timezone.localdate())
    context = {
        "standings": standings_of(history, park_id=viewer.park.pk),
        "courses": [(each, page_of(request, each.cards, f"verloop-{each.side}")) for each in shown],
        "pictures": pictures(viewer),
        "drafts": drafts_for(viewer) if viewer.may_assess else (),
        "signed": page_of(request, signed_for(viewer), "beoordelingen"),
        "own_picture": picture_of(viewer) if viewer.may_assess else None,
        "degrees": degrees().values(),
    }
    return render(request, "collective/degree/degree.html", context)
