"""Whose identity at a provider belongs to which account."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Identity, User
from accounts.oidc.tokens import Claims


class LinkedElsewhereError(Exception):
    """The identity belongs to another account."""


class OtherIdentityError(Exception):
    """The account has another identity at this provider."""


def person_with(claims: Claims) -> User | None:
    """Return who is known by this identity, and note that she used it."""
    identity = (
        Identity.objects.select_related("user")
        .filter(issuer=claims.issuer, subject=claims.subject)
        .first()
    )
    if identity is None:
        return None
    identity.last_used_at = timezone.now()
    identity.save(update_fields=["last_used_at"])
    return identity.user


@transaction.atomic
def link(*, user: User, claims: Claims) -> bool:
    """Let an account log in with an identity; return whether that is new.

    Raises LinkedElsewhereError and OtherIdentityError.
    """
    known = Identity.objects.filter(issuer=claims.issuer)
    if known.filter(subject=claims.subject).exclude(user=user).exists():
        raise LinkedElsewhereError
    if known.filter(user=user).exclude(subject=claims.subject).exists():
        raise OtherIdentityError
    _, is_new = Identity.objects.get_or_create(
        user=user, issuer=claims.issuer, subject=claims.subject
    )
    return is_new


def is_linked(*, user: User, issuer: str) -> bool:
    """Whether an account has an identity at a provider."""
    return Identity.objects.filter(user=user, issuer=issuer).exists()


def unlink(*, user: User, issuer: str) -> bool:
    """Take an account's identity at a provider away; return whether there was one."""
    removed, _ = Identity.objects.filter(user=user, issuer=issuer).delete()
    return bool(removed)
