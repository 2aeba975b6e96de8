"""Lets a search be of an hour ago, in the one transaction of a test, in which no time passes."""

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils import timezone

from core.park_context import park_context
from parks.models import Occupation, Ownership, Park, Plot
from parks.queries.history import events_of
from realisation.models import Listing, MatchingRun, Proposal

HOUR = dt.timedelta(hours=1)


def an_hour_passes(park: Park, run: MatchingRun) -> None:
    """Date what the run found, and all that it read, back; what is edited next came after."""
    with park_context(park.pk):
        Proposal.objects.filter(run=run).update(made_at=timezone.now() - HOUR)
        for model in (Listing, Plot, Occupation, Ownership):
            _date_back(events_of(model))


def _date_back(events: Any) -> None:
    events.update(pgh_created_at=F("pgh_created_at") - 2 * HOUR)
