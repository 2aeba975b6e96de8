"""Changes around log-ins that no person asks for."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows went."""

    sessions: int
    counters: int


@transaction.atomic
def forget_expired() -> Forgotten:
    """Remove the sessions and the entries of the cache whose time is over.

    Django reads neither of them any more, but only removes a session on demand and culls the cache
    only when it is full.
    """
    now = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"delete from {table} where expires < %s", [now])  # noqa: S608  # our own name
        return Forgotten(sessions=sessions, counters=cursor.rowcount)
