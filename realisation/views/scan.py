"""One quick scan: reading it, and filling it in section by section."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE, is_fragment_request
from core.refusals import RefusedError
from knowledge.realisation_schemas import ScanSection
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import version_of
from parks.services.records import RecordChanged
from parks.views.records import CONFLICT
from realisation.forms.scan_sections import AnswerForm, LevelsForm
from realisation.models import Listing, QuickScan
from realisation.queries.scan_sheet import (
    ScanSheet,
    form_of,
    levels_of,
    sheet_of,
    themes_of,
)
from realisation.queries.scans import may_answer_now, may_fill_in
from realisation.services.scan_listings import drafts_of
from realisation.services.scans import save_answers, save_levels

SectionForm = AnswerForm | LevelsForm
READ_ONLY = "Deze quickscan kunt u lezen, maar niet wijzigen."


@dataclass(frozen=True, slots=True)
class Stored:
    """What came of storing a section: the form, and how it ended."""

    form: SectionForm
    status: int
    conflict: RecordChanged | None = None
    is_kept: bool = False
    refused: RefusedError | None = None

    @property
    def is_valid(self) -> bool:
        """Whether everything is stored."""
        return self.status == 200


@require_safe
@park_page(Right.READ)
def scan(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show a scan; who fills it in gets the first section that is not complete."""
    row = visible_scan(request, pk)
    sheet, viewer = sheet_of(row), request.viewer
    if not may_answer_now(viewer, row, timezone.localdate()):
        return render(request, "realisation/scans/sheet.html", _sheet_context(request, sheet))
    section = _section(row, request.GET.get("deel") or _first_open(sheet))
    return _section_page(request, sheet, section, Stored(_form(row, section), 200))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def scan_save(request: ParkRequest, pk: UUID, section: str) -> HttpResponse:
    """Store a section; goes on to the next one, or tells what was stored while typing."""
    row = visible_scan(request, pk)
    asked = _section(row, section)
    if request.method != "POST":
        return redirect(f"{address_of(request, pk)}?deel={asked.slug}")
    try:
        if not may_fill_in(request.viewer, row):
            raise RefusedError(READ_ONLY)
        stored = _store(request, row, asked)
    except RefusedError as refused:
        stored = Stored(_typed(request, row, asked), UNPROCESSABLE, refused=refused)
    row = visible_scan(request, pk)
    if is_fragment_request(request):
        return _saved(request, row, asked, stored)
    if not stored.is_valid:
        return _section_page(request, sheet_of(row), asked, stored)
    return redirect(_after(request, row, asked))


def visible_scan(request: ParkRequest, pk: UUID) -> QuickScan:
    """Return a scan that the viewer may see, or raise Http404."""
    rows = QuickScan.objects.visible_to(request.viewer).select_related("round", "establishment")
    found: QuickScan = get_object_or_404(rows, pk=pk)
    return found


def address_of(request: ParkRequest, pk: UUID) -> str:
    """Return where a scan is shown or filled in."""
    return reverse("realisation:scan", args=[request.viewer.park.slug, pk])


def no_answers(request: ParkRequest, row: QuickScan) -> HttpResponse:
    """Lead somebody who can't write in a scan back to it, and say so."""
    messages.info(request, READ_ONLY)
    return redirect(address_of(request, row.pk))


def _section(row: QuickScan, slug: str) -> ScanSection:
    for section in form_of(row.round.version).sections:
        if section.slug == slug:
            return section
    raise Http404


def _first_open(sheet: ScanSheet) -> str:
    """The section to go on with: the first that nobody touched, else the first."""
    parts = [part for part in sheet.parts if not part.answered]
    return (parts or list(sheet.parts))[0].section.slug


def _form(row: QuickScan, section: ScanSection) -> SectionForm:
    if themes_of(section):
        return LevelsForm(section, levels_of(row))
    return AnswerForm(instance=row, section=section, initial={"version": version_of(row)})


def _typed(request: ParkRequest, row: QuickScan, section: ScanSection) -> SectionForm:
    """Return a section with what was posted; the form may write in its own copy of the row."""
    if themes_of(section):
        return LevelsForm(section, levels_of(row), request.POST)
    return AnswerForm(request.POST, instance=visible_scan(request, row.pk), section=section)


def _store(request: ParkRequest, row: QuickScan, section: ScanSection) -> Stored:
    """Store what was posted of a section. Raises `RefusedError`."""
    form, now = _typed(request, row, section), timezone.now()
    if isinstance(form, LevelsForm):
        return _store_levels(request, row, form)
    is_valid = form.is_valid()
    try:
        # What can be stored is stored: one wrong answer must not cost the others.
        save_answers(
            scan=row, typed=form.valid(), expected_version=form.started_from,
            by=request.viewer.user, now=now, today=timezone.localdate(now),
        )  # fmt: skip
    except RecordChanged as conflict:
        if not is_valid:
            return Stored(form, UNPROCESSABLE)
        again = {**conflict.merged, "version": conflict.current_version}
        opened = AnswerForm(instance=row, section=section, initial=again)
        return Stored(opened, CONFLICT, conflict)
    return Stored(form, 200 if is_valid else UNPROCESSABLE, is_kept=True)


def _store_levels(request: ParkRequest, row: QuickScan, form: LevelsForm) -> Stored:
    now = timezone.now()
    if not form.is_valid():
        return Stored(form, UNPROCESSABLE)
    clashes = save_levels(
        scan=row, typed=form.typed(), by=request.viewer.user, now=now,
        today=timezone.localdate(now),
    )  # fmt: skip
    if clashes:
        form.clashed(clashes, levels_of(row))
    return Stored(form, UNPROCESSABLE if clashes else 200)


def _after(request: ParkRequest, row: QuickScan, section: ScanSection) -> str:
    """The next section, or after the last one the page to send it in."""
    slugs = [each.slug for each in form_of(row.round.version).sections]
    place = slugs.index(section.slug) + 1
    if place < len(slugs):
        return f"{address_of(request, row.pk)}?deel={slugs[place]}"
    return reverse("realisation:scan_finish", args=[request.viewer.park.slug, row.pk])


def _section_page(
    request: ParkRequest, sheet: ScanSheet, section: ScanSection, stored: Stored
) -> HttpResponse:
    slugs = [part.section.slug for part in sheet.parts]
    context = {
        "sheet": sheet,
        "scan": sheet.scan,
        "section": section,
        "form": stored.form,
        "has_themes": bool(themes_of(section)),
        "conflict": stored.conflict,
        "is_kept": stored.is_kept,
        "refused": stored.refused,
        "is_last": slugs[-1] == section.slug,
        "number": slugs.index(section.slug) + 1,
        "speaks": request.viewer.speaks_for(sheet.scan.establishment_id),
    }
    return render(request, "realisation/scans/section.html", context, status=stored.status)


def _saved(
    request: ParkRequest, row: QuickScan, section: ScanSection, stored: Stored
) -> HttpResponse:
    """Tell what was stored while somebody was typing, without touching what she types."""
    context: dict[str, Any] = {
        "sheet": sheet_of(row),
        "scan": row,
        "fresh": _form(row, section) if stored.is_valid else None,
        "has_themes": bool(themes_of(section)),
        "is_valid": stored.is_valid,
        "refused": stored.refused,
        "wrong": stored.form.wrong
        if stored.is_kept and isinstance(stored.form, AnswerForm)
        else (),
        "now": timezone.now(),
    }
    status = 200 if stored.is_valid else UNPROCESSABLE
    return render(request, "realisation/scans/section.html#saved", context, status=status)


def _sheet_context(request: ParkRequest, sheet: ScanSheet) -> dict[str, Any]:
    viewer, row, today = request.viewer, sheet.scan, timezone.localdate()
    fills_in = may_fill_in(viewer, row)
    return {
        "sheet": sheet,
        "scan": row,
        "speaks": viewer.speaks_for(row.establishment_id),
        "keeps_secrets": viewer.may_answer_for(row.establishment_id),
        "may_reopen": fills_in and row.finished_at is not None and row.round.is_open(today),
        "may_delete": fills_in and row.round.is_open(today),
        "drafts": drafts_of(row) if fills_in and row.finished_at else (),
        "listings": Listing.objects.visible_to(viewer)
        .filter(scan=row)
        .order_by("created_at", "pk"),
    }
