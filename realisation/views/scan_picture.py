"""The picture of a round of the quick scan, on screen and as a file."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.spreadsheet import CSV_TYPE, XLSX_TYPE, write_csv, write_xlsx
from parks.access import ParkRequest, Right, park_page
from parks.choices import AuditAction
from parks.services.audit import record
from parks.views.exports import file_answer
from realisation.queries.scan_picture import picture_of
from realisation.queries.scan_picture_sheet import HEADINGS, picture_rows
from realisation.views.scans import visible_round

NAME = "beeld-quickscan"


@require_safe
@park_page(Right.EDIT)
def picture(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show what the companies answered together, as far as that may be told.

    The manager can look at what the team reads, before she hands it on.
    """
    scan_round, viewer = visible_round(request, pk), request.viewer
    as_team = request.GET.get("voor") == "kernteam"
    found = picture_of(viewer, scan_round, timezone.localdate(), as_team=as_team)
    context = {"round": scan_round, "picture": found}
    return render(request, "realisation/scans/picture.html", context)


@require_safe
@park_page(Right.EDIT)
def picture_download(request: ParkRequest, pk: UUID, form: str) -> HttpResponse:
    """Send the picture that the team reads, to the manager too: a file goes from hand to hand."""
    if form not in ("csv", "xlsx"):
        raise Http404
    scan_round, viewer = visible_round(request, pk), request.viewer
    found = picture_of(viewer, scan_round, timezone.localdate(), as_team=True)
    if form == "csv":
        content, content_type = write_csv(HEADINGS, picture_rows(found)), CSV_TYPE
    else:
        content = write_xlsx(HEADINGS, picture_rows(found), title="beeld")
        content_type = XLSX_TYPE
    record(
        park=viewer.park,
        actor=viewer.user,
        action=AuditAction.EXPORT,
        target=scan_round,
        detail={"vorm": form},
    )
    return file_answer(content, f"{viewer.park.slug}-{NAME}.{form}", content_type)
