"""What the park manager makes of a proposal; adopting one makes an opportunity of it."""

from django.db import transaction

from collective.services.refusals import RefusedError
from parks.choices import AuditAction
from parks.services.audit import record
from realisation.choices import ProposalState
from realisation.models import Proposal


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


def _hold(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.in_park(proposal.park_id).select_for_update(of=("self",))
    held: Proposal = rows.get(pk=proposal.pk)
    return held
