"""Talks with stakeholders: the log, what must follow, whom to speak to. For the team."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collective.forms.contacts import ContactFilterForm, ContactNoteForm, NewContactForm
from collective.models import Contact
from collective.queries.contacts import (
    WITHOUT_SEGMENT_DAYS,
    ContactSearch,
    find_contacts,
    open_follow_ups,
    to_speak,
)
from collective.services.contacts import add_contact, finish_follow_up, remove_contact
from collective.views.stakeholders import address, form_page, noted_stakeholder
from core.dutch import format_date
from knowledge.stakeholders import segments
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted


@require_safe
@park_page(Right.EDIT)
def stakeholder_contacts(request: ParkRequest) -> HttpResponse:
    """Show the talks of the park, the latest first."""
    form = ContactFilterForm(request.GET, viewer=request.viewer)
    search = form.search()
    context = {
        "form": form,
        "is_filtered": search != ContactSearch(),
        "page_obj": page_of(request, find_contacts(request.viewer, search)),
    }
    return render(request, "collective/stakeholders/contacts.html", context)


@require_safe
@park_page(Right.EDIT)
def stakeholder_follow_ups(request: ParkRequest) -> HttpResponse:
    """Show what must still be done after talks, what is first due first."""
    context = {
        "page_obj": page_of(request, open_follow_ups(request.viewer)),
        "today": timezone.localdate(),
    }
    return render(request, "collective/stakeholders/follow_ups.html", context)


@require_safe
@park_page(Right.EDIT)
def stakeholder_to_speak(request: ParkRequest) -> HttpResponse:
    """Show whom it is time to speak to, who waits longest first, and by which rule."""
    context = {
        "page_obj": page_of(request, to_speak(request.viewer, timezone.localdate())),
        "segments": [segments()[slug] for slug in ("front_runner", "middle", "sleeper")],
        "without_segment_days": WITHOUT_SEGMENT_DAYS,
    }
    return render(request, "collective/stakeholders/to_speak.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_contact_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Note a talk with a stakeholder."""
    stakeholder = noted_stakeholder(request, pk)
    instance = Contact(park=request.viewer.park, stakeholder=stakeholder)
    form = NewContactForm(posted(request), instance=instance, initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        add_contact(
            stakeholder=stakeholder,
            by=request.user,
            typed=form.typed(),
            next_contact_on=form.cleaned_data["next_contact_on"],
        )
        messages.success(request, f"Het contact met {stakeholder.name} is vastgelegd.")
        return redirect(address(request, pk))
    back = address(request, pk)
    return form_page(request, "contact_form", form, back, stakeholder=stakeholder)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_contact_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change what was noted of a talk."""
    contact = visible_contact(request, pk)
    page = EditPage(
        row=contact,
        form=ContactNoteForm,
        template="collective/stakeholders/contact_form.html",
        back=address(request, contact.stakeholder_id),
        saved="Het contact is opgeslagen.",
        context={"stakeholder": contact.stakeholder},
    )
    return edit_row(request, page)


@require_POST
@park_page(Right.EDIT)
def stakeholder_contact_done(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say that what had to follow is done; back to the list or the stakeholder it came from."""
    contact = visible_contact(request, pk)
    finish_follow_up(contact=contact, today=timezone.localdate())
    messages.success(request, f"Gedaan: {contact.follow_up}.")
    if "lijst" in request.GET:
        return redirect("collective:stakeholder_follow_ups", request.viewer.park.slug)
    return redirect(address(request, contact.stakeholder_id))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_contact_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a talk may go, and remove it."""
    contact = visible_contact(request, pk)
    question = Removal(
        title="Contact verwijderen?",
        text=f"Wat er op {format_date(contact.on)} met {contact.stakeholder.name} is besproken,"
        " verdwijnt uit de contacten, met wat er moest volgen.",
        back=address(request, contact.stakeholder_id),
        done="Het contact is verwijderd.",
        act=lambda _: remove_contact(park=request.viewer.park, contact=contact),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def stakeholder_contact_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed what was noted of a talk."""
    contact = visible_contact(request, pk)
    back = address(request, contact.stakeholder_id)
    return history_page(request, contact, row_history(contact), back=back)


def visible_contact(request: ParkRequest, pk: UUID) -> Contact:
    """Return a talk that the visitor may see, or raise Http404."""
    rows = Contact.objects.visible_to(request.viewer).select_related("stakeholder")
    contact: Contact = get_object_or_404(rows, pk=pk)
    return contact
