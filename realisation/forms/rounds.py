"""What people fill in about a round, its decision, and about each party in it."""

import datetime as dt
from typing import Any, Final

from django import forms

from core.forms import DutchDateField, LongTextField, ScreenForm, not_later
from knowledge.realisation import capacities, principles, process_steps
from knowledge.round_schemas import SelfAnalysis as Questions
from parks.forms.records import RecordForm
from realisation.choices import Decision
from realisation.models import DoubleTest, Round, SelfAnalysis
from realisation.queries.double_test import ASPECTS

FIRST_STEP: Final = 3


def _step_choices() -> list[tuple[int, str]]:
    return [(number, step.heading) for number, step in process_steps().items()]


def _principle_choices() -> list[tuple[str, str]]:
    return [(slug, f"{each.name}: {each.question}") for slug, each in principles().items()]


class StartRoundForm(ScreenForm):
    """In which step of the process a round begins."""

    process_step = forms.TypedChoiceField(
        label="Bij welke stap hoort deze ronde?",
        choices=_step_choices,
        coerce=int,
        initial=FIRST_STEP,
        help_text="Een kans op de kansenkaart zit meestal in stap 3.",
    )


class RoundForm(RecordForm):
    """What is found and how it is weighed."""

    process_step = forms.TypedChoiceField(
        label="Stap van het proces", choices=_step_choices, coerce=int
    )
    principles = forms.MultipleChoiceField(
        label="Aan welke gidsprincipes is voldaan?",
        choices=_principle_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Round
        fields = ("process_step", "step", "found", "weighed", "principles")
        labels = {"found": "Zoeken: wat weten we nu?", "weighed": "Wegen: hoe kijken we ernaar?"}
        help_texts = {
            "found": "Feiten, wensen en wat nog uit te zoeken is.",
            "weighed": "Wat pleit ervoor, wat ertegen, en welke andere mogelijkheid is vergeleken?",
        }

    def clean_principles(self) -> list[str]:
        """Return them in fixed order, so that another order is no change."""
        return [slug for slug in principles() if slug in self.cleaned_data["principles"]]


class DecideForm(ScreenForm):
    """What was decided, by whom, when and why."""

    decision = forms.ChoiceField(
        label="Wat is besloten?", choices=Decision.choices, widget=forms.RadioSelect
    )
    decided_by = forms.CharField(
        label="Wie besloot dit?",
        max_length=160,
        help_text="Bijvoorbeeld: de drie partijen samen, of: het bestuur van de vereniging.",
    )
    decided_on = DutchDateField(label="Op welke dag?")
    why = forms.CharField(label="Waarom?", max_length=500)
    learned = LongTextField(
        label="Wat nemen we mee?",
        max_length=2000,
        required=False,
        help_text="Bij stoppen verplicht: zo heeft een volgende kans er iets aan.",
    )
    may_lapse = forms.BooleanField(
        label="Bij stoppen: ja, de kans mag vervallen. Ze blijft te lezen bij de lessen.",
        required=False,
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_decided_on(self) -> dt.date:
        """Refuse a day that is still to come."""
        return not_later(self.cleaned_data["decided_on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Ask before an opportunity lapses, and what it taught."""
        given = super().clean() or {}
        if given.get("decision") == Decision.NO_GO:
            if not given.get("may_lapse"):
                self.add_error(
                    "may_lapse", "Stoppen laat de kans vervallen. Vink aan dat u dat wilt."
                )
            if not given.get("learned", "").strip() and "learned" not in self.errors:
                self.add_error("learned", "Schrijf op wat u ervan leerde.")
        return given


class AnalysisForm(RecordForm):
    """What a party must, may, wants and can, with the questions of the step as help."""

    class Meta:
        model = SelfAnalysis
        fields = ("must", "may", "wants", "can")

    def __init__(self, *args: Any, questions: Questions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            "must": ("Moet", questions.must),
            "may": ("Mag", questions.may),
            "wants": ("Wil", questions.wants),
            "can": ("Kan", questions.can),
        }
        for name, (label, question) in asked.items():
            self.fields[name].label, self.fields[name].help_text = label, question
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2})


class DoubleTestForm(RecordForm):
    """Whether a party is willing, and able in five respects."""

    class Meta:
        model = DoubleTest
        fields = ("tested_on", "support", *ASPECTS, "note")
        labels = {"support": "Draagvlak: wil deze partij het?", "note": "Waaruit blijkt dat?"}
        help_texts = {
            "note": "Liever een feit dan een indruk: een begroting, een rooster, een gesprek.",
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, capacity in capacities().items():
            self.fields[name].label = capacity.name
            self.fields[name].help_text = capacity.question

    def clean_tested_on(self) -> dt.date:
        """Refuse a day that is still to come."""
        return not_later(self.cleaned_data["tested_on"], self.today)
