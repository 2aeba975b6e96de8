"""What every park-owned row has in common.

`ParkOwned` puts the park on the row, an unguessable key in its address and a manager that refuses
to work without a park context. `ParkEvent` does the same for history rows. `parks.isolation`
finds both by their `park_id` column and walls them in.
"""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import pghistory
import pghistory.models
from django.db import models
from django_scopes import ScopedManager

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")
Row = TypeVar("Row", bound="models.Model")


def scoped(rows: type[Rows]) -> Rows:
    """Return a manager with the vocabulary of `rows` that raises ScopeError without a context.

    A manager answers to every method of its queryset, hence the return type.
    """
    manager: Rows = ScopedManager(models.Manager.from_queryset(rows), park="park_id")
    return manager


class ParkOwned(models.Model):
    """A row that belongs to one park and can't be seen from another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    park = models.ForeignKey("parks.Park", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ParkEvent(pghistory.models.Event):
    """One past state of a park-owned row: who made it and when. The app role can only add."""

    append_only = True
    objects: ClassVar[models.QuerySet[Any]] = ScopedManager(park="park_id")  # type: ignore[assignment]  # as in scoped()

    class Meta:
        abstract = True


def track_history() -> Callable[[type[Row]], type[Row]]:
    """Return the class decorator that keeps every past state of a park-owned model.

    The history of `Goal` is the model `GoalEvent`. The context (who, through which address) is
    stored in the row itself, because a shared context table would be readable across parks.
    """

    def decorate(model: type[Row]) -> type[Row]:
        tracked: type[Row] = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            model_name=f"{model.__name__}Event",
            base_model=ParkEvent,
            obj_field=pghistory.ObjForeignKey(related_name="events", related_query_name="events"),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]  # documented, but not in its types
        )(model)
        return tracked

    return decorate
