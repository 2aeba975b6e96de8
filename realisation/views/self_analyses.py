"""What each party must, may, wants and can in a round; for the team, and not about oneself."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.services.records import TakenError
from parks.views.records import EditPage, edit_row, history_page, posted, taken_at
from realisation.forms.rounds import AnalysisForm
from realisation.models import OpportunityParty, Round, SelfAnalysis
from realisation.queries.opportunity_history import history_of
from realisation.queries.parties import may_note
from realisation.queries.rounds import questions_for
from realisation.services.rounds import add_analysis
from realisation.views.opportunity_parties import visible_party
from realisation.views.rounds import round_address, visible_round

SAVED = "De analyse is opgeslagen."
TEMPLATE = "realisation/opportunities/analysis_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def analysis(request: ParkRequest, pk: UUID, party: UUID) -> HttpResponse:
    """Write down or change what a party must, may, wants and can."""
    turn, about = visible_round(request, pk), noted_party(request, party)
    if about.opportunity_id != turn.opportunity_id:
        raise Http404
    form = partial(AnalysisForm, questions=questions_for(turn, about))
    rows = SelfAnalysis.objects.visible_to(request.viewer)
    row = rows.filter(round=turn, party=about).first()
    if row is None:
        return _add(request, turn, about, form(posted(request)))
    page = EditPage(
        row=row,
        form=form,
        template=TEMPLATE,
        back=round_address(request, pk),
        saved=SAVED,
        context={"party": about, "turn": turn},
    )
    return edit_row(request, page)


def _add(
    request: ParkRequest, turn: Round, party: OpportunityParty, form: AnalysisForm
) -> HttpResponse:
    back = round_address(request, turn.pk)
    if form.is_bound and form.is_valid():
        try:
            add_analysis(turn=turn, party=party, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, SAVED)
            return redirect(back)
    context = {"form": form, "party": party, "turn": turn, "back": back}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, TEMPLATE, context, status=status)


@require_safe
@park_page(Right.EDIT)
def analysis_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed an analysis, and what."""
    rows = SelfAnalysis.objects.visible_to(request.viewer).select_related("party")
    row: SelfAnalysis = get_object_or_404(rows, pk=pk)
    back = round_address(request, row.round_id)
    entries = history_of(request.viewer, row, row.party.opportunity_id)
    return history_page(request, row, entries, back=back)


def noted_party(request: ParkRequest, pk: UUID) -> OpportunityParty:
    """Return a party of whom the visitor may note things, or raise Http404."""
    party = visible_party(request, pk)
    if not may_note(request.viewer, [party]):
        raise Http404
    return party
