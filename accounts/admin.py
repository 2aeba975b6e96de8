"""Support for accounts by the platform's staff."""

from typing import Any

# Its import registers what is replaced or left out here.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401  # see above
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.models import Identity, User

# An address is changed with the person; a second list would be another way to move her login.
admin.site.unregister(EmailAddress)
admin.site.unregister(Authenticator)

EMAIL_HINT = (
    "Wijzigt u dit adres, dan wordt deze persoon overal uitgelogd. Daarna kiest zij met"
    " «Wachtwoord vergeten» een nieuw wachtwoord; de link gaat naar het nieuwe adres."
)


class UserForm(forms.ModelForm[User]):
    """Refuses an address with which somebody else logs in."""

    class Meta:
        model = User
        fields = ["email", "name", "is_active", "is_staff"]
        help_texts = {"email": EMAIL_HINT}

    def clean_email(self) -> str:
        """Return the address as it is stored everywhere: in lower case."""
        email: str = self.cleaned_data["email"].lower()
        others = EmailAddress.objects.exclude(user_id=self.instance.pk)
        if others.filter(email=email, verified=True).exists():
            raise ValidationError("Met dit e-mailadres logt al iemand anders in.")
        return email


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """Find a person; passwords are reset by the person herself."""

    form = UserForm
    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    search_fields = ["email", "name"]
    list_filter = ["is_active", "is_staff"]
    fields = ["email", "name", "is_active", "is_staff", "last_login", "date_joined"]
    readonly_fields = ["last_login", "date_joined"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Save a person; a new address takes the login with it and shuts the old one out.

        A new password hash ends her sessions and the reset links that were sent before; passkeys
        and organisations let in without a password, so they go too. The only way in is then a mail
        to the new address, which proves that it is hers. A second step stays asked.
        """
        moved = form.initial.get("email") != obj.email
        if moved:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if moved:
            Identity.objects.filter(user=obj).delete()
            for key in Authenticator.objects.filter(user=obj, type=Authenticator.Type.WEBAUTHN):
                if key.wrap().is_passwordless:
                    key.delete()
            EmailAddress.objects.filter(user=obj).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Never: what she did in the parks keeps her name. Switch the account off instead."""
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin[Authenticator]):
    """Take away the second step of somebody who lost her telephone; its secret is not shown."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    search_fields = ["user__email", "user__name"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: only the person herself can."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        """Never: there is nothing to change."""
        return False


@admin.register(Identity)
class IdentityAdmin(admin.ModelAdmin[Identity]):
    """With which organisations people log in. Made by the person herself; staff can remove."""

    list_display = ["user", "issuer", "linked_at", "last_used_at"]
    list_select_related = ["user"]
    list_filter = ["issuer"]
    search_fields = ["user__email", "user__name"]
    fields = ["user", "issuer", "linked_at", "last_used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: only who logs in at the provider can."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Identity | None = None) -> bool:
        """Never: an identity that moves to another account is somebody else."""
        return False
