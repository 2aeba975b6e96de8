"""What the park manager fills in about searching the whole park."""

from typing import Final
from uuid import UUID

from django import forms

from core.forms import ScreenForm
from realisation.choices import RunKind

TIME_LIMITS: Final = ((10, "10 seconden"), (30, "30 seconden"), (60, "1 minuut"))


class SearchForm(ScreenForm):
    """What to look for, and how long."""

    kind = forms.ChoiceField(choices=RunKind.choices, widget=forms.HiddenInput)
    time_limit_s = forms.TypedChoiceField(
        label="Hoe lang mag het zoeken duren?",
        choices=TIME_LIMITS,
        coerce=int,
        initial=30,
        help_text="Lang zoeken helpt alleen op een groot terrein.",
    )


class DismissProposalForm(ScreenForm):
    """Why a proposal does not go on."""

    reason = forms.CharField(
        label="Waarom niet?", max_length=500, help_text="Alleen voor de parkmanager."
    )


class WithoutForm(ScreenForm):
    """Without whom to calculate; what is no key is nobody."""

    zonder = forms.UUIDField(required=False)

    def listing(self) -> UUID | None:
        """Return the listing whose party withdraws."""
        return self.cleaned_data.get("zonder") if self.is_valid() else None


class StartForm(ScreenForm):
    """Of which proposal to make an opportunity; what is no key is none."""

    voorstel = forms.UUIDField(required=False)

    def proposal(self) -> UUID | None:
        """Return the key of the proposal."""
        return self.cleaned_data.get("voorstel") if self.is_valid() else None
