"""What people fill in about a commitment."""

import datetime as dt
from typing import Any, Final

from django import forms

from collective.choices import ADDED_UP, CommitmentKind
from collective.forms.agreements import GoalsField
from collective.forms.parties import PARTY, PartyForm
from collective.models import Agreement, Commitment
from collective.queries.commitments import STANDINGS, CommitmentSearch
from core.forms import DutchDateField, ScreenForm, not_later
from parks.models import Reader

UNIT_HELP: Final = "Uren in uur, geld in euro zonder btw, grond in m². Bij gegevens en kennis leeg."
NO_QUANTITY: Final = "Vul in hoeveel. Alleen dan telt deze toezegging mee."
NOT_COUNTED: Final = "Gegevens en kennis tellen we niet op. Laat dit leeg en schrijf wat het is."


class CommitmentForm(PartyForm):
    """What one party gives: what, how much and by when."""

    agreement: "forms.ModelChoiceField[Agreement]" = forms.ModelChoiceField(
        label="Hoort bij afspraak",
        queryset=None,
        required=False,
        empty_label="Geen: dit is een losse toezegging",
    )

    class Meta:
        model = Commitment
        fields = (*PARTY, "kind", "quantity", "what", "due_on", "agreement", "audience")
        labels = {"audience": "Wie mag dit zien?"}
        help_texts = {
            "quantity": UNIT_HELP,
            "what": "Bijvoorbeeld: een projectleider voor één dag per week.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Agreement.objects.visible_to(self.viewer).order_by("title", "pk")
        self.fields["agreement"].queryset = rows  # type: ignore[attr-defined]  # a Field to its types

    def clean(self) -> dict[str, Any]:
        """Ask a quantity of what is added up, and refuse one of what is not."""
        given = super().clean() or {}
        kind, quantity = given.get("kind"), given.get("quantity")
        if not kind or "quantity" in self.errors:
            return given
        if kind in ADDED_UP and quantity is None:
            self.add_error("quantity", NO_QUANTITY)
        elif kind in ADDED_UP and quantity is not None and quantity <= 0:
            self.add_error("quantity", "Vul een getal in dat groter is dan 0.")
        elif kind not in ADDED_UP and quantity is not None:
            self.add_error("quantity", NOT_COUNTED)
        return given


class NewCommitmentForm(CommitmentForm):
    """A new commitment, with the goals that it serves."""

    goals = GoalsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["goals"]
        assert isinstance(field, GoalsField)  # noqa: S101  # for the type
        field.offer(self.viewer)


class KeepForm(ScreenForm):
    """On which day a party did what it promised."""

    on = DutchDateField(label="Nagekomen op")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> dt.date:
        """Refuse a day that is still to come."""
        return not_later(self.cleaned_data["on"], self.today)


class CommitmentFilterForm(ScreenForm):
    """Filtering the ledger; all may be left out."""

    party = forms.CharField(
        label="Partij",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-parties", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="Bijdrage", choices=[("", "Elke bijdrage"), *CommitmentKind.choices], required=False
    )
    standing = forms.ChoiceField(
        label="Stand", choices=[("", "Elke stand"), *STANDINGS.items()], required=False
    )
    agreement = forms.ChoiceField(label="Afspraak", required=False)

    def __init__(self, *args: Any, viewer: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Agreement.objects.visible_to(viewer).order_by("title", "pk")
        found = [(str(pk), title) for pk, title in rows.values_list("pk", "title")]
        self.fields["agreement"].choices = [("", "Elke afspraak"), *found]  # type: ignore[attr-defined]  # a Field to its types

    def search(self) -> CommitmentSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        return CommitmentSearch(
            party=" ".join(given.get("party", "").split()),
            kind=given.get("kind", ""),
            standing=given.get("standing", ""),
            agreement=given.get("agreement", ""),
        )
