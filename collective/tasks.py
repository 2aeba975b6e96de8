"""The worker's side of mail about activities."""

from functools import partial

import structlog
from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from collective.choices import STOPPABLE
from collective.delivery import Delivered, Note, UnreachableError, deliver
from collective.mail_runs import park_to_mail, send_claimed
from collective.models import MailItem, MailRun
from core.park_context import park_context
from parks.jobs.models import LEASE
from parks.jobs.working import carry_out
from parks.models import Park

log = structlog.get_logger(__name__)


@shared_task
def send_mail_run(*, park_id: int, job_id: str, **_later: object) -> None:
    """Send what a run tells, if nobody else does. Safe to run twice."""
    with park_context(park_id):
        with transaction.atomic():
            run: MailRun | None = MailRun.objects.in_park(park_id).claim(job_id)
        if run is not None:
            carry_out(run, partial(send_claimed, run, partial(_deliver, run)))


@shared_task
def tell_of_own_sign_ups(*, park_id: int, **_later: object) -> None:
    """Send people what answers what they asked themselves. Safe to run twice.

    What another worker took a moment ago is left to it.
    """
    with park_context(park_id):
        free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=Now() - LEASE)
        rows = MailItem.objects.in_park(park_id).unplanned().filter(free)
        try:
            deliver(park_to_mail(park_id), rows.exclude(kind__in=STOPPABLE), key="")
        except UnreachableError:
            log.warning("own_sign_ups_not_told", park_id=park_id)


def _deliver(run: MailRun, park: Park, note: Note) -> Delivered:
    rows = MailItem.objects.in_park(park.pk).waiting().filter(run=run)
    return deliver(park, rows, key=str(run.pk), note=note)
