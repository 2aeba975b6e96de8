"""What people fill in about the communication plan."""

from django import forms

from collective.choices import Segment
from collective.forms.owners import OwnedForm
from collective.models import Communication
from collective.queries.communication import PlanSearch
from core.forms import ScreenForm
from knowledge.choices import Degree


class MessageForm(OwnedForm):
    """A message: to whom, by whom, how and when."""

    segments = forms.MultipleChoiceField(
        label="Voor wie",
        choices=Segment.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Kiest u niets, dan is het voor iedereen.",
    )

    class Meta:
        model = Communication
        fields = (
            "message", "segments", "degree", "channel", "owner", "owner_other", "planned_on",
            "done_on",
        )  # fmt: skip
        labels = {
            "degree": "Past bij organisatiegraad",
            "channel": "Hoe",
            "owner": "Wie brengt het?",
            "owner_other": "Iemand zonder account",
            "planned_on": "Uiterlijk op",
            "done_on": "Gedaan op",
        }
        help_texts = {
            "message": "In één zin, zoals u het zegt. Bijvoorbeeld: Samen inkopen scheelt u een"
            " kwart op de beveiliging.",
        }


class PlanFilterForm(ScreenForm):
    """Which messages of the plan."""

    segment = forms.ChoiceField(
        label="Voor wie", choices=[("", "Iedereen"), *Segment.choices], required=False
    )
    degree = forms.ChoiceField(
        label="Organisatiegraad", choices=[("", "Elke graad"), *Degree.choices], required=False
    )
    state = forms.ChoiceField(
        label="Stand",
        choices=[("", "Alles"), ("open", "Nog te doen"), ("done", "Gedaan")],
        required=False,
    )

    def search(self) -> PlanSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        return PlanSearch(**{name: given.get(name, "") for name in self.fields})
