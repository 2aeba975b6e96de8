"""What people fill in about the baseline: a fact, the goal that names its target."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms

from core.dutch import format_date, format_exact
from core.forms import ScreenForm, not_later
from knowledge.choices import FactKind
from knowledge.realisation_schemas import AreaFact as Subject
from parks.access import Viewer
from parks.forms.figures import StatedValueMixin
from parks.forms.records import CHOOSE, RecordForm
from realisation.models import AreaFact
from strategy.models import Goal


class FactForm(StatedValueMixin, RecordForm):
    """A fact of the area on a day; its value is a number or a degree, as its subject says."""

    class Meta:
        model = AreaFact
        fields = ("value", "data_state", "on", "source", "note", "audience")
        labels = {"audience": "Wie mag dit zien?", "on": "Op welke dag geldt dit?"}

    def __init__(self, *args: Any, subject: Subject, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.today = subject, today
        self.fields["source"].help_text = subject.where
        value = self.fields["value"]
        if subject.kind == FactKind.LEVEL:
            self._choose_level(kwargs.get("initial") or {})
        else:
            value.label = f"Waarde in {subject.unit}"
        self.fields["value"].help_text = subject.how

    def _choose_level(self, initial: dict[str, Any]) -> None:
        levels = [(str(place), name) for place, name in enumerate(self.subject.levels)]
        self.fields["value"] = forms.TypedChoiceField(
            label="Klasse",
            choices=[("", CHOOSE), *levels],
            required=False,
            coerce=Decimal,
            empty_value=None,
        )
        stored = initial.get("value", self.instance.value)
        self.initial["value"] = None if stored is None else str(int(stored))

    def clean_value(self) -> Decimal | None:
        """Refuse what can't be: less than nothing, more than all, finer than is measured."""
        value: Decimal | None = self.cleaned_data["value"]
        if value is None or self.subject.kind == FactKind.LEVEL:
            return value
        if value < 0:
            raise forms.ValidationError("Vul een getal in van 0 of hoger.")
        most, places = self.subject.maximum, self.subject.decimals
        if most is not None and value > most:
            raise forms.ValidationError(
                f"Vul een getal in van {format_exact(Decimal(most))} of lager."
            )
        if value != round(value, places):
            finest = "een heel getal" if places == 0 else f"hooguit {places} cijfer achter de komma"
            raise forms.ValidationError(f"Gebruik {finest}.")
        return value

    def clean_on(self) -> dt.date:
        """Refuse a day in the future: a fact is measured, not foretold."""
        return not_later(self.cleaned_data["on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Check that there is a value where there must be one, and none where not."""
        given: dict[str, Any] = super().clean() or {}
        self.check_value(given)
        return given


class TargetForm(ScreenForm):
    """Which goal names the target of a fact."""

    goal: "forms.ModelChoiceField[Goal]" = forms.ModelChoiceField(
        label="Doel", queryset=None, empty_label=CHOOSE,
        help_text="De streefwaarde van het doel staat dan bij dit gegeven.",
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = Goal.objects.visible_to(viewer).standing().order_by("statement", "pk")
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]  # a ModelChoiceField


class CompareForm(ScreenForm):
    """With which day the facts of now are compared."""

    vergelijk = forms.ChoiceField(label="Vergelijk met", required=False)

    def __init__(self, *args: Any, dates: tuple[dt.date, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vergelijk"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", "niets"),
            *((day.isoformat(), format_date(day)) for day in dates),
        ]


def day_asked(text: str) -> dt.date | None:
    """Return the day in an address, or None for anything that is no day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
