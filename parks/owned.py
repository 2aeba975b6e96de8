"""What every park-owned row has in common.

`ParkOwned` puts the park on the row, an unguessable key in its address and a manager that refuses
to work without a park context. `ParkEvent` does the same for history rows. `parks.isolation`
finds both by their `park_id` column and walls them in.
"""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

import pghistory
import pghistory.models
import pghistory.trigger
import pgtrigger
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

    # What people fill in, in the order of the form: what the history of a row tells of.
    in_history: ClassVar[tuple[str, ...]] = ()
    # What a field is called there when its own name will not do.
    labels: ClassVar[Mapping[str, str]] = {}
    # Per constraint that another row of the park can break: at which field it is said, and what.
    taken: ClassVar[Mapping[str, tuple[str, str]]] = {}

    class Meta:
        abstract = True


class ParkEvent(pghistory.models.Event):
    """One past state of a park-owned row: who made it and when. The app role can only add."""

    append_only = True
    objects: ClassVar[models.QuerySet[Any]] = ScopedManager(park="park_id")  # type: ignore[assignment]  # as in scoped()

    class Meta:
        abstract = True


class _AllAtOnce(pghistory.trigger.Event):
    """Writes the history of all rows of a statement in one go.

    For each row by itself the walls of the history table cost more than all else together. The
    library's own way for statements also keeps a context table, which all parks would share.
    """

    level = pgtrigger.Statement

    def get_func(self, model: Any) -> Any:
        """Return the body of the trigger: copy what was written, with who did it and when."""
        event: Any = self.event_model
        rows = "old_values" if self.row == "OLD" else "new_values"
        tracked = {field.name for field in model._meta.concrete_fields if not field.generated}
        # Sorted, because the order of inherited fields follows that of imports.
        columns = sorted(field.column for field in event._meta.fields if field.name in tracked)
        values = {column: f'{rows}."{column}"' for column in columns} | {
            "pgh_created_at": "now()",
            "pgh_label": f"'{self.label}'",
            "pgh_obj_id": f'{rows}."{model._meta.pk.column}"',
            "pgh_context": "nullif(current_setting('pghistory.context_metadata', true), '')::jsonb",
        }
        names = ", ".join(f'"{name}"' for name in values)
        return pgtrigger.Func(  # type: ignore[no-untyped-call]  # the library's own
            f'insert into "{event._meta.db_table}" ({names})'  # noqa: S608  # our models
            f" select {', '.join(values.values())} from {{cond_{rows}}}; return null;"
        )


class _InBulk(pghistory.RowEvent):
    """Registers the trigger above in the place of the library's."""

    def add_event_trigger(self, event_model: Any) -> None:
        trigger = _AllAtOnce(  # type: ignore[no-untyped-call]  # the library's own
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


class _BulkInsert(_InBulk, pghistory.InsertEvent):
    pass


class _BulkUpdate(_InBulk, pghistory.UpdateEvent):
    pass


class _BulkDelete(_InBulk, pghistory.DeleteEvent):
    pass


def track_history(*, in_bulk: bool = False) -> Callable[[type[Row]], type[Row]]:
    """Return the class decorator that keeps every past state of a park-owned model.

    The history of `Goal` is the model `GoalEvent`. The context (who, through which address) is
    stored in the row itself, because a shared context table would be readable across parks.
    `in_bulk` is for rows that come by the thousand: history is written once per statement.
    """
    each = (_BulkInsert(), _BulkUpdate(), _BulkDelete())
    events = each if in_bulk else (
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )  # fmt: skip

    def decorate(model: type[Row]) -> type[Row]:
        tracked: type[Row] = pghistory.track(
            *events,
            model_name=f"{model.__name__}Event",
            base_model=ParkEvent,
            obj_field=pghistory.ObjForeignKey(related_name="events", related_query_name="events"),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]  # documented, but not in its types
        )(model)
        return tracked

    return decorate
