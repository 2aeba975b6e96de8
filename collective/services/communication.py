"""The communication plan: planning messages and saying that they were brought."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collective.models import Communication
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record


def add_message(*, park: Park, typed: Mapping[str, Any]) -> Communication:
    """Plan a message."""
    added: Communication = Communication.objects.create(park=park, **typed)
    return added


def mark_message(*, message: Communication, done_on: dt.date | None) -> None:
    """Say on which day a message was brought, or that it was not yet."""
    message.done_on = done_on
    message.save(update_fields=["done_on"])


@transaction.atomic
def remove_message(*, park: Park, message: Communication) -> None:
    """Take a message out of the plan. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=message)
    message.delete()
