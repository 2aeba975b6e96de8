"""Pages on the way to the provider of an organisation and back."""

from http import HTTPStatus
from typing import Final

import structlog
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.models import User
from accounts.oidc import services
from accounts.oidc.errors import GivenUpError, OidcError, ProviderAwayError
from accounts.oidc.flow import UnderWay, arrive, leave
from accounts.oidc.providers import Provider, provider_by_id
from accounts.oidc.tokens import Claims
from accounts.second_factor import OIDC

log = structlog.get_logger(__name__)

ELSEWHERE: Final = "Dit account van {} is al gekoppeld aan iemand anders."
OTHER: Final = "Uw account is al gekoppeld aan een ander account van {}. Ontkoppel dat eerst."


@require_safe
@login_required
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Say that an organisation wants its own people to log in with its own accounts."""
    context = {"provider": provider_by_id(key), "back": request.GET.get("next", "")}
    return render(request, "accounts/oidc_ask.html", context)


def _would_link(request: HttpRequest) -> bool:
    """Whether a log-in would add an identity to the account of who is logged in."""
    if not isinstance(request.user, User):
        return False
    provider = provider_by_id(request.POST.get("organisation", ""))
    return provider is not None and not services.is_linked(
        user=request.user, issuer=provider.issuer
    )


@never_cache
@require_POST
@reauthentication_required(enabled=_would_link)  # type: ignore[untyped-decorator]  # allauth has no types
def start(request: HttpRequest) -> HttpResponse:
    """Leave for the provider that was chosen: to log in, or for who is logged in to link her
    account, or to show once more who she is there.

    A page that goes on by itself, because the policy against forms that post elsewhere covers
    redirects too, and a provider may send people on to addresses that nobody knows beforehand.
    """
    provider = provider_by_id(request.POST.get("organisation", ""))
    if provider is None:
        return redirect("account_login")
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="oidc")
    if refused:
        return refused
    try:
        address = leave(
            request, provider, back=_own_address(request), user_id=request.user.pk or None
        )
    except OidcError as error:
        return _failed(request, provider, error)
    context = {"provider": provider, "address": address}
    answer = render(request, "accounts/oidc_leave.html", context)
    answer["Refresh"] = f"0; url={address}"
    return answer


@never_cache
@require_GET
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    """Let in whom the provider vouches for and we know, or link the account that asked for it."""
    provider = provider_by_id(key)
    if provider is None:
        return redirect("account_login")
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="oidc", limit_get=True)
    if refused:
        return refused
    try:
        going, claims = arrive(request, provider)
    except OidcError as error:
        return _failed(request, provider, error)
    if going.user_id is None:
        return _log_in(request, provider, going, claims)
    return _link(request, provider, going, claims)


def _log_in(
    request: HttpRequest, provider: Provider, going: UnderWay, claims: Claims
) -> HttpResponse:
    if request.user.is_authenticated:  # in another window, meanwhile
        return redirect(settings.LOGIN_REDIRECT_URL)
    user = services.person_with(claims)
    if user is None:
        log.info("oidc_unknown_subject", provider=provider.id)
        context = {"provider": provider}
        return render(request, "accounts/oidc_unknown.html", context, status=HTTPStatus.FORBIDDEN)
    _note(request, user, provider, claims)
    request.vouched_for = user  # type: ignore[attr-defined]  # for accounts.adapter, in this request only
    answer: HttpResponse = perform_login(request, user, redirect_url=going.back or None)
    return answer


def _link(
    request: HttpRequest, provider: Provider, going: UnderWay, claims: Claims
) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or user.pk != going.user_id:
        return _failed(request, provider, OidcError("somebody else is logged in by now"))
    try:
        is_new = services.link(user=user, claims=claims)
    except services.LinkedElsewhereError:
        messages.error(request, ELSEWHERE.format(provider.name))
    except services.OtherIdentityError:
        messages.error(request, OTHER.format(provider.name))
    else:
        _note(request, user, provider, claims)
        if is_new:
            _mail(request, "identity_linked", provider)
            messages.success(request, f"U kunt voortaan inloggen met {provider.name}.")
        return redirect(going.back or "accounts:profile")
    return redirect("accounts:profile")


def _note(request: HttpRequest, user: User, provider: Provider, claims: Claims) -> None:
    record_authentication(
        request, user, method=OIDC, provider=provider.id, second_factor=claims.second_factor
    )


@require_POST
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def unlink(request: HttpRequest, key: str) -> HttpResponse:
    """Take the link with a provider away."""
    provider = provider_by_id(key)
    if provider and services.unlink(user=request.user, issuer=provider.issuer):  # type: ignore[arg-type]  # logged in
        _mail(request, "identity_unlinked", provider)
        messages.success(request, f"U kunt niet meer inloggen met {provider.name}.")
    return redirect("accounts:profile")


def _mail(request: HttpRequest, what: str, provider: Provider) -> None:
    prefix = f"accounts/email/{what}"
    get_adapter(request).send_notification_mail(prefix, request.user, {"provider": provider})


def _failed(request: HttpRequest, provider: Provider, error: OidcError) -> HttpResponse:
    """Say that it did not work; why, is for the log."""
    log.warning("oidc_failed", provider=provider.id, reason=str(error))
    away, given_up = isinstance(error, ProviderAwayError), isinstance(error, GivenUpError)
    context = {"provider": provider, "is_away": away, "is_given_up": given_up}
    status = HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.FORBIDDEN
    return render(request, "accounts/oidc_failed.html", context, status=status)


def _own_address(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    hosts, is_secure = {request.get_host()}, request.is_secure()
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=hosts, require_https=is_secure)
    return asked if safe else ""
