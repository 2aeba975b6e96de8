"""Waking a worker. Tasks are named, not imported: they stand above the models that they work on."""

from celery import current_app
from django.db import transaction

from parks.jobs.models import Job


def send_after_commit(job: Job) -> None:
    """Wake a worker once the row is there for it to find.

    A broker that is away costs no request: the row waits and the sweeper sends it again.
    """
    task, park_id, job_id = job.task, job.park_id, str(job.pk)

    def wake() -> None:
        send(task=task, park_id=park_id, job_id=job_id)

    # A function, not functools.partial: Django logs a failure by its name, which a partial lacks.
    transaction.on_commit(wake, robust=True)


def send(*, task: str, park_id: int, job_id: str) -> None:
    """Send the message now. Raises kombu's OperationalError when the broker is away."""
    current_app.send_task(task, kwargs={"park_id": park_id, "job_id": job_id})
