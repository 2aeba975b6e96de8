"""What people fill in about money for the park."""

from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from collective.models import Agreement, Funding
from core.forms import ScreenForm
from parks.forms.records import RecordForm
from parks.models import Reader

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
NOT_BELOW_ZERO: Final = "Vul een bedrag in van 0 of hoger."


class FundingForm(RecordForm):
    """A post: who pays what in which year."""

    year = forms.IntegerField(
        label="Jaar",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "field-s"}),
        validators=[
            MinValueValidator(FIRST_YEAR, f"Vul een jaar in vanaf {FIRST_YEAR}."),
            MaxValueValidator(LAST_YEAR, f"Vul een jaar in tot en met {LAST_YEAR}."),
        ],
    )
    agreement: "forms.ModelChoiceField[Agreement]" = forms.ModelChoiceField(
        label="Hoort bij afspraak", queryset=None, required=False, empty_label="Geen"
    )

    class Meta:
        model = Funding
        fields = (
            "source", "what", "year", "planned_eur", "received_eur", "agreement", "note",
            "audience",
        )  # fmt: skip
        labels = {
            "planned_eur": "Gepland (euro)",
            "received_eur": "Ontvangen (euro)",
            "audience": "Wie mag dit zien?",
        }
        help_texts = {
            "planned_eur": "Zonder btw, in prijzen van dit jaar. Leeg is: nog niet bekend.",
            "received_eur": "Wat er echt binnen is. Leeg is: nog niet bekend.",
        }

    def __init__(self, *args: Any, viewer: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Agreement.objects.visible_to(viewer).order_by("title", "pk")
        self.fields["agreement"].queryset = rows  # type: ignore[attr-defined]  # a Field to its types

    def clean(self) -> dict[str, Any]:
        """Refuse an amount below zero."""
        given = super().clean() or {}
        for name in ("planned_eur", "received_eur"):
            amount = given.get(name)
            if amount is not None and amount < 0:
                self.add_error(name, NOT_BELOW_ZERO)
        return given


class FundingFilterForm(ScreenForm):
    """Which year of the money to show."""

    year = forms.ChoiceField(label="Jaar", required=False)

    def __init__(self, *args: Any, years: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(year), str(year)) for year in years]
        self.fields["year"].choices = [("", "Alle jaren"), *found]  # type: ignore[attr-defined]  # a Field to its types

    def chosen(self) -> int | None:
        """Return the year, or None for all."""
        self.is_valid()
        year = self.cleaned_data.get("year")
        return int(year) if year else None
