"""What allauth asks us."""

from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from accounts.second_factor import showed_it_elsewhere
from accounts.wording import ACCOUNT_ERRORS, TWO_FACTOR_ERRORS, WAYS_TO_CONFIRM

ASK_SECOND_FACTOR: Final = "allauth.mfa.stages.AuthenticateStage"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An account comes with an invitation to a park; nobody makes one for herself."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse sign-up."""
        return False

    def get_login_stages(self) -> list[str]:
        """Return the steps of a log-in, without ours for who showed a second factor elsewhere."""
        stages: list[str] = super().get_login_stages()
        user = getattr(self.request, "vouched_for", None)
        if user is None or not showed_it_elsewhere(self.request, user):
            return stages
        return [stage for stage in stages if stage != ASK_SECOND_FACTOR]

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return the ways to show once more who you are, in our own words."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS_TO_CONFIRM[way["id"]]} for way in ways]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail whose links start with SITE_URL, whatever name the visitor asked for.

        allauth builds links from the request, and whoever asks chooses its Host. Every mail of
        allauth passes here, and it names each link `something_url`.
        """
        links = {key: _on_this_site(context[key]) for key in context if key.endswith("_url")}
        super().send_mail(template_prefix, email, context | links)


def _on_this_site(url: str) -> str:
    path: str = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return f"{settings.SITE_URL.rstrip('/')}{path}"


class TwoFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Two-factor login in our own words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | TWO_FACTOR_ERRORS
