"""Asking for access to a park, and saying no to it."""

from django import forms

from core.forms import LongTextField, ScreenForm


class FindParkForm(ScreenForm):
    """Look for a park in the public register."""

    q = forms.CharField(
        label="Naam van het bedrijventerrein",
        max_length=120,
        help_text="Een deel van de naam is genoeg.",
    )


class AskAccessForm(ScreenForm):
    """Who asks, for which company, and why."""

    name = forms.CharField(
        label="Uw naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        help_text="Hier krijgt u antwoord.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    company = forms.CharField(
        label="Bedrijf of organisatie",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    message = LongTextField(
        label="Toelichting",
        max_length=1000,
        required=False,
        help_text="Waarom wilt u erbij? De parkmanager leest dit.",
    )


class DeclineForm(ScreenForm):
    """Say no, with or without a reason."""

    reason = LongTextField(
        label="Reden",
        max_length=1000,
        required=False,
        help_text="Staat in de mail aan wie het vroeg.",
    )
