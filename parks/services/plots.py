"""Plots, and who owns and who uses them when."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import models, transaction

from parks.choices import AuditAction
from parks.models import Establishment, Occupation, Organisation, Ownership, Park, Plot
from parks.services.audit import record
from parks.services.records import unless_taken

Holding = Ownership | Occupation
Holder = Organisation | Establishment
# The name of the foreign key to who owns or uses.
HOLDER_OF: Final[Mapping[type[models.Model], str]] = {
    Ownership: "organisation",
    Occupation: "establishment",
}


class PeriodError(Exception):
    """The dates don't fit what is known of the plot; `field` is where to say `message`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def add_plot(*, park: Park, typed: Mapping[str, Any]) -> Plot:
    """Add a plot that is not drawn yet. Raises `TakenError` for a cadastral number that exists."""
    with unless_taken(Plot):
        added: Plot = Plot.objects.create(park=park, **typed)
    return added


@transaction.atomic
def remove_plot(*, park: Park, plot: Plot) -> None:
    """Remove a plot with its owners and users. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=plot)
    plot.delete()


@transaction.atomic
def start_holding(
    *,
    model: type[Holding],
    plot: Plot,
    holder: Holder,
    since: dt.date | None,
    ends_others: bool,
) -> Holding:
    """Say that somebody owns or uses a plot from a day on, alone or beside the others.

    The former ones end on that day, the first on which they no longer hold. Raises `PeriodError`
    when that is impossible and `TakenError` when the holder holds the plot already.
    """
    field = HOLDER_OF[model]
    # Two changes at once wait for each other here: both would end the same former owner.
    Plot.objects.in_park(plot.park_id).select_for_update(no_key=True).only("pk").get(pk=plot.pk)
    current = model.objects.in_park(plot.park_id).filter(plot=plot, until__isnull=True)
    if ends_others:
        _end_others(current.exclude(**{field: holder}), since, field)
    with unless_taken(model):
        started: Holding = model.objects.create(
            park_id=plot.park_id, plot=plot, since=since, **{field: holder}
        )
    return started


def _end_others(others: "models.QuerySet[Any]", day: dt.date | None, field: str) -> None:
    for other in others.select_related(field).select_for_update(of=("self",)):
        if day is None:
            raise PeriodError("since", "Vul een datum in: dan eindigt de vorige periode.")
        if other.since is not None and other.since >= day:
            name = getattr(other, field)
            raise PeriodError(
                "since",
                f"{name} begint pas op of na deze datum. Verbeter eerst die periode.",
            )
        other.until = day
        other.save(update_fields=["until"])


@transaction.atomic
def correct_holding(*, holding: Holding, since: dt.date | None, until: dt.date | None) -> None:
    """Put the dates of a period right. Raises `PeriodError` and `TakenError`."""
    if since and until and until <= since:
        raise PeriodError("until", "Deze datum ligt niet na het begin. Kies een latere datum.")
    holding.since, holding.until = since, until
    with unless_taken(type(holding)):
        holding.save(update_fields=["since", "until"])


@transaction.atomic
def remove_holding(*, park: Park, holding: Holding) -> None:
    """Remove a period that never was. The history keeps what was said."""
    record(park=park, action=AuditAction.DELETE, target=holding)
    holding.delete()
