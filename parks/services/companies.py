"""Companies on a park: who comes, who goes, whom to speak to there.

What people fill in about a row that exists is stored by `parks.services.records`.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from parks.choices import AuditAction
from parks.models import ContactPerson, Establishment, Occupation, Organisation, Park
from parks.services.audit import record
from parks.services.records import unless_taken


class LeftBeforeError(Exception):
    """An establishment can't leave before it came."""

    def __init__(self, arrived_on: dt.date) -> None:
        self.arrived_on = arrived_on
        super().__init__(arrived_on)


def add_organisation(*, park: Park, typed: Mapping[str, Any]) -> Organisation:
    """Add an organisation. Raises `TakenError` for a KvK number that another one has."""
    with unless_taken(Organisation):
        added: Organisation = Organisation.objects.create(park=park, **typed)
    return added


def add_establishment(*, organisation: Organisation, typed: Mapping[str, Any]) -> Establishment:
    """Add an establishment of an organisation. Raises `TakenError` for a number that exists."""
    with unless_taken(Establishment):
        added: Establishment = Establishment.objects.create(
            park_id=organisation.park_id, organisation=organisation, **typed
        )
    return added


@transaction.atomic
def add_company(
    *, park: Park, organisation: Mapping[str, Any], establishment: Mapping[str, Any]
) -> Establishment:
    """Add an organisation and its establishment at once, both or neither. Raises `TakenError`."""
    made = add_organisation(park=park, typed=organisation)
    return add_establishment(organisation=made, typed=establishment)


@transaction.atomic
def leave_park(*, establishment: Establishment, on: dt.date, frees_plots: bool) -> None:
    """Say from which day an establishment is gone, and if asked free the plots that it uses.

    Raises `LeftBeforeError`. Who speaks for it keeps her role: the company may still tell things.
    """
    if establishment.arrived_on and on < establishment.arrived_on:
        raise LeftBeforeError(establishment.arrived_on)
    establishment.left_on = on
    establishment.save(update_fields=["left_on"])
    if not frees_plots:
        return
    open_ones = Occupation.objects.in_park(establishment.park_id).filter(
        establishment=establishment, until__isnull=True
    )
    begun = models.Q(since__isnull=True) | models.Q(since__lt=on)
    open_ones.exclude(begun).delete()  # would have begun after it left
    open_ones.filter(begun).update(until=on)


def return_to_park(*, establishment: Establishment) -> None:
    """Take back that an establishment left. Plots stay free: somebody else may use them now."""
    establishment.left_on = None
    establishment.save(update_fields=["left_on"])


def add_contact(*, establishment: Establishment, typed: Mapping[str, Any]) -> ContactPerson:
    """Add whom to speak to at an establishment."""
    added: ContactPerson = ContactPerson.objects.create(
        park_id=establishment.park_id, establishment=establishment, **typed
    )
    return added


@transaction.atomic
def remove_contact(*, park: Park, contact: ContactPerson) -> None:
    """Remove a contact person; the log says of which establishment, not who she was."""
    record(
        park=park,
        action=AuditAction.DELETE,
        target=contact,
        label=f"contactpersoon bij {contact.establishment}",
    )
    contact.delete()
