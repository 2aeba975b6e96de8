"""What allauth asks us."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from accounts.models import User
from accounts.wording import ACCOUNT_ERRORS, TWO_FACTOR_ERRORS, WAYS_TO_CONFIRM


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An account comes with an invitation to a park; nobody makes one for herself."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse sign-up."""
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return the ways to show once more who you are, in our own words."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS_TO_CONFIRM[way["id"]]} for way in ways]


class TwoFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Two-factor login in our own words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | TWO_FACTOR_ERRORS
