"""The door of /beheer/: staff come in like everybody else, and with a second factor."""

from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import secure_admin_login
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

SECOND_FACTORS: Final = ("totp", "webauthn")
SET_UP_FIRST: Final = "Zet eerst een tweede stap aan. Daarna kunt u naar het beheer."
CONFIRM_FIRST: Final = "Bevestig met uw tweede stap dat u het bent. Daarna opent het beheer."


class StaffSite(AdminSite):
    """Django's administration behind the login of the site itself."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Let staff in; with REQUIRE_MFA_FOR_STAFF only after a second factor in this session.

        Having one is not enough: a session that began with a stolen password, before she switched
        it on, would come in too.
        """
        return super().has_permission(request) and _showed_second_factor(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send a visitor to the login page, and staff on to what is still asked of them.

        Django's own login form is never used: it knows no rate limits and no second factor.
        """
        enter: HttpResponse = secure_admin_login(self._enter)(request)
        return enter

    def _enter(self, request: HttpRequest) -> HttpResponse:
        if self.has_permission(request):
            return redirect("admin:index")
        if not is_mfa_enabled(request.user, SECOND_FACTORS):
            messages.warning(request, SET_UP_FIRST)
            return redirect("mfa_index")
        messages.warning(request, CONFIRM_FIRST)
        ways = get_adapter().get_reauthentication_methods(request.user)
        way = next(way for way in ways if way["id"].startswith("mfa_"))
        back = request.GET.get("next", "/")
        return redirect(f"{way['url']}?{urlencode({'next': back})}")


def _showed_second_factor(request: HttpRequest) -> bool:
    if not settings.REQUIRE_MFA_FOR_STAFF:
        return True
    records = get_authentication_records(request, request.user)
    shown = any(record["method"] == "mfa" for record in records)
    return shown and bool(is_mfa_enabled(request.user, SECOND_FACTORS))
