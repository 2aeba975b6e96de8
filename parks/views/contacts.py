"""Contact persons of a company: the team and the company itself write them down."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.forms.contacts import ContactForm
from parks.models import ContactPerson
from parks.services.companies import add_contact, remove_contact
from parks.views.asking import Removal, ask
from parks.views.establishments import address, writable_establishment
from parks.views.records import EditPage, edit_row, posted


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def contact_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Add whom to speak to at a company."""
    establishment = writable_establishment(request, pk)
    form = ContactForm(posted(request))
    if form.is_bound and form.is_valid():
        added = add_contact(establishment=establishment, typed=form.typed())
        messages.success(request, f"{added.name} is contactpersoon van {establishment.name}.")
        return redirect(address(request, pk))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "establishment": establishment, "back": address(request, pk)}
    return render(request, "parks/terrain/contact_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def contact_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a contact person."""
    contact = _writable_contact(request, pk)
    page = EditPage(
        row=contact,
        form=ContactForm,
        template="parks/terrain/contact_form.html",
        back=address(request, contact.establishment_id),
        saved="De contactpersoon is opgeslagen.",
        context={"establishment": contact.establishment},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def contact_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a contact person may go, and remove her."""
    contact = _writable_contact(request, pk)
    question = Removal(
        title="Contactpersoon verwijderen?",
        text=f"{contact.name} staat dan niet meer bij {contact.establishment.name}.",
        back=address(request, contact.establishment_id),
        done=f"{contact.name} is geen contactpersoon meer.",
        act=lambda _: remove_contact(park=request.viewer.park, contact=contact),
    )
    return ask(request, question)


def _writable_contact(request: ParkRequest, pk: UUID) -> ContactPerson:
    rows = ContactPerson.objects.visible_to(request.viewer).select_related("establishment")
    contact: ContactPerson = get_object_or_404(rows, pk=pk)
    if not request.viewer.may_write_for(contact.establishment_id):
        raise Http404
    return contact
