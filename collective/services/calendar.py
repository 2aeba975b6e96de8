"""Secret addresses at which calendars read activities: made, renewed, withdrawn."""

import secrets
from typing import Final

from django.db import transaction

from accounts.models import User
from collective.models import CalendarFeed
from collective.queries.calendar import hash_of
from parks.choices import Audience, AuditAction
from parks.models import Park
from parks.services.audit import record

TOKEN_BYTES: Final = 32


@transaction.atomic
def make_feed(*, park: Park, by: User, user: User | None, audience: Audience) -> str:
    """Make the address of a person, or that of the park for an audience; return its token.

    The token is not kept: who loses it makes a new one, and the old one stops at once.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed, made = CalendarFeed.objects.update_or_create(
        park=park,
        user=user,
        readers=audience,
        defaults={"token_hash": hash_of(token), "created_by": by},
    )
    action = AuditAction.CREATE if made else AuditAction.CHANGE
    record(park=park, action=action, actor=by, target=feed, label=_label(feed))
    return token


@transaction.atomic
def withdraw_feed(*, park: Park, feed: CalendarFeed, by: User) -> None:
    """Let an address stop at once."""
    record(park=park, action=AuditAction.DELETE, actor=by, target=feed, label=_label(feed))
    feed.delete()


def _label(feed: CalendarFeed) -> str:
    """Say whose address it is. The log can't be erased, so it names nobody but who did it."""
    return "eigen agenda" if feed.user_id else f"agenda: {feed.get_readers_display()}"
