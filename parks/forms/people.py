"""What a park manager types about people, and what somebody who was invited types about herself."""

from typing import Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.wording import SAME_TWICE
from core.forms import ScreenForm
from parks.choices import PARK_ROLES, Role

LONGEST_NAME: Final = 120
LONGEST_PASSWORD: Final = 256


class InviteForm(ScreenForm):
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
        help_text="Een parkmanager beheert ook mensen en edities. Het kernteam werkt aan doelen en"
        " mijlpalen. Een lid leest wat voor leden is.",
    )


class _OwnRoleForm(ScreenForm):
    """Asks a manager to say that she means it when the role is her own."""

    confirm = forms.BooleanField(
        label="Ja, ik geef mijn eigen rol als parkmanager op.",
        help_text="Daarna kunt u de mensen van dit terrein niet meer beheren.",
    )

    def __init__(self, *args: Any, gives_up_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not gives_up_own:
            del self.fields["confirm"]


class RoleForm(_OwnRoleForm):
    """Give a person another role."""

    role = forms.ChoiceField(label="Nieuwe rol", choices=PARK_ROLES)
    field_order = ("role", "confirm")


class EndRoleForm(_OwnRoleForm):
    """End a role."""


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
