"""Pages under /parken/inlezen/: staff brings in the public register."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from core.htmx import UNPROCESSABLE
from parks.choices import ImportStep
from parks.forms.imports import ApplyForm, ColumnsForm, RegisterForm
from parks.imports.exporting import export_parks
from parks.imports.files import FileRefusedError
from parks.imports.kinds.parks import PARKS
from parks.imports.mapping import MappingRefusedError
from parks.imports.register import RowsRefusedError
from parks.models import RegisterImport
from parks.queries.imports import PER_PAGE, choices_on, preview_page, shown_verdict, tabs_of
from parks.services import register
from parks.services.imports import ImportClosedError
from parks.views.exports import file_answer
from parks.views.posted import asked_and_shown

CLOSED: Final = "Dat kan nu niet meer: er is intussen iets met dit bestand gebeurd."


class StaffRequest(HttpRequest):
    """A request of a member of staff."""

    user: User


View = Callable[..., HttpResponse]


def staff_page(view: View) -> View:
    """Let staff in by the rule of /beheer/; for others the page does not exist."""

    @wraps(view)
    @login_required
    def enter(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        if not admin.site.has_permission(request):
            # The door of /beheer/ asks for the second step and sends her back here.
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return view(request, *args, **kwargs)

    return enter


@require_safe
@staff_page
def home(request: StaffRequest) -> HttpResponse:
    """Show what came in before, and the ways to bring in and take out the register."""
    runs = RegisterImport.objects.select_related("requested_by", "applied_by").order_by(
        "-requested_at"
    )
    light = runs.defer("content", "headings", "examples", "mapping", "notes")
    page = Paginator(light, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "parks/register/home.html", {"page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def upload(request: StaffRequest) -> HttpResponse:
    """Send a file."""
    form = RegisterForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if form.is_valid():
        try:
            run = register.receive_register(
                sent=form.sent(),
                by=request.user,
                municipality_code=form.cleaned_data["municipality_code"],
            )
        except FileRefusedError as error:
            form.add_error("file", str(error))
        else:
            return redirect("register:columns", pk=run.pk)
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "parks/register/upload.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what each column is."""
    run = _run(pk)
    if run.step not in (ImportStep.MAPPING, ImportStep.PREVIEW):
        return redirect("register:detail", pk=pk)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        kind=PARKS,
        headings=run.headings,
        examples=run.examples,
        mapping=run.mapping,
    )
    if form.is_valid():
        try:
            register.choose_register_columns(run=run, mapping=form.mapping())
        except MappingRefusedError as error:
            form.add_error(None, str(error))
        except ImportClosedError:
            messages.warning(request, CLOSED)
        if form.is_valid():
            return redirect("register:detail", pk=pk)
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "parks/register/columns.html", {"run": run, "form": form}, status=status)


@require_safe
@staff_page
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what would happen or what happened."""
    run = _run(pk)
    if run.step == ImportStep.MAPPING:
        return redirect("register:columns", pk=pk)
    return _page(request, run, ApplyForm(run=run))


def _page(
    request: StaffRequest, run: RegisterImport, form: ApplyForm, status: int | None = None
) -> HttpResponse:
    verdict = shown_verdict(run, request.GET.get("oordeel", ""))
    rows = preview_page(run, PARKS, verdict, request.GET.get("page"))
    context = {
        "run": run,
        "form": form,
        "tabs": tabs_of(run),
        "verdict": verdict,
        "page_obj": rows,
        "choices": choices_on(rows),
    }
    return render(request, "parks/register/detail.html", context, status=status)


@require_POST
@staff_page
def choose(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep what was ticked on a page of the preview."""
    shown, chosen = asked_and_shown(request.POST)
    try:
        if register.choose_register_values(run=_run(pk), shown=shown, chosen=chosen):
            messages.success(request, "Uw keuzes zijn bewaard.")
    except ImportClosedError:
        messages.warning(request, CLOSED)
    return redirect("register:detail", pk=pk)


@require_POST
@staff_page
def apply(request: StaffRequest, pk: int) -> HttpResponse:
    """Apply the plan."""
    run = _run(pk)
    form = ApplyForm(request.POST, run=run)
    if not form.is_valid():
        return _page(request, run, form, UNPROCESSABLE)
    skip = bool(form.cleaned_data.get("skip_refused"))
    try:
        why_not = register.apply_register(run=run, by=request.user, skip_refused=skip)
    except (ImportClosedError, RowsRefusedError):
        why_not = CLOSED
    if why_not:
        messages.warning(request, why_not)
    return redirect("register:detail", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask whether an import may be taken back, and do it."""
    run = _run(pk)
    if request.method != "POST":
        return render(request, "parks/register/undo.html", {"run": run})
    try:
        register.undo_register(run=run, by=request.user)
    except ImportClosedError:
        messages.warning(request, register.NOT_LAST)
    return redirect("register:detail", pk=pk)


@require_POST
@staff_page
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw a file away that was not applied."""
    try:
        register.discard_register(run=_run(pk))
    except ImportClosedError:
        messages.warning(request, CLOSED)
        return redirect("register:detail", pk=pk)
    messages.success(request, "Het bestand is weggegooid. Er is niets ingelezen.")
    return redirect("register:home")


@require_safe
@staff_page
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Send the list of all parks of the register."""
    if form not in ("csv", "xlsx"):
        raise Http404
    download = export_parks(form)
    return file_answer(download.content, download.name, download.content_type)


def _run(pk: int) -> RegisterImport:
    runs = RegisterImport.objects.select_related("requested_by", "applied_by", "undone_by")
    return get_object_or_404(runs, pk=pk)
