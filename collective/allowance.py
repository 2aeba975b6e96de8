"""How many people a park may mail in a day, whatever the mail is about.

Mail that lies above collective is counted here too: its app says so when the site starts.
"""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower

from collective.models import MailItem
from core.turns import wait_for_turn
from parks.jobs.models import JobState

A_DAY: Final = dt.timedelta(days=1)
UNDER_WAY: Final = (JobState.WAITING, JobState.RUNNING)


class TooMuchMailError(Exception):
    """The park has mailed as many people as it may in a day; `message` says so."""

    def __init__(self, most: int) -> None:
        self.message = (
            f"Dit terrein mag {most} mensen per dag mailen, en dat worden er nu meer."
            " Wat klaarstaat, blijft staan. Verstuur het morgen."
        )
        super().__init__(self.message)


# What is mailed, and what names to whom. Each has `run`, `sent_at` and `failed_at`.
_counted: dict[Any, Combinable] = {MailItem: Lower("sign_up__email")}


def count_too(model: Any, to: str) -> None:
    """Count these rows as mail, one for each `to` of a run. Called when the site starts."""
    _counted[model] = F(to)


def keep_to_allowance(*, park_id: int, now: dt.datetime) -> None:
    """Refuse what was put ready in this transaction when the park then mails too many people.

    Counted is what was sent in the past day and what runs still have to send. Whoever asks at the
    same moment waits until this transaction is over. Raises TooMuchMailError.
    """
    wait_for_turn(f"mail:{park_id}")
    waiting = Q(run__state__in=UNDER_WAY, sent_at__isnull=True, failed_at__isnull=True)
    counts = Q(sent_at__gt=now - A_DAY) | waiting
    mails = sum(
        model.objects.in_park(park_id).filter(counts).values_list("run", to).distinct().count()
        for model, to in _counted.items()
    )
    if mails > settings.MAILS_PER_DAY:
        raise TooMuchMailError(settings.MAILS_PER_DAY)
