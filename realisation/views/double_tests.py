"""The double test of the parties of an opportunity; for the team, and not about oneself."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from knowledge.realisation import capacities, outcomes, support_levels
from parks.access import ParkRequest, Right, park_page
from parks.services.records import TakenError
from parks.views.records import EditPage, edit_row, history_page, posted, taken_at
from realisation.forms.rounds import DoubleTestForm
from realisation.models import DoubleTest
from realisation.queries.double_tests import tests_of
from realisation.queries.opportunity_history import history_of
from realisation.services.rounds import add_test
from realisation.views.opportunities import visible_opportunity
from realisation.views.self_analyses import noted_party

TEMPLATE = "realisation/opportunities/test_form.html"


@require_safe
@park_page(Right.EDIT)
def tests(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who is willing and who is able, with advice per party and for the whole."""
    row = visible_opportunity(request, pk)
    context = {
        "opportunity": row,
        "tests": tests_of(request.viewer, row),
        "outcomes": outcomes().values(),
    }
    return render(request, "realisation/opportunities/tests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def test_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Test a party today."""
    party, today = noted_party(request, pk), timezone.localdate()
    back = tests_address(request, party.opportunity_id)
    form = DoubleTestForm(posted(request), today=today, initial={"tested_on": today})
    if form.is_bound and form.is_valid():
        try:
            add_test(party=party, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"De toets van {party.name} is opgeslagen.")
            return redirect(back)
    context = {"form": form, "party": party, "back": back, **_help()}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, TEMPLATE, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def test_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Put a test right."""
    test = _visible_test(request, pk)
    page = EditPage(
        row=test,
        form=partial(DoubleTestForm, today=timezone.localdate()),
        template=TEMPLATE,
        back=tests_address(request, test.party.opportunity_id),
        saved="De toets is opgeslagen.",
        context={"party": test.party, **_help()},
    )
    return edit_row(request, page)


@require_safe
@park_page(Right.EDIT)
def test_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a test, and what."""
    test = _visible_test(request, pk)
    back = tests_address(request, test.party.opportunity_id)
    entries = history_of(request.viewer, test, test.party.opportunity_id)
    return history_page(request, test, entries, back=back)


def _help() -> dict[str, object]:
    return {"levels": support_levels().values(), "capacities": capacities().values()}


def _visible_test(request: ParkRequest, pk: UUID) -> DoubleTest:
    rows = DoubleTest.objects.visible_to(request.viewer).select_related("party__opportunity")
    test: DoubleTest = get_object_or_404(rows, pk=pk)
    return test


def tests_address(request: ParkRequest, pk: UUID) -> str:
    """Return where the tests of an opportunity are shown."""
    return reverse("realisation:opportunity_tests", args=[request.viewer.park.slug, pk])
