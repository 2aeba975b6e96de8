"""Facts of the area, and the goals that name where they must go."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from parks.services.records import unless_taken
from realisation.models import AreaFact, FactGoal
from strategy.models import Goal


def add_fact(*, park: Park, subject: str, typed: Mapping[str, Any]) -> AreaFact:
    """Add a fact of a day. Raises `TakenError` when that day has it already."""
    with unless_taken(AreaFact):
        added: AreaFact = AreaFact.objects.create(park=park, subject=subject, **typed)
    return added


@transaction.atomic
def remove_fact(*, park: Park, fact: AreaFact, label: str) -> None:
    """Remove a fact; the log keeps what it was about."""
    record(park=park, action=AuditAction.DELETE, target=fact, label=label)
    fact.delete()


def add_target(*, park: Park, subject: str, goal: Goal) -> FactGoal:
    """Let a goal name the target of a fact. Raises `TakenError` when it does already."""
    with unless_taken(FactGoal):
        added: FactGoal = FactGoal.objects.create(park=park, subject=subject, goal=goal)
    return added


@transaction.atomic
def remove_target(*, park: Park, target: FactGoal, label: str) -> None:
    """Take a goal away from a fact; the goal itself stays."""
    record(park=park, action=AuditAction.DELETE, target=target, label=label)
    target.delete()
