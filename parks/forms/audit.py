"""Searching the log of a park."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import DutchDateField, ScreenForm
from parks.choices import AuditAction, AuditResult
from parks.queries.audit import AuditSearch


class AuditForm(ScreenForm):
    """Who, what, how it ended and when; all of them may be left out."""

    person = forms.TypedChoiceField(label="Wie", required=False, coerce=int, empty_value=None)
    action = forms.ChoiceField(
        label="Wat", choices=[("", "Alles"), *AuditAction.choices], required=False
    )
    result = forms.ChoiceField(
        label="Resultaat", choices=[("", "Alles"), *AuditResult.choices], required=False
    )
    since = DutchDateField(label="Vanaf", required=False)
    until = DutchDateField(label="Tot en met", required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Iedereen"), *people]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError("Kies een dag na de eerste."))
        return given

    def search(self) -> AuditSearch:
        """Return what to search for; everything when the form isn't valid."""
        return AuditSearch(**self.cleaned_data) if self.is_valid() else AuditSearch()
