"""Getting an id_token for a code, and trusting it or not (OpenID Connect Core 3.1.3)."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import jwt
from django.utils.crypto import constant_time_compare

from accounts.oidc.errors import OidcError
from accounts.oidc.metadata import fetch_json, metadata_of, signing_key
from accounts.oidc.providers import Provider

# Signed with a key that only the provider has. Never "none", and never one of those in which the
# public key would serve as a shared secret.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
REQUIRED: Final = ["iss", "sub", "aud", "exp", "iat", "nonce"]
LEEWAY_S: Final = 60
LONGEST_SUBJECT: Final = 255


@dataclass(frozen=True, slots=True)
class Claims:
    """Who came in, as the provider vouches for it, and whether with a second factor."""

    issuer: str
    subject: str
    second_factor: bool


def id_token_for(provider: Provider, *, code: str, verifier: str, redirect_uri: str) -> str:
    """Exchange the code of an answer for an id_token; each code once, says the provider.

    Raises ProviderAwayError, also when the provider refuses the code.
    """
    metadata = metadata_of(provider)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "client_id": provider.client_id,
        "code_verifier": verifier,
    }
    if metadata.takes_secret_in_body:
        more: dict[str, Any] = {"data": form | {"client_secret": provider.client_secret}}
    else:
        pair = (quote(provider.client_id, safe=""), quote(provider.client_secret, safe=""))
        more = {"data": form, "auth": pair}
    token = fetch_json("POST", metadata.token_endpoint, **more).get("id_token")
    if not isinstance(token, str):
        raise OidcError("the answer holds no id_token")
    return token


def claims_of(provider: Provider, token: str, *, nonce: str) -> Claims:
    """Return what an id_token says, if it is for us, for this log-in and of this provider.

    Raises OidcError with the reason, for the log.
    """
    try:
        header = jwt.get_unverified_header(token)
        algorithm, kid = str(header.get("alg")), str(header.get("kid"))
        if algorithm not in ALGORITHMS:
            raise OidcError("an algorithm that we do not take")
        said: dict[str, Any] = jwt.decode(
            token,
            signing_key(provider, kid=kid, algorithm=algorithm),
            algorithms=[algorithm],
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=LEEWAY_S,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise OidcError(type(error).__name__) from error
    _check(provider, said, nonce)
    return Claims(provider.issuer, said["sub"], _showed_second_factor(provider, said))


def _check(provider: Provider, said: dict[str, Any], nonce: str) -> None:
    """Raise OidcError for a token of another log-in, for somebody else or of other people."""
    if not constant_time_compare(str(said["nonce"]), nonce):
        raise OidcError("a nonce of another log-in")
    several = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if (several or "azp" in said) and said.get("azp") != provider.client_id:
        raise OidcError("issued to another party")
    if provider.tenant and said.get("tid", "") != provider.tenant:
        raise OidcError("of another directory")
    subject = said["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise OidcError("a subject that can not be")


def _showed_second_factor(provider: Provider, said: dict[str, Any]) -> bool:
    methods = said.get("amr")
    shown = set(methods) if isinstance(methods, list) else set()
    return not shown.union({str(said.get("acr"))}).isdisjoint(provider.second_factor)
