"""What people fill in about a company on the park."""

import datetime as dt
from typing import Any, cast

from django import forms

from core.forms import DutchDateField, ScreenForm
from parks import reference
from parks.choices import Audience, Helix
from parks.forms.organisations import OrganisationForm
from parks.forms.records import PostcodeField, RecordForm, SbiField
from parks.models import Establishment
from parks.queries.companies import EVERYBODY, LEFT, PRESENT, CompanySearch

ADDRESS = ("street", "house_number", "postcode", "town")
ABOUT_NAME = "Zoals het op het gebouw staat."


def postcode_field() -> PostcodeField:
    return PostcodeField(label="Postcode", max_length=7, required=False)


class EstablishmentForm(RecordForm):
    """Everything about an establishment; for the team."""

    sbi_code = SbiField()
    postcode = postcode_field()

    class Meta:
        model = Establishment
        fields = ("name", "number", "sbi_code", "employees", *ADDRESS, "arrived_on", "audience")
        labels = {"audience": "Wie mag dit zien?"}
        help_texts = {"name": ABOUT_NAME, "number": "Twaalf cijfers, van de KvK."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_arrived_on(self) -> dt.date | None:
        """Refuse a company that came after it left."""
        day: dt.date | None = self.cleaned_data["arrived_on"]
        if day and self.instance.left_on and day > self.instance.left_on:
            raise forms.ValidationError("Deze datum ligt na het vertrek. Kies een eerdere datum.")
        return day


class OwnEstablishmentForm(RecordForm):
    """What a member tells of her own company. Numbers and kind of business are the team's."""

    postcode = postcode_field()

    class Meta:
        model = Establishment
        fields = ("name", "employees", *ADDRESS)
        help_texts = {"name": ABOUT_NAME}


class NewCompanyForm(EstablishmentForm):
    """A company that is not in the list yet: the establishment and, if that is new, its
    organisation. The official name may be left out when it is the name on the building."""

    legal_name = forms.CharField(
        label="Officiële naam",
        max_length=160,
        required=False,
        help_text="Alleen als die anders is dan de naam op het terrein.",
    )
    helix = forms.ChoiceField(label="Soort", choices=Helix.choices, initial=Helix.COMPANY)
    kvk_number = OrganisationForm.base_fields["kvk_number"]
    website = OrganisationForm.base_fields["website"]
    note = OrganisationForm.base_fields["note"]

    def organisation(self) -> dict[str, Any]:
        """Return what was filled in about the organisation. Only after `is_valid`."""
        given = self.cleaned_data
        names = ("helix", "kvk_number", "website", "note", "audience")
        own_name = given["legal_name"] or given["name"]
        return {"name": own_name} | {name: given[name] for name in names}


class LeaveForm(ScreenForm):
    """When a company left, and whether its plots are free."""

    left_on = DutchDateField(label="Vertrokken op")
    frees_plots = forms.BooleanField(
        label="De kavels die het gebruikt, zijn vanaf die dag niet meer in gebruik bij dit bedrijf",
        required=False,
        initial=True,
    )


class CompanyFilterForm(ScreenForm):
    """Searching and filtering the list of companies; all may be left out."""

    q = forms.CharField(label="Zoek", max_length=120, required=False)
    sector = forms.ChoiceField(label="Sector", required=False)
    helix = forms.ChoiceField(
        label="Soort", choices=[("", "Alle soorten"), *Helix.choices], required=False
    )
    presence = forms.ChoiceField(
        label="Aanwezig",
        choices=[(PRESENT, "Nu op het terrein"), (LEFT, "Vertrokken"), (EVERYBODY, "Allebei")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = [(each.code, each.title) for each in reference.sbi_sections()]
        sector = cast("forms.ChoiceField", self.fields["sector"])
        sector.choices = [("", "Alle sectoren"), *sections]

    def search(self) -> CompanySearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        return CompanySearch(
            words=given.get("q", ""),
            section=given.get("sector", ""),
            helix=given.get("helix", ""),
            presence=given.get("presence") or PRESENT,
        )


# New rows start at the team; most lists of companies are for all members.
NEW_COMPANY = {"audience": Audience.MEMBERS, "helix": Helix.COMPANY}
