"""Changes to teams and to who sits in them.

What people fill in about a row that exists is stored by `parks.services.records`.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collective.models import Team, TeamMember
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from parks.services.records import unless_taken


def add_team(*, park: Park, typed: Mapping[str, Any]) -> Team:
    """Add a team without people. Raises `TakenError` when one with this name exists."""
    with unless_taken(Team):
        added: Team = Team.objects.create(park=park, **typed)
    return added


@transaction.atomic
def remove_team(*, park: Park, team: Team) -> None:
    """Remove a team with everybody in it, as if it never was. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=team)
    team.delete()


def add_member(*, team: Team, typed: Mapping[str, Any]) -> TeamMember:
    """Put somebody in a team."""
    added: TeamMember = TeamMember.objects.create(park_id=team.park_id, team=team, **typed)
    return added


@transaction.atomic
def remove_member(*, park: Park, member: TeamMember) -> None:
    """Remove somebody who was never in a team; who leaves gets a last day instead."""
    record(park=park, action=AuditAction.DELETE, target=member)
    member.delete()
