"""Pages about oneself."""

from typing import Final

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import ProfileForm
from accounts.models import User
from accounts.second_factor import address_to_show, has_second_factor, showed_second_factor
from core.htmx import UNPROCESSABLE

BACK: Final = "second_factor_back"


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change a person's own name; the rest of the account is links."""
    # The form changes its instance even when it is not valid; the page header shows request.user.
    person = User.objects.get(email=request.user.get_username())
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Uw naam is opgeslagen.")
        return redirect("accounts:profile")
    context = {"form": form, "two_factor": is_mfa_enabled(person)}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "accounts/profile.html", context, status=status)


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Say why a second factor is asked and how to get one; whoever has one shows it and goes on.

    The session remembers where she wanted to go while she sets it up.
    """
    back = _own_address(request) or request.session.get(BACK, "")
    if not has_second_factor(request.user):
        request.session[BACK] = back
        return render(request, "accounts/second_factor.html")
    request.session.pop(BACK, None)
    back = back or settings.LOGIN_REDIRECT_URL
    if showed_second_factor(request):
        return redirect(back)
    return redirect(address_to_show(request, back=resolve_url(back)))


def _own_address(request: HttpRequest) -> str:
    """Return where the visitor came from, if that is on this site."""
    asked = request.GET.get("next", "")
    hosts, is_secure = {request.get_host()}, request.is_secure()
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=hosts, require_https=is_secure)
    return asked if safe else ""
