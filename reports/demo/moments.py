"""Moments that move along with the day on which the demo is made.

A moment is a letter and a distance. `d-13`: thirteen days ago, or the working day before it;
`q+2`: the last day of the second quarter after this one; `s-5`: the first day of a quarter;
`y+2`: the last day of the year after next; `j+2`: the first day of that year.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from core.dutch import format_date, format_quarter
from strategy.choices import DatePrecision

_MOMENT: Final = re.compile(r"([dqsyj])([+-]\d{1,4})")
_IN_TEXT: Final = re.compile(r"\{([^{}]*)\}")
SATURDAY: Final = 5
# Month and day on which nobody plans a meeting.
HOLIDAYS: Final = frozenset({(1, 1), (4, 27), (5, 5), (12, 24), (12, 25), (12, 26), (12, 31)})


def require_moment(text: str) -> None:
    """Raise ValueError unless the text is a moment or empty."""
    if text and not _MOMENT.fullmatch(text):
        raise ValueError(f"{text!r} is no moment such as d-13, q+2, s-5 or y+2")


def require_moments_in(text: str) -> None:
    """Raise ValueError unless everything between braces in a text is a moment."""
    for match in _IN_TEXT.finditer(text):
        require_moment(match[1] or "{}")


def precision_of(moment: str) -> DatePrecision:
    """Return whether a milestone at this moment is due on a day or in a quarter."""
    return DatePrecision.DAY if moment.startswith("d") else DatePrecision.QUARTER


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns moments into days, seen from `today`."""

    today: dt.date

    def day(self, moment: str) -> dt.date:
        """Return the day of a moment. Raises ValueError for anything else."""
        require_moment(moment or "-")
        letter, distance = moment[0], int(moment[1:])
        if letter == "d":
            return _working_day(self.today + dt.timedelta(days=distance))
        if letter == "y":
            return dt.date(self.today.year + distance, 12, 31)
        if letter == "j":
            return dt.date(self.today.year + distance, 1, 1)
        if letter == "s":
            return self._first_of_quarter(distance)
        return self._first_of_quarter(distance + 1) - dt.timedelta(days=1)

    def day_or_none(self, moment: str) -> dt.date | None:
        """Return the day of a moment, or None for an empty text."""
        return self.day(moment) if moment else None

    def fill(self, text: str) -> str:
        """Return a text with `{y+2}` as a year, `{q+2}` as a quarter and `{d+30}` as a date."""
        return _IN_TEXT.sub(lambda match: self._in_words(match[1]), text)

    def _in_words(self, moment: str) -> str:
        day = self.day(moment)
        if moment.startswith(("y", "j")):
            return str(day.year)
        return format_date(day) if moment.startswith("d") else format_quarter(day)

    def _first_of_quarter(self, distance: int) -> dt.date:
        quarters = self.today.year * 4 + (self.today.month - 1) // 3 + distance
        return dt.date(quarters // 4, quarters % 4 * 3 + 1, 1)


def _working_day(day: dt.date) -> dt.date:
    """Return the day itself or the last working day before it: what is past stays past."""
    while day.weekday() >= SATURDAY or (day.month, day.day) in HOLIDAYS:
        day -= dt.timedelta(days=1)
    return day
