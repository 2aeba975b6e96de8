"""Support for parks and authorities by the platform's staff.

The outline is left out: a map widget would ask a tile server elsewhere for pictures. The roles at
a park stand inside the park's walls and are changed there, or by `manage.py grant_role`.
"""

from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from accounts.models import User
from accounts.oidc.providers import provider_by_id
from parks import reference
from parks.choices import AuditAction
from parks.models import Adviser, Authority, Park, ParkQuerySet
from parks.services.audit import record_everywhere

Row = TypeVar("Row", bound=models.Model)


class LoggedAdmin(admin.ModelAdmin[Row]):
    """Writes what staff do in the logs of the parks that it concerns too."""

    def parks_of(self, obj: Row) -> ParkQuerySet:
        """Return the parks that a change of this row concerns."""
        raise NotImplementedError

    def log_addition(self, request: Any, obj: Row, message: Any) -> LogEntry:
        """Keep that staff added something."""
        entry = super().log_addition(request, obj, message)
        self._tell(request.user, obj, AuditAction.CREATE, entry)
        return entry

    def log_change(self, request: Any, obj: Row, message: Any) -> LogEntry:
        """Keep that staff changed something."""
        entry = super().log_change(request, obj, message)
        self._tell(request.user, obj, AuditAction.CHANGE, entry)
        return entry

    def log_deletions(self, request: Any, queryset: models.QuerySet[Row]) -> Any:
        """Keep that staff removed something."""
        for obj in queryset:
            self._tell(request.user, obj, AuditAction.DELETE)
        return super().log_deletions(request, queryset)

    def _tell(
        self, staff: User, obj: Row, action: AuditAction, entry: LogEntry | None = None
    ) -> None:
        detail = {"door": "beheer van de site"}
        if entry is not None and entry.get_change_message():
            detail["wat"] = entry.get_change_message()
        parks = list(self.parks_of(obj).only("pk"))
        record_everywhere(parks=parks, action=action, actor=staff, target=obj, detail=detail)


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
    """Refuses provinces and ways to log in that don't exist."""

    def clean_login_provider(self) -> str:
        """Return the id, if the settings know it."""
        provider: str = self.cleaned_data["login_provider"]
        if provider and provider_by_id(provider) is None:
            known = ", ".join(each.id for each in settings.OIDC_PROVIDERS) or "geen"
            raise ValidationError(f"Kies een organisatie die is ingesteld: {known}.")
        return provider

    def clean_province(self) -> str:
        """Return the name as the reference list has it."""
        province: str = self.cleaned_data["province"]
        if province and province not in reference.provinces():
            raise ValidationError(f"Kies uit: {', '.join(reference.provinces())}.")
        return province


@admin.register(Park)
class ParkAdmin(LoggedAdmin[Park]):
    """The register facts of a park."""

    form = CodesForm
    list_display = ["name", "rin", "place", "gross_ha", "register_year"]
    list_filter = ["is_example", "register_year"]
    search_fields = ["name", "=rin"]
    exclude = ["outline"]
    list_per_page = 50

    def parks_of(self, obj: Park) -> ParkQuerySet:
        """Return the park itself."""
        return Park.objects.filter(pk=obj.pk)

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
class AuthorityAdmin(LoggedAdmin[Authority]):
    """An authority, the municipalities that it covers or the parks of its programme."""

    form = AuthorityForm
    list_display = ["name", "kind", "province"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["parks"]
    inlines = [AdviserInline]

    def parks_of(self, obj: Authority) -> ParkQuerySet:
        """Return the parks that it advises now."""
        return Park.objects.of_authority(obj)


@admin.register(Adviser)
class AdviserAdmin(LoggedAdmin[Adviser]):
    """Everybody who advises or did."""

    list_display = ["user", "authority", "since", "ended_on"]
    list_select_related = ["user", "authority"]
    list_filter = ["authority"]
    search_fields = ["user__email", "user__name", "authority__name"]
    autocomplete_fields = ["user", "authority"]

    def parks_of(self, obj: Adviser) -> ParkQuerySet:
        """Return the parks that she reads, or did."""
        return Park.objects.of_authority(obj.authority)
