"""A proposal for the whole park: told, dismissed, and how it was judged."""

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
from parks.views.records import history_page
from realisation.forms.runs import DismissProposalForm, StartForm, WithoutForm
from realisation.models import Proposal
from realisation.queries.proposal_card import proposal_card
from realisation.queries.proposals import stored_proposals
from realisation.services.proposals import (
    dismiss_proposal,
    hold_for_adoption,
    refuse_adoption,
    reopen_proposal,
)


@require_safe
@park_page(Right.MANAGE)
def proposal(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Tell a proposal; with `zonder` also what breaks when that party withdraws."""
    row = _visible_proposal(request, pk)
    without = WithoutForm(request.GET).listing()
    card = proposal_card(request.viewer, row, timezone.localdate(), without=without)
    return render(request, "realisation/runs/proposal.html", {"card": card, "proposal": row})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def proposal_dismiss(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask why a proposal does not go on."""
    row = _visible_proposal(request, pk)
    question = Question(
        title="Niet verder met dit voorstel?",
        text="Het voorstel blijft bewaard, met de reden. U kunt dit terugdraaien.",
        action_label="Niet verder",
        back=_address(request, pk),
        done="Het voorstel gaat niet verder.",
        act=lambda typed: dismiss_proposal(proposal=row, reason=typed["reason"]),
        form=DismissProposalForm,
    )
    return ask(request, question)


@require_POST
@park_page(Right.MANAGE)
def proposal_reopen(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take a dismissal back."""
    try:
        reopen_proposal(proposal=_visible_proposal(request, pk))
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Teruggedraaid. U kunt het voorstel weer bekijken.")
    return redirect(_address(request, pk))


@require_safe
@park_page(Right.MANAGE)
def proposal_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show how a proposal was judged over time."""
    row = _visible_proposal(request, pk)
    return history_page(request, row, row_history(row), back=_address(request, pk))


def proposal_asked(request: ParkRequest) -> Proposal | None:
    """Return the proposal of which the address asks to make an opportunity, if it is there."""
    key = StartForm(request.GET).proposal()
    rows = Proposal.objects.visible_to(request.viewer).select_related("run")
    found: Proposal | None = rows.filter(pk=key).first() if key else None
    return found


def why_not_adopted(request: ParkRequest, row: Proposal) -> RefusedError | None:
    """Return why no opportunity can be made of a proposal; on POST it is held until the end."""
    today = timezone.localdate()
    try:
        if request.method == "POST":
            hold_for_adoption(proposal=row, today=today)
        else:
            refuse_adoption(stored_proposals([row], today)[0])
    except RefusedError as refused:
        return refused
    return None


def _visible_proposal(request: ParkRequest, pk: UUID) -> Proposal:
    rows = Proposal.objects.visible_to(request.viewer).select_related("run")
    found: Proposal = get_object_or_404(rows, pk=pk)
    return found


def _address(request: ParkRequest, pk: UUID) -> str:
    return reverse("realisation:proposal", args=[request.viewer.park.slug, pk])
