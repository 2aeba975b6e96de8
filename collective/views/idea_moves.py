"""How an idea goes through the funnel: a stage on or back, out of it, and in again."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from collective.forms.agreements import ReasonForm
from collective.forms.ideas import MoveForm
from collective.services.ideas import lapse_idea, move_idea, next_stage, revive_idea
from collective.views.ideas import address, visible_idea
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Question, ask


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def idea_forward(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take an idea one stage on."""
    return _move(request, pk, forward=True)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def idea_back(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Put an idea one stage back."""
    return _move(request, pk, forward=False)


def _move(request: ParkRequest, pk: UUID, *, forward: bool) -> HttpResponse:
    idea = visible_idea(request, pk)
    stage = next_stage(idea.stage, forward=forward)
    goal = f"naar de stap “{stage.label}”" if stage else "niet verder"
    question = Question(
        title="Een stap verder?" if forward else "Een stap terug?",
        text=f"“{idea}” gaat van “{idea.get_stage_display()}” {goal}.",
        action_label="Stap verder" if forward else "Stap terug",
        back=address(request, pk),
        done="Het idee is verplaatst.",
        act=lambda typed: move_idea(idea=idea, forward=forward, reason=typed["reason"]),
        form=MoveForm,
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def idea_lapse(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Let an idea lapse, with the reason."""
    idea, today = visible_idea(request, pk), timezone.localdate()
    question = Question(
        title="Idee laten vervallen?",
        text=f"“{idea}” gaat niet door. Het blijft te lezen, in de stap waar het was.",
        action_label="Laten vervallen",
        back=address(request, pk),
        done="Het idee is vervallen.",
        act=lambda typed: lapse_idea(idea=idea, on=today, reason=typed["reason"]),
        form=ReasonForm,
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def idea_revive(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take an idea up again."""
    idea = visible_idea(request, pk)
    question = Question(
        title="Idee weer oppakken?",
        text=f"“{idea}” komt terug in de stap “{idea.get_stage_display()}”.",
        action_label="Ja, weer oppakken",
        back=address(request, pk),
        done="Het idee staat weer bij de ideeën.",
        act=lambda _: revive_idea(idea=idea),
    )
    return ask(request, question)
