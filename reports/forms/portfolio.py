"""Searching the portfolio of an authority."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import ScreenForm
from reports.queries.portfolio import PortfolioOrder, PortfolioSearch


class PortfolioForm(ScreenForm):
    """Words, municipality and order; all of them may be left out."""

    words = forms.CharField(label="Naam bevat", max_length=120, required=False)
    municipality = forms.ChoiceField(label="Gemeente", required=False)
    order = forms.ChoiceField(label="Volgorde", choices=PortfolioOrder.choices, required=False)

    def __init__(
        self, *args: Any, municipalities: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(municipalities) > 1:
            choices = [("", "Alle gemeenten"), *municipalities]
            self.fields["municipality"] = forms.ChoiceField(
                label="Gemeente", choices=choices, required=False
            )
        else:
            del self.fields["municipality"]

    def search(self) -> PortfolioSearch:
        """Return what to search for; everything when the form isn't valid."""
        if not self.is_valid():
            return PortfolioSearch()
        given = self.cleaned_data
        return PortfolioSearch(
            words=given["words"],
            municipality=given.get("municipality", ""),
            order=PortfolioOrder(given["order"] or PortfolioOrder.NAME),
        )
