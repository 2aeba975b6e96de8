"""Who takes part in an opportunity, and how opportunities hang on each other."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.services.records import TakenError
from parks.views.asking import Removal, ask, refused_at
from parks.views.records import EditPage, edit_row, history_page, posted, taken_at
from realisation.forms.opportunity_parties import LeaveForm, LinkForm, OpportunityPartyForm
from realisation.models import Opportunity, OpportunityLink, OpportunityParty
from realisation.queries.opportunity_history import party_history_of
from realisation.services.opportunity_parties import (
    add_link,
    add_party,
    leave_opportunity,
    link_in_words,
    remove_link,
    remove_party,
    settle_parties,
)
from realisation.views.opportunities import address, go_to, visible_opportunity

FELL_BACK = "De kans voldoet niet meer aan de voorwaarden en is weer een idee."


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def party_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Add a party to an opportunity."""
    row = visible_opportunity(request, pk)
    form = OpportunityPartyForm(posted(request), viewer=request.viewer)
    if form.is_bound and form.is_valid():
        try:
            added = add_party(opportunity=row, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{added.name} doet mee.")
            return go_to(request, pk)
    return _form_page(request, "party_form", form, row)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def party_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change what a party does in an opportunity."""
    party = visible_party(request, pk)

    def after_saved() -> HttpResponse:
        _tell(request, fell_back=settle_parties(opportunity=party.opportunity))
        return go_to(request, party.opportunity_id)

    page = EditPage(
        row=party,
        form=partial(OpportunityPartyForm, viewer=request.viewer),
        template="realisation/opportunities/party_form.html",
        back=address(request, party.opportunity_id),
        saved="De partij is opgeslagen.",
        context={"opportunity": party.opportunity},
        after_saved=after_saved,
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def party_leave(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say since when a party does not take part any more, and why."""
    party, today = visible_party(request, pk), timezone.localdate()
    form = LeaveForm(posted(request), today=today, initial={"left_on": today})
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            fell_back = leave_opportunity(party=party, on=typed["left_on"], reason=typed["reason"])
        except RefusedError as refused:
            refused_at(form, refused)
        else:
            messages.success(request, f"{party.name} doet niet meer mee.")
            _tell(request, fell_back=fell_back)
            return go_to(request, party.opportunity_id)
    return _form_page(request, "leave", form, party.opportunity, party=party)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def party_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a party may go altogether, and remove it; for the park manager."""
    party = visible_party(request, pk)
    park = request.viewer.park
    question = Removal(
        title="Partij verwijderen?",
        text=f"{party.name} verdwijnt uit de kans, met de toetsen en analyses. Doet de partij"
        " alleen niet meer mee? Kies dan ‘stopt’. Wilde zij niet genoemd worden, dan kunnen anderen"
        " de kans hierna zien: kijk eerst of de titel en de tekst niets over haar zeggen.",
        back=address(request, party.opportunity_id),
        done=f"{party.name} is verwijderd.",
        act=lambda _: _tell(request, fell_back=remove_party(park=park, party=party)),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def party_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a party, and what."""
    party = visible_party(request, pk)
    back = address(request, party.opportunity_id)
    return history_page(request, party, party_history_of(request.viewer, party), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def link_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Tie an opportunity to another."""
    row = visible_opportunity(request, pk)
    form = LinkForm(posted(request), viewer=request.viewer, source=row)
    if form.is_bound and form.is_valid():
        try:
            add_link(source=row, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, "Het verband is opgeslagen.")
            return redirect(address(request, pk))
    return _form_page(request, "link_form", form, row)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def link_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a tie may go, and remove it."""
    rows = OpportunityLink.objects.visible_to(request.viewer).select_related("source", "target")
    link: OpportunityLink = get_object_or_404(rows, pk=pk)
    question = Removal(
        title="Verband verwijderen?",
        text=f"{link_in_words(link)}: dat staat er dan niet meer. De kansen zelf blijven.",
        back=address(request, link.source_id),
        done="Het verband is verwijderd.",
        act=lambda _: remove_link(park=request.viewer.park, link=link),
    )
    return ask(request, question)


def visible_party(request: ParkRequest, pk: UUID) -> OpportunityParty:
    """Return a party that the visitor may see, or raise Http404."""
    rows = OpportunityParty.objects.visible_to(request.viewer).select_related("opportunity")
    party: OpportunityParty = get_object_or_404(rows, pk=pk)
    return party


def _tell(request: ParkRequest, *, fell_back: bool) -> None:
    if fell_back:
        messages.warning(request, FELL_BACK)


def _form_page(
    request: ParkRequest, template: str, form: Any, row: Opportunity, **more: Any
) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "opportunity": row, "back": address(request, row.pk), **more}
    return render(request, f"realisation/opportunities/{template}.html", context, status=status)
