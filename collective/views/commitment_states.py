"""What became of a commitment: kept, dropped, open again."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from collective.forms.agreements import ReasonForm
from collective.forms.commitments import KeepForm
from collective.services.commitments import (
    drop_commitment,
    keep_commitment,
    reopen_commitment,
)
from collective.views.commitments import address, visible_commitment
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Question, ask


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def commitment_keep(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say on which day a party did what it promised."""
    commitment, today = visible_commitment(request, pk), timezone.localdate()
    question = Question(
        title="Toezegging nagekomen?",
        text=f"{commitment.name}: {commitment.what}",
        action_label="Nagekomen",
        back=address(request, pk),
        done=f"{commitment.name} is deze toezegging nagekomen.",
        act=lambda typed: keep_commitment(commitment=commitment, on=typed["on"]),
        form=partial(KeepForm, today=today),
        initial={"on": today},
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def commitment_drop(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Let a commitment fall away, with the reason."""
    commitment, today = visible_commitment(request, pk), timezone.localdate()
    question = Question(
        title="Toezegging laten vervallen?",
        text=f"{commitment.name}: {commitment.what}",
        action_label="Laten vervallen",
        back=address(request, pk),
        done="De toezegging is vervallen.",
        act=lambda typed: drop_commitment(commitment=commitment, on=today, reason=typed["reason"]),
        form=ReasonForm,
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def commitment_reopen(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Let a settled commitment stand again."""
    commitment = visible_commitment(request, pk)
    question = Question(
        title="Toezegging weer openzetten?",
        text=f"{commitment.name}: {commitment.what}",
        action_label="Ja, weer open",
        back=address(request, pk),
        done="De toezegging staat weer open.",
        act=lambda _: reopen_commitment(commitment=commitment),
    )
    return ask(request, question)
