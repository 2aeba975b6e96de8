"""The way to a provider and back (authorization code with PKCE, state and nonce)."""

import base64
import hashlib
import secrets
import time
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.oidc.errors import GivenUpError, OidcError
from accounts.oidc.metadata import metadata_of
from accounts.oidc.providers import Provider
from accounts.oidc.tokens import Claims, claims_of, id_token_for

SESSION_KEY: Final = "oidc_under_way"
MOST_UNDER_WAY: Final = 5  # windows in which somebody is logging in at once
LIFETIME_S: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """A log-in that has left for its provider. `user_id` is set when an account is being linked."""

    provider: str
    nonce: str
    verifier: str
    back: str
    user_id: int | None
    at: float


def leave(request: HttpRequest, provider: Provider, *, back: str, user_id: int | None) -> str:
    """Remember a log-in in the session, and return the address of the provider to go to."""
    metadata = metadata_of(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    going = UnderWay(
        provider=provider.id,
        nonce=nonce,
        verifier=verifier,
        back=back,
        user_id=user_id,
        at=time.time(),
    )
    others = list(request.session.get(SESSION_KEY, {}).items())[-(MOST_UNDER_WAY - 1) :]
    request.session[SESSION_KEY] = dict([*others, (state, asdict(going))])
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": return_address(provider),
        "scope": "openid",  # who she is; not her name and not her address
        "state": state,
        "nonce": nonce,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in metadata.authorization_endpoint else "?"
    return f"{metadata.authorization_endpoint}{joint}{urlencode(asked)}"


def arrive(request: HttpRequest, provider: Provider) -> tuple[UnderWay, Claims]:
    """Return what came of a log-in, once.

    Raises OidcError for an answer that nobody here asked for, or that can't be trusted,
    ProviderAwayError and GivenUpError.
    """
    going = _take(request, request.GET.get("state", ""))
    if going is None or going.provider != provider.id:
        raise OidcError("an answer to no question of this session")
    if time.time() - going.at > LIFETIME_S:
        raise GivenUpError("too late")
    _check_sender(request, provider)
    if "error" in request.GET:
        raise GivenUpError(request.GET["error"][:80])
    code = request.GET.get("code", "")
    if not code:
        raise OidcError("an answer without a code")
    token = id_token_for(
        provider, code=code, verifier=going.verifier, redirect_uri=return_address(provider)
    )
    return going, claims_of(provider, token, nonce=going.nonce)


def return_address(provider: Provider) -> str:
    """Return where a provider sends people back to, whatever Host they asked for."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('accounts:oidc_return', args=[provider.id])}"


def _take(request: HttpRequest, state: str) -> UnderWay | None:
    """Take a log-in out of the session for good, so that its answer works once."""
    all_under_way = request.session.get(SESSION_KEY, {})
    found = all_under_way.pop(state, None)
    if found is not None:
        request.session[SESSION_KEY] = all_under_way
    return UnderWay(**found) if found else None


def _check_sender(request: HttpRequest, provider: Provider) -> None:
    """Refuse an answer in which another provider names itself (RFC 9207)."""
    sender = request.GET.get("iss")
    if sender is None and metadata_of(provider).names_itself:
        raise OidcError("an answer without its sender")
    if sender is not None and sender != provider.issuer:
        raise OidcError("an answer of another provider")


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
