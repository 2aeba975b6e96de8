"""Forms for how a park is organised."""

import datetime as dt
from typing import Any

from django import forms

from collective.models import Side
from core.forms import DutchDateField, LongTextField, ScreenForm
from knowledge.choices import Degree
from parks.choices import Audience


class DegreeForm(ScreenForm):
    """State the organisation degree of one side."""

    side = forms.ChoiceField(label="Welke kant?", choices=Side)
    degree = forms.ChoiceField(label="Organisatiegraad", choices=Degree)
    reason = LongTextField(
        label="Waarom?",
        max_length=1000,
        help_text="Waaruit blijkt het? Noem feiten die een ander kan nagaan.",
    )
    stated_on = DutchDateField(label="Vastgesteld op")
    audience = forms.ChoiceField(label="Wie mag dit zien?", choices=Audience)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_stated_on(self) -> dt.date:
        """Refuse a day in the future: a degree is established, not foretold."""
        stated_on: dt.date = self.cleaned_data["stated_on"]
        if stated_on > self.today:
            raise forms.ValidationError("Kies een dag die niet in de toekomst ligt.")
        return stated_on
