"""What people fill in about an agreement, its parties and the goals that it serves."""

import datetime as dt
from typing import Any, Final
from uuid import UUID

from django import forms

from collective.choices import AgreementKind, AgreementState
from collective.forms.documents import DocumentField, DocumentForm
from collective.forms.parties import PARTY, PartyForm
from collective.models import Agreement, AgreementParty
from collective.queries.agreements import AgreementSearch
from collective.roadmap import ServesGoals, roadmap
from collective.services.agreements import SIGNS_FIRST, joins_without_signing
from collective.services.documents import PDF
from core.forms import IN_FUTURE, ScreenForm
from knowledge.choices import Theme
from parks.forms.records import RecordForm
from parks.models import Reader

BEFORE_START: Final = "Deze datum ligt vóór het begin. Kies een latere datum."


class GoalsField(forms.TypedMultipleChoiceField):
    """The goals that something serves, of those that the viewer sees."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Aan welke doelen draagt dit bij?",
            coerce=UUID,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def offer(self, viewer: Reader, row: ServesGoals | None = None) -> None:
        """Offer the standing goals, and those that a row serves already."""
        served = roadmap().goals_of([row], viewer).get(row.pk, ()) if row else ()
        known = {goal.id: goal for goal in (*roadmap().goals(viewer), *served)}
        self.choices = [(str(goal.id), goal.title) for goal in known.values()]
        self.initial = [str(goal.id) for goal in served]


class GoalsForm(ScreenForm):
    """Which goals an agreement or a commitment serves."""

    goals = GoalsField()

    def __init__(self, *args: Any, viewer: Reader, row: ServesGoals, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _goals(self).offer(viewer, row)


class AgreementForm(RecordForm):
    """An agreement without its parties; what state it is in follows from what people do."""

    themes = forms.MultipleChoiceField(
        label="Thema's",
        choices=Theme.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"}),
    )

    class Meta:
        model = Agreement
        fields = (
            "kind", "title", "summary", "starts_on", "ends_on", "themes", "remark", "audience",
        )  # fmt: skip
        labels = {"audience": "Wie mag dit zien?", "remark": "Waarom geeft één kant niets?"}
        help_texts = {
            "title": "Bijvoorbeeld: Green Deal schone energie.",
            "ends_on": "Laat leeg als er geen einddatum is afgesproken.",
            "remark": "Een afspraak werkt van twee kanten. Geeft één kant niets, zeg dan waarom.",
        }

    def clean_themes(self) -> list[str]:
        """Return the themes in fixed order, so that another order is no change."""
        return [theme.value for theme in Theme if theme in self.cleaned_data["themes"]]

    def clean(self) -> dict[str, Any]:
        """Refuse a term that ends before it begins."""
        given = super().clean() or {}
        starts_on: dt.date | None = given.get("starts_on")
        ends_on: dt.date | None = given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", BEFORE_START)
        return given


class NewAgreementForm(AgreementForm):
    """A new agreement, with the goals that it serves."""

    goals = GoalsField()

    def __init__(self, *args: Any, viewer: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _goals(self).offer(viewer)


class AgreementPartyForm(PartyForm):
    """A party of an agreement: for what it stands, and who signed when."""

    class Meta:
        model = AgreementParty
        fields = (*PARTY, "stands_for", "signed_on", "signed_by")
        help_texts = {
            "stands_for": "Bijvoorbeeld: levert het terrein voor de zonneweide.",
            "signed_by": "Naam of functie van wie tekende.",
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Refuse a signature of tomorrow, one without a day, and a way out of what is signed."""
        given = super().clean() or {}
        signed_on: dt.date | None = given.get("signed_on")
        if signed_on and signed_on > self.today:
            self.add_error("signed_on", IN_FUTURE)
        if given.get("signed_by") and not signed_on and "signed_on" not in self.errors:
            self.add_error("signed_on", "Vul ook in wanneer deze partij tekende.")
        elif self._leaves_unsigned(signed_on):
            self.add_error("signed_on", SIGNS_FIRST)
        return given

    def _leaves_unsigned(self, signed_on: dt.date | None) -> bool:
        if "signed_on" in self.errors or not self.instance.agreement_id:
            return False
        return joins_without_signing(self.instance.agreement, signed_on)


class AgreementDocumentForm(DocumentForm):
    """The text of an agreement. Needs enctype="multipart/form-data"."""

    file = DocumentField(allowed=(PDF,))


class AgreementFilterForm(ScreenForm):
    """Filtering the list of agreements; all may be left out."""

    kind = forms.ChoiceField(
        label="Soort", choices=[("", "Elke soort"), *AgreementKind.choices], required=False
    )
    state = forms.ChoiceField(
        label="Stand", choices=[("", "Elke stand"), *AgreementState.choices], required=False
    )

    def search(self) -> AgreementSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        return AgreementSearch(kind=given.get("kind", ""), state=given.get("state", ""))


class ReasonForm(ScreenForm):
    """Why something falls away."""

    reason = forms.CharField(
        label="Waarom?",
        max_length=500,
        help_text="Wie later kijkt, leert hiervan. Het blijft bewaard.",
    )


def _goals(form: forms.BaseForm) -> GoalsField:
    field = form.fields["goals"]
    assert isinstance(field, GoalsField)  # noqa: S101  # for the type
    return field
