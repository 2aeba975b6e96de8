"""The measures catalogue: the list with its filters, and one measure."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from knowledge.realisation import measures
from parks.access import ParkRequest, Right, park_page
from parks.views.records import page_of
from realisation.forms.measures import MeasureFilterForm
from realisation.queries.measures import MeasureSearch, begun_with, find_measures


@require_safe
@park_page(Right.READ)
def measures_page(request: ParkRequest) -> HttpResponse:
    """Show the measures that fit."""
    form = MeasureFilterForm(request.GET)
    page = page_of(request, find_measures(form.found))
    context = {
        "form": form,
        "page_obj": page,
        "is_filtered": form.found != MeasureSearch(),
        "in_all": len(measures()),
    }
    return render(request, "realisation/measures/measures.html", context)


@require_safe
@park_page(Right.READ)
def measure_page(request: ParkRequest, key: str) -> HttpResponse:
    """Show one measure with its effects and the condition under which they hold."""
    measure = measures().get(key)
    if measure is None:
        raise Http404
    context = {"measure": measure, "begun": begun_with(request.viewer, key)}
    return render(request, "realisation/measures/measure.html", context)
