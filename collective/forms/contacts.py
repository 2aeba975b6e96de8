"""What the team fills in about a talk, and how it searches the log."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from collective.choices import ContactKind
from collective.models import Contact
from collective.queries.contacts import ContactSearch
from collective.queries.stakeholders import stakeholder_choices
from core.forms import IN_FUTURE, DutchDateField, ScreenForm, not_later
from parks.forms.records import RecordForm
from parks.models import Reader


class ContactNoteForm(RecordForm):
    """A talk and what must follow."""

    class Meta:
        model = Contact
        fields = ("on", "kind", "summary", "follow_up", "follow_up_on", "followed_up_on")
        labels = {
            "on": "Wanneer",
            "summary": "Wat is besproken?",
            "follow_up": "Wat volgt er?",
            "follow_up_on": "Uiterlijk op",
        }
        help_texts = {
            "summary": "Wie hier genoemd wordt, kan vragen wat er over haar of hem staat.",
            "follow_up": "Bijvoorbeeld: offerte sturen, bellen over het dak.",
        }

    def clean_on(self) -> dt.date:
        """Refuse a talk that is still to come."""
        return not_later(self.cleaned_data["on"], timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """Ask what must follow where a day for it was given."""
        cleaned = super().clean() or {}
        days = ("follow_up_on", "followed_up_on")
        if any(cleaned.get(name) for name in days) and cleaned.get("follow_up") == "":
            self.add_error("follow_up", "Vul in wat er volgt, of laat de datum leeg.")
        done, on = cleaned.get("followed_up_on"), cleaned.get("on")
        if done and done > timezone.localdate():
            self.add_error("followed_up_on", IN_FUTURE)
        elif done and on and done < on:
            self.add_error("followed_up_on", "Deze datum ligt vóór het gesprek.")
        return cleaned


class NewContactForm(ContactNoteForm):
    """A talk that was just held, and when the next one is."""

    next_contact_on = DutchDateField(
        label="Volgend contact",
        required=False,
        help_text="Laat leeg als u niets hebt afgesproken. Is het lang stil, dan staat dit bij"
        " “Tijd om te spreken”.",
    )

    class Meta(ContactNoteForm.Meta):
        fields = ("on", "kind", "summary", "follow_up", "follow_up_on")  # type: ignore[assignment]  # fewer

    def clean(self) -> dict[str, Any]:
        """Refuse a next talk before this one."""
        cleaned = super().clean()
        on, next_on = cleaned.get("on"), cleaned.get("next_contact_on")
        if on and next_on and next_on <= on:
            self.add_error("next_contact_on", "Kies een dag na dit gesprek.")
        return cleaned


class ContactFilterForm(ScreenForm):
    """Searching and filtering the log; all may be left out."""

    q = forms.CharField(label="Zoek", max_length=120, required=False)
    kind = forms.ChoiceField(
        label="Hoe", choices=[("", "Alle manieren"), *ContactKind.choices], required=False
    )
    wie = forms.ChoiceField(label="Met wie", required=False)

    def __init__(self, *args: Any, viewer: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = stakeholder_choices(viewer).values_list("pk", "name")
        self.fields["wie"].choices = [  # type: ignore[attr-defined]  # a Field to its types
            ("", "Iedereen"),
            *((str(pk), name) for pk, name in offered),
        ]

    def search(self) -> ContactSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        who = given.get("wie")
        return ContactSearch(
            words=given.get("q", ""),
            kind=given.get("kind", ""),
            stakeholder=UUID(who) if who else None,
        )
