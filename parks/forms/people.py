"""What a park manager types about people, and what somebody who was invited types about herself."""

from typing import Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.wording import SAME_TWICE
from core.forms import ScreenForm
from parks.choices import PARK_ROLES, Role
from parks.models import Establishment
from parks.queries.company_choice import companies_alike, company_names, find_company

LONGEST_NAME: Final = 120
LONGEST_COMPANY: Final = 160
LONGEST_PASSWORD: Final = 256
UNKNOWN_COMPANY: Final = (
    "Dit bedrijf kennen we niet op dit terrein. Kies een ander, of vink aan dat het nieuw is."
)


class RoleFields(ScreenForm):
    """Which role, and of a member the company for which she speaks.

    After validation `establishment` is that company, or None when `new_company` must be added.
    """

    role = forms.ChoiceField(label="Rol", choices=PARK_ROLES)
    company = forms.CharField(
        label="Namens welk bedrijf?",
        max_length=LONGEST_COMPANY,
        help_text="Een lid spreekt namens één bedrijf. Kies het uit de lijst, of typ de naam.",
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )
    add_company = forms.BooleanField(
        label="Dit bedrijf staat nog niet in de lijst: voeg het toe.", required=False
    )

    def __init__(self, *args: Any, park_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.park_id = park_id
        if self.is_bound and self["role"].value() != Role.MEMBER:
            self.fields["company"].required = False
        self.establishment: Establishment | None = None
        self.asks_to_add = False

    @property
    def companies(self) -> tuple[str, ...]:
        """What the field for the company offers."""
        return company_names(park_id=self.park_id)

    @property
    def new_company(self) -> str:
        """The name of a company that must be added first; empty when there is none."""
        is_member = self.cleaned_data["role"] == Role.MEMBER
        return self.cleaned_data["company"] if is_member and not self.establishment else ""

    def clean_company(self) -> str:
        """Leave no doubled spaces in a name that may be stored."""
        return " ".join(self.cleaned_data["company"].split())

    def clean(self) -> None:
        """Find the company of a member; what was typed for another role is of no interest."""
        given = self.cleaned_data
        if given.get("role") != Role.MEMBER or "company" not in given:
            return
        typed = given["company"]
        self.establishment = find_company(park_id=self.park_id, typed=typed)
        if self.establishment is None:
            self.asks_to_add = True
            if not given.get("add_company"):
                self.add_error("company", self._unknown(typed))

    def _unknown(self, typed: str) -> str:
        alike = companies_alike(park_id=self.park_id, typed=typed)
        if not alike:
            return UNKNOWN_COMPANY
        return f"{UNKNOWN_COMPANY} Of bedoelt u: {'; '.join(alike)}?"


class InviteForm(RoleFields):
    """Invite one person for one role."""

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="Hierheen gaat de link. Alleen wie deze mail leest, kan de uitnodiging aannemen.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Naam",
        max_length=LONGEST_NAME,
        help_text="Zo herkent u de uitnodiging. De genodigde kan de naam nog aanpassen.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="Rol",
        choices=PARK_ROLES,
        initial=Role.MEMBER,
        help_text="Een parkmanager beheert ook mensen en edities. Het kernteam werkt aan alles wat"
        " niet vertrouwelijk is. Een lid leest mee en vult in voor het eigen bedrijf.",
    )
    field_order = ("email", "name", "role", "company", "add_company")


class OwnRoleFields(ScreenForm):
    """Asks a manager to say that she means it when the role is her own."""

    confirm = forms.BooleanField(
        label="Ja, ik geef mijn eigen rol als parkmanager op.",
        help_text="Daarna kunt u de mensen van dit terrein niet meer beheren.",
    )

    def __init__(self, *args: Any, gives_up_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not gives_up_own:
            del self.fields["confirm"]


class RoleForm(OwnRoleFields, RoleFields):
    """Give a person another role, or let her speak for another company."""

    role = forms.ChoiceField(label="Nieuwe rol", choices=PARK_ROLES)
    field_order = ("role", "company", "add_company", "confirm")


class EndRoleForm(OwnRoleFields):
    """End a role."""


class PeopleSearchForm(ScreenForm):
    """Look for a person or a company among the people of a park."""

    q = forms.CharField(label="Naam of bedrijf", max_length=120, required=False)


class NewcomerForm(ScreenForm):
    """Somebody without an account says who she is and chooses a password."""

    name = forms.CharField(
        label="Uw naam",
        max_length=LONGEST_NAME,
        help_text="Zo staat u in lijsten en bij wat u wijzigt.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label="Wachtwoord",
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text="Minstens 12 tekens. Een zin van een paar woorden is goed te onthouden.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Wachtwoord nog een keer",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password1(self) -> str:
        """Refuse what is short, common or much like the address or the name."""
        password: str = self.cleaned_data["password1"]
        name: str = self.cleaned_data.get("name", "")
        validate_password(password, User(email=self.email, name=name))
        return password

    def clean_password2(self) -> str:
        """Refuse a slip of the finger."""
        second: str = self.cleaned_data["password2"]
        if self.cleaned_data.get("password1", second) != second:
            raise ValidationError(SAME_TWICE)
        return second
