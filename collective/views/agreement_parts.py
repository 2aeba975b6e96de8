"""What belongs to an agreement: its parties and its documents."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.agreements import AgreementDocumentForm, AgreementPartyForm
from collective.models import AgreementDocument, AgreementParty
from collective.services.agreements import (
    add_document,
    add_party,
    hold_agreement,
    remove_document,
    remove_party,
)
from collective.views.agreements import address, visible_agreement
from collective.views.documents import serve_document
from core.htmx import UNPROCESSABLE
from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask, refused_at
from parks.views.records import EditPage, edit_row, history_page, posted, taken_at


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def party_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Add a party to an agreement."""
    agreement = visible_agreement(request, pk)
    today = timezone.localdate()
    form = AgreementPartyForm(posted(request), viewer=request.viewer, today=today)
    if form.is_bound and form.is_valid():
        try:
            added = add_party(agreement=agreement, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        except RefusedError as refused:
            refused_at(form, refused)
        else:
            messages.success(request, f"{added.name} is partij in deze afspraak.")
            return redirect(address(request, pk))
    context = {"form": form, "agreement": agreement, "back": address(request, pk)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/agreements/party_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def party_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a party: for what it stands, when it signed."""
    party = _visible_party(request, pk)
    if request.method == "POST":
        # Nobody may mark the agreement as signed while this takes a signature back.
        party.agreement = hold_agreement(party.agreement)
    page = EditPage(
        row=party,
        form=partial(AgreementPartyForm, viewer=request.viewer, today=timezone.localdate()),
        template="collective/agreements/party_form.html",
        back=address(request, party.agreement_id),
        saved="De partij is opgeslagen.",
        context={"agreement": party.agreement},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def party_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a party may go, and remove it."""
    party = _visible_party(request, pk)
    question = Removal(
        title="Partij verwijderen?",
        text=f"{party.name} is dan geen partij meer in “{party.agreement}”.",
        back=address(request, party.agreement_id),
        done=f"{party.name} is geen partij meer.",
        act=lambda _: remove_party(park=request.viewer.park, party=party),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def party_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a party; for the team."""
    party = _visible_party(request, pk)
    back = address(request, party.agreement_id)
    return history_page(request, party, row_history(party), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def document_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Add the text of an agreement as a PDF."""
    agreement = visible_agreement(request, pk)
    form = AgreementDocumentForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        add_document(agreement=agreement, document=form.document, by=request.viewer.user)
        messages.success(request, "Het document staat bij de afspraak.")
        return redirect(address(request, pk))
    context = {"form": form, "agreement": agreement, "back": address(request, pk)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/agreements/document_form.html", context, status=status)


@require_safe
@park_page(Right.READ)
def document_file(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Send a document to who may see its agreement."""
    rows = AgreementDocument.objects.visible_to(request.viewer)
    return serve_document(request.viewer, get_object_or_404(rows, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def document_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a document may go, and remove it."""
    rows = AgreementDocument.objects.visible_to(request.viewer).defer("content")
    document = get_object_or_404(rows, pk=pk)
    question = Removal(
        title="Document verwijderen?",
        text=f"{document.filename} verdwijnt. Dit kunt u niet terugdraaien.",
        back=address(request, document.agreement_id),
        done=f"{document.filename} is verwijderd.",
        act=lambda _: remove_document(park=request.viewer.park, document=document),
    )
    return ask(request, question)


def _visible_party(request: ParkRequest, pk: UUID) -> AgreementParty:
    rows = AgreementParty.objects.visible_to(request.viewer).select_related("agreement")
    party: AgreementParty = get_object_or_404(rows, pk=pk)
    return party
