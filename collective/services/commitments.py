"""Commitments: made, kept, dropped, opened again."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from collective.choices import CommitmentState
from collective.models import Commitment
from collective.roadmap import roadmap
from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Park, Reader
from parks.services.audit import record


@transaction.atomic
def add_commitment(
    *, park: Park, typed: Mapping[str, Any], goals: Collection[UUID], viewer: Reader
) -> Commitment:
    """Add a commitment with the goals that it serves."""
    added: Commitment = Commitment.objects.create(park=park, **typed)
    roadmap().set_goals(added, goals, viewer)
    return added


@transaction.atomic
def keep_commitment(*, commitment: Commitment, on: dt.date) -> Commitment:
    """Say that a party did what it promised. Raises `RefusedError` for one that is settled."""
    return _settled(commitment, CommitmentState.KEPT, on)


@transaction.atomic
def drop_commitment(*, commitment: Commitment, on: dt.date, reason: str) -> Commitment:
    """Say that a commitment falls away, with the reason. Raises `RefusedError`."""
    return _settled(commitment, CommitmentState.DROPPED, on, reason)


@transaction.atomic
def reopen_commitment(*, commitment: Commitment) -> Commitment:
    """Let a settled commitment stand again. Raises `RefusedError` for one that is open."""
    held = _held(commitment)
    if held.state == CommitmentState.OPEN:
        raise RefusedError("Deze toezegging staat al open.")
    return _moved(held, CommitmentState.OPEN, None, "")


@transaction.atomic
def remove_commitment(*, park: Park, commitment: Commitment) -> None:
    """Remove a commitment that never was. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=commitment, label=commitment.what)
    commitment.delete()


def _settled(
    commitment: Commitment, state: CommitmentState, on: dt.date, reason: str = ""
) -> Commitment:
    held = _held(commitment)
    if held.state != CommitmentState.OPEN:
        raise RefusedError("Deze toezegging is al afgehandeld. Zet haar eerst weer open.")
    return _moved(held, state, on, reason)


def _moved(
    commitment: Commitment, state: CommitmentState, on: dt.date | None, reason: str
) -> Commitment:
    commitment.state, commitment.settled_on, commitment.dropped_reason = state, on, reason
    commitment.save(update_fields=["state", "settled_on", "dropped_reason"])
    return commitment


def _held(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.in_park(commitment.park_id).select_for_update(of=("self",))
    held: Commitment = rows.get(pk=commitment.pk)
    return held
