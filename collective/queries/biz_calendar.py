"""When what has to happen for a BIZ: before it begins, while it runs, and before it ends.

A BIZ lasts five years at most (Wet op de bedrijveninvesteringszones); after that the
municipality asks again. The months are a guideline of the platform: a municipality has its own.
"""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

YEARS: Final = 5


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, from a day on. `by` is whose turn it is; `is_past` follows from today."""

    on: dt.date
    title: str
    by: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class Term:
    """The years for which a BIZ can be."""

    starts_on: dt.date
    ends_on: dt.date
    prepares_on: dt.date
    steps: tuple[Step, ...]


# Months from the start: what, and whose turn it is. The last day of the fifth year is the end.
BEFORE_AND_DURING: Final = (
    (-12, "Plan maken: gebied, activiteiten, begroting en wie betaalt", "ondernemers"),
    (-10, "Proef: peilen of er genoeg steun zou zijn", "ondernemers"),
    (-7, "Vereniging of stichting oprichten", "ondernemers"),
    (-6, "Uitvoeringsovereenkomst sluiten", "ondernemers en gemeente"),
    (-4, "Verordening vaststellen", "gemeenteraad"),
    (-2, "Officiële stemming en uitslag", "gemeente"),
    (0, "BIZ begint; de gemeente legt de bijdrage op", "gemeente"),
    (30, "Halverwege: wat is er gedaan, en wat vinden betalers ervan?", "ondernemers"),
    (42, "Beginnen met de volgende stemming: terugkijken en een nieuw plan", "ondernemers"),
    (58, "Nieuwe officiële stemming, als u door wilt", "gemeente"),
)
PREPARE_AFTER_MONTHS: Final = 42


def term_from(starts_on: dt.date, today: dt.date) -> Term:
    """Return the term of a BIZ that starts on a day, with the steps around it."""
    steps = [
        Step(day, title, by, day < today)
        for months, title, by in BEFORE_AND_DURING
        for day in (_later(starts_on, months),)
    ]
    ends_on = _later(starts_on, 12 * YEARS) - dt.timedelta(days=1)
    steps.append(Step(ends_on, "Laatste dag van deze BIZ", "gemeente", ends_on < today))
    return Term(
        starts_on=starts_on,
        ends_on=ends_on,
        prepares_on=_later(starts_on, PREPARE_AFTER_MONTHS),
        steps=tuple(steps),
    )


def _later(day: dt.date, months: int) -> dt.date:
    """Return the same day of another month, or the last one of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
