"""The door of /beheer/: staff come in like everybody else, and with a second factor."""

from typing import Any, Final

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.second_factor import address_to_show, has_second_factor, showed_second_factor

SET_UP_FIRST: Final = "Zet eerst een tweede stap aan. Daarna kunt u naar het beheer."
CONFIRM_FIRST: Final = "Bevestig met uw tweede stap dat u het bent. Daarna opent het beheer."


class StaffSite(AdminSite):
    """Django's administration behind the login of the site itself."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Let staff in; with REQUIRE_MFA_FOR_STAFF only after a second factor in this session."""
        enough = not settings.REQUIRE_MFA_FOR_STAFF or showed_second_factor(
            request, elsewhere=False
        )
        return super().has_permission(request) and enough

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
        if not has_second_factor(request.user):
            messages.warning(request, SET_UP_FIRST)
            return redirect("mfa_index")
        messages.warning(request, CONFIRM_FIRST)
        return redirect(address_to_show(request, back=request.GET.get("next", "/")))
