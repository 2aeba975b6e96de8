"""What the clock sets off: telling people what a worker did not reach, and forgetting them."""

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone

from collective.choices import STOPPABLE
from collective.models import MailItem
from collective.services.sign_ups import erase_old
from collective.tasks import tell_of_own_sign_ups
from core.park_context import park_context
from parks.models import Park

log = structlog.get_logger(__name__)


@shared_task
def tell_forgotten() -> None:
    """Tell people what they still wait for, park by park. Runs every five minutes."""
    every_park = Park.objects.order_by("pk").values_list("pk", flat=True)
    with transaction.atomic(), park_context(*every_park):
        rows = MailItem.objects.unplanned().exclude(kind__in=STOPPABLE)
        parks = list(rows.order_by("park_id").values_list("park_id", flat=True).distinct())
    for park_id in parks:
        tell_of_own_sign_ups.delay(park_id=park_id)


@shared_task
def erase_old_sign_ups() -> None:
    """Forget who came to activities of more than a year ago. Runs each day."""
    if number := erase_old(now=timezone.now()):
        log.info("sign_ups_erased", number=number)
