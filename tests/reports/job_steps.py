"""What tests do to a job behind its back."""

from typing import Any

from core.park_context import park_context
from reports.models import Report


def now_of(report: Report) -> Report:
    """Return a job as it stands in the database now."""
    with park_context(report.park_id):
        fresh: Report = Report.objects.get(pk=report.pk)
    return fresh


def claim(report: Report) -> Report | None:
    """Take a job as a worker does."""
    with park_context(report.park_id):
        return Report.objects.claim(report.pk)


def set_to(report: Report, **values: Any) -> None:
    """Put a job in a state past all rules."""
    with park_context(report.park_id):
        Report.objects.filter(pk=report.pk).update(**values)
