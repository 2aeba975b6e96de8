"""What people fill in about an opportunity, how it moves, and how they look for one."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from collective.forms.owners import OwnedForm
from core.forms import LongTextField, ScreenForm
from knowledge.choices import Capital, Scale, Theme
from parks.access import Viewer
from parks.models import Plot, Reader
from realisation.choices import OpportunityState
from realisation.models import Opportunity, OpportunityGoal, OpportunityPlot
from realisation.queries.opportunities import (
    ALL_STANDING,
    OpportunitySearch,
    party_names,
)
from realisation.queries.opportunity_gate import WITHOUT_CONDITIONS
from strategy.models import Goal


class OpportunityForm(OwnedForm):
    """An opportunity; its state, parties, plots, goals and ties have pages of their own."""

    capitals = forms.MultipleChoiceField(
        label="Welke kapitalen voedt deze kans?",
        choices=Capital.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"}),
    )

    class Meta:
        model = Opportunity
        fields = (
            "title", "what", "scale", "theme", "capitals", "next_action", "next_action_on",
            "owner", "owner_other", "audience",
        )  # fmt: skip
        labels = {
            "title": "Hoe heet de kans?",
            "what": "Wat houdt het in?",
            "next_action_on": "Uiterlijk wanneer",
            "owner": "Wie trekt deze kans?",
            "owner_other": "Trekker zonder account",
            "audience": "Wie mag dit zien?",
        }
        help_texts = {
            "title": "Bijvoorbeeld: restwarmte van de bakkerij voor de wasserij.",
            "what": "Eén concrete zaak: wie krijgt wat van wie? Zonder deze tekst blijft het een"
            " idee.",
            "next_action": "Wat gebeurt er als eerste, en door wie?",
            "audience": "Wie de kans ziet, ziet ook de partijen. Vraag hen voordat u een grotere"
            " groep kiest. Wil een partij niet genoemd worden, dan ziet alleen de parkmanager de"
            " kans, wat u hier ook kiest.",
        }

    def clean_capitals(self) -> list[str]:
        """Return the capitals in fixed order, so that another order is no change."""
        return [each.value for each in Capital if each in self.cleaned_data["capitals"]]

    def clean(self) -> dict[str, Any]:
        """Keep what the state asks: what goes on stays concrete."""
        given = super().clean()
        if self.instance.state not in WITHOUT_CONDITIONS and not given.get("what", "").strip():
            self.add_error(
                "what", "Deze kans is verder dan een idee. Laat staan waar het concreet om gaat."
            )
        return given


class MoveForm(ScreenForm):
    """Why an opportunity goes a state forward or back, or is taken up again."""

    reason = forms.CharField(
        label="Waarom?", max_length=500, help_text="Eén zin. Die staat straks in de geschiedenis."
    )


class LapseForm(ScreenForm):
    """Why an opportunity lapses, and what it taught."""

    reason = forms.CharField(label="Waarom gaat het niet door?", max_length=500)
    learned = LongTextField(
        label="Wat hebben we geleerd?",
        max_length=2000,
        required=False,
        help_text="Waar een volgende kans iets aan heeft. Dit komt bij de lessen te staan.",
    )


class OpportunityFilterForm(ScreenForm):
    """Filtering the opportunities; all may be left out."""

    state = forms.ChoiceField(
        label="Stand",
        choices=[
            ("", "Het bord"),
            (ALL_STANDING, "Alles in een lijst"),
            *(each for each in OpportunityState.choices if each[0] != OpportunityState.LAPSED),
        ],
        required=False,
    )
    theme = forms.ChoiceField(
        label="Thema", choices=[("", "Elk thema"), *Theme.choices], required=False
    )
    scale = forms.ChoiceField(
        label="Schaal", choices=[("", "Elke schaal"), *Scale.choices], required=False
    )
    party = forms.CharField(
        label="Partij",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"list": "opportunity-parties", "autocomplete": "off"}),
    )
    goal = forms.ChoiceField(label="Doel", required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.party_names = party_names(viewer)
        self.fields["goal"].choices = [("", "Elk doel"), *_goal_choices(viewer)]  # type: ignore[attr-defined]  # a Field to its types

    def search(self) -> OpportunitySearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        names = ("state", "theme", "scale", "party", "goal")
        return OpportunitySearch(**{name: self.cleaned_data.get(name, "") for name in names})


class LessonFilterForm(ScreenForm):
    """Filtering the lessons."""

    theme = forms.ChoiceField(
        label="Thema", choices=[("", "Elk thema"), *Theme.choices], required=False
    )

    def theme_asked(self) -> str:
        """Return the theme, or nothing for one that is not on offer."""
        self.is_valid()
        theme: str = self.cleaned_data.get("theme", "")
        return theme


class _ChooseForm(ScreenForm):
    """Which rows of the park go with an opportunity, of those that the viewer sees."""

    layout: ClassVar = "choices--columns"

    chosen = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, label: str, choices: list[tuple[str, str]], now: list[str]) -> None:
        """Say what can be chosen, and what is chosen now."""
        field = self.fields["chosen"]
        field.label, field.initial = label, now
        field.choices = choices  # type: ignore[attr-defined]  # a Field to its types
        field.widget.attrs["class"] = self.layout


class PlotsForm(_ChooseForm):
    """On which plots an opportunity lies."""

    layout = "choices--short"

    def __init__(self, *args: Any, viewer: Reader, row: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plots = Plot.objects.visible_to(viewer).for_list().only("pk", "name")
        chosen = OpportunityPlot.objects.visible_to(viewer).filter(opportunity=row)
        self.offer(
            "Op welke kavels ligt deze kans?",
            [(str(plot.pk), plot.name) for plot in plots],
            [str(key) for key in chosen.values_list("plot", flat=True)],
        )


class GoalsForm(_ChooseForm):
    """Which goals an opportunity serves."""

    def __init__(self, *args: Any, viewer: Reader, row: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = OpportunityGoal.objects.visible_to(viewer).filter(opportunity=row)
        now = [str(key) for key in chosen.values_list("goal", flat=True)]
        offered = _goal_choices(viewer)
        dropped = (
            Goal.objects.visible_to(viewer)
            .filter(pk__in=now)
            .exclude(pk__in=[key for key, _ in offered])
        )
        kept = [(str(goal.pk), goal.statement) for goal in dropped]
        self.offer("Aan welke doelen draagt deze kans bij?", [*offered, *kept], now)
        self.fields["chosen"].widget.attrs.pop("class")


def _goal_choices(viewer: Reader) -> list[tuple[str, str]]:
    goals = Goal.objects.visible_to(viewer).standing().order_by("statement", "pk")
    return [(str(key), words) for key, words in goals.values_list("pk", "statement")]
