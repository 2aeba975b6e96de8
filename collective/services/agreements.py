"""Agreements: made, signed, ended, dropped; their parties and their documents.

Whoever changes a party or a state holds the agreement while she does: a party that steps out and
somebody who marks it as signed wait for each other.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from accounts.models import User
from collective.choices import AgreementState
from collective.models import Agreement, AgreementDocument, AgreementParty, Commitment
from collective.queries.agreements import (
    FEWEST_PARTIES,
    helixes_that_give,
    missing_for_signing,
)
from collective.roadmap import roadmap
from collective.services.documents import CheckedDocument, columns_of
from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Park, Reader
from parks.services.audit import record
from parks.services.records import unless_taken

SIGNS_FIRST: Final = (
    "Deze afspraak is ondertekend: vul in wanneer deze partij tekende, of zet de afspraak eerst"
    " terug in voorbereiding."
)


@transaction.atomic
def add_agreement(
    *, park: Park, typed: Mapping[str, Any], goals: Collection[UUID], viewer: Reader
) -> Agreement:
    """Add an agreement in preparation, with the goals that it serves."""
    added: Agreement = Agreement.objects.create(park=park, **typed)
    roadmap().set_goals(added, goals, viewer)
    return added


@transaction.atomic
def remove_agreement(*, park: Park, agreement: Agreement) -> None:
    """Remove an agreement with its parties, documents and commitments. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=agreement)
    agreement.delete()


@transaction.atomic
def sign_agreement(*, agreement: Agreement) -> Agreement:
    """Mark an agreement as signed. Raises `RefusedError` that names what lacks, and who."""
    held = hold_agreement(agreement)
    if held.state != AgreementState.DRAFT:
        raise RefusedError("Deze afspraak is niet meer in voorbereiding.")
    commitments = Commitment.objects.in_park(held.park_id).filter(agreement=held)
    missing = missing_for_signing(held, _parties(held), helixes_that_give(commitments))
    if missing:
        raise RefusedError(*missing)
    return _moved(held, AgreementState.SIGNED)


@transaction.atomic
def end_agreement(*, agreement: Agreement) -> Agreement:
    """Mark a signed agreement as ended. Raises `RefusedError`."""
    held = hold_agreement(agreement)
    if held.state != AgreementState.SIGNED:
        raise RefusedError("Alleen een ondertekende afspraak kan aflopen.")
    return _moved(held, AgreementState.ENDED)


@transaction.atomic
def drop_agreement(*, agreement: Agreement, reason: str) -> Agreement:
    """Drop an agreement, with the reason. Raises `RefusedError` for one that is over."""
    held = hold_agreement(agreement)
    if held.state not in (AgreementState.DRAFT, AgreementState.SIGNED):
        raise RefusedError("Deze afspraak is al afgelopen of vervallen.")
    return _moved(held, AgreementState.DROPPED, reason)


@transaction.atomic
def reopen_agreement(*, agreement: Agreement) -> Agreement:
    """Put an agreement back into preparation; what parties signed stays. Raises `RefusedError`."""
    held = hold_agreement(agreement)
    if held.state == AgreementState.DRAFT:
        raise RefusedError("Deze afspraak is al in voorbereiding.")
    return _moved(held, AgreementState.DRAFT)


@transaction.atomic
def add_party(*, agreement: Agreement, typed: Mapping[str, Any]) -> AgreementParty:
    """Add a party. Raises `TakenError`, and `RefusedError` when it joins without signing."""
    held = hold_agreement(agreement)
    _refuse_unsigned(held, typed)
    with unless_taken(AgreementParty):
        added: AgreementParty = AgreementParty.objects.create(
            park_id=held.park_id, agreement=held, **typed
        )
    return added


def joins_without_signing(agreement: Agreement, signed_on: dt.date | None) -> bool:
    """Whether a signed agreement would have a party that has not signed."""
    return agreement.state == AgreementState.SIGNED and signed_on is None


@transaction.atomic
def remove_party(*, park: Park, party: AgreementParty) -> None:
    """Remove a party. Raises `RefusedError` when too few would be left of a signed agreement."""
    held = hold_agreement(party.agreement)
    if held.state == AgreementState.SIGNED and len(_parties(held)) <= FEWEST_PARTIES:
        raise RefusedError(
            "Een ondertekende afspraak heeft minstens twee partijen. Zet de afspraak eerst terug"
            " in voorbereiding."
        )
    record(park=park, action=AuditAction.DELETE, target=party)
    party.delete()


@transaction.atomic
def add_document(*, agreement: Agreement, document: CheckedDocument, by: User) -> AgreementDocument:
    """Keep a file with an agreement."""
    added: AgreementDocument = AgreementDocument.objects.create(
        park_id=agreement.park_id, agreement=agreement, **columns_of(document, by=by)
    )
    return added


@transaction.atomic
def remove_document(*, park: Park, document: AgreementDocument) -> None:
    """Remove a file. The log keeps its name."""
    record(park=park, action=AuditAction.DELETE, target=document)
    document.delete()


def hold_agreement(agreement: Agreement) -> Agreement:
    """Return an agreement as it stands, which nobody else can change until the request is done."""
    rows = Agreement.objects.in_park(agreement.park_id).select_for_update(of=("self",))
    held: Agreement = rows.get(pk=agreement.pk)
    return held


def _parties(agreement: Agreement) -> list[AgreementParty]:
    return list(AgreementParty.objects.in_park(agreement.park_id).filter(agreement=agreement))


def _moved(agreement: Agreement, state: AgreementState, reason: str = "") -> Agreement:
    agreement.state, agreement.dropped_reason = state, reason
    agreement.save(update_fields=["state", "dropped_reason"])
    return agreement


def _refuse_unsigned(agreement: Agreement, typed: Mapping[str, Any]) -> None:
    if joins_without_signing(agreement, typed.get("signed_on")):
        raise RefusedError(SIGNS_FIRST)
