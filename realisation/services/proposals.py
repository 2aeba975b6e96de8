"""What the park manager makes of a proposal; adopting one makes an opportunity of it."""

import datetime as dt
from typing import Final

from django.db import transaction

from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Plot
from parks.services.audit import record
from realisation.choices import PartOutcome, ProposalState
from realisation.models import Listing, Proposal, ProposalPart, ProposalPlot
from realisation.queries.proposals import Stored, stored_proposals

# None of these names who or what: who reads them may not know who withdrew.
ALREADY: Final = "Van dit voorstel is al een kans gemaakt."
DISMISSED: Final = "Dit voorstel gaat niet verder. Draai dat eerst terug."
GONE: Final = (
    "Dit voorstel is niet meer uitvoerbaar: iets waarop het rust, geldt niet meer. Er is niets"
    " opgeslagen. Zoek opnieuw: dan ziet u wat er nu kan."
)
OUTDATED: Final = (
    "Dit voorstel is verouderd: sinds het zoeken is iets gewijzigd waarop het rust. Er is niets"
    " opgeslagen. Zoek opnieuw: dan ziet u of het nog kan."
)


def hold_for_adoption(*, proposal: Proposal, today: dt.date) -> Proposal:
    """Hold a proposal and all that it rests on until the end of the request.

    Nobody withdraws, edits or moves any of it meanwhile, so what is made of it is what was found.
    Locks go in one order, the proposal and then listings and plots by key: two managers at once
    wait for each other. Call it in a transaction. Raises `RefusedError`.
    """
    held = _hold(proposal)
    park = held.park_id
    parts = ProposalPart.objects.in_park(park).filter(proposal=held)
    needed = parts.exclude(outcome=PartOutcome.UNMET).values("listing")
    rows = Listing.objects.in_park(park).filter(pk__in=needed).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    used = ProposalPlot.objects.in_park(park).filter(part__proposal=held).values("plot")
    plots = Plot.objects.in_park(park).filter(pk__in=used).order_by("pk")
    # Not without key: who gets another user or owner must wait too.
    list(plots.select_for_update(of=("self",)).values_list("pk"))
    refuse_adoption(stored_proposals([held], today)[0])
    return held


def refuse_adoption(stored: Stored) -> None:
    """Raise `RefusedError` when no opportunity can be made of a proposal as it stands."""
    _refuse_unless_open(stored.proposal)
    if not stored.stands:
        raise RefusedError(GONE)
    if not stored.holds:
        raise RefusedError(OUTDATED)


def mark_adopted(*, proposal: Proposal) -> None:
    """Say that an opportunity was made of it. Raises `RefusedError` when it is not open."""
    held = _hold(proposal)
    _refuse_unless_open(held)
    held.state = ProposalState.ADOPTED
    held.save(update_fields=["state"])


@transaction.atomic
def dismiss_proposal(*, proposal: Proposal, reason: str) -> Proposal:
    """Say that it does not go on, and why. Raises `RefusedError`."""
    held = _hold(proposal)
    if held.state == ProposalState.ADOPTED:
        raise RefusedError("Van dit voorstel is al een kans gemaakt. Laat die kans vervallen.")
    if held.state == ProposalState.DISMISSED:
        raise RefusedError("Dit voorstel gaat al niet verder.")
    held.state, held.reason = ProposalState.DISMISSED, reason
    held.save(update_fields=["state", "reason"])
    # Without the reason: the log is read by more people than the proposal.
    record(
        park=held.park, action=AuditAction.CHANGE, target=held, detail={"stand": "niet verder mee"}
    )
    return held


@transaction.atomic
def reopen_proposal(*, proposal: Proposal) -> Proposal:
    """Take a dismissal back. Raises `RefusedError` when it was not dismissed."""
    held = _hold(proposal)
    if held.state != ProposalState.DISMISSED:
        raise RefusedError("Dit voorstel is niet afgewezen.")
    held.state, held.reason = ProposalState.OPEN, ""
    held.save(update_fields=["state", "reason"])
    return held


def _refuse_unless_open(proposal: Proposal) -> None:
    if proposal.state != ProposalState.OPEN:
        is_adopted = proposal.state == ProposalState.ADOPTED
        raise RefusedError(ALREADY if is_adopted else DISMISSED)


def _hold(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.in_park(proposal.park_id).select_for_update(of=("self",))
    held: Proposal = rows.get(pk=proposal.pk)
    return held
