"""The front page of the quick scan, and its rounds."""

import datetime as dt
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.choices import Release
from parks.models import Establishment
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted
from realisation.choices import TakenBy
from realisation.forms.scans import RoundForm, StartForm, TalkForm
from realisation.models import QuickScan, ScanRound
from realisation.queries.reminders import last_reminder
from realisation.queries.scan_response import response_of
from realisation.queries.scans import own_scans, round_lines, scans_shared_with
from realisation.services.scans import open_round, remove_round, start_scan


@require_safe
@park_page(Right.READ)
def scans(request: ParkRequest) -> HttpResponse:
    """Show one's own scans, and to the team who answered and who still has to."""
    viewer, today = request.viewer, timezone.localdate()
    rounds = round_lines(viewer, today)
    shared = page_of(request, scans_shared_with(viewer))
    context = {
        "rounds": rounds,
        "own": own_scans(viewer, rounds),
        "page_obj": shared,
        "is_open": any(line.is_open for line in rounds),
    }
    return render(request, "realisation/scans/scans.html", context)


@require_safe
@park_page(Right.EDIT)
def response(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show the response of a round per street and sector, and who has not answered."""
    scan_round, today = visible_round(request, pk), timezone.localdate()
    found = response_of(request.viewer, scan_round)
    page = page_of(request, found.waiting)
    context = {
        "round": scan_round,
        "is_open": scan_round.is_open(today),
        "is_closed": scan_round.is_closed(today),
        "response": found,
        "page_obj": page,
        "reminder": last_reminder(request.viewer, scan_round),
    }
    return render(request, "realisation/scans/response.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def round_add(request: ParkRequest) -> HttpResponse:
    """Open a round."""
    today = timezone.localdate()
    initial = {"opened_on": today, "title": f"Quickscan {today.year}"}
    form = RoundForm(posted(request), today=today, initial=initial)
    if form.is_bound and form.is_valid():
        made = open_round(park=request.viewer.park, typed=form.typed())
        messages.success(request, "De ronde staat klaar. Stuur de bedrijven een herinnering.")
        return redirect("realisation:scan_response", request.viewer.park.slug, made.pk)
    context = {"form": form, "back": _home(request)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/scans/round_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def round_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change the name or the days of a round."""
    page = EditPage(
        row=visible_round(request, pk),
        form=partial(RoundForm, today=timezone.localdate()),
        template="realisation/scans/round_form.html",
        back=_round_address(request, pk),
        saved="De ronde is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def round_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a round without answers may go, and remove it."""
    scan_round = visible_round(request, pk)
    question = Removal(
        title="Ronde verwijderen?",
        text=f"“{scan_round}” verdwijnt. Dat kan alleen als nog geen bedrijf heeft geantwoord.",
        action_label="Ja, verwijderen",
        back=_round_address(request, pk),
        after=_home(request),
        done="De ronde is verwijderd.",
        act=lambda _: remove_round(park=request.viewer.park, scan_round=scan_round),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def round_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a round."""
    scan_round = visible_round(request, pk)
    back = _round_address(request, pk)
    return history_page(request, scan_round, row_history(scan_round), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def start(request: ParkRequest, pk: UUID, company: UUID) -> HttpResponse:
    """Begin the scan of a company: by itself, or in a talk. Who began already goes on."""
    viewer, today = request.viewer, timezone.localdate()
    scan_round, establishment = visible_round(request, pk), _answered_for(request, company)
    begun = QuickScan.objects.visible_to(viewer).filter(round=scan_round, establishment=company)
    if found := begun.first():
        return redirect("realisation:scan", viewer.park.slug, found.pk)
    speaks = viewer.speaks_for(company)
    form = _start_form(request, speaks=speaks, today=today)
    if form.is_bound and form.is_valid():
        try:
            scan = _begin(form, scan_round, establishment, today)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("realisation:scan", viewer.park.slug, scan.pk)
    context = {
        "form": form,
        "round": scan_round,
        "company": establishment,
        "speaks": speaks,
        "is_open": scan_round.is_open(today),
        "back": _home(request),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/scans/start.html", context, status=status)


def _start_form(request: ParkRequest, *, speaks: bool, today: dt.date) -> StartForm | TalkForm:
    if speaks:
        return StartForm(posted(request))
    return TalkForm(posted(request), today=today, initial={"taken_on": today})


def _begin(
    form: StartForm | TalkForm, scan_round: ScanRound, company: Establishment, today: dt.date
) -> QuickScan:
    taken_by, released_to = (
        form.chosen() if isinstance(form, StartForm) else (TakenBy.TALK, Release.COMPANY)
    )
    return start_scan(
        scan_round=scan_round,
        establishment=company,
        taken_by=taken_by,
        taken_on=form.cleaned_data.get("taken_on"),
        released_to=released_to,
        today=today,
    )


def visible_round(request: ParkRequest, pk: UUID) -> ScanRound:
    """Return a round of the park, or raise Http404."""
    found: ScanRound = get_object_or_404(ScanRound.objects.visible_to(request.viewer), pk=pk)
    return found


def _answered_for(request: ParkRequest, pk: UUID) -> Establishment:
    """Return a company whose secrets the viewer keeps; for anybody else this page isn't there."""
    if not request.viewer.may_answer_for(pk):
        raise Http404
    rows = Establishment.objects.visible_to(request.viewer).present()
    found: Establishment = get_object_or_404(rows, pk=pk)
    return found


def _home(request: ParkRequest) -> str:
    return reverse("realisation:scans", args=[request.viewer.park.slug])


def _round_address(request: ParkRequest, pk: UUID) -> str:
    return reverse("realisation:scan_response", args=[request.viewer.park.slug, pk])
