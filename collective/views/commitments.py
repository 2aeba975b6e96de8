"""Commitments: the ledger, one of them, adding, changing, settling, removing."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.commitments import (
    CommitmentFilterForm,
    CommitmentForm,
    NewCommitmentForm,
)
from collective.models import Agreement, Commitment
from collective.queries.commitments import (
    STANDINGS,
    CommitmentSearch,
    commitment_rows,
    find_commitments,
    parties_of,
    party_names,
    totals_per_kind,
    totals_per_party,
)
from collective.services.commitments import add_commitment, remove_commitment
from collective.views.goals import choose_goals
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted


@require_safe
@park_page(Right.READ)
def commitments(request: ParkRequest) -> HttpResponse:
    """Show the ledger: totals per kind over all that was found, and a page of commitments."""
    viewer, today = request.viewer, timezone.localdate()
    form = CommitmentFilterForm(request.GET, viewer=viewer)
    search = form.search()
    found = find_commitments(viewer, search, today)
    page = page_of(request, found)
    context = {
        "form": form,
        "page_obj": page,
        "rows": commitment_rows(viewer, list(page.object_list), today),
        "kinds": totals_per_kind(found, today),
        "standings": STANDINGS.values(),
        "names": party_names(viewer),
        "is_filtered": search != CommitmentSearch(),
    }
    return render(request, "collective/agreements/commitments.html", context)


@require_safe
@park_page(Right.READ)
def commitment_parties(request: ParkRequest) -> HttpResponse:
    """Show per party what it gives, kind by kind."""
    viewer, today = request.viewer, timezone.localdate()
    found = find_commitments(viewer, CommitmentSearch(), today)
    page = page_of(request, parties_of(found))
    context = {
        "page_obj": page,
        "parties": totals_per_party(found, page.object_list, today),
        "kinds": totals_per_kind(found, today),
        "standings": STANDINGS.values(),
    }
    return render(request, "collective/agreements/commitment_parties.html", context)


@require_safe
@park_page(Right.READ)
def commitment_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one commitment."""
    commitment = visible_commitment(request, pk)
    row = commitment_rows(request.viewer, [commitment], timezone.localdate())[0]
    context = {"it": commitment, "row": row}
    return render(request, "collective/agreements/commitment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def commitment_add(request: ParkRequest) -> HttpResponse:
    """Add a commitment; `?afspraak=` says to which agreement it belongs."""
    viewer = request.viewer
    agreement = _agreement_asked_for(request)
    initial = {"agreement": agreement, "audience": agreement.audience} if agreement else {}
    form = NewCommitmentForm(posted(request), viewer=viewer, initial=initial)
    if form.is_bound and form.is_valid():
        goals = form.cleaned_data["goals"]
        added = add_commitment(park=viewer.park, typed=form.typed(), goals=goals, viewer=viewer)
        messages.success(request, f"De toezegging van {added.name} staat in de lijst.")
        return redirect(_home(request, added.agreement))
    context = {"form": form, "agreement": agreement, "back": _home(request, agreement)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/agreements/commitment_form.html", context, status=status)


def _agreement_asked_for(request: ParkRequest) -> Agreement | None:
    try:
        pk = UUID(request.GET.get("afspraak", ""))
    except ValueError:
        return None
    agreement: Agreement | None = Agreement.objects.visible_to(request.viewer).filter(pk=pk).first()
    return agreement


def _home(request: ParkRequest, agreement: Agreement | None) -> str:
    slug = request.viewer.park.slug
    if agreement is None:
        return reverse("collective:commitments", args=[slug])
    return reverse("collective:agreement_detail", args=[slug, agreement.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def commitment_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a commitment."""
    page = EditPage(
        row=visible_commitment(request, pk),
        form=partial(CommitmentForm, viewer=request.viewer),
        template="collective/agreements/commitment_form.html",
        back=address(request, pk),
        saved="De toezegging is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def commitment_goals(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Choose the goals that a commitment serves."""
    commitment = visible_commitment(request, pk)
    saved = "De doelen van de toezegging zijn opgeslagen."
    return choose_goals(
        request, commitment, name=commitment.what, back=address(request, pk), saved=saved
    )


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def commitment_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a commitment may go, and remove it."""
    commitment = visible_commitment(request, pk)
    question = Removal(
        title="Toezegging verwijderen?",
        text=f"“{commitment.what}” van {commitment.name} verdwijnt. Komt een partij haar"
        " toezegging niet na? Laat die dan vervallen: zo blijft bewaard waarom.",
        back=address(request, pk),
        done=f"De toezegging van {commitment.name} is verwijderd.",
        act=lambda _: remove_commitment(park=request.viewer.park, commitment=commitment),
        after=_home(request, commitment.agreement),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def commitment_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a commitment; for the team."""
    commitment = visible_commitment(request, pk)
    return history_page(request, commitment, row_history(commitment), back=address(request, pk))


def visible_commitment(request: ParkRequest, pk: UUID) -> Commitment:
    """Return a commitment that the visitor may see, or raise Http404."""
    rows = Commitment.objects.visible_to(request.viewer).select_related("agreement")
    commitment: Commitment = get_object_or_404(rows, pk=pk)
    return commitment


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where a commitment is shown."""
    return reverse("collective:commitment_detail", args=[request.viewer.park.slug, pk])
