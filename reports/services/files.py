"""Removing jobs together with the files that they made."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from reports import storage


def remove_with_files(jobs: Any) -> int:
    """Remove jobs of one kind with their files; return how many. Needs a transaction."""
    found = list(jobs.select_for_update().only("pk", "park_id", "file"))
    jobs.model.objects.filter(pk__in=[job.pk for job in found]).delete()
    for job in found:
        # After the commit: a row whose file is gone would promise a download that fails.
        transaction.on_commit(_removal_of(job.file), robust=True)
    return len(found)


def _removal_of(name: str) -> Callable[[], None]:
    def remove() -> None:
        if name:
            storage.remove(name)

    return remove
