"""What the team fills in about what ties two stakeholders."""

from typing import Any, Final

from django import forms

from collective.choices import RelationKind
from collective.models import Relation, Stakeholder
from collective.queries.relations import STRENGTHS
from collective.services.relations import refuse_mirrored
from parks.forms.records import RecordForm
from parks.services.records import TakenError

ENDS: Final = ("source", "target")


class RelationForm(RecordForm):
    """Two stakeholders and what ties them. Needs an instance with its park."""

    source: "forms.ModelChoiceField[Stakeholder]" = forms.ModelChoiceField(
        label="Wie", queryset=None, empty_label="Kies een partij"
    )
    kind = forms.ChoiceField(
        label="Wat is er tussen hen", choices=RelationKind.choices, widget=forms.RadioSelect
    )
    target: "forms.ModelChoiceField[Stakeholder]" = forms.ModelChoiceField(
        label="Met wie", queryset=None, empty_label="Kies een partij"
    )
    strength = forms.TypedChoiceField(
        label="Hoe sterk", choices=list(STRENGTHS.items()), coerce=int, initial=2
    )

    class Meta:
        model = Relation
        fields = (*ENDS[:1], "kind", "target", "strength", "what", "audience")
        labels = {"what": "Waarin", "audience": "Wie mag dit zien?"}
        help_texts = {
            "what": "Bijvoorbeeld: restwarmte, de vergunning, een gedeelde inrit.",
            "audience": "Anderen zien dit alleen als zij ook beide partijen mogen zien.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Stakeholder.objects.in_park(self.instance.park_id).order_by("name", "pk")
        for name in ENDS:
            now = offered.standing()
            # Who left stays a choice where she already stands.
            kept = offered.filter(pk=getattr(self.instance, f"{name}_id"))
            self.fields[name].queryset = now | kept  # type: ignore[attr-defined]  # a Field to its types

    def clean(self) -> dict[str, Any]:
        """Refuse a tie of somebody with itself, and the same potential the other way round."""
        cleaned = super().clean() or {}
        if cleaned.get("source") and cleaned.get("source") == cleaned.get("target"):
            self.add_error("target", "Kies een andere partij dan de eerste.")
        elif all(cleaned.get(name) for name in (*ENDS, "kind")):
            self._refuse_mirrored(cleaned)
        return cleaned

    def _refuse_mirrored(self, cleaned: dict[str, Any]) -> None:
        park = self.instance.park
        try:
            refuse_mirrored(park=park, typed=cleaned, but=self.instance)
        except TakenError as taken:
            self.add_error(taken.field, taken.message)
