"""What people fill in about a goal: the goal itself, where it stands, and measurements."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField

from core.forms import DutchDateField, DutchDecimalField, LongTextField, ScreenForm, not_later
from knowledge.choices import Capital, Horizon, Theme
from knowledge.loader import sdgs
from parks.choices import Audience, DataState
from parks.forms.figures import StatedValueMixin
from parks.models import Membership
from strategy.choices import GoalState
from strategy.queries.cards import GoalCard
from strategy.queries.history import EFFECT_WORDS, goal_label
from strategy.services.goals import GOAL_FIELDS, INDICATOR_LABELS, GoalData

EFFECT_CHOICES = [(score, words.capitalize()) for score, words in EFFECT_WORDS.items()]
EFFECT_FIELDS = {f"effect_{capital.value}": capital for capital in Capital}
NO_CHOICE = [("", "Nog niet gekozen")]
LARGEST_VERSION = 2_147_483_647


def _version() -> forms.IntegerField:
    return forms.IntegerField(
        label="Versie", min_value=1, max_value=LARGEST_VERSION, widget=forms.HiddenInput
    )


def _amount(name: str) -> DutchDecimalField:
    return DutchDecimalField(
        label=goal_label(name), max_digits=14, decimal_places=2, min_value=0, required=False
    )


def _number(name: str) -> DutchDecimalField:
    return DutchDecimalField(
        label=goal_label(name), max_digits=18, decimal_places=4, required=False
    )


class GoalForm(ScreenForm):
    """Everything about a goal but where it stands. A draft needs only what and where.

    `current_owner_id` stays a choice when her role at the park has ended.
    """

    statement = forms.CharField(
        label="Doel",
        max_length=300,
        help_text="Eén zin: wat is er straks anders op het terrein?",
        widget=forms.Textarea(attrs={"rows": 2}),  # a whole sentence doesn't fit on one line
    )
    explanation = LongTextField(label="Toelichting", max_length=4000, required=False)
    capital = forms.ChoiceField(label="Kapitaal", choices=Capital.choices)
    horizon = forms.ChoiceField(label="Termijn", choices=Horizon.choices)
    theme = forms.ChoiceField(label="Thema", choices=NO_CHOICE + Theme.choices, required=False)
    indicator_name = forms.CharField(
        label="Indicator",
        max_length=160,
        required=False,
        help_text="Waaraan ziet u dat het lukt? Bijvoorbeeld: opgewekte zonnestroom.",
        widget=forms.TextInput(attrs={"list": "known-indicators"}),
    )
    indicator_unit = forms.CharField(
        label="Eenheid", max_length=40, required=False, help_text="Bijvoorbeeld: kWh per jaar."
    )
    baseline = _number("baseline")
    target = _number("target")
    starts_on = DutchDateField(label="Begint op", required=False)
    due_on = DutchDateField(label="Klaar op", required=False)
    owner: "forms.ModelChoiceField[Membership]" = forms.ModelChoiceField(
        label="Eigenaar", queryset=None, required=False, empty_label="Niemand van deze lijst"
    )
    owner_other = forms.CharField(
        label="Eigenaar zonder account",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld een werkgroep of een bedrijf.",
    )
    budget_business_eur = _amount("budget_business_eur")
    budget_public_eur = _amount("budget_public_eur")
    budget_subsidy_eur = _amount("budget_subsidy_eur")
    sdgs = forms.TypedMultipleChoiceField(
        label="Bij welke doelen hoort dit?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"}),
    )
    audience = forms.ChoiceField(
        label="Wie mag dit zien?", choices=Audience.choices, initial=Audience.TEAM
    )

    def __init__(
        self, *args: Any, park_id: int, current_owner_id: object = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = Membership.objects.filter(park_id=park_id).for_list()
        choice = Q(ended_on__isnull=True) | Q(pk=current_owner_id)
        self.fields["owner"].queryset = people.filter(choice)  # type: ignore[attr-defined]  # a Field to its types
        self.fields["sdgs"].choices = [  # type: ignore[attr-defined]  # a Field to its types
            (number, sdg.heading) for number, sdg in sdgs().items()
        ]
        for name, capital in EFFECT_FIELDS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=capital.label,
                choices=EFFECT_CHOICES,
                coerce=int,
                initial=0,
            )

    def effect_fields(self) -> list[BoundField]:
        """Return the fields of the effects, in the order of the capitals, for the template."""
        return [self[name] for name in EFFECT_FIELDS]

    def clean_statement(self) -> str:
        """Return the sentence on one line."""
        return " ".join(self.cleaned_data["statement"].split())

    def clean(self) -> dict[str, Any]:
        """Check what fields say about each other."""
        cleaned = super().clean() or {}
        self._check_indicator(cleaned)
        if cleaned.get("owner") and cleaned.get("owner_other"):
            self.add_error(
                "owner_other", "Kies iemand uit de lijst of vul hier een naam in, niet allebei."
            )
        starts_on, due_on = cleaned.get("starts_on"), cleaned.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "Deze datum ligt vóór de begindatum. Kies een latere datum.")
        own = f"effect_{cleaned.get('capital')}"
        if cleaned.get(own):
            self.add_error(own, "Dit is het kapitaal van het doel zelf. Kies hier: geen effect.")
        return cleaned

    def _check_indicator(self, cleaned: dict[str, Any]) -> None:
        name, unit = cleaned.get("indicator_name"), cleaned.get("indicator_unit")
        if name and unit == "":
            self.add_error("indicator_unit", "Vul ook in waarin u dit meet, bijvoorbeeld: aantal.")
        if unit and name == "":
            self.add_error("indicator_name", "Vul ook in wat u meet.")

    def goal_data(self) -> GoalData:
        """Return what was filled in. Only after `is_valid`."""
        typed = self.cleaned_data
        plain = {
            name: typed[name]
            for name in (*GOAL_FIELDS, *INDICATOR_LABELS)
            if name not in ("sdgs", "effects")
        }
        scores = {capital.value: typed[name] for name, capital in EFFECT_FIELDS.items()}
        effects = {capital: score for capital, score in scores.items() if score}
        return GoalData(**plain, sdgs=tuple(sorted(typed["sdgs"])), effects=effects)


class GoalEditForm(GoalForm):
    """The same for a goal that exists; says from which version it started."""

    version = _version()


def initial_of(data: GoalData) -> dict[str, Any]:
    """Return what a form shows for a goal that is stored."""
    own = {name: getattr(data, name) for name in (*GOAL_FIELDS, *INDICATOR_LABELS)}
    effects = {name: data.effects.get(capital.value, 0) for name, capital in EFFECT_FIELDS.items()}
    return own | effects


class GoalStateForm(ScreenForm):
    """Where a goal stands; dropped needs a reason."""

    version = _version()
    state = forms.ChoiceField(label="Stand", choices=GoalState.choices)
    dropped_reason = forms.CharField(
        label="Reden", max_length=500, required=False, help_text="Alleen nodig bij: vervallen."
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a goal that is dropped."""
        cleaned = super().clean() or {}
        if cleaned.get("state") == GoalState.DROPPED and cleaned.get("dropped_reason") == "":
            self.add_error("dropped_reason", "Vul in waarom dit doel vervalt.")
        return cleaned


def state_form_for(goal: GoalCard) -> GoalStateForm:
    """Return the form that shows where a goal stands now."""
    shown = {"state": goal.state, "dropped_reason": goal.dropped_reason, "version": goal.version}
    return GoalStateForm(initial=shown)


class MeasurementForm(StatedValueMixin, ScreenForm):
    """The value of an indicator on a day, or the reason that there is none."""

    measured_on = DutchDateField(label="Gemeten op")
    data_state = forms.ChoiceField(
        label="Soort gegeven", choices=DataState.choices, initial=DataState.MEASURED
    )
    value = DutchDecimalField(
        label="Waarde",
        max_digits=18,
        decimal_places=4,
        required=False,
        help_text="Laat dit leeg als er geen getal is.",
    )
    source = forms.CharField(
        label="Bron", max_length=200, help_text="Waar komt dit vandaan? Bijvoorbeeld: meterstanden."
    )
    note = forms.CharField(label="Toelichting", max_length=500, required=False)
    audience = forms.ChoiceField(label="Wie mag dit zien?", choices=Audience.choices)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_measured_on(self) -> dt.date:
        """Refuse a day that is still to come."""
        return not_later(self.cleaned_data["measured_on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Ask for a value where there is one, and for none where there isn't."""
        cleaned = super().clean() or {}
        self.check_value(cleaned)
        return cleaned
