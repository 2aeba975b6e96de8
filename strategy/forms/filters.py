"""The filter of the roadmap: what it does not know, it leaves out and says so."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from core.forms import ScreenForm
from knowledge.choices import Capital, Horizon
from strategy.choices import GoalState
from strategy.queries.roadmap import Grouping
from strategy.queries.roadmap_filter import RoadmapFilter

ALL = ("", "Alle")
BY_CAPITAL: Grouping = "capital"
GROUPINGS = [("capital", "Per kapitaal"), ("theme", "Per thema")]


class RoadmapFilterForm(ScreenForm):
    """Reads the address of the roadmap page; always gives a usable filter."""

    capital = forms.ChoiceField(label="Kapitaal", choices=[ALL, *Capital.choices], required=False)
    horizon = forms.ChoiceField(label="Termijn", choices=[ALL, *Horizon.choices], required=False)
    owner = forms.ChoiceField(label="Eigenaar", required=False)
    state = forms.ChoiceField(label="Stand", choices=[ALL, *GoalState.choices], required=False)
    by = forms.ChoiceField(choices=GROUPINGS, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = owners
        field = cast("forms.ChoiceField", self.fields["owner"])
        field.choices = [ALL, *((name, name) for name in owners)]

    def chosen(self) -> RoadmapFilter:
        """Return the filter, without what is not on offer."""
        known = self._known()
        names = ("capital", "horizon", "owner", "state")
        return RoadmapFilter(**{name: known.get(name, "") for name in names})

    def grouping(self) -> Grouping:
        """Return by what the goals are grouped; by capital unless asked otherwise."""
        return cast("Grouping", self._known().get("by") or BY_CAPITAL)

    def without_nonsense(self) -> "RoadmapFilterForm":
        """Return the form to show: the values that are on offer and no errors."""
        return RoadmapFilterForm(owners=self.owners, initial=self._known())

    def has_nonsense(self) -> bool:
        """Whether a value is not on offer and so has been left out, for a notice."""
        return not self.is_valid()

    def _known(self) -> dict[str, str]:
        self.is_valid()
        return self.cleaned_data
