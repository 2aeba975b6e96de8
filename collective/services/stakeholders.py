"""Who has a stake: adding, leaving, coming back, and taking out what never was."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collective.models import Stakeholder
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from parks.services.records import unless_taken


def add_stakeholder(*, park: Park, typed: Mapping[str, Any]) -> Stakeholder:
    """Add a stakeholder. Raises `TakenError` for an organisation that is in the register."""
    with unless_taken(Stakeholder):
        added: Stakeholder = Stakeholder.objects.create(park=park, **typed)
    return added


def leave(*, stakeholder: Stakeholder, on: dt.date) -> None:
    """Say that somebody has no stake any more since a day. What was noted stays."""
    stakeholder.left_on = on
    stakeholder.save(update_fields=["left_on"])


def come_back(*, stakeholder: Stakeholder) -> None:
    """Say that somebody has a stake after all. Raises `TakenError` when a newer row has it."""
    stakeholder.left_on = None
    with unless_taken(Stakeholder):
        stakeholder.save(update_fields=["left_on"])


@transaction.atomic
def remove_stakeholder(*, park: Park, stakeholder: Stakeholder) -> None:
    """Remove a stakeholder with its relations, positions and talks. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=stakeholder)
    stakeholder.delete()
