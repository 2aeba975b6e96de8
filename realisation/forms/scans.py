"""What people fill in about rounds of the quick scan, and about how a scan is taken and shared."""

import datetime as dt
from typing import Any, Final

from django import forms

from core.forms import DutchDateField, ScreenForm, not_later
from parks.choices import Release
from parks.forms.records import RecordForm
from realisation.choices import TakenBy
from realisation.models import ScanRound

TALK_WITH: Final = [
    (Release.COMPANY, "de parkmanager"),
    (Release.TEAM, "iemand van het kernteam; het kernteam leest dan mee"),
    (Release.AUTHORITY, "een adviseur; kernteam en overheid lezen dan mee"),
]
RELEASE_MEANS: Final = {
    Release.COMPANY: "Zo blijft het tot u iets anders kiest.",
    Release.TEAM: "Het kernteam kan dan gericht meedenken.",
    Release.AUTHORITY: "Ook gemeente en provincie lezen mee, bijvoorbeeld voor een vergunning.",
    Release.MEMBERS: "Ook concurrenten op het terrein kunnen alles lezen.",
}


class RoundForm(RecordForm):
    """A round of the quick scan."""

    class Meta:
        model = ScanRound
        fields = ("title", "opened_on", "closes_on")
        help_texts = {
            "title": "Bijvoorbeeld: Quickscan voorjaar 2027.",
            "opened_on": "Vanaf deze dag kunnen bedrijven invullen.",
            "closes_on": "Daarna veranderen de antwoorden niet meer en komt het beeld van de"
            " ronde. Laat leeg als u het nog niet weet.",
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Keep the days in order, and a round that is closed closed."""
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opened_on"), given.get("closes_on")
        if self.instance.is_closed(self.today) and not self.instance._state.adding:
            if "closes_on" not in self.errors and closes != self.instance.closes_on:
                self.add_error("closes_on", "Deze ronde is gesloten en gaat niet meer open.")
        elif closes and closes < self.today:
            self.add_error("closes_on", "Kies vandaag of een latere dag.")
        elif opens and closes and closes < opens:
            self.add_error("closes_on", "Kies een dag na de dag waarop de ronde opengaat.")
        return given


class StartForm(ScreenForm):
    """How a company wants to fill in the quick scan."""

    taken_by = forms.ChoiceField(
        label="Hoe wilt u de quickscan invullen?",
        choices=[(TakenBy.COMPANY, "zelf"), (TakenBy.TALK, "in een gesprek")],
        widget=forms.RadioSelect,
        initial=TakenBy.COMPANY,
    )
    released_to = forms.ChoiceField(
        label="Met wie is het gesprek?",
        choices=TALK_WITH,
        required=False,
        help_text="Alleen bij een gesprek. Wie invult, moet de antwoorden mogen zien.",
    )

    def chosen(self) -> tuple[str, str]:
        """Return by whom it is filled in and to whom that opens it. Only after `is_valid`."""
        taken_by = self.cleaned_data["taken_by"]
        shared = self.cleaned_data["released_to"] if taken_by == TakenBy.TALK else ""
        return taken_by, shared or Release.COMPANY


class TalkForm(ScreenForm):
    """When the park manager spoke with a company."""

    taken_on = DutchDateField(label="Gesproken op")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_taken_on(self) -> dt.date:
        """Refuse a talk that still has to be held."""
        return not_later(self.cleaned_data["taken_on"], self.today)


class ReleaseForm(ScreenForm):
    """Who else may read a scan."""

    released_to = forms.ChoiceField(
        label="Wie mag uw antwoorden lezen?",
        choices=[(value, f"{value.label}. {means}") for value, means in RELEASE_MEANS.items()],
        widget=forms.RadioSelect,
    )


class MakeListingsForm(ScreenForm):
    """Which of the offered demands and supplies somebody wants."""

    make = forms.MultipleChoiceField(
        label="Wat wilt u op de lijst zetten?", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["make"]
        field.choices = choices
        field.error_messages["required"] = "Kies ten minste één regel, of ga terug."
