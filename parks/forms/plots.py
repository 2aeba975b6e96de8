"""What people fill in about a plot, its owners and its users."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import DutchDateField, ScreenForm
from parks.choices import EnvironmentalCategory, PlotState, PlotUse
from parks.forms.establishments import ADDRESS, postcode_field
from parks.forms.records import RecordForm
from parks.models import Establishment, Organisation, Plot
from parks.queries.company_choice import companies_alike, company_names, find_company
from parks.queries.organisation_choice import find_organisations_named, organisation_names
from parks.queries.plots import PlotSearch


class PlotForm(RecordForm):
    """Everything about a plot but its shape, which is drawn on the map."""

    postcode = postcode_field()

    class Meta:
        model = Plot
        fields = (
            "name", "cadastral_number", "state", "use", "environmental_category", *ADDRESS,
            "note", "audience",
        )  # fmt: skip
        labels = {"audience": "Wie mag dit zien?"}
        help_texts = {
            "name": "Zoals u de kavel noemt, bijvoorbeeld: A 12 of Sluiskade 4.",
            "cadastral_number": "Gemeente, sectie en nummer, bijvoorbeeld: ABC00 K 1234.",
            "environmental_category": "De zwaarste die hier mag.",
            "note": "Alleen voor het kernteam.",
        }


class PlotFilterForm(ScreenForm):
    """Searching and filtering the list of plots; all may be left out."""

    q = forms.CharField(label="Zoek", max_length=120, required=False)
    state = forms.ChoiceField(
        label="Stand", choices=[("", "Alle standen"), *PlotState.choices], required=False
    )
    use = forms.ChoiceField(
        label="Gebruik", choices=[("", "Elk gebruik"), *PlotUse.choices], required=False
    )
    category = forms.ChoiceField(
        label="Milieucategorie",
        choices=[("", "Alle categorieën"), *EnvironmentalCategory.choices],
        required=False,
    )

    def search(self) -> PlotSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        names = {"q": "words", "state": "state", "use": "use", "category": "category"}
        return PlotSearch(**{new: given.get(old, "") for old, new in names.items()})


class _HolderForm(ScreenForm):
    """Who owns or uses a plot from a day on. After validation `holder` is the row that is meant."""

    since = DutchDateField(
        label="Vanaf",
        required=False,
        help_text="De eerste dag. Laat leeg als u die niet weet.",
    )
    beside = forms.BooleanField(required=False)

    def __init__(self, *args: Any, park_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.park_id = park_id


class OwnerForm(_HolderForm):
    """A new owner."""

    holder = forms.CharField(
        label="Nieuwe eigenaar",
        max_length=200,
        help_text="Kies uit de lijst van organisaties, of typ de naam.",
        widget=forms.TextInput(attrs={"list": "holders", "autocomplete": "off"}),
    )
    beside = forms.BooleanField(
        label="Wie nu eigenaar is, blijft dat ook (gedeeld eigendom)", required=False
    )
    field_order = ("holder", "since", "beside")

    @property
    def names(self) -> tuple[str, ...]:
        """What the field offers."""
        return organisation_names(park_id=self.park_id)

    def clean_holder(self) -> Organisation:
        """Return the organisation that is meant."""
        typed = " ".join(self.cleaned_data["holder"].split())
        found = find_organisations_named(park_id=self.park_id, typed=typed)
        if not found:
            raise ValidationError("Deze organisatie kennen we niet. Voeg haar eerst toe.")
        if len(found) > 1:
            raise ValidationError("Er zijn er meer met deze naam. Kies er een uit de lijst.")
        return found[0]


class UserForm(_HolderForm):
    """A new user."""

    holder = forms.CharField(
        label="Nieuwe gebruiker",
        max_length=200,
        help_text="Kies uit de lijst van bedrijven op het terrein, of typ de naam.",
        widget=forms.TextInput(attrs={"list": "holders", "autocomplete": "off"}),
    )
    beside = forms.BooleanField(
        label="Wie de kavel nu gebruikt, blijft dat ook doen (gedeeld gebruik)", required=False
    )
    field_order = ("holder", "since", "beside")

    @property
    def names(self) -> tuple[str, ...]:
        """What the field offers."""
        return company_names(park_id=self.park_id)

    def clean_holder(self) -> Establishment:
        """Return the establishment that is meant."""
        typed = " ".join(self.cleaned_data["holder"].split())
        found = find_company(park_id=self.park_id, typed=typed)
        if found is None:
            alike = companies_alike(park_id=self.park_id, typed=typed)
            hint = f" Of bedoelt u: {'; '.join(alike)}?" if alike else " Voeg het eerst toe."
            raise ValidationError(f"Dit bedrijf kennen we niet op dit terrein.{hint}")
        return found


class PeriodForm(ScreenForm):
    """Puts the dates of a period right, or ends it."""

    since = DutchDateField(
        label="Vanaf", required=False, help_text="Laat leeg als u de eerste dag niet weet."
    )
    until = DutchDateField(
        label="Tot",
        required=False,
        help_text="De eerste dag waarop het niet meer geldt. Laat leeg als het nu nog zo is.",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given = super().clean() or {}
        since: dt.date | None = given.get("since")
        until: dt.date | None = given.get("until")
        if since and until and until <= since:
            self.add_error("until", "Deze datum ligt niet na het begin. Kies een latere datum.")
        return given
