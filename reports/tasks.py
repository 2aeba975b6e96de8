"""The worker's side of a report: claim the row, make the file, record it.

Every step at the database is a short transaction of its own, so that nothing stays locked during
the seconds that a PDF takes.
"""

from typing import TYPE_CHECKING, Final
from uuid import UUID

import structlog
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from core.park_context import park_context
from reports import storage
from reports.models import MadeFile, Report

if TYPE_CHECKING:
    from reports.rendering import Progress

log = structlog.get_logger(__name__)

TOO_SLOW: Final = (
    "Het maken duurde te lang. Probeer het op een rustig moment opnieuw, "
    "of neem contact op met de beheerder."
)
NO_ROOM: Final = "Het bestand kon niet worden bewaard. Neem contact op met de beheerder."
BROKEN: Final = (
    "Het maken is niet gelukt. Probeer het opnieuw, of neem contact op met de beheerder."
)


@shared_task
def make_report(*, park_id: int, report_id: str, **_later: object) -> None:
    """Make the file of a report, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        with transaction.atomic():
            report = Report.objects.in_park(park_id).claim(UUID(report_id))
        if report is not None:
            _make(report)


def _make(report: Report) -> None:
    """Make the file and record it, or record why it failed; the row always tells the outcome."""
    try:
        made = _make_file(report, _progress_of(report))
    except SoftTimeLimitExceeded:
        # The same work takes as long again: trying by itself would only hold up the others.
        _fail(report, TOO_SLOW, for_good=True)
    except storage.NotStoredError:
        _fail(report, NO_ROOM)
    except Exception:  # whatever it is, the reader must hear of it
        _fail(report, BROKEN)
    else:
        _finish(report, made)


def _make_file(report: Report, progress: "Progress") -> MadeFile:
    # The engine takes 60 MB and a second to load: only workers need it, the web imports this file.
    from reports.rendering import render_report  # noqa: PLC0415  # WeasyPrint loads in workers only

    pdf = render_report(report, progress=progress)
    # Every claim writes a name of its own: a worker that lost its claim can't spoil a good file.
    name = f"{storage.FOLDER}/{report.park_id}/{report.pk}-{report.lease_until:%Y%m%d%H%M%S%f}.pdf"
    digest = storage.store(name, pdf.content)
    return MadeFile(name=name, sha256=digest, size=len(pdf.content), pages=pdf.pages)


def _progress_of(report: Report) -> "Progress":
    def note(percent: int) -> None:
        with transaction.atomic():
            report.note_progress(percent)

    return note


def _finish(report: Report, made: MadeFile) -> None:
    with transaction.atomic():
        recorded = report.finish(made)
    if not recorded:
        storage.remove(made.name)
        log.warning("report_claim_lost", report_id=str(report.pk), park_id=report.park_id)


def _fail(report: Report, message: str, *, for_good: bool = False) -> None:
    log.exception("report_failed", report_id=str(report.pk), park_id=report.park_id)
    with transaction.atomic():
        report.fail(message, for_good=for_good)
