"""How people look for a measure."""

from typing import Any, Final

from django import forms

from core.forms import ScreenForm
from realisation.queries.measures import CHOICES, MeasureSearch, facets

EVERY: Final = {
    "scale": ("Schaal", "Elke schaal"),
    "theme": ("Thema", "Elk thema"),
    "place": ("Plek", "Elke plek"),
    "effort": ("Werk", "Maakt niet uit"),
    "cost": ("Kosten", "Maakt niet uit"),
    "capital": ("Voedt", "Elk kapitaal"),
}


def _field(name: str) -> forms.ChoiceField:
    label, every = EVERY[name]
    return forms.ChoiceField(
        label=label, choices=[("", every), *CHOICES[name].choices], required=False
    )


class MeasureFilterForm(ScreenForm):
    """Filtering the measures; all may be left out. Each choice says how many it leaves."""

    q = forms.CharField(label="Zoek", max_length=120, required=False)
    scale = _field("scale")
    theme = _field("theme")
    place = _field("place")
    effort = _field("effort")
    cost = _field("cost")
    capital = _field("capital")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = self._search()
        for name, counts in facets(self.found).items():
            self.fields[name].choices = [  # type: ignore[attr-defined]  # a Field to its types
                ("", EVERY[name][1]),
                *(
                    (value, f"{label} ({counts.get(value, 0)})")
                    for value, label in CHOICES[name].choices
                ),
            ]

    def _search(self) -> MeasureSearch:
        self.is_valid()
        given = self.cleaned_data
        return MeasureSearch(
            words=given.get("q", ""), **{name: given.get(name, "") for name in CHOICES}
        )
