"""The terrain as a whole: its front page, searching in it, kinds of business."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.htmx import partial
from parks import reference
from parks.access import ParkRequest, Right, park_page
from parks.forms.records import SbiSearchForm
from parks.models import Plot
from parks.queries import terrain as queries
from parks.queries.ground_plan import ground_plan

LONGEST_SEARCH = 120


@require_safe
@park_page(Right.READ)
def home(request: ParkRequest) -> HttpResponse:
    """Show the terrain in numbers, or what `?q=` finds on it."""
    viewer = request.viewer
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_SEARCH]
    if words:
        context = {"words": words, "found": queries.search(viewer, words)}
        return render(request, "parks/terrain/search.html", context)
    plan = ground_plan(park=viewer.park, plots=Plot.objects.visible_to(viewer))
    context = {"overview": queries.overview(viewer), "plan": plan, "words": ""}
    return render(request, "parks/terrain/home.html", context)


@require_safe
@park_page(Right.READ)
def sbi(request: ParkRequest) -> HttpResponse:
    """Show the kinds of business with the words of `?sbi_code=`; htmx gets them as options."""
    form = SbiSearchForm(request.GET)
    words = form.cleaned_data["sbi_code"] if form.is_valid() else ""
    context = {"form": form, "words": words, "found": reference.find_sbi(words)}
    return render(request, partial(request, "parks/terrain/sbi.html", "options"), context)
