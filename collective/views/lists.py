"""Lists of how a park works together, as files."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from collective.queries.lists import SHEETS
from core.spreadsheet import CSV_TYPE, XLSX_TYPE, write_csv, write_xlsx
from parks.access import ParkRequest, Right, park_page
from parks.choices import AuditAction
from parks.services.audit import record
from parks.views.exports import file_answer


@require_safe
@park_page(Right.EDIT)
def list_export(request: ParkRequest, kind: str, form: str) -> HttpResponse:
    """Send a list; the log of the park tells who took it."""
    if kind not in SHEETS or form not in ("csv", "xlsx"):
        raise Http404
    viewer = request.viewer
    sheet = SHEETS[kind](viewer, timezone.localdate())
    if form == "csv":
        content, content_type = write_csv(sheet.headings, sheet.rows), CSV_TYPE
    else:
        content = write_xlsx(sheet.headings, sheet.rows, title=sheet.name)
        content_type = XLSX_TYPE
    record(
        park=viewer.park,
        actor=viewer.user,
        action=AuditAction.EXPORT,
        label=f"Lijst van {sheet.name}",
        detail={"vorm": form},
    )
    return file_answer(content, f"{viewer.park.slug}-{sheet.name}.{form}", content_type)
