"""Two rows that are the same become one: choose the other, compare, merge, and part again.

Establishments are the manager's: with one go its members, who then speak for the other, and what
it keeps to itself. A role and a secret are not the team's to give.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.forms.organisations import MergeForm, MergeSearchForm
from parks.models import Establishment, Merge, MergeKind, Organisation
from parks.queries.merging import Moving, candidates, fields_to_choose, what_moves
from parks.services.merging import NotMergeableError, merge
from parks.services.parting import undo_merge
from parks.views.asking import Removal, ask
from parks.views.records import posted

DETAIL: Final = {
    Organisation: "terrain:organisation_detail",
    Establishment: "terrain:establishment_detail",
}
CHOOSE: Final = {
    Organisation: "terrain:organisation_merge_choose",
    Establishment: "terrain:establishment_merge_choose",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """The two rows of a merge, the one that stays first."""

    winner: Any
    loser: Any


@require_safe
@park_page(Right.EDIT)
def organisation_merge_choose(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Choose the organisation that is the same as this one."""
    return _choose(request, Organisation, pk)


@require_safe
@park_page(Right.MANAGE)
def establishment_merge_choose(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Choose the establishment that is the same as this one."""
    return _choose(request, Establishment, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def organisation_merge(request: ParkRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Compare two organisations and merge them into the first."""
    return _merge(request, Organisation, pk, other)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def establishment_merge(request: ParkRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Compare two establishments and merge them into the first."""
    return _merge(request, Establishment, pk, other)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def merge_undo(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether two rows must be parted again, and do so."""
    park = request.viewer.park
    own = get_object_or_404(Merge.objects.in_park(park.pk).standing(), pk=pk)
    model = Organisation if own.kind == MergeKind.ORGANISATION else Establishment
    if model is Establishment and not request.viewer.may_manage:
        raise PermissionDenied
    by, now = request.viewer.user, timezone.now()
    question = Removal(
        title="Samenvoeging terugdraaien?",
        text=f"{own.loser_name} komt los te staan, met alles wat er eerst bij hoorde. Wat na het"
        " samenvoegen is gewijzigd, blijft zoals het nu is.",
        action_label="Ja, terugdraaien",
        back=reverse(DETAIL[model], args=[park.slug, own.winner_id]),
        done=f"{own.loser_name} staat er weer los bij.",
        act=lambda _: undo_merge(park=park, merge=own, by=by, now=now),
    )
    return ask(request, question)


def _choose(request: ParkRequest, model: type[Any], pk: UUID) -> HttpResponse:
    row = _row(request, model, pk)
    form = MergeSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "row": row,
        "form": form,
        "words": words,
        "found": candidates(row, words),
        "is_organisation": model is Organisation,
        "back": reverse(DETAIL[model], args=[request.viewer.park.slug, pk]),
    }
    return render(request, "parks/terrain/merge_choose.html", context)


def _merge(request: ParkRequest, model: type[Any], pk: UUID, other: UUID) -> HttpResponse:
    pair = Pair(_row(request, model, pk), _row(request, model, other))
    if pair.winner == pair.loser:
        raise Http404
    names = fields_to_choose(model)
    form = MergeForm(posted(request), winner=pair.winner, loser=pair.loser, names=names)
    park = request.viewer.park
    if form.is_bound and form.is_valid():
        try:
            merge(park=park, **_ready(pair, form), by=request.viewer.user)
        except NotMergeableError as gone:
            raise Http404 from gone
        messages.success(request, f"{pair.loser.name} is opgegaan in {pair.winner.name}.")
        return redirect(DETAIL[model], park.slug, pk)
    moving: tuple[Moving, ...] = what_moves(pair.loser)
    context = {
        "form": form,
        "winner": pair.winner,
        "loser": pair.loser,
        "moving": moving,
        "is_organisation": model is Organisation,
        "back": reverse(CHOOSE[model], args=[park.slug, pk]),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "parks/terrain/merge.html", context, status=status)


def _ready(pair: Pair, form: MergeForm) -> dict[str, Any]:
    return {"winner": pair.winner, "loser": pair.loser, "values": form.values()}


def _row(request: ParkRequest, model: type[Any], pk: UUID) -> Any:
    return get_object_or_404(model.objects.visible_to(request.viewer).current(), pk=pk)
