"""Where an agreement stands: signed, ended, dropped, back in preparation."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from collective.forms.agreements import ReasonForm
from collective.services.agreements import (
    drop_agreement,
    end_agreement,
    reopen_agreement,
    sign_agreement,
)
from collective.views.agreements import address, visible_agreement
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Question, ask


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def agreement_sign(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Mark an agreement as signed, or hear what lacks."""
    agreement = visible_agreement(request, pk)
    question = Question(
        title="Afspraak ondertekend?",
        text=f"“{agreement}” telt daarna als ondertekend. Dat kan als alle partijen een datum"
        " hebben en beide kanten iets geven.",
        action_label="Ja, alle partijen hebben getekend",
        back=address(request, pk),
        done="De afspraak is ondertekend.",
        act=lambda _: sign_agreement(agreement=agreement),
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def agreement_end(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Mark a signed agreement as ended."""
    agreement = visible_agreement(request, pk)
    question = Question(
        title="Afspraak afgelopen?",
        text=f"“{agreement}” telt daarna als afgelopen. De toezeggingen blijven staan.",
        action_label="Ja, afgelopen",
        back=address(request, pk),
        done="De afspraak is afgelopen.",
        act=lambda _: end_agreement(agreement=agreement),
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def agreement_drop(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Drop an agreement, with the reason."""
    agreement = visible_agreement(request, pk)
    question = Question(
        title="Afspraak laten vervallen?",
        text=f"“{agreement}” gaat niet door. De afspraak blijft te lezen, met de reden erbij.",
        action_label="Laten vervallen",
        back=address(request, pk),
        done="De afspraak is vervallen.",
        act=lambda typed: drop_agreement(agreement=agreement, reason=typed["reason"]),
        form=ReasonForm,
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def agreement_reopen(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Put an agreement back into preparation."""
    agreement = visible_agreement(request, pk)
    question = Question(
        title="Terug in voorbereiding?",
        text=f"“{agreement}” telt dan niet meer als ondertekend, afgelopen of vervallen. Wie al"
        " tekende, blijft staan.",
        action_label="Ja, terug in voorbereiding",
        back=address(request, pk),
        done="De afspraak is weer in voorbereiding.",
        act=lambda _: reopen_agreement(agreement=agreement),
    )
    return ask(request, question)
