"""When a milestone is due, in Dutch words."""

import datetime as dt

from core.dutch import format_date, format_quarter
from strategy.choices import DatePrecision


def milestone_when(due_on: dt.date, precision: str) -> str:
    """Return when a milestone is due: "4e kwartaal 2026" or "22 november 2026"."""
    return format_quarter(due_on) if precision == DatePrecision.QUARTER else format_date(due_on)
