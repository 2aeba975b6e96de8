"""Rounds of an opportunity: begin, work on it, decide."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Question, ask, refused_at
from parks.views.records import EditPage, edit_row, history_page, posted, refused_row
from realisation.choices import Decision
from realisation.forms.rounds import FIRST_STEP, DecideForm, RoundForm, StartRoundForm
from realisation.models import Round
from realisation.queries.opportunity_history import history_of
from realisation.queries.rounds import round_card
from realisation.services.rounds import DECIDED, decide_round, open_round, start_round
from realisation.views.opportunities import address, visible_opportunity

DONE = {
    Decision.GO: "Besloten: doorgaan. Zet de kans een stap verder als zij daaraan toe is.",
    Decision.NO_GO: "Besloten: stoppen. De kans is vervallen en staat bij de lessen.",
    Decision.AGAIN: "Besloten: nog een ronde. Die is begonnen.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def round_start(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Begin the next round of an opportunity."""
    row = visible_opportunity(request, pk)
    question = Question(
        title="Ronde beginnen?",
        text=f"In een ronde over “{row}” zoekt u uit wat u weet, weegt u dat samen en beslist u.",
        action_label="Ronde beginnen",
        back=address(request, pk),
        done="De ronde is begonnen.",
        act=lambda typed: start_round(opportunity=row, process_step=typed["process_step"]),
        form=StartRoundForm,
        initial={"process_step": FIRST_STEP},
    )
    return ask(request, question)


@require_safe
@park_page(Right.READ)
def round_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one round with the questions of its step."""
    card = round_card(request.viewer, visible_round(request, pk))
    return render(request, "realisation/opportunities/round.html", {"card": card})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def round_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Write down what is found and how it is weighed, as long as nothing is decided."""
    turn = visible_round(request, pk)
    page = EditPage(
        row=turn,
        form=RoundForm,
        template="realisation/opportunities/round_form.html",
        back=round_address(request, pk),
        saved="De ronde is opgeslagen.",
        context={"card": round_card(request.viewer, turn)},
    )
    if request.method == "POST":
        try:
            open_round(turn)  # held, so that nobody decides while this is stored
        except RefusedError as refused:
            return refused_row(request, page, refused)
    elif turn.decision:
        messages.error(request, DECIDED)
        return redirect(page.back)
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def round_decide(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take the decision of a round."""
    turn, today = visible_round(request, pk), timezone.localdate()
    form = DecideForm(posted(request), today=today, initial={"decided_on": today})
    if form.is_bound and form.is_valid():
        answer = _decided(request, turn, form)
        if answer:
            return answer
    context = {"form": form, "turn": turn, "back": round_address(request, pk)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/opportunities/decide.html", context, status=status)


def _decided(request: ParkRequest, turn: Round, form: DecideForm) -> HttpResponse | None:
    typed = form.cleaned_data
    decision = Decision(typed["decision"])
    names = ("decided_by", "decided_on", "why", "learned")
    try:
        following = decide_round(
            turn=turn, decision=decision, **{name: typed[name] for name in names}
        )
    except RefusedError as refused:
        refused_at(form, refused)
        return None
    messages.success(request, DONE[decision])
    if following:
        return redirect(round_address(request, following.pk))
    return redirect(address(request, turn.opportunity_id))


@require_safe
@park_page(Right.EDIT)
def round_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a round, and what."""
    turn = visible_round(request, pk)
    entries = history_of(request.viewer, turn, turn.opportunity_id)
    return history_page(request, turn, entries, back=round_address(request, pk))


def visible_round(request: ParkRequest, pk: UUID) -> Round:
    """Return a round that the visitor may see, or raise Http404."""
    rows = Round.objects.visible_to(request.viewer).select_related("opportunity")
    turn: Round = get_object_or_404(rows.defer("opportunity__area"), pk=pk)
    return turn


def round_address(request: ParkRequest, pk: UUID) -> str:
    """Return where a round is shown."""
    return reverse("realisation:opportunity_round", args=[request.viewer.park.slug, pk])
