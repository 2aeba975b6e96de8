"""The log of a park."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.htmx import UNPROCESSABLE
from core.spreadsheet import CSV_TYPE, write_csv
from parks.access import ParkRequest, Right, park_page
from parks.choices import AuditAction
from parks.forms.audit import AuditForm
from parks.queries.audit import (
    HEADINGS,
    MOST_LINES_IN_FILE,
    find_entries,
    lines_of,
    people_in_log,
    rows_of,
)
from parks.services.audit import record

PER_PAGE = 50


@require_safe
@park_page(Right.MANAGE)
def entries(request: ParkRequest) -> HttpResponse:
    """Show who did what, from where and how it ended; the latest first."""
    park_id = request.viewer.park.pk
    people = people_in_log(park_id)
    form = AuditForm(request.GET, people=people)
    status = 200 if form.is_valid() else UNPROCESSABLE
    found = find_entries(park_id=park_id, search=form.search())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "lines": lines_of(page.object_list),
        "is_searching": form.has_changed(),
        "has_lines": bool(people) or bool(page.paginator.count),
        "keep_days": settings.AUDIT_KEEP_DAYS,
        "most_in_file": MOST_LINES_IN_FILE,
    }
    return render(request, "parks/audit.html", context, status=status)


@require_safe
@park_page(Right.MANAGE)
def download(request: ParkRequest) -> HttpResponse:
    """Give the lines that the filter finds as CSV; taking them out is a line of its own."""
    park = request.viewer.park
    form = AuditForm(request.GET, people=people_in_log(park.pk))
    if not form.is_valid():
        return redirect(f"{reverse('audit:list', args=[park.slug])}?{request.GET.urlencode()}")
    found = find_entries(park_id=park.pk, search=form.search())
    name = f"logboek-{park.slug}-{timezone.localdate()}.csv"
    answer = HttpResponse(write_csv(HEADINGS, rows_of(found)), content_type=CSV_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    record(park=park, action=AuditAction.EXPORT, actor=request.viewer.user, label=name)
    return answer
