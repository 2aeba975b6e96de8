"""What ties stakeholders: adding a relation and taking one out."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from collective.choices import RelationKind
from collective.models import Relation
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from parks.services.records import TakenError, unless_taken

THE_OTHER_WAY: Final = "Deze relatie is al vastgelegd."


def add_relation(*, park: Park, typed: Mapping[str, Any]) -> Relation:
    """Tie two stakeholders. Raises `TakenError` when they are tied like this already.

    A potential has no direction: the other way round it is the same one.
    """
    refuse_mirrored(park=park, typed=typed)
    with unless_taken(Relation):
        added: Relation = Relation.objects.create(park=park, **typed)
    return added


def refuse_mirrored(*, park: Park, typed: Mapping[str, Any], but: Relation | None = None) -> None:
    """Raise `TakenError` when the same potential stands there with its ends changed round."""
    if typed["kind"] != RelationKind.POTENTIAL:
        return
    mirrored = Relation.objects.in_park(park.pk).filter(
        kind=RelationKind.POTENTIAL, source=typed["target"], target=typed["source"]
    )
    if mirrored.exclude(pk=but.pk if but else None).exists():
        raise TakenError("target", THE_OTHER_WAY)


@transaction.atomic
def remove_relation(*, park: Park, relation: Relation) -> None:
    """Remove a relation. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=relation)
    relation.delete()
