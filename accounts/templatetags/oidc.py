"""Which organisations somebody can log in with."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings

from accounts.models import Identity
from accounts.oidc.providers import Provider

register = template.Library()


@register.simple_tag
def oidc_providers() -> tuple[Provider, ...]:
    """Return the providers that are set up."""
    providers: tuple[Provider, ...] = settings.OIDC_PROVIDERS
    return providers


@dataclass(frozen=True, slots=True)
class Link:
    """A provider, and the identity there of the person who looks."""

    provider: Provider
    identity: Identity | None


@register.simple_tag
def oidc_links(user: Any) -> list[Link]:
    """Return each provider with the identity there of a person. One query, without any none."""
    providers: tuple[Provider, ...] = settings.OIDC_PROVIDERS
    if not providers:
        return []
    own = {identity.issuer: identity for identity in user.identities.all()}
    return [Link(each, own.get(each.issuer)) for each in providers]
