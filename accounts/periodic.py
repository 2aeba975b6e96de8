"""What the clock sets off: throwing away sessions and counters whose time is over."""

import structlog
from celery import shared_task

from accounts.services import forget_expired

log = structlog.get_logger(__name__)


@shared_task
def tidy_expired() -> None:
    """Remove expired sessions and cache entries. Runs each night."""
    forgotten = forget_expired()
    log.info("expired_tidied", sessions=forgotten.sessions, counters=forgotten.counters)
