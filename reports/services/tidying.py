"""Keeps the folder of files as the rows say it is."""

from dataclasses import dataclass
from typing import Final

import structlog
from django.conf import settings

from core.park_context import park_context
from parks.models import Park
from reports import storage
from reports.models import ParkExport, Report

log = structlog.get_logger(__name__)

NAMED: Final = 20  # files in one line of the log


@dataclass(frozen=True, slots=True)
class Tidied:
    """What a round found: unfinished files that it removed, and files that no row names."""

    removed: int
    orphans: tuple[str, ...]


def tidy_files() -> Tidied:
    """Remove what killed workers left half written, and report files without a row in the log.

    Looks only at files older than a worker may take: a younger one can still be at work. A file
    without a row is left where it is, because it may belong to a backup that was put back.
    """
    old = list(storage.older_than(settings.CELERY_TASK_TIME_LIMIT))
    unfinished = [name for name in old if storage.is_unfinished(name)]
    for name in unfinished:
        storage.remove(name)
    orphans = _without_row([name for name in old if not storage.is_unfinished(name)])
    if orphans:
        log.warning("report_files_without_row", number=len(orphans), files=orphans[:NAMED])
    return Tidied(removed=len(unfinished), orphans=orphans)


def _without_row(names: list[str]) -> tuple[str, ...]:
    with park_context(*Park.objects.order_by("pk").values_list("pk", flat=True)):
        known = {
            name
            for kind in (Report, ParkExport)
            for name in kind.objects.exclude(file="").values_list("file", flat=True)
        }
    return tuple(sorted(set(names) - known))
