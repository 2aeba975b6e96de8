"""What a person changes about herself."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.wording import SAME_TWICE
from core.forms import ScreenModelForm

KEY_NAME = "Naam van de passkey"
KEY_NAME_HINT = "Waaraan u deze herkent, bijvoorbeeld: telefoon van het werk."


class ProfileForm(ScreenModelForm):
    """The name that others see."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Naam"}
        help_texts = {"name": "Zo staat u in lijsten en bij wat u wijzigt."}


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Add a passkey or security key, with Dutch words at the fields."""

    name = forms.CharField(label=KEY_NAME, help_text=KEY_NAME_HINT, required=False, max_length=100)
    passwordless = forms.BooleanField(
        label="Hiermee zonder wachtwoord inloggen",
        help_text="Uw apparaat vraagt dan om uw vingerafdruk, gezicht of pincode.",
        required=False,
        initial=True,
    )


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Give a passkey another name."""

    name = forms.CharField(label=KEY_NAME, help_text=KEY_NAME_HINT, max_length=100)


class _SameTwice:
    """Says in our own words that the second password differs from the first."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Record an error; allauth has one only for the second password, in a form's `clean`."""
        second_differs = field == "password2" and not isinstance(error, ValidationError)
        super().add_error(field, SAME_TWICE if second_differs else error)  # type: ignore[misc]  # allauth has no types


class PasswordChangeForm(_SameTwice, ChangePasswordForm):  # type: ignore[misc]  # no types
    """Choose another password."""


class PasswordSetForm(_SameTwice, SetPasswordForm):  # type: ignore[misc]  # no types
    """Choose a first password."""


class PasswordResetForm(_SameTwice, ResetPasswordKeyForm):  # type: ignore[misc]  # no types
    """Choose a password after a reset by e-mail."""
