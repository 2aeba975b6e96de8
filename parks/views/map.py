"""The map of a park: its plots in colour and pattern, the equal table, and the card of one plot."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from core import svg
from core.htmx import UNPROCESSABLE, is_fragment_request
from parks.access import ParkRequest, Right, Viewer, park_page
from parks.forms.map import PlotFilterForm, WindowForm
from parks.models import Plot
from parks.queries.ground_plan import ground_plan
from parks.queries.map import ground_of, plots_geojson, tag_of
from parks.queries.plots import PlotRow, PlotSearch, find_plots, plot_rows

PER_PAGE = 50
BAD_REQUEST = 400


@require_safe
@park_page(Right.READ)
def park_map(request: ParkRequest) -> HttpResponse:
    """Show the map and the table of the plots that were asked for."""
    return _page(request)


@require_safe
@park_page(Right.READ)
def plot(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show the card of a plot: alone for a fragment, else beside the map."""
    card = _card(request.viewer, pk)
    if is_fragment_request(request):
        return render(request, "parks/map/card.html", card)
    return _page(request, **card)


@require_safe
@park_page(Right.READ)
def plots(request: ParkRequest) -> HttpResponseBase:
    """Return the plots in a window as GeoJSON; 400 with the reasons for a window that is none."""
    form = WindowForm(request.GET)
    if not form.is_valid():
        reasons = [str(each) for errors in form.errors.values() for each in errors]
        return JsonResponse({"fouten": reasons}, status=BAD_REQUEST)
    body = plots_geojson(find_plots(request.viewer, form.search()), form.window())
    answer = HttpResponse(body, content_type="application/geo+json")
    tag = quote_etag(tag_of(body))
    answer["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=answer) or answer


def _card(viewer: Viewer, pk: UUID) -> dict[str, Any]:
    """Return a plot that the visitor may see, with where it lies; Http404 for any other."""
    rows = Plot.objects.visible_to(viewer)
    chosen = get_object_or_404(rows, pk=pk)
    (row,) = plot_rows(viewer, [chosen], timezone.localdate())
    extent = chosen.geometry.extent if chosen.geometry else None
    bounds = ground_of(viewer.park, extent).bounds if extent else None
    return {"chosen": row, "chosen_bounds": numbers(bounds)}


def _page(request: ParkRequest, **card: Any) -> HttpResponse:
    viewer = request.viewer
    form = PlotFilterForm(request.GET)
    search = form.search() if form.is_valid() else PlotSearch()
    found = find_plots(viewer, search)
    plan = ground_plan(park=viewer.park, plots=found)
    ground = ground_of(viewer.park, plan.extent)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows: tuple[PlotRow, ...] = plot_rows(viewer, list(page), timezone.localdate())
    context = {
        "form": form,
        "plan": plan,
        "is_filtered": bool(search.state or search.words),
        "page_obj": page,
        "rows": rows,
        "bounds": numbers(ground.bounds),
        "outline": ground.outline,
        "legend": legend(),
        **map_settings(),
        **card,
    }
    status = 200 if form.is_valid() else UNPROCESSABLE
    return render(request, "parks/map/map.html", context, status=status)


def map_settings() -> dict[str, str]:
    """Return what every map on screen needs: its background, and how plots look by state."""
    styles = {
        state: {"ground": style.ground, "ink": style.ink, "pattern": style.pattern,
                "dash": style.dash, "line": style.line}
        for state, style in svg.PLOT_STYLES.items()
    }  # fmt: skip
    return {
        "tiles": settings.MAP_TILES_URL,
        "attribution": settings.MAP_TILES_ATTRIBUTION,
        "plot_styles": json.dumps(styles),
    }


def legend() -> tuple[tuple[str, svg.Svg], ...]:
    """Return the words of each state with a sample of how it looks."""
    return tuple(
        (style.words, svg.plot_sample(state, uid=f"voorbeeld-{number}"))
        for number, (state, style) in enumerate(svg.PLOT_STYLES.items())
    )


def numbers(bounds: tuple[float, ...] | None) -> str:
    """Return bounds as a script reads them, whatever the language of the page."""
    return ",".join(f"{side:.6f}" for side in bounds) if bounds else ""
