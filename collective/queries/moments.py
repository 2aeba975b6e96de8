"""Moments in Dutch words, in the time of the parks."""

import datetime as dt
from typing import Final

from django.utils import timezone

from core.dutch import format_date

WEEKDAYS: Final = (
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
)  # fmt: skip


def moment_in_words(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """Return "donderdag 26 november 2026, 16.00 tot 18.00 uur", over two days with both days."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if start.date() == end.date():
        return f"{_day(start)}, {_time(start)} tot {_time(end)} uur"
    return f"{_day(start)}, {_time(start)} uur tot {_day(end)}, {_time(end)} uur"


def _day(moment: dt.datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]} {format_date(moment)}"


def _time(moment: dt.datetime) -> str:
    return f"{moment.hour:02}.{moment.minute:02}"
