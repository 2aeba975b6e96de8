"""The worker's side of a job: do it, and let the row tell how it ended, whatever happens.

Every step at the database is a short transaction of its own, so that nothing stays locked during
long work.
"""

from collections.abc import Callable
from typing import Final

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from parks.jobs.models import Job

log = structlog.get_logger(__name__)

Progress = Callable[[int], None]

TOO_SLOW: Final = (
    "Dit duurde te lang. Probeer het op een rustig moment opnieuw, "
    "of neem contact op met de beheerder."
)
BROKEN: Final = "Dit is niet gelukt. Probeer het opnieuw, of neem contact op met de beheerder."


class JobFailedError(Exception):
    """The job can't be done now, or never (`for_good`); the message tells the reader why."""

    def __init__(self, message: str, *, for_good: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.for_good = for_good


def carry_out(job: Job, work: Callable[[Progress], None]) -> None:
    """Do the work of a claimed job, or record why it failed. Call it outside a transaction.

    `work` is given what notes its progress in per cents, and itself finishes the job.
    """
    try:
        work(_progress_of(job))
    except SoftTimeLimitExceeded:
        # The same work takes as long again: trying by itself would only hold up the others.
        _fail(job, TOO_SLOW, for_good=True)
    except JobFailedError as error:
        _fail(job, error.message, for_good=error.for_good)
    except Exception:  # whatever it is, the reader must hear of it
        _fail(job, BROKEN)


def _progress_of(job: Job) -> Progress:
    def note(percent: int) -> None:
        with transaction.atomic():
            job.note_progress(percent)

    return note


def _fail(job: Job, message: str, *, for_good: bool = False) -> None:
    log.exception("job_failed", job=job._meta.label, job_id=str(job.pk), park_id=job.park_id)
    with transaction.atomic():
        job.fail(message, for_good=for_good)
