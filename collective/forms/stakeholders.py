"""What people fill in about a stakeholder, and how they search the register."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from collective.choices import Segment
from collective.models import Stakeholder
from collective.queries.stakeholders import (
    BEFORE,
    DUE,
    EVERYBODY,
    NEVER,
    NOW,
    SPOKEN,
    StakeholderSearch,
)
from core.forms import DutchDateField, ScreenForm, not_later
from parks.choices import Helix, Role
from parks.forms.records import RecordForm
from parks.models import Membership, Organisation
from parks.queries.organisation_choice import find_organisations_named, organisation_names

KEEPERS = (Role.PARK_MANAGER, Role.TEAM)


class OrganisationField(forms.CharField):
    """An organisation of the terrain by its name, as `organisation_names` offers it.

    `park_id` is set by the form, which knows its park.
    """

    park_id: int

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"})
        )
        super().__init__(max_length=200, required=False, **kwargs)

    def clean(self, value: Any) -> Organisation | None:
        """Return the organisation that is meant, or None for an empty field."""
        typed = " ".join(str(super().clean(value)).split())
        if not typed:
            return None
        found = find_organisations_named(park_id=self.park_id, typed=typed)
        if not found:
            raise ValidationError(
                "Deze organisatie kennen we niet op dit terrein. Voeg haar eerst toe."
            )
        if len(found) > 1:
            raise ValidationError("Er zijn er meer met deze naam. Kies er een uit de lijst.")
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """Show the name of what is stored, and what was typed as it was typed."""
        if isinstance(value, UUID):
            rows = Organisation.objects.in_park(self.park_id)
            value = rows.filter(pk=value).first()
        return str(value) if isinstance(value, Organisation) else value


class StakeholderForm(RecordForm):
    """Everything about a stakeholder but where it stands. Needs an instance with its park."""

    organisation = OrganisationField(
        label="Organisatie van dit terrein",
        help_text="Kies uit de lijst. Zo blijft de belanghebbende gekoppeld aan bedrijf en kavels.",
    )
    owner: "forms.ModelChoiceField[Membership]" = forms.ModelChoiceField(
        label="Wie onderhoudt de relatie", queryset=None, required=False, empty_label="Nog niemand"
    )

    class Meta:
        model = Stakeholder
        fields = (
            "organisation", "name", "is_person", "function", "helix", "brings", "gets",
            "owner", "owner_other", "next_contact_on", "audience",
        )  # fmt: skip
        labels = {
            "is_person": "Dit is één persoon en niet de hele organisatie",
            "owner_other": "Iemand zonder account",
            "audience": "Wie mag dit zien?",
        }
        help_texts = {
            "name": "Laat leeg om de naam van de organisatie te gebruiken.",
            "function": "Bijvoorbeeld: wethouder economie, netbeheerder, grootste eigenaar.",
            "brings": "Geld, grond, kennis, mensen, een netwerk.",
            "gets": "Wat er voor deze partij beter wordt.",
            "next_contact_on": "Alleen voor het kernteam.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        park_id = self.instance.park_id
        if isinstance(organisation := self.fields.get("organisation"), OrganisationField):
            organisation.park_id = park_id
        if isinstance(owner := self.fields.get("owner"), forms.ModelChoiceField):
            people = Membership.objects.filter(park_id=park_id).for_list()
            keeps = Q(ended_on__isnull=True, role__in=KEEPERS) | Q(pk=self.instance.owner_id)
            owner.queryset = people.filter(keeps)

    @property
    def organisation_names(self) -> tuple[str, ...]:
        """What the field for the organisation offers."""
        return organisation_names(park_id=self.instance.park_id)

    def clean(self) -> dict[str, Any]:
        """Take the name of the organisation where none was typed; one person keeps a relation."""
        cleaned = super().clean() or {}
        organisation = cleaned.get("organisation", self.instance.organisation)
        if "name" in cleaned and not cleaned["name"]:
            if organisation and not cleaned.get("is_person"):
                cleaned["name"] = organisation.name
            elif "organisation" not in self.errors:
                self.add_error("name", "Vul een naam in, of kies een organisatie uit de lijst.")
        if cleaned.get("owner") and cleaned.get("owner_other"):
            self.add_error(
                "owner_other", "Kies iemand uit de lijst of vul een naam in, niet allebei."
            )
        return cleaned


class OwnStakeholderForm(StakeholderForm):
    """For who speaks herself for the organisation: not to which one it belongs, nor who calls.

    Else she could loosen the tie that keeps the notes about her from her.
    """

    organisation = None  # type: ignore[assignment]  # how Django takes a field out
    owner = None  # type: ignore[assignment]  # idem

    class Meta(StakeholderForm.Meta):
        fields = ("name", "function", "helix", "brings", "gets", "audience")  # type: ignore[assignment]  # fewer


class StakeholderLeaveForm(ScreenForm):
    """Since when somebody has no stake any more."""

    left_on = DutchDateField(
        label="Geen belanghebbende meer sinds",
        help_text="Vanaf deze dag staat de partij niet meer in de lijst en het krachtenveld.",
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_left_on(self) -> dt.date:
        """Refuse a day that is still to come."""
        return not_later(self.cleaned_data["left_on"], self.today)


class StakeholderFilterForm(ScreenForm):
    """Searching and filtering the register; all may be left out."""

    q = forms.CharField(label="Zoek", max_length=120, required=False)
    helix = forms.ChoiceField(
        label="Soort", choices=[("", "Alle soorten"), *Helix.choices], required=False
    )
    presence = forms.ChoiceField(
        label="Wanneer",
        choices=[(NOW, "Nu"), (BEFORE, "Eerder"), (EVERYBODY, "Allebei")],
        required=False,
    )

    def search(self) -> StakeholderSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        names = ("helix", "presence", "segment", "owner", "spoken")
        found = {name: str(given.get(name) or "") for name in names}
        found["presence"] = found["presence"] or NOW
        return StakeholderSearch(words=given.get("q", ""), **found)


class TeamStakeholderFilterForm(StakeholderFilterForm):
    """The same for the team, which also looks for what it notes itself."""

    segment = forms.ChoiceField(
        label="Groep", choices=[("", "Alle groepen"), *Segment.choices], required=False
    )
    owner = forms.ChoiceField(label="Relatie van", required=False)
    spoken = forms.ChoiceField(
        label="Gesproken",
        choices=[
            ("", "Maakt niet uit"),
            (DUE, "Tijd om te spreken"),
            (NEVER, "Nog nooit"),
            (SPOKEN, "Ooit gesproken"),
        ],
        required=False,
    )

    def __init__(self, *args: Any, park_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keeping = Stakeholder.objects.in_park(park_id).order_by().values("owner")
        people = Membership.objects.filter(park_id=park_id, pk__in=keeping).for_list()
        self.fields["owner"].choices = [  # type: ignore[attr-defined]  # a Field to its types
            ("", "Iedereen"),
            *((str(each.pk), str(each.user)) for each in people),
        ]
