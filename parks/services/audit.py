"""Writing the log of a park: who did what, to which object, how it ended, from where."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

import structlog
from django.core.cache import cache
from django.db import models, transaction

from accounts.models import User
from core.origin import origin
from core.park_context import current_context, park_context
from parks.choices import AuditAction, AuditResult
from parks.models import AuditEntry, Park

log = structlog.get_logger(__name__)

HOUR_S: Final = 3600
REFUSALS_AN_HOUR: Final = 30
LABEL_LENGTH: Final = 200
MORE_TO_COME: Final = "meer weigeringen in dit uur staan niet in het logboek"


def record(
    *,
    park: Park,
    action: AuditAction,
    actor: User | None = None,
    target: models.Model | None = None,
    label: str = "",
    result: AuditResult = AuditResult.DONE,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add a line to the log of a park, in the transaction of what it tells.

    Without `actor` it is the person for whom the context runs; tasks and commands have none.
    `label` is what readers see of the object, by default its name. `detail` is what else they
    should know, in Dutch: {"rijen": 12}. It must fit in JSON and holds no secrets and nothing that
    a company keeps to itself. Works outside the park's context too. The origin is found by itself.
    """
    entry = _entry(action, actor, target, label)
    entry.park, entry.result, entry.detail = park, result, dict(detail or {})
    with _inside(park):
        entry.save(force_insert=True)


def record_everywhere(
    *,
    parks: Sequence[Park],
    action: AuditAction,
    actor: User,
    target: models.Model,
    detail: Mapping[str, Any],
) -> None:
    """Add the same line to the logs of several parks: staff changed what concerns all of them."""
    entries = [_entry(action, actor, target, "") for park in parks]
    for entry, park in zip(entries, parks, strict=True):
        entry.park, entry.detail = park, dict(detail)
    with park_context(*(park.pk for park in parks), user_id=actor.pk):
        AuditEntry.objects.bulk_create(entries)


def _entry(
    action: AuditAction, actor: User | None, target: models.Model | None, label: str
) -> AuditEntry:
    return AuditEntry(
        actor_id=actor.pk if actor else current_context().user_id,
        action=action,
        object_kind=str(target._meta.verbose_name) if target else "",
        object_id=str(target.pk) if target else "",
        object_label=(label or (str(target) if target else ""))[:LABEL_LENGTH],
        origin=origin(),
    )


def record_refusal(*, park: Park, actor: User, label: str, detail: Mapping[str, Any]) -> None:
    """Write that somebody was refused, in a transaction of its own.

    What refuses rolls back, so this runs after the answer. A person gets so many lines an hour at
    all parks together: nobody can fill the table.
    """
    number = _refusals_this_hour(actor)
    if number > REFUSALS_AN_HOUR:
        log.warning("refusal_not_recorded", park=park.pk, user=actor.pk)
        return
    more = {"let op": MORE_TO_COME} if number == REFUSALS_AN_HOUR else {}
    with transaction.atomic(), park_context(park.pk, user_id=actor.pk):
        record(
            park=park,
            actor=actor,
            action=AuditAction.ENTER,
            label=label,
            result=AuditResult.REFUSED,
            detail={**detail, **more},
        )


def _inside(park: Park) -> AbstractContextManager[None]:
    context = current_context()
    inside = park.pk in context.park_ids
    return nullcontext() if inside else park_context(park.pk, user_id=context.user_id)


def _refusals_this_hour(actor: User) -> int:
    key = f"refusals:{actor.pk}"
    cache.add(key, 0, HOUR_S)
    try:
        return cache.incr(key)
    except ValueError:  # the hour ended between the two
        return 1


def prune(*, before: dt.datetime) -> int:
    """Remove the lines of all parks from before a moment; return how many.

    Only the owner of the tables can: for the application's role PostgreSQL refuses it.
    """
    every_park = Park.objects.order_by("pk").values_list("pk", flat=True)
    with park_context(*every_park), transaction.atomic():
        return int(AuditEntry.objects.filter(at__lt=before).delete()[0])
