"""What the clock sets off: looking after files and after exports whose time is over."""

import structlog
from celery import shared_task

from reports.services import tidying
from reports.services.exports import remove_outdated_exports

log = structlog.get_logger(__name__)


@shared_task
def tidy_files() -> None:
    """Remove what killed workers left on disk and report files without a row. Runs each hour."""
    if removed := tidying.tidy_files().removed:
        log.info("report_files_tidied", removed=removed)


@shared_task
def remove_exports() -> None:
    """Remove exports of parks after a week. Runs each hour."""
    if removed := remove_outdated_exports():
        log.info("exports_removed", removed=removed)
