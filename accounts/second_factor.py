"""The second factor: who has one, who showed it in this session, and where to go for it."""

from typing import Any, Final
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from core.htmx import is_fragment_request

SECOND_FACTORS: Final = ("totp", "webauthn")
OIDC: Final = "oidc"  # how a session notes that it began at the provider of an organisation


def has_second_factor(user: Any) -> bool:
    """Whether she has a passkey or an app; recovery codes alone are none."""
    return bool(is_mfa_enabled(user, SECOND_FACTORS))


def showed_second_factor(request: HttpRequest, *, elsewhere: bool = True) -> bool:
    """Whether the visitor used her second factor in this session, and still has one.

    Having one is not enough: a session that began with a stolen password, before she switched it
    on, would come in too. Logging in with a passkey is using it. With `elsewhere` one that she
    showed to the provider of her organisation counts too, if that is trusted to tell.
    """
    records = get_authentication_records(request, request.user)
    shown = any(record["method"] == "mfa" for record in records)
    if shown and has_second_factor(request.user):
        return True
    return elsewhere and showed_it_elsewhere(request, request.user)


def showed_it_elsewhere(request: HttpRequest, user: Any) -> bool:
    """Whether a provider told that this person, also when still logging in, used a second factor.

    The rule: only a value of `amr` or `acr` that the settings name for that provider counts.
    """
    records = get_authentication_records(request, user)
    return any(record["method"] == OIDC and record.get("second_factor") for record in records)


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Send the visitor to where she sets up or shows her second factor, and from there back."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if is_fragment_request(request):
        back = ""  # a fragment is no place to go back to
    place = f"{reverse('accounts:second_factor')}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(place) if request.htmx else redirect(place)  # type: ignore[attr-defined]  # set by django-htmx's middleware


def address_to_show(request: HttpRequest, *, back: str) -> str:
    """Return where somebody who has a second factor shows it, to go `back` from there."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    way = next(way for way in ways if way["id"].startswith("mfa_"))
    return f"{way['url']}?{urlencode({'next': back})}"
