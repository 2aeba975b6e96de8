"""What every job has: its row is the truth, the message in Redis is only a hint."""

import datetime as dt
from typing import Any, ClassVar, Final
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from parks.owned import ParkOwned


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "In de wachtrij"
    RUNNING = "running", "Bezig"
    READY = "ready", "Klaar"
    FAILED = "failed", "Mislukt"
    STOPPED = "stopped", "Gestopt"


FINISHED: Final = (JobState.READY, JobState.FAILED, JobState.STOPPED)
MAX_ATTEMPTS: Final = 3
# Longer than a worker may take: a lease that ran out belongs to a worker that is gone.
LEASE: Final = dt.timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 30)
# How long a sent message has to reach a worker before it is sent once more.
PATIENCE: Final = dt.timedelta(minutes=2)


class JobQuerySet(models.QuerySet[Any]):
    """Vocabulary for jobs. All times are the database's: workers' clocks may differ."""

    def in_park(self, park_id: int) -> Any:
        """Write the park out: PostgreSQL needs it for the index."""
        return self.filter(park_id=park_id)

    def newest_first(self) -> Any:
        """Return jobs with the latest on top."""
        return self.order_by("-requested_at", "pk")

    def in_turn(self) -> Any:
        """Return jobs in the order in which workers should get them."""
        return self.order_by("requested_at", "pk")

    def unfinished(self) -> Any:
        """Return the jobs that wait or run."""
        return self.exclude(state__in=FINISHED)

    def abandoned(self) -> Any:
        """Return the running jobs whose worker has gone without a word."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=Now())

    def exhausted(self) -> Any:
        """Return the jobs that have used all their attempts."""
        return self.filter(attempts__gte=MAX_ATTEMPTS)

    def overdue(self, patience: dt.timedelta = PATIENCE) -> Any:
        """Return the waiting jobs that nobody took within `patience` of asking or sending."""
        return self.filter(
            models.Q(lease_until__isnull=True) | models.Q(lease_until__lt=Now()),
            state=JobState.WAITING,
            requested_at__lt=Now() - patience,
        )

    def claim(self, pk: UUID | str) -> Any:
        """Take a job for this worker, or return None when it is done, taken or given up.

        One conditional update decides, so two workers never get the same job.
        """
        free = models.Q(state=JobState.WAITING) | models.Q(
            state=JobState.RUNNING, lease_until__lt=Now()
        )
        taken = self.filter(free, pk=pk, attempts__lt=MAX_ATTEMPTS).update(
            state=JobState.RUNNING,
            attempts=models.F("attempts") + 1,
            lease_until=Now() + LEASE,
            progress=0,
            message="",
        )
        return self.get(pk=pk) if taken else None

    def fail(self, message: str, *, for_good: bool = False) -> int:
        """Let jobs wait for their next attempt, or end them: `for_good`, or after the last one."""
        used_up = models.When(
            attempts__gte=0 if for_good else MAX_ATTEMPTS,
            then=models.Value(JobState.FAILED),
        )
        return self.update(
            state=models.Case(used_up, default=models.Value(JobState.WAITING)),
            lease_until=None,
            progress=0,
            message=message,
        )

    def stop(self, message: str) -> int:
        """End the jobs that wait or run, because somebody asked; what they had done is lost."""
        stopped: int = self.unfinished().update(
            state=JobState.STOPPED, lease_until=None, progress=0, message=message
        )
        return stopped

    def restart(self, **changes: Any) -> int:
        """Put finished jobs back in the queue with fresh attempts; `changes` go with it."""
        return self.filter(state__in=FINISHED).update(
            state=JobState.WAITING,
            attempts=0,
            progress=0,
            lease_until=None,
            message="",
            finished_at=None,
            requested_at=Now(),
            **changes,
        )


class Job(ParkOwned):
    """Work for a worker. A model of this kind is swept by itself; its manager is a `JobQuerySet`.

    `task` is the name of the Celery task that does it, which takes `park_id` and `job_id`.
    """

    task: ClassVar[str]

    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("gevraagd op", db_default=Now())
    state = models.CharField("stand", max_length=12, choices=JobState, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField("voortgang (%)", default=0)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    message = models.CharField("bericht", max_length=500, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)

    objects: ClassVar[JobQuerySet]

    class Meta:
        abstract = True

    @staticmethod
    def indexes(name: str) -> list[models.Index]:
        """Return the indexes behind the list of a park's jobs and behind sweeping."""
        return [
            models.Index(fields=["park", "-requested_at"], name=f"{name}_newest"),
            models.Index(
                fields=["state", "lease_until"],
                condition=models.Q(state__in=("waiting", "running")),
                name=f"{name}_unfinished",
            ),
        ]

    @property
    def is_finished(self) -> bool:
        """Whether nothing will happen to this job any more by itself."""
        return self.state in FINISHED

    def note_progress(self, percent: int) -> bool:
        """Show how far the work is. False when the job is no longer ours."""
        return bool(self._held().update(progress=percent))

    def finish(self, **results: Any) -> bool:
        """Record what came of it. False, and nothing is recorded, when it is no longer ours."""
        return bool(
            self._held().update(
                state=JobState.READY,
                progress=100,
                lease_until=None,
                finished_at=Now(),
                **results,
            )
        )

    def pause(self) -> bool:
        """Let others have the worker: the rest is done when it is this job's turn again.

        A job that gets on has not failed, so its attempts start anew. False when another worker
        holds it.
        """
        waiting = {"state": JobState.WAITING, "attempts": 0, "lease_until": None}
        return bool(self._held().update(**waiting, requested_at=Now()))

    def fail(self, message: str, *, for_good: bool = False) -> bool:
        """Give this attempt up, or the whole job. False when the job is no longer ours."""
        return bool(self._held().fail(message, for_good=for_good))

    def _held(self) -> Any:
        # The moment at which the lease ends is different for every claim: it says whose it is.
        return type(self).objects.filter(
            park_id=self.park_id,
            pk=self.pk,
            state=JobState.RUNNING,
            lease_until=self.lease_until,
        )
