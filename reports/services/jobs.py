"""Asking for a file. The row in the database is the request; the message only wakes a worker.

Parks share the workers, which take messages in the order in which they come. What keeps one park
from holding up the others: a document has a greatest size (`queries/size.py`), and a park has at
most one unfinished draft, and one report, for each sort of readers. Editions have no such limit:
only a manager publishes, and each is made once. The sweeper sends editions before the rest.
"""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from core.turns import wait_for_turn
from parks.choices import Audience
from parks.jobs.models import JobState
from parks.jobs.sending import send_after_commit
from parks.models import Park
from reports.models import Report, ReportKind, RoadmapEdition
from reports.queries.canonical import content_hash, to_json
from reports.queries.document import roadmap_document
from reports.queries.opportunity_map import opportunity_map_document
from reports.queries.organisation import organisation_document
from reports.queries.size import require_printable


def request_edition_pdf(*, edition: RoadmapEdition, by: User) -> Report:
    """Return the one job that makes an edition's PDF, new or not. Safe under races."""
    return _request(
        Report(
            park_id=edition.park_id,
            kind=ReportKind.EDITION,
            edition=edition,
            audience=edition.audience,
            request_key=f"edition:{edition.pk}",
            requested_by=by,
        )
    )


@transaction.atomic
def request_draft(*, park: Park, audience: str, by: User, today: dt.date) -> Report:
    """Return the job for a draft PDF of what `audience` would see today; the team reads it.

    One draft at a time: as long as one for the same readers waits or is being made, that is the
    answer. After that the same content is the same job: no second file when nothing changed.
    Raises TooLargeError.
    """
    if under_way := _under_way(park.pk, ReportKind.DRAFT, audience):
        return under_way
    document = roadmap_document(park=park, audience=audience, today=today)
    require_printable(document)
    return _request_content(park, ReportKind.DRAFT, to_json(document), by)


@transaction.atomic
def request_organisation(*, park: Park, audience: str, by: User, today: dt.date) -> Report:
    """Return the job for the report on the organisation degree, for board and executive.

    It holds what `audience` may see today; the team reads it and hands it on. As with a draft
    there is one at a time, and the same content is the same job. Raises TooLargeError.
    """
    if under_way := _under_way(park.pk, ReportKind.ORGANISATION, audience):
        return under_way
    document = organisation_document(park=park, audience=audience, today=today)
    require_printable(document)
    return _request_content(park, ReportKind.ORGANISATION, to_json(document), by)


@transaction.atomic
def request_opportunity_map(
    *, park: Park, audience: str, by: User, today: dt.date, paper: str
) -> Report:
    """Return the job for the kansenkaart that `audience` would see today, on `paper`.

    The team reads it and hands it on. There is one at a time per paper, and the same content is the
    same job. Raises TooLargeError.
    """
    if under_way := _under_way(park.pk, ReportKind.OPPORTUNITY_MAP, audience, paper):
        return under_way
    document = opportunity_map_document(park=park, audience=audience, today=today, paper=paper)
    require_printable(document)
    return _request_content(park, ReportKind.OPPORTUNITY_MAP, to_json(document), by)


def _request_content(park: Park, kind: ReportKind, content: Any, by: User) -> Report:
    report = _request(
        Report(
            park_id=park.pk,
            kind=kind,
            content=content,
            audience=Audience.TEAM,
            request_key=f"{kind}:{content_hash(content)}",
            requested_by=by,
        )
    )
    return retry_report(report=report, by=by) if report.state == JobState.FAILED else report


@transaction.atomic
def retry_report(*, report: Report, by: User) -> Report:
    """Put a failed job, or one whose file is gone, back in the queue. Else nothing changes.

    From then on `by` is who asks: who asked before may have left.
    Returns the job to follow: for a draft that may be a newer one for the same readers.
    """
    if under_way := _under_way_instead(report):
        return under_way
    if (
        Report.objects.in_park(report.park_id)
        .filter(pk=report.pk)
        .restart(file="", requested_by=by)
    ):
        report.refresh_from_db(fields=["state", "progress", "attempts", "message", "file"])
        send_after_commit(report)
    return report


def _under_way_instead(report: Report) -> Report | None:
    if report.kind == ReportKind.EDITION:
        return None
    same = Report.objects.in_park(report.park_id).filter(pk=report.pk)
    ((audience, paper),) = same.values_list("content__audience", "content__paper")
    return _under_way(report.park_id, report.kind, audience, paper or "")


def _under_way(park_id: int, kind: str, audience: str, paper: str = "") -> Report | None:
    """Return the unfinished job for these readers, on this paper if there is a choice.

    Nobody else starts one in the meantime.
    """
    wait_for_turn(f"report {kind} {park_id} {audience}")
    jobs = Report.objects.in_park(park_id).filter(kind=kind)
    ours = jobs.unfinished().filter(content__audience=audience)
    if paper:
        ours = ours.filter(content__paper=paper)
    found: Report | None = ours.newest_first().first()
    return found


@transaction.atomic
def _request(report: Report) -> Report:
    """Insert unless the same request is there already; the unique key decides a race."""
    Report.objects.bulk_create([report], ignore_conflicts=True)
    stored: Report = (
        Report.objects.in_park(report.park_id).defer("content").get(request_key=report.request_key)
    )
    if stored.pk == report.pk:
        send_after_commit(stored)
    return stored
