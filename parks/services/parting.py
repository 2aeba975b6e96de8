"""Two rows that were merged are parted again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import transaction

from accounts.models import User
from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Membership, Merge, Park, Plot
from parks.services.audit import record
from parks.services.merging import MODEL_OF, plain
from parks.services.records import TakenError, unless_taken


@transaction.atomic
def undo_merge(*, park: Park, merge: Merge, by: User, now: dt.datetime) -> None:
    """Part two rows again: what moved goes back, and fields that nobody changed since.

    Raises `RefusedError` when the winner went up in another row, or this was undone before.
    """
    model: Any = MODEL_OF[merge.kind]
    own = Merge.objects.in_park(park.pk).standing().select_for_update().filter(pk=merge.pk).first()
    if own is None:
        raise RefusedError("Deze samenvoeging is al teruggedraaid.")
    rows = model._base_manager.filter(park_id=park.pk).select_for_update()
    winner, loser = rows.get(pk=own.winner_id), rows.get(pk=own.loser_id)
    if winner.merged_into_id:
        raise RefusedError(
            f"{winner} is zelf opgegaan in een ander. Draai eerst die samenvoeging terug."
        )
    try:
        with unless_taken(model):
            _give_back(own, winner, loser)
    except TakenError as taken:
        raise RefusedError(f"Dit kan niet meer. {taken.message}") from taken
    own.undone_at = now
    own.save(update_fields=["undone_at"])
    record(
        park=park,
        action=AuditAction.UNDO,
        actor=by,
        target=winner,
        label=f"{loser.name} staat weer los van {winner.name}",
    )


def _give_back(own: Merge, winner: Any, loser: Any) -> None:
    for name, (before, after) in own.fields.items():
        field = winner._meta.get_field(name)
        if plain(getattr(winner, name)) == after:
            setattr(winner, name, field.to_python(before))
    winner.save(update_fields=list(own.fields))
    loser.merged_into = None
    loser.save(update_fields=["merged_into"])
    for path, ids in own.moved.items():
        label, _, name = path.rpartition(".")
        rows = apps.get_model(label)._base_manager.filter(park_id=winner.park_id, pk__in=ids)
        # What was moved on since, to a third one, stays there.
        rows.filter(**{name: winner}).update(**{name: loser})
    if doubles := own.kept.get("parks.Membership.establishment", []):
        _give_back_roles(doubles, winner)
    for joined in reversed(own.joined):
        _part_periods(joined, loser)


def _give_back_roles(ids: Sequence[str], winner: Any) -> None:
    """Let people speak for the loser again, unless they have left the winner since."""
    roles = Membership._base_manager.filter(park_id=winner.park_id)
    still = roles.filter(establishment=winner, ended_on__isnull=True)
    roles.filter(pk__in=ids, user__in=still.values("user")).update(ended_on=None)


def _part_periods(joined: Mapping[str, Any], loser: Any) -> None:
    label, _, name = joined["key"].rpartition(".")
    model: Any = apps.get_model(label)
    rows = model._base_manager.filter(park_id=loser.park_id)
    since, until = joined["into_after"]
    before = dict(zip(("since", "until"), joined["into_before"], strict=True))
    # What somebody put right since stays right.
    rows.filter(pk=joined["into"], since=since, until=until).update(**before)
    if Plot.objects.in_park(loser.park_id).filter(pk=joined["plot"]).exists():
        since, until = joined["period"]
        row = model(pk=joined["id"], park_id=loser.park_id, plot_id=joined["plot"])
        row.since, row.until = since, until
        setattr(row, name, loser)
        row.save(force_insert=True)
