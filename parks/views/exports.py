"""Lists of a park as files, and files as they came in."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from parks.access import ParkRequest, Right, park_page
from parks.choices import AuditAction
from parks.imports.exporting import Download, export_companies, export_plots
from parks.models import Import, ImportFile
from parks.models.audience import Reader
from parks.services.audit import record

LISTS: Final[dict[str, Callable[[Reader, str], Download]]] = {
    "bedrijven": export_companies,
    "kavels": export_plots,
}
FORMS: Final = {"bedrijven": ("csv", "xlsx"), "kavels": ("csv", "xlsx", "rd", "wgs84")}


@require_safe
@park_page(Right.EDIT)
def export(request: ParkRequest, kind: str, form: str) -> HttpResponse:
    """Send a list; the log of the park tells who took it."""
    if form not in FORMS.get(kind, ()):
        raise Http404
    viewer = request.viewer
    download = LISTS[kind](viewer, form)
    record(
        park=viewer.park,
        actor=viewer.user,
        action=AuditAction.EXPORT,
        label=f"Lijst van {kind}",
        detail={"vorm": form},
    )
    return file_answer(
        download.content, f"{viewer.park.slug}-{download.name}", download.content_type
    )


@require_safe
@park_page(Right.EDIT)
def original(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Send a file as it came in."""
    viewer = request.viewer
    run = get_object_or_404(Import.objects.visible_to(viewer), pk=pk)
    file = get_object_or_404(ImportFile.objects.filter(park_id=viewer.park.pk), run=run)
    record(park=viewer.park, actor=viewer.user, action=AuditAction.DOWNLOAD, target=run)
    # Never a type that a browser would show: a stranger may have made this file.
    return file_answer(bytes(file.content), run.filename, "application/octet-stream")


def file_answer(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to download, which no cache keeps."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
