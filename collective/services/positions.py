"""Where stakeholders stand: a new row per date, and taking out what never was."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from collective.models import Position, Stakeholder
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from parks.services.records import unless_taken


def add_position(*, stakeholder: Stakeholder, by: User, typed: Mapping[str, Any]) -> Position:
    """Say where a stakeholder stands since a day. Raises `TakenError` for a day that has it."""
    with unless_taken(Position):
        added: Position = Position.objects.create(
            park_id=stakeholder.park_id, stakeholder=stakeholder, assessed_by=by, **typed
        )
    return added


@transaction.atomic
def remove_position(*, park: Park, position: Position) -> None:
    """Remove a position that never held. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=position)
    position.delete()
