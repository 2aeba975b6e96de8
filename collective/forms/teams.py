"""What people fill in about teams and who sits in them."""

import datetime as dt
from typing import Any, Final

from django import forms

from collective.choices import CoCreationRole, Ingredient, TeamKind
from collective.models import Team, TeamMember
from core.forms import DutchDateField, DutchDecimalField, ScreenForm
from knowledge.choices import Theme
from parks.choices import Audience
from parks.forms.records import RecordForm
from parks.models import Membership

MOST_HOURS: Final = 80


class TeamForm(RecordForm):
    """A team."""

    class Meta:
        model = Team
        fields = ("kind", "name", "theme", "purpose", "rhythm", "audience")
        labels = {"audience": "Wie mag dit zien?"}
        help_texts = {
            "kind": "Het kernteam trekt het terrein. Het gebiedsteam is van de overheid. Een"
            " themateam werkt aan één onderwerp.",
            "theme": "Alleen bij een themateam.",
            "purpose": "Wat moet dit team voor elkaar krijgen?",
            "rhythm": "Bijvoorbeeld: elke eerste dinsdag van de maand.",
            "audience": "Dit geldt ook voor de namen van de mensen in het team.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme: Any = self.fields["theme"]
        theme.choices = [("", "Geen thema"), *Theme.choices]

    def clean(self) -> dict[str, Any]:
        """A theme belongs to a theme team, and to no other."""
        given = super().clean() or {}
        if given.get("kind") == TeamKind.THEME and not given.get("theme"):
            self.add_error("theme", "Kies het thema van dit team.")
        elif given.get("kind") != TeamKind.THEME and given.get("theme"):
            self.add_error("theme", "Kies alleen bij een themateam een thema.")
        return given


class AreaTeamForm(RecordForm):
    """The authorities' team, as an adviser fills it in: she must be able to see it herself."""

    class Meta:
        model = Team
        fields = ("name", "purpose", "rhythm", "audience")
        labels = TeamForm.Meta.labels
        help_texts = {
            name: text for name, text in TeamForm.Meta.help_texts.items() if name != "kind"
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Audience.at_least(Audience.AUTHORITY)
        audience: Any = self.fields["audience"]
        audience.choices = [choice for choice in Audience.choices if choice[0] in seen]
        if not self.instance.pk:
            self.initial.setdefault("audience", Audience.AUTHORITY)

    def clean_audience(self) -> str:
        """Refuse to hide the team from its own authority."""
        audience: str = self.cleaned_data["audience"]
        if audience not in Audience.at_least(Audience.AUTHORITY):
            raise forms.ValidationError("Kies wie dit mag zien.")
        return audience


class TeamEndForm(RecordForm):
    """The day from which a team is no more; empty lets it go on."""

    class Meta:
        model = Team
        fields = ("ended_on",)
        help_texts = {
            "ended_on": "De eerste dag waarop het team niet meer bestaat. Leeg: het gaat door."
        }


class AreaMemberForm(RecordForm):
    """Somebody in a team, by name. An adviser doesn't see who has an account at the park."""

    roles = forms.MultipleChoiceField(
        label="Rollen",
        choices=CoCreationRole,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ingredients = forms.MultipleChoiceField(
        label="Ingrediënten",
        choices=Ingredient,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat brengt zij of hij in?",
    )
    hours_per_week = DutchDecimalField(
        label="Uren per week",
        max_digits=4,
        decimal_places=1,
        min_value=0,
        max_value=MOST_HOURS,
        required=False,
        help_text="Voor dit team. Bijvoorbeeld: 4 of 2,5.",
    )

    class Meta:
        model = TeamMember
        fields: tuple[str, ...] = (
            "name", "organisation_name", "helix", "roles", "ingredients", "discipline",
            "hours_per_week", "mandate", "since", "until",
        )  # fmt: skip
        labels = {"since": "In het team sinds", "until": "Tot"}
        help_texts = {
            "organisation_name": "Het bedrijf, de gemeente of de school.",
            "discipline": "Bijvoorbeeld: energie, ruimtelijke ordening of veiligheid.",
            "mandate": "Wat mag zij of hij zelf beslissen? Bijvoorbeeld: uitgaven tot € 5.000.",
            "since": "Laat leeg als u de eerste dag niet weet.",
            "until": "De eerste dag waarop zij of hij niet meer in het team zit. Leeg: geen einde.",
        }

    def clean(self) -> dict[str, Any]:
        """Somebody is needed, and an end that lies after the beginning."""
        given = super().clean() or {}
        if "name" in given and not given["name"] and not self._account(given):
            self.add_error("name", "Vul in wie het is.")
        refuse_backwards(self, given)
        return given

    def _account(self, given: dict[str, Any]) -> Membership | None:
        account: Membership | None = self.instance.membership
        return account


class MemberForm(AreaMemberForm):
    """Somebody in a team: chosen among who has an account, or by name."""

    class Meta(AreaMemberForm.Meta):
        fields = ("membership", *AreaMemberForm.Meta.fields)
        help_texts = AreaMemberForm.Meta.help_texts | {
            "membership": "Of vul hieronder een naam in.",
            "name": "Voor wie geen account heeft.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Membership.objects.filter(park_id=self.instance.park_id)
        chosen = people.filter(pk=self.instance.membership_id)
        membership: Any = self.fields["membership"]
        membership.queryset = (people.current() | chosen).for_list()
        membership.empty_label = "Iemand zonder account"

    def clean(self) -> dict[str, Any]:
        """One person, and nobody twice in a team at once."""
        given = super().clean()
        account = given.get("membership")
        if account and given.get("name"):
            self.add_error("name", "Kies iemand met een account of vul een naam in, niet allebei.")
        elif account and self._sits_already(account, given):
            self.add_error("membership", "Zij of hij zit al in dit team.")
        return given

    def _account(self, given: dict[str, Any]) -> Membership | None:
        account: Membership | None = given.get("membership")
        return account

    def _sits_already(self, account: Membership, given: dict[str, Any]) -> bool:
        """Whether this person is in the team in a part of the same period."""
        others = TeamMember.objects.filter(
            park_id=self.instance.park_id,
            team_id=self.instance.team_id,
            membership__user_id=account.user_id,
        ).exclude(pk=self.instance.pk)
        since, until = given.get("since") or dt.date.min, given.get("until") or dt.date.max
        return any(
            (other.since or dt.date.min) < until and since < (other.until or dt.date.max)
            for other in others
        )


class LeaveForm(RecordForm):
    """From which day somebody is no longer in a team."""

    until = DutchDateField(
        label="Vanaf welke dag?",
        help_text="De eerste dag waarop zij of hij niet meer in het team zit.",
    )

    class Meta:
        model = TeamMember
        fields = ("until",)

    def clean(self) -> dict[str, Any]:
        """Nobody leaves before she came."""
        given = super().clean() or {}
        refuse_backwards(self, {"since": self.instance.since, **given})
        return given


def refuse_backwards(form: RecordForm, given: dict[str, Any]) -> None:
    """Say at `until` that it must lie after `since`."""
    since, until = given.get("since"), given.get("until")
    if since and until and until <= since:
        form.add_error("until", "Deze datum ligt niet na het begin. Kies een latere datum.")


class WithoutForm(ScreenForm):
    """Who might leave."""

    wie = forms.ChoiceField(label="Wat als deze persoon weggaat?", required=False)

    def __init__(self, *args: Any, people: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["wie"]
        who.choices = [("", "Kies iemand"), *people]

    def person(self) -> str:
        """Return the key of who was chosen; empty for nobody and for somebody unknown."""
        return str(self.cleaned_data.get("wie", "")) if self.is_valid() else ""
