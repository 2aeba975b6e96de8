"""Drawing the border of a plot and the outline of the park.

One page for all: the map writes GeoJSON in a text field of an ordinary form, and whoever can't or
won't draw pastes or types coordinates in that field. Without scripts only the map is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.gis.geos import MultiPolygon
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience, PlotState
from parks.forms.shapes import NewPlotForm, SeenShapeForm, ShapeForm, new_plot
from parks.imports.files import CrsChoice
from parks.models import Park, Plot, PlotQuerySet
from parks.queries.map import extent_of, ground_of
from parks.services.geometry import CheckedShape, as_wgs84
from parks.services.shapes import (
    ShapeChangedError,
    draw_plot,
    outline_warnings,
    plot_warnings,
    save_outline,
    save_plot_shape,
    version_of,
)
from parks.views.asking import Removal, ask
from parks.views.map import legend, map_settings, numbers

CONFLICT = 409
CHANGED = (
    "Iemand anders heeft deze grens intussen gewijzigd. Uw tekening staat er nog. "
    "Bekijk eerst wat er nu staat; slaat u op, dan vervangt u dat."
)


@dataclass(frozen=True)
class Drawing:
    """What is drawn: how it is called, what to check, how to save it, and where to go on."""

    title: str
    stored: MultiPolygon | None
    warnings: Callable[[MultiPolygon], tuple[str, ...]]
    save: Callable[[ShapeForm, MultiPolygon], str]
    back: str
    delete: str = ""
    left_out: str = ""  # the key of the plot that the map must not show as a neighbour
    is_outline: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def plot_create(request: ParkRequest) -> HttpResponse:
    """Draw a plot that is not in the list yet."""
    park = request.viewer.park

    def save(form: ShapeForm, geometry: MultiPolygon) -> str:
        new = draw_plot(park=park, new=new_plot(form.cleaned_data), geometry=geometry)
        messages.success(request, f"{new.name} staat op de kaart.")
        return reverse("map:plot", args=[park.slug, new.pk])

    drawing = Drawing(
        title="Nieuwe kavel tekenen",
        stored=None,
        warnings=_warnings_for_plot(request, None),
        save=save,
        back=reverse("map:map", args=[park.slug]),
    )
    initial = {"state": PlotState.IN_USE, "audience": Audience.TEAM}
    return draw(request, drawing, NewPlotForm, initial)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def plot_shape(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Draw or change the border of a plot."""
    park, chosen = request.viewer.park, _plot(request, pk)

    def save(form: ShapeForm, geometry: MultiPolygon) -> str:
        seen = form.cleaned_data["version"]
        save_plot_shape(park=park, pk=pk, geometry=geometry, expected_version=seen)
        messages.success(request, f"De grens van {chosen.name} is opgeslagen.")
        return reverse("map:plot", args=[park.slug, pk])

    drawing = Drawing(
        title=f"Grens van {chosen.name}",
        stored=chosen.geometry,
        warnings=_warnings_for_plot(request, pk),
        save=save,
        back=reverse("map:plot", args=[park.slug, pk]),
        delete=reverse("map:plot_shape_delete", args=[park.slug, pk]) if chosen.geometry else "",
        left_out=str(pk),
    )
    return draw(request, drawing, ShapeForm, {})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def plot_shape_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether the border of a plot may go, and take it away; the plot itself stays."""
    park, chosen = request.viewer.park, _plot(request, pk)
    question = Removal(
        title=f"Grens van {chosen.name} weghalen?",
        text="De kavel blijft in de lijst staan, zonder grens en zonder oppervlakte. "
        "De oude grens blijft in de geschiedenis bewaard.",
        action_label="Ja, weghalen",
        back=reverse("map:plot", args=[park.slug, pk]),
        done=f"{chosen.name} staat niet meer op de kaart.",
        act=lambda typed: save_plot_shape(
            park=park, pk=pk, geometry=None, expected_version=typed["version"]
        ),
        form=SeenShapeForm,
        initial={"version": version_of(chosen.geometry)},
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def outline(request: ParkRequest) -> HttpResponse:
    """Draw or change the outline of the park."""
    park = request.viewer.park
    stored = Park.objects.values_list("outline", flat=True).get(pk=park.pk)
    plots = Plot.objects.visible_to(request.viewer)

    def save(form: ShapeForm, geometry: MultiPolygon) -> str:
        seen = form.cleaned_data["version"]
        save_outline(park=park, geometry=geometry, expected_version=seen)
        messages.success(request, "De omtrek van het terrein is opgeslagen.")
        return reverse("map:map", args=[park.slug])

    drawing = Drawing(
        title="Omtrek van het terrein",
        stored=stored,
        warnings=lambda geometry: outline_warnings(geometry=geometry, plots=plots),
        save=save,
        back=reverse("map:map", args=[park.slug]),
        delete=reverse("map:outline_delete", args=[park.slug]) if stored else "",
        is_outline=True,
    )
    return draw(request, drawing, ShapeForm, {})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def outline_delete(request: ParkRequest) -> HttpResponse:
    """Ask whether the outline may go, and take it away."""
    park = request.viewer.park
    stored = Park.objects.values_list("outline", flat=True).get(pk=park.pk)
    question = Removal(
        title="Omtrek van het terrein weghalen?",
        text="De kavels blijven op de kaart staan. Edities die al zijn gepubliceerd houden de "
        "omtrek die ze hadden.",
        action_label="Ja, weghalen",
        back=reverse("map:map", args=[park.slug]),
        done="De omtrek van het terrein is weggehaald.",
        act=lambda typed: save_outline(park=park, geometry=None, expected_version=typed["version"]),
        form=SeenShapeForm,
        initial={"version": version_of(stored)},
    )
    return ask(request, question)


def _plot(request: ParkRequest, pk: UUID) -> Plot:
    plot: Plot = get_object_or_404(Plot.objects.visible_to(request.viewer), pk=pk)
    return plot


def _warnings_for_plot(
    request: ParkRequest, pk: UUID | None
) -> Callable[[MultiPolygon], tuple[str, ...]]:
    viewer = request.viewer
    others: PlotQuerySet = Plot.objects.visible_to(viewer).exclude(pk=pk)
    return lambda geometry: plot_warnings(park=viewer.park, geometry=geometry, others=others)


def draw(
    request: ParkRequest, drawing: Drawing, form_class: type[ShapeForm], initial: dict[str, Any]
) -> HttpResponse:
    """Show the form, check what was drawn, and save it when nothing is odd or it is meant so.

    Also for what other apps draw on the map.
    """
    text = as_wgs84(drawing.stored)
    stored = {"shape": text, "crs": _crs(text), "version": version_of(drawing.stored)}
    if request.method != "POST":
        return _page(request, drawing, form_class(initial=initial | stored))
    form, step = form_class(request.POST), request.POST.get("step", "save")
    if not form.is_valid():
        again = form.repaired() if step == "repair" else None
        if again is not None:
            return _page(request, drawing, form_class(initial=again), repair=form.refused)
        return _page(request, drawing, form, UNPROCESSABLE)
    checked: CheckedShape = form.cleaned_data["checked"]
    odd, mark = drawing.warnings(checked.geometry), version_of(checked.geometry)
    read = as_wgs84(checked.geometry)
    found: dict[str, Any] = {"checked": checked, "odd": odd, "mark": mark, "read": read}
    if step == "check":
        return _page(request, drawing, form, **found)
    if odd and request.POST.get("meant") != mark:
        return _page(request, drawing, form, UNPROCESSABLE, must_confirm=True, **found)
    # A shape that nobody touched keeps its corners to the last digit.
    is_same = form.cleaned_data["shape"].strip() == text
    return _save(request, drawing, form, drawing.stored if is_same else None)


def _save(
    request: ParkRequest, drawing: Drawing, form: ShapeForm, kept: MultiPolygon | None
) -> HttpResponse:
    geometry = kept or form.cleaned_data["checked"].geometry
    try:
        return redirect(drawing.save(form, geometry))
    except ShapeChangedError:
        typed = {name: form[name].value() for name in form.fields}
        again = type(form)(initial=typed | {"version": version_of(drawing.stored)})
        return _page(request, drawing, again, CONFLICT, conflict=CHANGED)


def _crs(text: str) -> str:
    return (CrsChoice.WGS84 if text else CrsChoice.AUTO).value


def _page(
    request: ParkRequest, drawing: Drawing, form: ShapeForm, status: int = 200, **found: Any
) -> HttpResponse:
    park = request.viewer.park
    extent = drawing.stored.extent if drawing.stored else None
    ground = ground_of(park, extent or _extent_of(request))
    context = {
        "drawing": drawing,
        "form": form,
        "bounds": numbers(ground.bounds),
        "outline": "" if drawing.is_outline else ground.outline,
        "place": numbers(form.refused.place) if form.refused else "",
        "legend": legend(),
        **map_settings(),
        **found,
    }
    return render(request, "parks/map/shape.html", context, status=status)


def _extent_of(request: ParkRequest) -> tuple[float, float, float, float] | None:
    """Return where to look when nothing is drawn yet: the outline, or else the other plots."""
    stored = Park.objects.values_list("outline", flat=True).get(pk=request.viewer.park.pk)
    return stored.extent if stored else extent_of(Plot.objects.visible_to(request.viewer))
