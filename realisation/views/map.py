"""The kansenkaart: by place, by party, in time, and as a file."""

import datetime as dt
from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from core import svg
from core.fragments import remembered_fragment
from core.htmx import partial
from parks.access import ParkRequest, Right, park_page
from parks.choices import AuditAction
from parks.models import Plot
from parks.queries.ground_plan import ground_plan
from parks.queries.map import ground_of, tag_of
from parks.services.audit import record
from parks.views.exports import file_answer
from parks.views.map import map_settings, numbers
from parks.views.records import PER_PAGE, page_of
from realisation.forms.opportunity_map import MapDayForm, MapFilterForm
from realisation.queries.opportunity_download import FORMS, download_map
from realisation.queries.opportunity_explained import explain
from realisation.queries.opportunity_layers import layers_geojson
from realisation.queries.opportunity_map import (
    SHOWN_STATES,
    MapEntry,
    MapSearch,
    opportunity_map,
)
from realisation.queries.opportunity_network import network_of
from realisation.queries.opportunity_parties import map_parties
from realisation.queries.opportunity_places import picture_of, places_of
from realisation.queries.opportunity_stamp import map_stamp
from realisation.queries.opportunity_then import map_then
from realisation.queries.opportunity_time import map_story

# Links on a drawing that a keyboard would have to walk through before the table.
MOST_LINKS = 60


@require_safe
@park_page(Right.READ)
def place(request: ParkRequest) -> HttpResponse:
    """Show what lies where: the drawing, the map on screen, and each number explained."""
    viewer, today = request.viewer, timezone.localdate()
    seen_by = (viewer.roles, viewer.establishments, bool(viewer.seen_as))
    key = (request.get_full_path(), viewer.park.pk, seen_by, today, map_stamp(viewer.park))
    body = remembered_fragment(key, lambda: _place_body(request, today))
    return render(request, "realisation/map/place.html", {"body": body})


def _place_body(request: ParkRequest, today: dt.date) -> SafeString:
    viewer = request.viewer
    form = MapFilterForm(request.GET)
    search = form.search()
    found = opportunity_map(viewer, today, search)
    plan = ground_plan(park=viewer.park, plots=Plot.objects.visible_to(viewer))
    places = places_of(viewer, found.entries, plan.extent)
    page = page_of(request, found.entries)
    ground = ground_of(viewer.park, plan.extent)
    context = {
        "form": form,
        "found": found,
        "is_filtered": search != MapSearch(),
        "page_obj": page,
        "rows": explain(viewer, found, list(page.object_list), places),
        "picture": picture_of(found, places, plan, hrefs=_hrefs(request, found.entries)),
        "bounds": numbers(ground.bounds),
        "outline": ground.outline,
        "themes": _theme_legend(found.entries),
        "states": _state_legend(found.entries),
        **map_settings(),
    }
    return render_to_string("realisation/map/place_body.html", context, request)


def _hrefs(request: ParkRequest, entries: Sequence[MapEntry]) -> dict[str, str]:
    """Return per number the row that explains it, as long as there are not too many."""
    if len(entries) > MOST_LINKS:
        return {}
    query = request.GET.copy()
    found = {}
    for at, entry in enumerate(entries):
        query["page"] = str(at // PER_PAGE + 1)
        found[entry.number] = f"?{query.urlencode()}#nr-{entry.number}"
    return found


def _theme_legend(entries: Sequence[MapEntry]) -> list[tuple[str, str, svg.Svg, str]]:
    """Return the themes and sides that occur: identifier, words, symbol and colour."""
    styles = {**svg.THEME_STYLES, **svg.SIDE_STYLES}
    used = {entry.theme or entry.kind for entry in entries}
    return [
        (name, style.words, svg.theme_sample(name), style.colour)
        for name, style in styles.items()
        if name in used
    ]


def _state_legend(entries: Sequence[MapEntry]) -> list[tuple[str, str, svg.Svg]]:
    """Return the states that occur: identifier, words and line."""
    used = {entry.state for entry in entries}
    return [
        (state, words, svg.state_sample(state)) for state, words in SHOWN_STATES if state in used
    ]


@require_safe
@park_page(Right.READ)
def layers(request: ParkRequest) -> HttpResponseBase:
    """Return the numbers and their grounds for the map on screen, as GeoJSON in WGS84."""
    search = MapFilterForm(request.GET).search()
    body = layers_geojson(request.viewer, timezone.localdate(), search)
    answer = HttpResponse(body, content_type="application/geo+json")
    tag = quote_etag(tag_of(body))
    answer["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=answer) or answer


@require_safe
@park_page(Right.READ)
def parties(request: ParkRequest) -> HttpResponse:
    """Show who seeks, who offers and who is joined in what."""
    found = map_parties(request.viewer, timezone.localdate())
    page = page_of(request, found.parties)
    context = {
        "found": found,
        "page_obj": page,
        "picture": network_of(found, request.viewer.park.name),
        "matrix": found.matrix(list(page.object_list)),
    }
    return render(request, "realisation/map/parties.html", context)


@require_safe
@park_page(Right.READ)
def time(request: ParkRequest) -> HttpResponse:
    """Show the kansenkaart as it was on a day, and what came, changed and lapsed since when."""
    viewer, today = request.viewer, timezone.localdate()
    story = map_story(viewer, today)
    form = MapDayForm(request.GET, days=story.days)
    then = map_then(viewer, story, form.day(today))
    context = {
        "form": form,
        "then": then,
        "is_now": then.day == today,
        "then_page": page_of(request, then.rows, "kaart"),
        "page_obj": page_of(request, story.changes),
    }
    template = partial(request, "realisation/map/time.html", "result")
    return render(request, template, context)


@require_safe
@park_page(Right.READ)
def download(request: ParkRequest, form: str) -> HttpResponse:
    """Send what the reader sees as a file; the log of the park tells who took it."""
    if form not in FORMS:
        raise Http404
    viewer = request.viewer
    made = download_map(viewer, timezone.localdate(), form, MapFilterForm(request.GET).search())
    record(
        park=viewer.park,
        actor=viewer.user,
        action=AuditAction.EXPORT,
        label="Kansenkaart",
        detail={"vorm": form},
    )
    return file_answer(made.content, f"{viewer.park.slug}-{made.name}", made.content_type)
