"""What people fill in about a party of an opportunity, why it stops, and ties between them."""

import datetime as dt
from typing import Any, Final

from django import forms

from collective.forms.parties import StakeholderField, offer_stakeholders
from core.forms import DutchDateField, ScreenForm, not_later
from parks.access import Viewer
from parks.forms.company_choice import CompanyField
from parks.forms.records import RecordForm
from parks.queries.company_choice import company_names
from realisation.models import Opportunity, OpportunityLink, OpportunityParty

BLIND: Final = (
    "Haal het vinkje weg als de partij nog niet genoemd wil worden. Zolang één partij niet genoemd"
    " mag worden, bestaat deze kans alleen voor de parkmanager: niemand anders ziet haar, ook het"
    " kernteam niet, in geen lijst, telling of kaart."
)


class OpportunityPartyForm(RecordForm):
    """A party of an opportunity: a company of the park, or anybody by name."""

    establishment = CompanyField(
        label="Bedrijf van dit terrein",
        help_text="Kies uit de lijst. Is het geen bedrijf van dit terrein? Laat dit veld dan leeg.",
    )
    stakeholder = StakeholderField()

    class Meta:
        model = OpportunityParty
        fields = (
            "establishment", "name", "helix", "stakeholder", "role", "brings", "willingness",
            "named",
        )  # fmt: skip
        labels = {
            "name": "Naam",
            "helix": "Soort partij",
            "role": "Wat doet deze partij?",
            "willingness": "Hoe ver wil deze partij gaan?",
        }
        help_texts = {
            "name": "Zoals iedereen die de kans mag zien de partij ziet. Laat leeg om de naam van"
            " het bedrijf te gebruiken.",
            "brings": "Bijvoorbeeld: zoekt 0,6 hectare, of: levert warmte van 60 graden.",
            "willingness": "Vanaf “is bereid te investeren” telt de partij als investeerder.",
            "named": BLIND,
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["name"].required = False
        offer_stakeholders(self, viewer)
        if isinstance(company := self.fields["establishment"], CompanyField):
            company.park_id = viewer.park.pk
        # Else she could loosen the tie that keeps the notes about her company from her.
        if self._is_her_own():
            del self.fields["establishment"]

    def _is_her_own(self) -> bool:
        own = self.instance.establishment_id
        return bool(own and not self.viewer.reads_confidential and self.viewer.speaks_for(own))

    @property
    def company_names(self) -> tuple[str, ...]:
        """What the field for the company offers."""
        return company_names(park_id=self.viewer.park.pk)

    def clean(self) -> dict[str, Any]:
        """Take the name of the company where none was typed."""
        given = super().clean() or {}
        given["name"] = " ".join(given.get("name", "").split())
        if not given["name"] and "name" not in self.errors:
            if company := given.get("establishment"):
                given["name"] = company.name
            elif "establishment" not in self.errors:
                self.add_error("name", "Vul een naam in, of kies een bedrijf uit de lijst.")
        return given


class LeaveForm(ScreenForm):
    """Since when a party does not take part any more, and why."""

    left_on = DutchDateField(label="Doet niet meer mee sinds")
    reason = forms.CharField(
        label="Waarom?", max_length=300, help_text="Alleen de parkmanager leest dit terug."
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_left_on(self) -> dt.date:
        """Refuse a day that is still to come."""
        return not_later(self.cleaned_data["left_on"], self.today)


class LinkForm(RecordForm):
    """How an opportunity hangs on another that the viewer sees."""

    target: "forms.ModelChoiceField[Opportunity]" = forms.ModelChoiceField(
        label="Welke kans?", queryset=None, empty_label="Maak een keuze"
    )

    class Meta:
        model = OpportunityLink
        fields = ("kind", "target", "note")
        labels = {"kind": "Deze kans …", "note": "Waarom?"}

    def __init__(self, *args: Any, viewer: Viewer, source: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Opportunity.objects.visible_to(viewer).exclude(pk=source.pk).defer("area")
        self.fields["target"].queryset = rows.order_by("title", "pk")  # type: ignore[attr-defined]  # a Field to its types
