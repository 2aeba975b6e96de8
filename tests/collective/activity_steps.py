"""Activities and people at them, as the tests need them; every value is fixed or counted."""

import datetime as dt
import re
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from collective.choices import SignUpState
from collective.models import Activity, SignUp
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park

numbers = count(1)


def activity_at(park: Park, **fields: Any) -> Activity:
    """Make an activity in a week, for members, at the park."""
    starts = timezone.now() + dt.timedelta(days=7)
    given: dict[str, Any] = {
        "title": "Ontbijt over zonnedaken",
        "purpose": "Weten wat een zonnedak oplevert.",
        "starts_at": starts,
        "ends_at": fields.get("starts_at", starts) + dt.timedelta(hours=2),
        "place": "Sluiskade 12",
        "audience": Audience.MEMBERS,
    } | fields
    with transaction.atomic(), park_context(park.pk):
        made: Activity = Activity.objects.create(park=park, **given)
    return made


def somebody(activity: Activity, state: str = SignUpState.ASKED, **fields: Any) -> SignUp:
    """Put somebody on the list of an activity; who answered later has a higher number."""
    number = next(numbers)
    answered = None if state == SignUpState.ASKED else timezone.now() + dt.timedelta(seconds=number)
    given: dict[str, Any] = {
        "name": f"Gast {number:04}",
        "email": f"gast{number}@example.test",
        "answered_at": answered,
    } | fields
    with transaction.atomic(), park_context(activity.park_id):
        made: SignUp = SignUp.objects.create(
            park_id=activity.park_id, activity=activity, state=state, **given
        )
    return made


def now_of(row: Any) -> Any:
    """Return a row as it stands."""
    with transaction.atomic(), park_context(row.park_id):
        return type(row).objects.get(pk=row.pk)


def without_token(answer: Any) -> bytes:
    """Return a page without what differs between any two: the token against forged requests."""
    return re.sub(rb'(csrfmiddlewaretoken" value=|X-CSRFToken": ?)"[^"]*"', b"", answer.content)
