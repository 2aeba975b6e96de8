"""Changes to rehearsals of a vote on a BIZ.

What people fill in about a rehearsal or a group that exists is stored by `parks.services.records`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from collective.models import BizGroup, BizRehearsal, ContributionClass
from collective.queries.biz_classes import Class, Fault, faults_in
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record


class ClassesFaultyError(Exception):
    """The table of classes leaves a WOZ value without a class, or gives it two."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


class ClassesChangedError(Exception):
    """Somebody else changed the classes in the meantime."""


@transaction.atomic
def add_rehearsal(*, park: Park, typed: Mapping[str, Any], payers: Iterable[str]) -> BizRehearsal:
    """Add a rehearsal in which these groups would pay; nobody has voted yet."""
    added: BizRehearsal = BizRehearsal.objects.create(park=park, **typed)
    for payer in payers:
        BizGroup.objects.create(park=park, rehearsal=added, payer=payer)
    return added


@transaction.atomic
def remove_rehearsal(*, park: Park, rehearsal: BizRehearsal) -> None:
    """Remove a rehearsal with its votes and classes."""
    record(park=park, action=AuditAction.DELETE, target=rehearsal)
    rehearsal.delete()


def add_group(*, rehearsal: BizRehearsal, payer: str) -> BizGroup:
    """Let a group pay in a rehearsal; returns the one that is there when it did already."""
    group: BizGroup = BizGroup.objects.get_or_create(
        park_id=rehearsal.park_id, rehearsal=rehearsal, payer=payer
    )[0]
    return group


@transaction.atomic
def remove_group(*, park: Park, group: BizGroup) -> None:
    """Say that a group would not pay: its votes and its classes go."""
    record(park=park, action=AuditAction.DELETE, target=group, label=f"{group.rehearsal}: {group}")
    _classes(group).delete()
    group.delete()


def fingerprint_of(group: BizGroup) -> str:
    """Return what changes when somebody changes the classes of a group."""
    rows = _classes(group).order_by("woz_from_eur").values_list(*_FIELDS)
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


@transaction.atomic
def set_classes(*, group: BizGroup, classes: Sequence[Class], expected: str) -> None:
    """Let a group pay by exactly these classes.

    Raises `ClassesFaultyError` for gaps and overlaps, and `ClassesChangedError` when the classes
    are no longer those with the fingerprint `expected`.
    """
    if faults := faults_in(classes):
        raise ClassesFaultyError(faults)
    # Two at once wait for each other here; the second one then sees what the first one stored.
    BizGroup.objects.select_for_update().get(park_id=group.park_id, pk=group.pk)
    if fingerprint_of(group) != expected:
        raise ClassesChangedError
    stored = {row.woz_from_eur: row for row in _classes(group)}
    for each in classes:
        row = stored.pop(each.woz_from_eur, None) or ContributionClass(
            park_id=group.park_id,
            rehearsal_id=group.rehearsal_id,
            payer=group.payer,
            woz_from_eur=each.woz_from_eur,
        )
        row.woz_to_eur, row.amount_eur = each.woz_to_eur, each.amount_eur
        row.objects_count = each.objects_count
        row.save()
    for row in stored.values():
        row.delete()


_FIELDS = ("woz_from_eur", "woz_to_eur", "amount_eur", "objects_count")


def _classes(group: BizGroup) -> Any:
    return ContributionClass.objects.filter(
        park_id=group.park_id, rehearsal_id=group.rehearsal_id, payer=group.payer
    )
