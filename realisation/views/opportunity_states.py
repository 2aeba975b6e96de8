"""How an opportunity goes on, back, out, and in again."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Question, ask
from realisation.forms.opportunities import LapseForm, MoveForm
from realisation.models import Opportunity
from realisation.services.opportunities import (
    lapse_opportunity,
    move_opportunity,
    next_state,
    revive_opportunity,
)
from realisation.views.opportunities import address, visible_opportunity


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def opportunity_forward(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take an opportunity one state on."""
    return _move(request, pk, forward=True)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def opportunity_back(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Put an opportunity one state back."""
    return _move(request, pk, forward=False)


def _move(request: ParkRequest, pk: UUID, *, forward: bool) -> HttpResponse:
    row = visible_opportunity(request, pk)
    state = next_state(row.state, forward=forward)
    goal = f"naar “{state.label}”" if state else "niet verder"
    question = Question(
        title="Een stap verder?" if forward else "Een stap terug?",
        text=f"“{row}” gaat van “{row.get_state_display()}” {goal}.",
        action_label="Stap verder" if forward else "Stap terug",
        back=address(request, pk),
        done="De kans is verplaatst.",
        act=lambda typed: move_opportunity(
            opportunity=row, forward=forward, reason=typed["reason"]
        ),
        form=MoveForm,
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def opportunity_lapse(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Let an opportunity lapse; `?vervangen=` names the one that came in its place."""
    row = visible_opportunity(request, pk)
    question = Question(
        title="Kans laten vervallen?",
        text=f"“{row}” gaat niet door. De kans blijft te lezen, met de reden en wat u leerde.",
        action_label="Laten vervallen",
        back=address(request, pk),
        done="De kans is vervallen. Wat u leerde, staat bij de lessen.",
        act=lambda typed: lapse_opportunity(
            opportunity=row, reason=typed["reason"], learned=typed["learned"]
        ),
        form=LapseForm,
        initial=_replaced_by(request),
    )
    return ask(request, question)


def _replaced_by(request: ParkRequest) -> dict[str, str]:
    """Return the reason that the other opportunity gives, if the visitor may see it."""
    try:
        key = UUID(request.GET.get("vervangen", ""))
    except ValueError:
        return {}
    other = Opportunity.objects.visible_to(request.viewer).filter(pk=key).first()
    return {"reason": f"“{other}” is ervoor in de plaats gekomen."} if other else {}


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def opportunity_revive(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take an opportunity up again."""
    row = visible_opportunity(request, pk)
    question = Question(
        title="Kans weer oppakken?",
        text=f"“{row}” komt terug als idee. Wat u eerder leerde, blijft erbij staan.",
        action_label="Ja, weer oppakken",
        back=address(request, pk),
        done="De kans staat weer op het bord.",
        act=lambda typed: revive_opportunity(opportunity=row, reason=typed["reason"]),
        form=MoveForm,
    )
    return ask(request, question)
