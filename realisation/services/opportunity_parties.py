"""Who takes part in an opportunity: joining, stopping, and what that means for how far it is."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from parks.services.records import unless_taken
from realisation.models import Listing, Opportunity, OpportunityLink, OpportunityParty
from realisation.services.opportunities import fall_back, hold_opportunity


@transaction.atomic
def add_party(*, opportunity: Opportunity, typed: Mapping[str, Any]) -> OpportunityParty:
    """Add a party, or let one that stopped under this name take part again.

    Raises `TakenError` for a party that takes part already.
    """
    hold_opportunity(opportunity)
    rows = OpportunityParty.objects.in_park(opportunity.park_id).filter(opportunity=opportunity)
    stopped = rows.filter(left_on__isnull=False, name__iexact=typed["name"]).first()
    if stopped:
        return _back(stopped, typed)
    with unless_taken(OpportunityParty):
        added: OpportunityParty = OpportunityParty.objects.create(
            park_id=opportunity.park_id, opportunity=opportunity, **typed
        )
    return added


def _back(party: OpportunityParty, typed: Mapping[str, Any]) -> OpportunityParty:
    # It stays whose it was: what the team noted of a company is kept from who speaks for it.
    whose = {"establishment": party.establishment} if party.establishment_id else {}
    for name, value in {**typed, **whose, "left_on": None, "left_reason": ""}.items():
        setattr(party, name, value)
    party.save()
    return party


@transaction.atomic
def settle_parties(*, opportunity: Opportunity) -> bool:
    """Look at the conditions again after a party changed; say whether it became an idea again."""
    return fall_back(hold_opportunity(opportunity))


@transaction.atomic
def leave_opportunity(*, party: OpportunityParty, on: dt.date, reason: str) -> bool:
    """Let a party stop; say whether the opportunity became an idea again. Raises `RefusedError`."""
    held = hold_opportunity(party.opportunity)
    stored = OpportunityParty.objects.in_park(party.park_id).get(pk=party.pk)
    if stored.left_on:
        raise RefusedError("Deze partij doet al niet meer mee.")
    _leave(stored, on, reason)
    return fall_back(held)


@transaction.atomic
def remove_party(*, park: Park, party: OpportunityParty) -> bool:
    """Remove a party with what was noted of it; say whether the opportunity became an idea again.

    Its history stays. When it was the last that wanted to stay unnamed, others see the rest.
    """
    held = hold_opportunity(party.opportunity)
    record(park=park, action=AuditAction.DELETE, target=party)
    party.delete()
    return fall_back(held)


@transaction.atomic
def leave_with_listing(*, listing: Listing, on: dt.date, reason: str) -> int:
    """Let whoever took part with a demand or supply stop, and return how many opportunities.

    For when that demand or supply is withdrawn: it leaves everything in the same request.
    """
    rows = OpportunityParty.objects.in_park(listing.park_id).standing().filter(listing=listing)
    # In fixed order, so that two that hold several opportunities never wait for each other.
    parties = list(rows.select_related("opportunity").order_by("opportunity_id", "pk"))
    for party in parties:
        held = hold_opportunity(party.opportunity)
        _leave(party, on, reason)
        fall_back(held)
    return len(parties)


@transaction.atomic
def silence_with_listing(*, listing: Listing) -> int:
    """Let whoever takes part with a demand or supply be unnamed; return how many opportunities.

    For when its release to all members is taken back: it was named because of that.
    """
    rows = OpportunityParty.objects.in_park(listing.park_id).standing()
    named = rows.filter(listing=listing, named=True).select_related("opportunity")
    # In the same order as who withdraws.
    parties = list(named.order_by("opportunity_id", "pk"))
    for party in parties:
        hold_opportunity(party.opportunity)
        party.named = False
        party.save(update_fields=["named"])
    return len(parties)


def _leave(party: OpportunityParty, on: dt.date, reason: str) -> None:
    party.left_on, party.left_reason = on, reason
    party.save(update_fields=["left_on", "left_reason"])


@transaction.atomic
def add_link(*, source: Opportunity, typed: Mapping[str, Any]) -> OpportunityLink:
    """Tie an opportunity to another. Raises `TakenError` when that tie is there."""
    with unless_taken(OpportunityLink):
        added: OpportunityLink = OpportunityLink.objects.create(
            park_id=source.park_id, source=source, **typed
        )
    return added


@transaction.atomic
def remove_link(*, park: Park, link: OpportunityLink) -> None:
    """Take a tie away; the opportunities stay."""
    record(park=park, action=AuditAction.DELETE, target=link, label=link_in_words(link))
    link.delete()


def link_in_words(link: OpportunityLink) -> str:
    """Return a tie as a sentence. Reads `source` and `target`."""
    return f"“{link.source}” {link.get_kind_display()} “{link.target}”"
