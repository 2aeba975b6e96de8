"""What people fill in about an idea and who carries it."""

from typing import Any

from django import forms

from collective.choices import IdeaStage
from collective.forms.owners import OwnedForm
from collective.forms.parties import PARTY, PartyForm
from collective.models import Idea, IdeaCarrier
from collective.queries.ideas import IdeaSearch
from collective.services.ideas import STEP_FIRST, needs_step
from core.forms import ScreenForm
from knowledge.choices import Theme


class IdeaForm(OwnedForm):
    """An idea; its stage changes by moving it."""

    class Meta:
        model = Idea
        fields = ("title", "what", "theme", "next_step", "owner", "owner_other", "audience")
        labels = {
            "owner": "Wie trekt dit idee?",
            "owner_other": "Trekker zonder account",
            "audience": "Wie mag dit zien?",
        }
        help_texts = {
            "title": "Bijvoorbeeld: samen regenwater opvangen.",
            "next_step": "Wat gebeurt er als eerste, en door wie?",
        }

    def clean(self) -> dict[str, Any]:
        """Keep the next step of what is handed over."""
        given = super().clean()
        if "next_step" not in self.errors and needs_step(
            self.instance.stage, str(given.get("next_step", ""))
        ):
            self.add_error("next_step", STEP_FIRST)
        return given


class CarrierForm(PartyForm):
    """A party that carries an idea, and how."""

    class Meta:
        model = IdeaCarrier
        fields = (*PARTY, "how")
        help_texts = {"how": "Bijvoorbeeld: zoekt uit wat de netbeheerder vraagt."}


class MoveForm(ScreenForm):
    """Why an idea goes a stage forward or back."""

    reason = forms.CharField(
        label="Waarom?", max_length=300, help_text="Eén zin. Die staat straks in de geschiedenis."
    )


class IdeaFilterForm(ScreenForm):
    """Filtering the ideas; all may be left out."""

    stage = forms.ChoiceField(
        label="Stap", choices=[("", "Elke stap"), *IdeaStage.choices], required=False
    )
    theme = forms.ChoiceField(
        label="Thema", choices=[("", "Elk thema"), *Theme.choices], required=False
    )
    lapsed = forms.BooleanField(label="Toon vervallen ideeën", required=False)

    def search(self) -> IdeaSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        return IdeaSearch(
            stage=given.get("stage", ""),
            theme=given.get("theme", ""),
            lapsed=bool(given.get("lapsed")),
        )
