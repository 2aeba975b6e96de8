"""What a visitor may ask of the map: which plots, and which window."""

import math
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from core.forms import ScreenForm
from parks.choices import PlotState
from parks.queries.map import Bounds, Window
from parks.queries.plots import PlotSearch

# Degrees around the Netherlands. Beyond them the transformation to RD New has no meaning.
AROUND: Final[Bounds] = (2.5, 50.0, 8.0, 54.5)
DEEPEST: Final = 24
USUAL_ZOOM: Final = 16


class PlotFilterForm(ScreenForm):
    """Which plots to show, on the map and in the table alike."""

    words = forms.CharField(label="Zoek op naam, kadaster of straat", max_length=80, required=False)
    state = forms.ChoiceField(
        label="Stand", choices=[("", "Alle"), *PlotState.choices], required=False
    )

    def search(self) -> PlotSearch:
        """Return what was asked for; needs a valid form."""
        return PlotSearch(state=self.cleaned_data["state"], words=self.cleaned_data["words"])


class WindowForm(PlotFilterForm):
    """Which part of the map a browser shows; `bbox` is west,south,east,north in degrees.

    Without a window all plots are in view.
    """

    bbox = forms.CharField(max_length=120, required=False)
    zoom = forms.IntegerField(min_value=0, max_value=DEEPEST, required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self._doubled = [name for name in self.fields if len(data.getlist(name)) > 1]

    def clean_bbox(self) -> Bounds:
        """Return the four sides, cut off around the Netherlands."""
        if not self.cleaned_data["bbox"]:
            return AROUND
        try:
            west, south, east, north = (
                float(part) for part in self.cleaned_data["bbox"].split(",")
            )
        except ValueError as error:
            raise ValidationError("bbox is west,zuid,oost,noord in graden.") from error
        if not all(map(math.isfinite, (west, south, east, north))):
            raise ValidationError("bbox bestaat uit gewone getallen.")
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise ValidationError("bbox is west,zuid,oost,noord in graden, in die volgorde.")
        return _within_reach((west, south, east, north))

    def clean(self) -> dict[str, Any]:
        """Refuse a question with two answers."""
        if self._doubled:
            raise ValidationError("Vraag elk gegeven één keer.")
        return self.cleaned_data

    def window(self) -> Window:
        """Return what the screen shows; needs a valid form."""
        zoom = self.cleaned_data["zoom"]
        return Window(bounds=self.cleaned_data["bbox"], zoom=USUAL_ZOOM if zoom is None else zoom)


def _within_reach(bounds: Bounds) -> Bounds:
    low, high = AROUND[:2] * 2, AROUND[2:] * 2
    west, south, east, north = (
        min(max(side, least), most) for side, least, most in zip(bounds, low, high, strict=True)
    )
    return west, south, east, north
