"""Choosing a company of the park by its name."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from parks.models import Establishment
from parks.queries.company_choice import companies_alike, find_company


class CompanyField(forms.CharField):
    """A company of the park by its name, as `company_names` offers it; may be left empty.

    `park_id` is set by the form, which knows its park.
    """

    park_id: int

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "companies", "autocomplete": "off"})
        super().__init__(max_length=200, required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Establishment | None:
        """Return the company that is meant, None for an empty field, or raise ValidationError."""
        typed = " ".join(str(super().clean(value)).split())
        if not typed:
            return None
        found = find_company(park_id=self.park_id, typed=typed)
        if found is None:
            alike = companies_alike(park_id=self.park_id, typed=typed)
            hint = f" Of bedoelt u: {'; '.join(alike)}?" if alike else ""
            raise ValidationError(f"Dit bedrijf kennen we niet op dit terrein.{hint}")
        return found

    def prepare_value(self, value: Any) -> Any:
        """Show the name of what is stored, and what was typed as it was typed."""
        if isinstance(value, UUID):
            value = Establishment.objects.in_park(self.park_id).filter(pk=value).first()
        return str(value) if isinstance(value, Establishment) else value
