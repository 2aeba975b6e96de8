"""Drawing a plot or the outline of the park: on the map, or as coordinates in a text."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from core.forms import LongTextField, ScreenForm
from parks.choices import Audience, PlotState
from parks.imports.files import CrsChoice
from parks.models import Plot
from parks.services.geometry import (
    MOST_CHARACTERS,
    ShapeRefusedError,
    as_wgs84,
    read_shape,
)
from parks.services.shapes import NewPlot

COORDINATES: Final = (
    (CrsChoice.AUTO.value, "Zoek het zelf uit"),
    (CrsChoice.WGS84.value, "Lengte en breedte in graden (WGS84)"),
    (CrsChoice.RD.value, "x en y in meters (RD)"),
    (CrsChoice.WGS84_SWAPPED.value, "Breedte en lengte in graden: andersom"),
    (CrsChoice.RD_SWAPPED.value, "y en x in meters: andersom"),
)


class SeenShapeForm(ScreenForm):
    """Carries which shape somebody saw, to notice another one that came meanwhile."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class ShapeForm(SeenShapeForm):
    """A border as text; the map writes GeoJSON in the same field."""

    shape = LongTextField(
        label="Grens als coördinaten",
        rows=7,
        max_length=MOST_CHARACTERS,
        help_text="De kaart vult dit veld. U kunt ook zelf GeoJSON of WKT plakken, of per regel "
        "een hoekpunt typen: x en y in RD, met een spatie ertussen.",
        error_messages={"required": "Teken de grens op de kaart, of plak de coördinaten."},
    )
    crs = forms.ChoiceField(label="Soort coördinaten", choices=COORDINATES)

    refused: ShapeRefusedError | None = None

    def clean(self) -> dict[str, Any]:
        """Read the shape, as `checked`; what is wrong with it stands at the field."""
        text, crs = self.cleaned_data.get("shape"), self.cleaned_data.get("crs")
        if text and crs:
            try:
                self.cleaned_data["checked"] = read_shape(text, crs=CrsChoice(crs))
            except ShapeRefusedError as refused:
                self.refused = refused
                self.add_error("shape", [ValidationError(each) for each in refused.messages])
        return self.cleaned_data

    def repaired(self) -> dict[str, Any] | None:
        """Return what was typed with the repaired shape in place of the wrong one, if that can."""
        if self.refused is None or self.refused.repair is None:
            return None
        repaired = as_wgs84(self.refused.repair.geometry)
        return {name: self[name].value() for name in self.fields} | {
            "shape": repaired,
            "crs": CrsChoice.WGS84.value,
        }


class NewPlotForm(ShapeForm):
    """A plot that is not in the list yet: its name, its state and its border."""

    name = forms.CharField(
        label="Naam",
        max_length=Plot._meta.get_field("name").max_length,
        help_text="Zoals u de kavel noemt.",
    )
    state = forms.ChoiceField(label="Stand", choices=PlotState.choices)
    audience = forms.ChoiceField(label="Wie mag dit zien", choices=Audience.choices)

    field_order = ("name", "state", "audience", "shape", "crs", "version")


def new_plot(typed: Mapping[str, Any]) -> NewPlot:
    """Return what to add, from the cleaned data of a `NewPlotForm`."""
    return NewPlot(name=typed["name"], state=typed["state"], audience=typed["audience"])
