"""All that a park has, for its manager."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import partial
from parks.access import ParkRequest, Right, park_page
from reports import storage
from reports.export.plan import TABLES
from reports.models import ParkExport
from reports.queries.listing import kilobytes
from reports.services.exports import request_export
from reports.views.files import serve


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def export_page(request: ParkRequest) -> HttpResponse:
    """Show how far the export is, or ask for one."""
    viewer = request.viewer
    if request.method == "POST":
        request_export(park=viewer.park, by=viewer.user)
        return redirect("reports:export", slug=viewer.park.slug)
    export = ParkExport.objects.in_park(viewer.park.pk).newest_first().first()
    context = {
        "export": export,
        "is_there": export is not None and storage.exists(export.file),
        "size_kb": kilobytes(export.file_size) if export else None,
        "titles": [table.title for table in TABLES],
    }
    return render(request, partial(request, "reports/export.html", "status"), context)


@require_safe
@park_page(Right.MANAGE)
def export_file(request: ParkRequest, pk: UUID) -> FileResponse | HttpResponse:
    """Serve the zip, or go back to the page that says how far it is."""
    viewer = request.viewer
    export: ParkExport = get_object_or_404(ParkExport.objects.in_park(viewer.park.pk), pk=pk)
    name = f"alles-van-{viewer.park.slug}-{export.requested_at:%Y-%m-%d}.zip"
    served = serve(viewer, export.file, name, "application/zip")
    return served or redirect("reports:export", slug=viewer.park.slug)
