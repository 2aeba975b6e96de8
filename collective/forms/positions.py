"""What the team fills in about where a stakeholder stands."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from collective.choices import Segment, Stance
from collective.models import Position
from collective.queries.positions import SCORES
from core.forms import not_later
from knowledge.stakeholders import scales, segments
from parks.forms.records import RecordForm


class PositionForm(RecordForm):
    """Where a stakeholder stands since a day. The scores show what they mean."""

    segment = forms.ChoiceField(label="Groep", widget=forms.RadioSelect)
    stance = forms.ChoiceField(
        label="Houding", choices=Stance.choices, widget=forms.RadioSelect,
        help_text="Wat vindt deze partij nu van de gezamenlijke plannen?",
    )  # fmt: skip

    class Meta:
        model = Position
        fields = ("since", *SCORES, "segment", "stance", "reason", "drivers", "undercurrents")
        labels = {"since": "Zo staat het sinds", "reason": "Waaruit blijkt dat?"}
        help_texts = {
            "reason": "Bijvoorbeeld: gesprek van 3 maart, of een brief aan de gemeente.",
            "drivers": "Wat wil deze partij bereiken of voorkomen?",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SCORES:
            self.fields[name] = _score_field(name)
        self.fields["segment"].choices = [  # type: ignore[attr-defined]  # a Field to its types
            (value, f"{segments()[value].name}: {segments()[value].who}")
            for value in Segment.values
        ]

    def clean_since(self) -> dt.date:
        """Refuse a day that is still to come."""
        return not_later(self.cleaned_data["since"], timezone.localdate())


def _score_field(name: str) -> forms.TypedChoiceField:
    scale = scales()[name]
    return forms.TypedChoiceField(
        label=scale.name,
        help_text=scale.question,
        choices=[(score, f"{score}. {words}") for score, words in enumerate(scale.levels, start=1)],
        coerce=int,
        widget=forms.RadioSelect,
    )
