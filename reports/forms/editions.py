"""What somebody fills in to publish an edition or to ask for a draft."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import DutchDateField, LongTextField, ScreenForm
from parks.choices import Audience
from reports.models import AdoptedBy, ReportKind
from reports.queries.opportunity_map_content import PAPERS
from reports.services.editions import Adoption


class PublishForm(ScreenForm):
    """An edition: for whom, its title, and who adopted it on which day."""

    audience = forms.ChoiceField(
        label="Voor wie is deze editie?",
        help_text="De editie bevat alleen wat deze lezers mogen zien. Dit ligt daarna vast.",
        initial=Audience.MEMBERS,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label="Titel", max_length=160, help_text="Staat groot op het voorblad.")
    adopted_by = forms.ChoiceField(label="Vastgesteld door", choices=AdoptedBy.choices)
    adopted_on = DutchDateField(label="Vastgesteld op")
    note = LongTextField(
        label="Toelichting",
        max_length=1000,
        required=False,
        help_text="Staat achter in de routekaart.",
    )

    def __init__(self, *args: Any, today: dt.date, goals: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.goals = goals
        _choices(self.fields["audience"]).choices = audience_choices(goals)

    def clean_audience(self) -> str:
        """Refuse an edition in which nothing would stand."""
        audience = str(self.cleaned_data["audience"])
        if not self.goals[audience]:
            raise ValidationError(
                "Deze lezers zien nog geen enkel doel. Kies andere lezers, "
                "of maak eerst een doel voor hen zichtbaar."
            )
        return audience

    def clean_adopted_on(self) -> dt.date:
        """Refuse a day that is still to come."""
        day: dt.date = self.cleaned_data["adopted_on"]
        if day > self.today:
            raise ValidationError("Deze dag moet nog komen. Vul de dag van het besluit in.")
        return day

    def adoption(self) -> Adoption:
        """Return what was filled in, once valid."""
        return Adoption(**self.cleaned_data)


class DraftForm(ScreenForm):
    """A draft or a report: what would these readers see today."""

    kind = forms.ChoiceField(
        label="Wat wilt u maken?",
        choices=[(kind.value, kind.label) for kind in ReportKind if kind != ReportKind.EDITION],
        initial=ReportKind.DRAFT,
        required=False,
    )
    audience = forms.ChoiceField(
        label="Wat zien deze lezers?",
        choices=Audience.choices,
        initial=Audience.MEMBERS,
        help_text="Alleen het kernteam kan het bestand openen. U geeft het zelf door.",
    )

    paper = forms.ChoiceField(
        label="Papier van de kansenkaart",
        choices=PAPERS,
        required=False,
        help_text="De andere rapporten zijn altijd A4.",
    )

    def clean_paper(self) -> str:
        """Return the paper; the largest unless something else is chosen."""
        return str(self.cleaned_data["paper"] or PAPERS[0][0])

    def clean_kind(self) -> str:
        """Return what to make; a draft unless something else is chosen."""
        return str(self.cleaned_data["kind"] or ReportKind.DRAFT)


def audience_choices(goals: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return the audiences with the number of goals that each sees."""
    return [
        (value, f"{label} ({count} {'doel' if count == 1 else 'doelen'})")
        for value, label in Audience.choices
        for count in (goals[value],)
    ]


def _choices(field: forms.Field) -> forms.ChoiceField:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # narrows the type, never false
    return field
