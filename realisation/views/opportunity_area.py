"""Drawing the area of an opportunity that does not follow plots."""

from uuid import UUID

from django.contrib import messages
from django.contrib.gis.geos import MultiPolygon
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parks.access import ParkRequest, Right, park_page
from parks.forms.shapes import SeenShapeForm, ShapeForm
from parks.services.shapes import version_of
from parks.views.asking import Removal, ask
from parks.views.shapes import Drawing, draw
from realisation.services.opportunities import save_area
from realisation.views.opportunities import address, visible_opportunity


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def area(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Draw or change the area of an opportunity."""
    row = visible_opportunity(request, pk)
    slug = request.viewer.park.slug

    def save(form: ShapeForm, geometry: MultiPolygon) -> str:
        seen = form.cleaned_data["version"]
        save_area(opportunity=row, area=geometry, expected_version=seen)
        messages.success(request, "Het gebied van de kans is opgeslagen.")
        return address(request, pk)

    drawing = Drawing(
        title=f"Gebied van “{row}”",
        stored=row.area,
        warnings=lambda _: (),
        save=save,
        back=address(request, pk),
        delete=reverse("realisation:opportunity_area_delete", args=[slug, pk]) if row.area else "",
    )
    return draw(request, drawing, ShapeForm, {})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def area_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether the drawn area may go, and take it away; the opportunity stays."""
    row = visible_opportunity(request, pk)
    question = Removal(
        title="Gebied weghalen?",
        text=f"De kans “{row}” blijft, met de kavels die u koos. Alleen de tekening gaat weg.",
        action_label="Ja, weghalen",
        back=address(request, pk),
        done="Het getekende gebied is weggehaald.",
        act=lambda typed: save_area(opportunity=row, area=None, expected_version=typed["version"]),
        form=SeenShapeForm,
        initial={"version": version_of(row.area)},
    )
    return ask(request, question)
