"""The worker's side of jobs that belong to the park itself."""

from functools import partial
from typing import Final

from celery import shared_task
from django.db import transaction

from core.park_context import park_context
from parks.access import Right, viewer_at
from parks.imports.working import perform
from parks.jobs.working import JobFailedError, Progress, carry_out
from parks.models import Import

NO_TEAM: Final = "Wie dit vroeg, hoort niet meer bij het kernteam. Probeer het zelf opnieuw."


@shared_task
def work_on_import(*, park_id: int, job_id: str, **_later: object) -> None:
    """Plan, apply or take back a file, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        with transaction.atomic():
            run: Import | None = Import.objects.in_park(park_id).claim(job_id)
        if run is not None:
            carry_out(run, partial(_work, run))


def _work(run: Import, progress: Progress) -> None:
    """Do the work, unless a role was taken away since somebody asked for it."""
    with transaction.atomic():
        viewer = viewer_at(run.requested_by, run.park)
    if viewer is None or not viewer.may(Right.EDIT):
        raise JobFailedError(NO_TEAM, for_good=True)
    perform(run, progress)
