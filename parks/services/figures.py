"""What a company says of itself for a year: stored as a whole, then counted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from parks.choices import Release
from parks.models import CompanyFigure, Establishment
from parks.services.aggregates import renew_total, take_turn


@dataclass(frozen=True, slots=True)
class FigureData:
    """One answer. `released_to` None leaves that as it is: only the company itself decides it."""

    data_state: str
    value: Decimal | None
    note: str = ""
    released_to: str | None = None


class OwnAnswerError(Exception):
    """The park manager can't replace what a company said itself."""


@transaction.atomic
def save_figures(
    *,
    establishment: Establishment,
    year: int,
    typed: Mapping[str, FigureData],
    by_manager: bool,
    now: dt.datetime,
) -> list[str]:
    """Store the answers of a company by kind, and return the kinds that changed.

    Publishes the totals that this makes possible. Raises what `store_figures` does.
    """
    changed = store_figures(
        establishment=establishment, year=year, typed=typed, by_manager=by_manager, now=now
    )
    for kind in changed:
        renew_total(park=establishment.park, kind=kind, year=year, now=now)
    return changed


@transaction.atomic
def store_figures(
    *,
    establishment: Establishment,
    year: int,
    typed: Mapping[str, FigureData],
    by_manager: bool,
    now: dt.datetime,
) -> list[str]:
    """Store the answers of a company by kind, and return the kinds that changed.

    Publishes nothing. Raises `OwnAnswerError` when the park manager
    (`by_manager`) would change an answer of the company itself; nothing is stored then.
    """
    moment = take_turn(establishment.park_id, year, now)
    stored = {row.kind: row for row in establishment.figures.filter(year=year)}
    changed = []
    for kind, data in typed.items():
        row = stored.get(kind) or CompanyFigure(
            park_id=establishment.park_id, establishment=establishment, kind=kind, year=year
        )
        if _store(row, data, by_manager, moment):
            changed.append(kind)
    return changed


def _store(row: CompanyFigure, data: FigureData, by_manager: bool, now: dt.datetime) -> bool:
    """Store one answer, unless it says what it said already."""
    is_new = row._state.adding
    wanted = {
        "data_state": data.data_state,
        "value": data.value,
        "note": data.note,
        "released_to": data.released_to or (Release.COMPANY if is_new else row.released_to),
    }
    if not is_new and all(getattr(row, name) == value for name, value in wanted.items()):
        return False
    if by_manager and not is_new and not row.by_manager:
        raise OwnAnswerError
    for name, value in wanted.items():
        setattr(row, name, value)
    row.by_manager = by_manager
    row.stated_at = now
    row.save()
    return True
