"""Fills the full park of the running site with searches and what they found."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.jobs.models import JobState
from parks.models import Park
from realisation.choices import RunKind
from realisation.models import MatchingRun
from realisation.searching import NOTHING
from realisation.tasks import run_matching
from tests.site.cast import FULL_PARK, PEOPLE

LONG = dt.timedelta(days=1)


def fill_searches() -> None:
    """Make a search of each kind, one that failed and one that goes on, unless they are there."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    by = User.objects.get(email=PEOPLE["marit"].email)
    with transaction.atomic(), park_context(park.pk, user_id=by.pk):
        runs = MatchingRun.objects.in_park(park.pk)
        if runs.filter(requested_by=by).exists():
            return
        asked = [runs.create(park=park, requested_by=by, kind=kind) for kind in RunKind]
        runs.create(park=park, requested_by=by, state=JobState.FAILED, message=NOTHING)
        runs.create(
            park=park,
            requested_by=by,
            state=JobState.RUNNING,
            progress=40,
            lease_until=timezone.now() + LONG,
        )
    for run in asked:
        run_matching(park_id=park.pk, job_id=str(run.pk))
