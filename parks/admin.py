"""Support for parks and authorities by the platform's staff.

The outline is left out: a map widget would ask a tile server elsewhere for pictures. The roles at
a park stand inside the park's walls and are changed there, or by `manage.py grant_role`.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from parks import reference
from parks.models import Adviser, Authority, Park, ParkQuerySet


class CodesForm(forms.ModelForm[Any]):
    """Refuses municipalities that don't exist: nobody would advise for them."""

    def clean_municipality_codes(self) -> list[str]:
        """Return the codes without doubles, or say which one is unknown."""
        codes: list[str] = list(dict.fromkeys(self.cleaned_data["municipality_codes"] or []))
        unknown = [code for code in codes if code not in reference.municipalities()]
        if unknown:
            raise ValidationError(f"Onbekende gemeentecode: {', '.join(unknown)}.")
        return codes


class AuthorityForm(CodesForm):
    """Refuses provinces that don't exist."""

    def clean_province(self) -> str:
        """Return the name as the reference list has it."""
        province: str = self.cleaned_data["province"]
        if province and province not in reference.provinces():
            raise ValidationError(f"Kies uit: {', '.join(reference.provinces())}.")
        return province


@admin.register(Park)
class ParkAdmin(admin.ModelAdmin[Park]):
    """The register facts of a park."""

    form = CodesForm
    list_display = ["name", "rin", "place", "gross_ha", "register_year"]
    list_filter = ["is_example", "register_year"]
    search_fields = ["name", "=rin"]
    exclude = ["outline"]
    list_per_page = 50

    @admin.display(description="gemeente")
    def place(self, park: Park) -> str:
        """Where the park lies."""
        return park.municipality_names

    def get_queryset(self, request: HttpRequest) -> ParkQuerySet:
        """Leave the outline where it is."""
        return Park.objects.defer("outline")

    def has_delete_permission(self, request: HttpRequest, obj: Park | None = None) -> bool:
        """Never: what belongs to a park can't even be seen from here."""
        return False


class AdviserInline(admin.TabularInline[Adviser, Authority]):
    """Who advises for the authority, now and before."""

    model = Adviser
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Authority)
class AuthorityAdmin(admin.ModelAdmin[Authority]):
    """An authority, the municipalities that it covers or the parks of its programme."""

    form = AuthorityForm
    list_display = ["name", "kind", "province"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["parks"]
    inlines = [AdviserInline]


@admin.register(Adviser)
class AdviserAdmin(admin.ModelAdmin[Adviser]):
    """Everybody who advises or did."""

    list_display = ["user", "authority", "since", "ended_on"]
    list_select_related = ["user", "authority"]
    list_filter = ["authority"]
    search_fields = ["user__email", "user__name", "authority__name"]
    autocomplete_fields = ["user", "authority"]
