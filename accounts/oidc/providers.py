"""Which identity providers the platform trusts. They stand in the environment, secrets included."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LOOPBACK: Final = ("127.0.0.1", "localhost")
ENTRA_HOSTS: Final = ("login.microsoftonline.com", "sts.windows.net")
_GUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# The directory of everybody's private Microsoft accounts.
PRIVATE_ACCOUNTS: Final = "9188040d-6c67-4c5b-b112-36a304b66dad"
REQUIRED: Final = ("id", "name", "issuer", "client_id", "client_secret")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One identity provider.

    `second_factor` are the values of `amr` or `acr` in its tokens that count as a second factor;
    without any, its word is never taken for one. `tenant` is the directory of a provider that
    serves several; a token must name it in `tid`.
    """

    id: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    tenant: str = ""
    second_factor: tuple[str, ...] = ()


def read_providers(text: str) -> tuple[Provider, ...]:
    """Return the providers in a JSON list. Raises ImproperlyConfigured for what can't be safe."""
    try:
        rows = json.loads(text or "[]")
        providers = tuple(_provider(row) for row in rows)
    except (ValueError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: {error}") from error
    for what in ("id", "issuer"):
        if len({getattr(each, what) for each in providers}) < len(providers):
            raise ImproperlyConfigured(f"OIDC_PROVIDERS: two providers have the same {what}.")
    return providers


def provider_by_id(wanted: str) -> Provider | None:
    """Return the provider with an id, or None."""
    providers: tuple[Provider, ...] = settings.OIDC_PROVIDERS
    return next((each for each in providers if each.id == wanted), None)


def _provider(row: Mapping[str, Any]) -> Provider:
    if missing := [name for name in REQUIRED if not row.get(name)]:
        raise ValueError(f"a provider lacks {', '.join(missing)}")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", row["id"]):
        raise ValueError(f"{row['id']!r} is no id: use small letters, digits and hyphens")
    return Provider(
        id=row["id"],
        name=row["name"],
        issuer=_checked_issuer(row["issuer"]),
        client_id=row["client_id"],
        client_secret=row["client_secret"],
        tenant=_tenant(row["issuer"]) or row.get("tenant", ""),
        second_factor=tuple(row.get("second_factor", ())),
    )


def _checked_issuer(issuer: str) -> str:
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ValueError(f"{issuer} is not an address with https")
    if parts.query or parts.fragment or parts.username or not parts.hostname:
        raise ValueError(f"{issuer} is no issuer")
    return issuer


def _tenant(issuer: str) -> str:
    """Return the directory of an Entra issuer; one that serves all directories is refused."""
    parts = urlsplit(issuer)
    if parts.hostname not in ENTRA_HOSTS:
        return ""
    tenant = parts.path.strip("/").split("/")[0]
    if not re.fullmatch(_GUID, tenant) or tenant == PRIVATE_ACCOUNTS:
        raise ValueError(f"{issuer} serves more than one organisation: name its directory")
    return tenant
