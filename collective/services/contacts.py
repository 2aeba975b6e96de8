"""Talks with stakeholders: what was said, what must follow, when to speak again."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from collective.models import Contact, Stakeholder
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record


@transaction.atomic
def add_contact(
    *,
    stakeholder: Stakeholder,
    by: User,
    typed: Mapping[str, Any],
    next_contact_on: dt.date | None,
) -> Contact:
    """Note a talk. The next one is planned for the day given, else what was planned is done.

    A day that was planned after this talk stays when no other is given.
    """
    added: Contact = Contact.objects.create(
        park_id=stakeholder.park_id, stakeholder=stakeholder, noted_by=by, **typed
    )
    planned = stakeholder.next_contact_on
    if next_contact_on is None and planned is not None and planned > added.on:
        return added
    if planned != next_contact_on:
        stakeholder.next_contact_on = next_contact_on
        stakeholder.save(update_fields=["next_contact_on"])
    return added


def finish_follow_up(*, contact: Contact, today: dt.date) -> None:
    """Say that what had to follow is done; once done it keeps its day."""
    if contact.follow_up and contact.followed_up_on is None:
        contact.followed_up_on = today
        contact.save(update_fields=["followed_up_on"])


@transaction.atomic
def remove_contact(*, park: Park, contact: Contact) -> None:
    """Remove a talk that was noted by mistake. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=contact)
    contact.delete()
