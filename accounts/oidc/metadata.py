"""What a provider publishes: its addresses and the keys with which it signs."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import jwt
import requests
from django.core.cache import cache

from accounts.oidc.errors import OidcError, ProviderAwayError
from accounts.oidc.providers import LOOPBACK, Provider

HOUR_S: Final = 3600
AGAIN_AFTER_S: Final = 60
TIMEOUT_S: Final = (3, 5)  # to connect, to answer


@dataclass(frozen=True, slots=True)
class Metadata:
    """The addresses of a provider."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    takes_secret_in_body: bool
    names_itself: bool  # with every answer, as RFC 9207 says


def metadata_of(provider: Provider) -> Metadata:
    """Return a provider's addresses, at most an hour old.

    Raises ProviderAwayError, and OidcError when it says that it is somebody else.
    """
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    found = _cached(f"oidc-metadata:{provider.issuer}", address)
    if found.get("issuer") != provider.issuer:
        raise OidcError("the metadata are of another issuer")
    return Metadata(
        authorization_endpoint=_safe(provider, found, "authorization_endpoint"),
        token_endpoint=_safe(provider, found, "token_endpoint"),
        jwks_uri=_safe(provider, found, "jwks_uri"),
        takes_secret_in_body="client_secret_post"
        in found.get("token_endpoint_auth_methods_supported", ()),
        names_itself=bool(found.get("authorization_response_iss_parameter_supported")),
    )


def signing_key(provider: Provider, *, kid: str, algorithm: str) -> jwt.PyJWK:
    """Return the key with this id, for this algorithm and no other.

    An unknown id makes us look again, because providers change their keys, but not each time:
    whoever sends a made-up id must not make us ask the provider.
    """
    name, address = f"oidc-keys:{provider.issuer}", metadata_of(provider).jwks_uri
    found = _find(_cached(name, address), kid)
    if found is None and cache.add(f"{name}:again", 1, AGAIN_AFTER_S):
        cache.delete(name)
        found = _find(_cached(name, address), kid)
    if found is None or found.get("alg", algorithm) != algorithm:
        raise OidcError("no key for this signature")
    try:
        return jwt.PyJWK(found, algorithm=algorithm)
    except jwt.PyJWTError as error:
        raise OidcError("the key does not fit the algorithm") from error


def _find(published: dict[str, Any], kid: str) -> dict[str, Any] | None:
    for key in published.get("keys", ()):
        if key.get("kid") == kid and key.get("use", "sig") == "sig":
            return dict(key)
    return None


def _cached(name: str, address: str) -> dict[str, Any]:
    found = cache.get(name)
    if found is None:
        found = fetch_json("GET", address)
        cache.set(name, found, HOUR_S)
    return dict(found)


def fetch_json(method: str, address: str, **more: Any) -> dict[str, Any]:
    """Return the JSON object at an address of a provider. Raises ProviderAwayError."""
    try:
        answer = requests.request(method, address, timeout=TIMEOUT_S, allow_redirects=False, **more)
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderAwayError(f"{urlsplit(address).hostname}: {type(error).__name__}") from error
    if answer.status_code != requests.codes.ok or not isinstance(found, dict):
        raise ProviderAwayError(f"{urlsplit(address).hostname}: {answer.status_code}")
    return found


def _safe(provider: Provider, found: dict[str, Any], name: str) -> str:
    """Return an address of a provider; only one on this machine may name others on it."""
    address = str(found.get(name, ""))
    parts, own = urlsplit(address), urlsplit(provider.issuer)
    is_local = {parts.scheme, own.scheme} == {"http"} and parts.hostname in LOOPBACK
    if not is_local and (parts.scheme != "https" or not parts.hostname):
        raise OidcError(f"{name} is not an address with https")
    return address
