"""Read models of the pages about editions and jobs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from parks.choices import Audience
from parks.jobs.models import FINISHED, JobState
from reports.models import AdoptedBy, Report, ReportKind, RoadmapEdition
from strategy.choices import GoalState
from strategy.models import Goal

MOST_JOBS = 10


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A published edition with what is known about its file."""

    id: UUID
    number: int
    title: str
    audience_label: str
    adopted_by: str
    adopted_on: dt.date
    published_at: dt.datetime
    is_ready: bool
    pages: int | None
    size_kb: int | None


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job that somebody in the team follows."""

    id: UUID
    name: str
    state: str
    state_label: str
    progress: int
    requested_at: dt.datetime
    message: str

    @property
    def is_finished(self) -> bool:
        """Whether nothing will happen to it any more by itself."""
        return self.state in FINISHED


def edition_rows(*, park_id: int, audiences: Sequence[str]) -> tuple[EditionRow, ...]:
    """Return the editions that these audiences may see, the newest first. Two queries."""
    editions = RoadmapEdition.objects.in_park(park_id).for_audiences(audiences).newest_first()
    files = {
        edition_id: (state, pages, size)
        for edition_id, state, pages, size in Report.objects.in_park(park_id)
        .filter(kind=ReportKind.EDITION)
        .values_list("edition_id", "state", "pages", "file_size")
    }
    return tuple(_edition_row(edition, *files.get(edition.pk, ("", None, None)))
                 for edition in editions)  # fmt: skip


def _edition_row(
    edition: RoadmapEdition, state: str, pages: int | None, size: int | None
) -> EditionRow:
    return EditionRow(
        id=edition.pk,
        number=edition.number,
        title=edition.title,
        audience_label=str(Audience(edition.audience).label),
        adopted_by=str(AdoptedBy(edition.adopted_by).label),
        adopted_on=edition.adopted_on,
        published_at=edition.published_at,
        is_ready=state == JobState.READY,
        pages=pages,
        size_kb=kilobytes(size),
    )


def job_rows(*, park_id: int, audiences: Sequence[str]) -> tuple[JobRow, ...]:
    """Return the newest drafts, and editions whose file is not ready yet. One query."""
    jobs = Report.objects.in_park(park_id).for_audiences(audiences).select_related("edition")
    shown = jobs.exclude(kind=ReportKind.EDITION, state=JobState.READY).newest_first()
    return tuple(
        JobRow(
            id=job.pk,
            name=job_name(job),
            state=job.state,
            state_label=job.get_state_display(),
            progress=job.progress,
            requested_at=job.requested_at,
            message=job.message,
        )
        for job in shown.defer("content", "edition__content")[:MOST_JOBS]
    )


def job_name(job: Report) -> str:
    """Return what a job makes, in words."""
    if job.edition is None:
        return str(job.get_kind_display())
    return f"{job.edition.title}, editie {job.edition.number}"


def kilobytes(size: int | None) -> int | None:
    """Return bytes as whole kilobytes, at least 1."""
    return None if size is None else max(1, round(size / 1000))


def goals_per_audience(*, park_id: int) -> dict[str, int]:
    """Return how many standing goals the readers of each audience see. One query."""
    goals = Goal.objects.in_park(park_id).exclude(state=GoalState.DROPPED)
    counted = goals.order_by().values_list("audience").annotate(number=Count("pk"))
    counts: dict[str, int] = dict(counted)
    return {
        audience: sum(counts.get(wider, 0) for wider in Audience.at_least(audience))
        for audience in Audience.values
    }
