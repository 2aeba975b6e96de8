"""Pairs: what fits what, and what the park manager makes of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.views.asking import Question, ask
from parks.views.records import history_page, page_of
from realisation.choices import ListingSide
from realisation.forms.matches import DismissForm, PairFilterForm
from realisation.models import Listing, Match
from realisation.queries.blind import blind_texts
from realisation.queries.matches import (
    NEW,
    PairSearch,
    find_matches,
    found_pairs,
    half_of,
    introduction_ids,
    match_lines,
    misses_of,
    pair_lines,
)
from realisation.services.matches import ask_both, confirm_pair, dismiss_pair, undo_judgement
from realisation.views.listings import address as listing_address
from realisation.views.listings import visible_listing


@require_safe
@park_page(Right.EDIT)
def matches(request: ParkRequest) -> HttpResponse:
    """Show the pairs of what the viewer may see, best first."""
    form = PairFilterForm(request.GET)
    search = form.search()
    context = {"form": form, "is_filtered": search != PairSearch(), **_page(request, search)}
    return render(request, "realisation/matches/matches.html", context)


def _page(request: ParkRequest, search: PairSearch) -> dict[str, Any]:
    viewer, today = request.viewer, timezone.localdate()
    if search.state == NEW:
        page = page_of(request, found_pairs(viewer, search, today))
        return {"page_obj": page, "rows": pair_lines(viewer, list(page.object_list))}
    page = page_of(request, find_matches(viewer, search))
    rows = match_lines(list(page.object_list), today)
    known = introduction_ids(viewer, [it.match_id for it in rows if it.match_id])
    return {"page_obj": page, "rows": rows, "introductions": known}


@require_safe
@park_page(Right.EDIT)
def listing_matches(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show what fits one demand or supply, and what just doesn't, with why not."""
    row = visible_listing(request, pk)
    context = {
        "listing": row,
        "back": listing_address(request, pk),
        "misses": misses_of(request.viewer, row, timezone.localdate()),
        **_page(request, PairSearch(listing=row.pk)),
    }
    return render(request, "realisation/matches/listing.html", context)


@require_POST
@park_page(Right.MANAGE)
def match_confirm(request: ParkRequest, demand: UUID, supply: UUID) -> HttpResponse:
    """Say that two fit; it can be taken back."""
    asks, offers = _pair(request, demand, supply)
    try:
        confirm_pair(demand=asks, supply=offers, by=request.user, today=timezone.localdate())
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect(_back(request))
    messages.success(request, "De match is bevestigd. U vindt hem bij de stand “bevestigd”.")
    return redirect(f"{_back(request)}?state=confirmed")


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def match_dismiss(request: ParkRequest, demand: UUID, supply: UUID) -> HttpResponse:
    """Say that two don't go on, and why."""
    asks, offers = _pair(request, demand, supply)
    question = Question(
        title="Niet verder met deze match?",
        text=f"“{asks}” en “{offers}” staan dan niet meer bij de nieuwe matches.",
        action_label="Niet verder",
        back=_back(request),
        done="De match gaat niet verder. U kunt dit terugdraaien.",
        act=lambda typed: dismiss_pair(
            demand=asks,
            supply=offers,
            reason=typed["reason"],
            by=request.user,
            today=timezone.localdate(),
        ),
        form=DismissForm,
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def match_ask(request: ParkRequest, demand: UUID, supply: UUID) -> HttpResponse:
    """Show what each side will read and, on yes, ask both."""
    asks, offers = _pair(request, demand, supply)
    now = timezone.now()
    today = timezone.localdate(now)
    if request.method == "POST":
        try:
            started = ask_both(demand=asks, supply=offers, by=request.user, now=now, today=today)
        except RefusedError as refused:
            messages.error(request, str(refused))
            return redirect(_back(request))
        messages.success(request, "Beide partijen kunnen nu antwoorden.")
        return redirect("realisation:introduction", request.viewer.park.slug, started.pk)
    demand_text, supply_text = blind_texts(asks, offers, today)
    context = {
        "demand": half_of(asks),
        "supply": half_of(offers),
        "demand_text": demand_text,
        "supply_text": supply_text,
        "back": _back(request),
    }
    return render(request, "realisation/matches/ask.html", context)


@require_POST
@park_page(Right.MANAGE)
def match_undo(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take a judgement back: the pair is new again."""
    match = _visible_match(request, pk)
    try:
        undo_judgement(park=request.viewer.park, match=match)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Teruggedraaid. De match staat weer bij de nieuwe.")
    return redirect(_back(request))


@require_safe
@park_page(Right.MANAGE)
def match_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show how a pair was judged over time; for who judges."""
    match = _visible_match(request, pk)
    return history_page(request, match, row_history(match), back=_back(request))


def _visible_match(request: ParkRequest, pk: UUID) -> Match:
    rows = Match.objects.visible_to(request.viewer).for_list()
    match: Match = get_object_or_404(rows, pk=pk)
    return match


def _pair(request: ParkRequest, demand: UUID, supply: UUID) -> tuple[Listing, Listing]:
    rows = Listing.objects.visible_to(request.viewer).select_related("establishment")
    return (
        get_object_or_404(rows, pk=demand, side=ListingSide.DEMAND),
        get_object_or_404(rows, pk=supply, side=ListingSide.SUPPLY),
    )


def _back(request: ParkRequest) -> str:
    return reverse("realisation:matches", args=[request.viewer.park.slug])
