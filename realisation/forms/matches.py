"""What people fill in about pairs and introductions."""

from typing import Final

from django import forms
from django.db.models import TextChoices

from core.forms import ScreenForm
from realisation.choices import ListingKind, MatchState
from realisation.queries.matches import NEW, PairSearch

YES: Final = "ja"
NO: Final = "nee"


def _capitals(choices: type[TextChoices]) -> list[tuple[str, str]]:
    return [(value, str(label).capitalize()) for value, label in choices.choices]


class PairFilterForm(ScreenForm):
    """Filtering the pairs; all may be left out."""

    state = forms.ChoiceField(
        label="Stand", choices=[("", "Nieuw"), *_capitals(MatchState)], required=False
    )
    kind = forms.ChoiceField(
        label="Soort", choices=[("", "Elke soort"), *_capitals(ListingKind)], required=False
    )

    def search(self) -> PairSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        return PairSearch(state=given.get("state") or NEW, kind=given.get("kind", ""))


class DismissForm(ScreenForm):
    """Why a pair does not go on."""

    reason = forms.CharField(
        label="Waarom niet?",
        max_length=500,
        help_text="Voor het kernteam. De partijen lezen dit niet.",
    )


class AnswerForm(ScreenForm):
    """Yes or no of one side; typed by hand there is no third."""

    answer = forms.ChoiceField(
        label="Wilt u verder?",
        choices=[(YES, "Ja, ik wil verder"), (NO, "Nee, ik stop hier")],
        widget=forms.RadioSelect,
        help_text="Bij nee stopt de kennismaking voor allebei. De ander leest niet wie er stopte.",
    )
