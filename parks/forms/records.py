"""What the forms on rows of the terrain have in common."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from core.forms import ScreenModelForm
from parks import reference

LARGEST_VERSION: Final = 2_147_483_647
UNKNOWN: Final = "Niet bekend"
CHOOSE: Final = "Maak een keuze"


class RecordForm(ScreenModelForm):
    """A form on one row that says from which version of it somebody started."""

    version = forms.IntegerField(
        label="Versie",
        min_value=0,
        max_value=LARGEST_VERSION,
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                _name_the_empty_choice(field, CHOOSE if field.required else UNKNOWN)

    def typed(self) -> dict[str, Any]:
        """Return what was filled in, by field of the row. Only after `is_valid`."""
        return {
            name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.fields
        }

    @property
    def started_from(self) -> int:
        """The version with which this form was opened; 0 for one that was made up."""
        version: int | None = self.cleaned_data.get("version")
        return version or 0

    def clean_postcode(self) -> str:
        """Return a postcode as the post writes it: 1234 AB."""
        text = str(self.cleaned_data["postcode"])
        return f"{text[:4]} {text[4:]}" if len(text) == 6 else text


def _name_the_empty_choice(field: Any, words: str) -> None:
    """Say in words what the first choice means, which Django writes as a row of dashes."""
    if not field.required or any(not value for value, _ in field.choices):
        field.choices = [("", words), *(choice for choice in field.choices if choice[0])]


class PostcodeField(forms.CharField):
    """A Dutch postcode, with or without a space, in capitals or not."""

    def to_python(self, value: Any) -> str | None:
        """Return it in capitals: what is no postcode is refused by the model."""
        text = super().to_python(value)
        return " ".join(text.upper().split()) if text else text


class SbiField(forms.CharField):
    """A kind of business: its code with or without dots, or its title. Stored without dots."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Wat doet het bedrijf? (SBI 2008)")
        kwargs.setdefault(
            "help_text", "Typ een code of een woord en kies uit de lijst. Bijvoorbeeld: 25.11."
        )
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"list": "sbi-options", "autocomplete": "off"})
        )
        super().__init__(required=False, max_length=200, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the code, or raise ValidationError for what the classification lacks."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return reference.parse_sbi(text)
        except ValueError as error:
            raise ValidationError(f"{error} Zoek de code op in de lijst.", "unknown") from error

    def prepare_value(self, value: Any) -> Any:
        """Show a stored code with its title and what was typed as it was typed."""
        known = reference.sbi_codes().get(value) if isinstance(value, str) else None
        return known.label if known and value.isdigit() else value


class SbiSearchForm(forms.Form):
    """Words of a kind of business."""

    sbi_code = forms.CharField(label="Code of woord", max_length=120, required=False)
