"""Which layers of the kansenkaart somebody wants to see."""

import datetime as dt
from collections.abc import Sequence

from django import forms

from core.dutch import format_date
from core.forms import ScreenForm
from knowledge.choices import Theme
from realisation.queries.opportunity_map import LAYERS, SHOWN_STATES, MapSearch


class MapFilterForm(ScreenForm):
    """Layers by kind, theme and state; all may be left out."""

    layer = forms.ChoiceField(
        label="Laag", choices=[("", "Kansen, vraag en aanbod"), *LAYERS], required=False
    )
    theme = forms.ChoiceField(
        label="Thema van de kans", choices=[("", "Alle thema’s"), *Theme.choices], required=False
    )
    state = forms.ChoiceField(
        label="Stand van de kans", choices=[("", "Alle standen"), *SHOWN_STATES], required=False
    )

    def search(self) -> MapSearch:
        """Return which layers to show, without what is not on offer."""
        self.is_valid()
        return MapSearch(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class MapDayForm(ScreenForm):
    """A day on which something changed, to see the kansenkaart of then."""

    dag = forms.ChoiceField(label="De kansenkaart zoals op", required=False)

    def __init__(self, *args: object, days: Sequence[dt.date], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "Vandaag"), *((day.isoformat(), format_date(day)) for day in days)]
        self.fields["dag"].choices = offered  # type: ignore[attr-defined]  # a Field to its types

    def day(self, today: dt.date) -> dt.date:
        """Return the day that was chosen, or today."""
        self.is_valid()
        chosen = self.cleaned_data.get("dag")
        return dt.date.fromisoformat(chosen) if chosen else today
