"""Pages under /p/<slug>/terrein/inlezen/: bringing in a file, looking, applying, taking back."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.htmx import UNPROCESSABLE, partial
from parks.access import ParkRequest, Right, park_page
from parks.choices import ImportKind, ImportStep
from parks.forms.imports import ApplyForm, ColumnsForm, UploadForm
from parks.imports.files import FileRefusedError
from parks.imports.mapping import MappingRefusedError
from parks.imports.working import kind_of
from parks.models import Import
from parks.queries.imports import (
    PER_PAGE,
    choices_on,
    preview_page,
    same_file_before,
    shown_verdict,
    tabs_of,
)
from parks.services import imports
from parks.views.posted import asked_and_shown

KINDS: Final = {"bedrijven": ImportKind.COMPANIES, "kavels": ImportKind.PLOTS}
WORDS: Final = {kind: word for word, kind in KINDS.items()}
CLOSED: Final = "Dat kan nu niet meer: er is intussen iets met dit bestand gebeurd."


@require_safe
@park_page(Right.EDIT)
def home(request: ParkRequest) -> HttpResponse:
    """Show what came in before, and the ways to bring in and to take out a list."""
    runs = Import.objects.visible_to(request.viewer).for_list()
    page = Paginator(runs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "parks/imports/home.html", {"page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def upload(request: ParkRequest, kind: str) -> HttpResponse:
    """Send a file."""
    if kind not in KINDS:
        raise Http404
    form = UploadForm(
        request.POST if request.method == "POST" else None, request.FILES or None, kind=KINDS[kind]
    )
    if form.is_valid() and (run := _received(request, form, KINDS[kind])):
        return _to(request, run)
    status = UNPROCESSABLE if form.is_bound else None
    context = {"form": form, "kind": KINDS[kind], "word": kind}
    return render(request, "parks/imports/upload.html", context, status=status)


def _received(request: ParkRequest, form: UploadForm, kind: ImportKind) -> Import | None:
    viewer = request.viewer
    try:
        return imports.receive_file(park=viewer.park, kind=kind, sent=form.sent(), by=viewer.user)
    except FileRefusedError as error:
        form.add_error("file", str(error))
        if error.suggestion and "crs" in form.fields:
            form.add_error("crs", "Kies hier in welke coördinaten het bestand is.")
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def columns(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say what each column is."""
    run = _run(request, pk)
    if run.step not in (ImportStep.MAPPING, ImportStep.PREVIEW) or not run.is_finished:
        return _to(request, run)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        kind=kind_of(run),
        headings=run.headings,
        examples=run.examples,
        mapping=run.mapping,
    )
    if form.is_valid() and _chosen(request, run, form):
        return _to(request, run)
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "parks/imports/columns.html", {"run": run, "form": form}, status=status)


def _chosen(request: ParkRequest, run: Import, form: ColumnsForm) -> bool:
    try:
        imports.choose_columns(run=run, mapping=form.mapping(), by=request.viewer.user)
    except MappingRefusedError as error:
        form.add_error(None, str(error))
    except imports.ImportClosedError:
        messages.warning(request, CLOSED)
    return form.is_valid()


@require_safe
@park_page(Right.EDIT)
def detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show how far a file is: what would happen, what happened, or what is being done."""
    run = _run(request, pk)
    if run.step == ImportStep.MAPPING and run.is_finished and not run.message:
        return redirect("imports:columns", slug=request.viewer.park.slug, pk=pk)
    return _page(request, run, ApplyForm(run=run))


def _page(
    request: ParkRequest, run: Import, form: ApplyForm, status: int | None = None
) -> HttpResponse:
    verdict = shown_verdict(run, request.GET.get("oordeel", ""))
    rows = preview_page(run, kind_of(run), verdict, request.GET.get("page"))
    context = {
        "run": run,
        "kind": kind_of(run),
        "form": form,
        "word": WORDS[ImportKind(run.kind)],
        "tabs": tabs_of(run),
        "verdict": verdict,
        "page_obj": rows,
        "choices": choices_on(rows),
        "same_file": same_file_before(run) if run.step == ImportStep.PREVIEW else None,
        "is_last": imports.is_last(run),
    }
    template = partial(request, "parks/imports/detail.html", "state")
    return render(request, template, context, status=status)


@require_POST
@park_page(Right.EDIT)
def choose(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Keep what was ticked on a page of the preview."""
    run = _run(request, pk)
    shown, chosen = asked_and_shown(request.POST)
    try:
        if imports.choose_values(run=run, shown=shown, chosen=chosen, by=request.viewer.user):
            messages.success(request, "Uw keuzes zijn bewaard.")
    except imports.ImportClosedError:
        messages.warning(request, CLOSED)
    return _to(request, run)


@require_POST
@park_page(Right.EDIT)
def apply(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Apply the plan."""
    run = _run(request, pk, locked=True)
    form = ApplyForm(request.POST, run=run)
    if not form.is_valid():
        return _page(request, run, form, UNPROCESSABLE)
    skip = bool(form.cleaned_data.get("skip_refused"))
    try:
        imports.apply_import(run=run, by=request.viewer.user, skip_refused=skip)
    except imports.ImportClosedError:
        messages.warning(request, CLOSED)
    return _to(request, run)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def undo(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether an import may be taken back, and do it."""
    run = _run(request, pk)
    if request.method != "POST":
        context = {"run": run, "is_last": imports.is_last(run)}
        return render(request, "parks/imports/undo.html", context)
    try:
        imports.undo_import(run=run, by=request.viewer.user)
    except imports.ImportClosedError:
        messages.warning(request, "Alleen het laatst ingelezen bestand kan worden teruggedraaid.")
    return _to(request, run)


@require_POST
@park_page(Right.EDIT)
def retry(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Do again what failed."""
    run = _run(request, pk)
    try:
        imports.retry_work(run=run, by=request.viewer.user)
    except imports.ImportClosedError:
        messages.warning(request, CLOSED)
    return _to(request, run)


@require_POST
@park_page(Right.EDIT)
def discard(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Throw a file away that was not applied."""
    run = _run(request, pk)
    try:
        imports.discard_import(run=run)
    except imports.ImportClosedError:
        messages.warning(request, CLOSED)
        return _to(request, run)
    messages.success(request, f"{run.filename} is weggegooid. Er is niets ingelezen.")
    return redirect("imports:home", slug=request.viewer.park.slug)


def _run(request: ParkRequest, pk: UUID, *, locked: bool = False) -> Import:
    """Return a file of the park; `locked` keeps others from choosing something else meanwhile."""
    runs = Import.objects.visible_to(request.viewer).select_related("applied_by", "undone_by")
    if locked:
        runs = runs.select_for_update(of=("self",))
    run: Import = get_object_or_404(runs, pk=pk)
    return run


def _to(request: ParkRequest, run: Import) -> HttpResponse:
    return redirect("imports:detail", slug=request.viewer.park.slug, pk=run.pk)
