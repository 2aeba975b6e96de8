"""Companies on the stage of the public page, with their consent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.story import FrontRunnerForm
from collective.models import FrontRunner
from collective.services.story import add_front_runner, remove_front_runner
from collective.views.story import address
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, posted, taken_at

TEMPLATE = "collective/story/runner_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def runner_add(request: ParkRequest) -> HttpResponse:
    """Put a company on the stage."""
    park = request.viewer.park
    initial = {"consent_on": timezone.localdate()}
    form = FrontRunnerForm(posted(request), instance=FrontRunner(park=park), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            added = add_front_runner(park=park, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{added.shown_name} is koploper op de openbare pagina.")
            return redirect(address(request))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, TEMPLATE, {"form": form, "back": address(request)}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def runner_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change what is told of a company."""
    page = EditPage(
        row=_runner(request, pk),
        form=FrontRunnerForm,
        template=TEMPLATE,
        back=address(request),
        saved="De koploper is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def runner_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a company may go off the stage, and take it off."""
    runner = _runner(request, pk)
    question = Removal(
        title="Koploper weghalen?",
        text=f"{runner.shown_name} verdwijnt van de openbare pagina, ook als het bedrijf zijn"
        " toestemming intrekt.",
        back=address(request),
        done=f"{runner.shown_name} staat niet meer op de openbare pagina.",
        act=lambda _: remove_front_runner(park=request.viewer.park, runner=runner),
        action_label="Ja, weghalen",
    )
    return ask(request, question)


@require_safe
@park_page(Right.MANAGE)
def runner_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed what is told of a company."""
    runner = _runner(request, pk)
    return history_page(request, runner, row_history(runner), back=address(request))


def _runner(request: ParkRequest, pk: UUID) -> FrontRunner:
    rows = FrontRunner.objects.filter(park_id=request.viewer.park.pk)
    runner: FrontRunner = get_object_or_404(rows.select_related("establishment"), pk=pk)
    return runner
