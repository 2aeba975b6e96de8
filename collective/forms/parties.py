"""What people fill in about a party in an agreement, a commitment or an idea."""

from typing import Any, Final

from django import forms
from django.db.models import Q

from collective.models import Stakeholder
from collective.queries.commitments import party_names
from collective.queries.stakeholders import stakeholder_choices
from parks.forms.records import RecordForm
from parks.models import Reader

PARTY: Final = ("name", "helix", "stakeholder")
NAME_HELP: Final = (
    "Zoals iedereen die dit mag lezen de partij ziet. Kies een naam of typ een nieuwe."
)


class StakeholderField(forms.ModelChoiceField):  # type: ignore[type-arg]  # of Stakeholder
    """Which stakeholder a party is; the form offers them by `offer_stakeholders`."""

    def __init__(self) -> None:
        super().__init__(
            label="Welke belanghebbende is dit?",
            queryset=None,
            required=False,
            empty_label="Geen van deze lijst",
            help_text="Alleen voor het kernteam. Anderen zien deze koppeling niet.",
        )


def offer_stakeholders(form: RecordForm, viewer: Reader) -> None:
    """Offer the stakeholders that the viewer sees; one that is tied already stays when it left."""
    now = stakeholder_choices(viewer).values("pk")
    choice = Q(pk__in=now) | Q(pk=form.instance.stakeholder_id)
    rows = Stakeholder.objects.visible_to(viewer).filter(choice).order_by("name", "pk")
    form.fields["stakeholder"].queryset = rows  # type: ignore[attr-defined]  # a Field to its types


class PartyForm(RecordForm):
    """A party: its name, what sort it is, and for the team which stakeholder it is."""

    stakeholder = StakeholderField()

    def __init__(self, *args: Any, viewer: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        offer_stakeholders(self, viewer)
        self.fields["name"].help_text = NAME_HELP
        self.fields["helix"].label = "Soort partij"
        self.fields["name"].widget = forms.TextInput(
            attrs={"list": "known-parties", "autocomplete": "off"}
        )

    @property
    def known_parties(self) -> tuple[str, ...]:
        """The names that the field offers: one party under one name makes a ledger."""
        return party_names(self.viewer)

    def clean_name(self) -> str:
        """Return the name on one line, with single spaces."""
        return " ".join(self.cleaned_data["name"].split())
