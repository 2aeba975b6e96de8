"""What people fill in about the organisation forms of their park."""

import datetime as dt
from typing import Any

from django import forms

from collective.models import ChosenForm
from knowledge.loader import degrees, organisation_forms
from parks.forms.records import RecordForm


def form_choices() -> list[tuple[str, Any]]:
    """Return the forms of the method, grouped by degree, after an empty choice."""
    groups: list[tuple[str, Any]] = [
        (
            item.name,
            [(slug, form.name) for slug, form in organisation_forms().items() if form.degree == d],
        )
        for d, item in degrees().items()
    ]
    return [("", "Kies een vorm"), *groups]


class ChosenFormForm(RecordForm):
    """A form that the park has: how it is called here, since when, what members pay."""

    class Meta:
        model = ChosenForm
        fields = ("name", "since", "until", "members", "contribution_eur", "note", "audience")
        labels = {
            "since": "Sinds",
            "until": "Tot",
            "contribution_eur": "Bijdrage per lid per jaar (euro)",
            "audience": "Wie mag dit zien?",
        }
        help_texts = {
            "name": "Bijvoorbeeld de naam van de vereniging of de stichting. Mag leeg blijven.",
            "since": "Laat leeg als u de eerste dag niet weet.",
            "until": "De eerste dag zonder deze vorm. Laat leeg als er geen einde bekend is.",
            "members": "Hoeveel bedrijven meedoen.",
            "contribution_eur": "Zonder btw, gemiddeld als het per bedrijf verschilt.",
            "note": "Bijvoorbeeld hoe de bijdrage wordt berekend.",
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, and a negative contribution."""
        given = super().clean() or {}
        since: dt.date | None = given.get("since")
        until: dt.date | None = given.get("until")
        if since and until and until <= since:
            self.add_error("until", "Deze datum ligt niet na het begin. Kies een latere datum.")
        amount = given.get("contribution_eur")
        if amount is not None and amount < 0:
            self.add_error("contribution_eur", "Vul een bedrag in van 0 of hoger.")
        return given


class NewFormForm(ChosenFormForm):
    """Choose a form and say how the park has it."""

    form = forms.ChoiceField(label="Welke vorm?", choices=form_choices)
    field_order = ("form",)

    def typed(self) -> dict[str, Any]:
        """Return what was filled in, the form with it."""
        return {"form": self.cleaned_data["form"], **super().typed()}


class EndForm(RecordForm):
    """Say from which day the park no longer has a form."""

    class Meta:
        model = ChosenForm
        fields = ("until", "note")
        labels = {"until": "Eerste dag zonder deze vorm"}
        help_texts = {"note": "Waarom stopt het, of wat komt ervoor in de plaats?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True

    def clean_until(self) -> dt.date:
        """Refuse an end that does not lie after the beginning."""
        until: dt.date = self.cleaned_data["until"]
        if self.instance.since and until <= self.instance.since:
            raise forms.ValidationError("Kies een dag na het begin van deze vorm.")
        return until
