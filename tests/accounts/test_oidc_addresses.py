"""The addresses that a provider publishes: https, and never on the machine of the platform."""

import pytest
from django.core.cache import cache

from accounts.oidc.errors import OidcError
from accounts.oidc.metadata import metadata_of
from accounts.oidc.providers import Provider

ISSUER = "https://login.example"
NAMES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def published(**odd: str) -> None:
    addresses = {name: f"{ISSUER}/{name}" for name in NAMES}
    cache.set(f"oidc-metadata:{ISSUER}", {"issuer": ISSUER, **addresses, **odd})


def provider() -> Provider:
    return Provider(id="x", name="X", issuer=ISSUER, client_id="c", client_secret="s")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:6379/",
        "http://localhost/",
        "javascript://localhost/%0aalert(1)",
        "file://localhost/etc/hostname",
        "http://login.example/",
        "https:///nowhere",
        "",
    ],
)
def test_an_address_that_is_not_https_is_refused(name: str, address: str) -> None:
    published()
    assert metadata_of(provider()).token_endpoint == f"{ISSUER}/token_endpoint"
    published(**{name: address})
    with pytest.raises(OidcError, match=name):
        metadata_of(provider())
