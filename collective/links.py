"""The signed links in mails: what they say, and reading them back.

Such a link holds the key of a row and a signature, no address: addresses of pages stand in logs.
Whoever has it may do what it says, so it is worth as much as the mail that it stands in.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User
from collective.choices import StopKind
from collective.models import Activity, SignUp

_SIGN_UP: Final = "collective.sign_up"
_OPEN: Final = "collective.open_sign_up"
_STOP: Final = "collective.stop"
_STOP_USER: Final = "collective.stop_user"


@dataclass(frozen=True, slots=True)
class Stop:
    """What a link to stop mail says: whose mail, by one of her sign-ups, and of which kinds."""

    sign_up: UUID
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserStop:
    """The same for somebody with an account: which park may not mail her these kinds."""

    park: int
    user: int
    kinds: tuple[str, ...]


def sign_up_token(sign_up: SignUp) -> str:
    """Return what lets somebody answer for this sign-up."""
    return _signed(_SIGN_UP, str(sign_up.pk))


def sign_up_of(token: str) -> UUID | None:
    """Return which sign-up a token is for, or None for one that we did not make."""
    return _key(_read(_SIGN_UP, token))


def open_token(activity: Activity) -> str:
    """Return what lets anybody ask for a place at this activity."""
    return _signed(_OPEN, str(activity.pk))


def activity_of(token: str) -> UUID | None:
    """Return which activity a token is for, or None for one that we did not make."""
    return _key(_read(_OPEN, token))


def stop_token(sign_up: SignUp, kinds: Collection[str]) -> str:
    """Return what lets somebody stop these kinds of mail of a park."""
    return _signed(_STOP, ".".join((str(sign_up.pk), *sorted(kinds))))


def stop_of(token: str) -> Stop | None:
    """Return what a token lets somebody stop, or None for one that we did not make."""
    key, *kinds = (_read(_STOP, token) or "").split(".")
    pk = _key(key)
    known = _known(kinds)
    return Stop(pk, known) if pk and known else None


def user_stop_token(park_id: int, user: User, kinds: Collection[str]) -> str:
    """Return what lets somebody with an account stop these kinds of mail of a park."""
    return _signed(_STOP_USER, ".".join((str(park_id), str(user.pk), *sorted(kinds))))


def user_stop_of(token: str) -> UserStop | None:
    """Return what such a token lets her stop, or None for one that we did not make."""
    park, user, *kinds = (_read(_STOP_USER, token) or ".").split(".")
    known = _known(kinds)
    return UserStop(int(park), int(user), known) if known else None


def _known(kinds: Collection[str]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind in StopKind.values)


def link(route: str, *arguments: str) -> str:
    """Return a whole address, for outside the site."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse(route, args=arguments)}"


def _signed(salt: str, text: str) -> str:
    return Signer(salt=salt, sep="~").sign(text)


def _read(salt: str, token: str) -> str | None:
    try:
        return Signer(salt=salt, sep="~").unsign(token)
    except BadSignature:
        return None


def _key(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
