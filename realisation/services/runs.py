"""Asking a worker to search the whole park, and trying once more."""

import datetime as dt
from typing import Final

from django.db import transaction

from accounts.models import User
from core.refusals import RefusedError
from core.turns import wait_for_turn
from parks.choices import AuditAction
from parks.jobs.models import JobState
from parks.jobs.sending import send_after_commit
from parks.models import Park
from parks.services.audit import record
from realisation.models import MatchingRun
from realisation.queries.searches import can_search

NOTHING: Final = (
    "Er is nog niets te zoeken. Er is ten minste één vraag nodig die meetelt, en iets dat die"
    " vraag kan vervullen."
)

STOPPED: Final = "Een parkmanager stopte deze zoekronde. Er is niets bewaard."

_WITHOUT_RESULT: Final = (JobState.FAILED, JobState.STOPPED)


@transaction.atomic
def start_search(
    *, park: Park, kind: str, time_limit_s: int, by: User, today: dt.date
) -> MatchingRun:
    """Let a worker search for one kind of proposals.

    A second click finds the first search under way and returns that one. Raises `RefusedError`.
    """
    wait_for_turn(f"matching:{park.pk}")
    runs = MatchingRun.objects.in_park(park.pk)
    running: MatchingRun | None = runs.unfinished().filter(kind=kind).newest_first().first()
    if running is not None:
        return running
    if not can_search(park.pk, kind, today):
        raise RefusedError(NOTHING)
    run: MatchingRun = runs.create(park=park, kind=kind, time_limit_s=time_limit_s, requested_by=by)
    send_after_commit(run)
    return run


@transaction.atomic
def stop_search(*, run: MatchingRun) -> bool:
    """Stop a search that waits or runs; what it found so far is thrown away.

    The worker hears of it at its next step and stores nothing. False when it had ended by itself.
    """
    stopped = MatchingRun.objects.in_park(run.park_id).filter(pk=run.pk).stop(STOPPED)
    if stopped:
        record(park=run.park, action=AuditAction.CHANGE, target=run, detail={"stand": "gestopt"})
    return bool(stopped)


@transaction.atomic
def retry_search(*, run: MatchingRun, by: User) -> bool:
    """Search once more. False unless it had failed or was stopped."""
    rows = MatchingRun.objects.in_park(run.park_id).filter(pk=run.pk, state__in=_WITHOUT_RESULT)
    restarted = rows.restart(requested_by=by)
    if restarted:
        send_after_commit(run)
    return bool(restarted)
