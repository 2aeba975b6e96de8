"""Demand and supply through their life: made, renewed, met, withdrawn, removed.

Whoever changes what a listing leads to (introductions, matches, opportunities) holds its row.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from core.refusals import RefusedError
from parks.choices import Audience, AuditAction
from parks.models import Park, is_known_to
from parks.services.audit import record
from realisation.choices import ListingState, MatchState
from realisation.models import Introduction, Listing, Match
from realisation.models.listings import LASTS
from realisation.services.opportunity_parties import leave_with_listing, silence_with_listing

# What the others may read: never the reason of who withdrew, which is for who may see the listing.
WITHDREW: Final = "De vraag of het aanbod is ingetrokken."
WITHDRAW_INSTEAD: Final = (
    "Hierover loopt of liep een kennismaking. Trek de vraag of het aanbod in: dan stopt alles"
    " meteen en blijft bewaard wat er is gezegd."
)


def add_listing(*, park: Park, typed: Mapping[str, Any]) -> Listing:
    """Add a demand or a supply."""
    added: Listing = Listing.objects.create(park=park, **typed)
    return added


@transaction.atomic
def renew_listing(*, listing: Listing, today: dt.date) -> Listing:
    """Let it count for another year from today. Raises `RefusedError` when it is closed."""
    held = hold_listing(listing)
    if held.state != ListingState.OPEN:
        raise RefusedError("Alleen wat open staat kan worden verlengd.")
    held.expires_on = max(held.expires_on, today + LASTS)
    held.save(update_fields=["expires_on"])
    return held


@transaction.atomic
def withdraw_listing(*, listing: Listing, reason: str, now: dt.datetime, today: dt.date) -> Listing:
    """Take it back: it leaves matches, introductions and opportunities in the same moment.

    The other side of an introduction learns that it stopped, nothing more. Raises `RefusedError`.
    """
    held = hold_listing(listing)
    if held.state == ListingState.WITHDRAWN:
        raise RefusedError("Dit is al ingetrokken.")
    held.state, held.state_reason = ListingState.WITHDRAWN, reason
    held.save(update_fields=["state", "state_reason"])
    _leave_all(held, now, today)
    record(park=held.park, action=AuditAction.CHANGE, target=held, detail={"stand": "ingetrokken"})
    return held


def _leave_all(listing: Listing, now: dt.datetime, today: dt.date) -> None:
    mine = Q(demand=listing) | Q(supply=listing)
    matches = Match.objects.in_park(listing.park_id).filter(mine)
    running = Introduction.objects.in_park(listing.park_id).filter(ended_at__isnull=True)
    running.filter(match__in=matches.values("pk")).update(ended_at=now)
    matches.exclude(state=MatchState.DISMISSED).update(state=MatchState.DISMISSED, reason=WITHDREW)
    leave_with_listing(listing=listing, on=today, reason=WITHDREW)


@transaction.atomic
def meet_listing(*, listing: Listing) -> Listing:
    """Say that the wish is met. Raises `RefusedError` for what is not open."""
    held = hold_listing(listing)
    if held.state != ListingState.OPEN:
        raise RefusedError("Alleen wat open staat kan vervuld zijn.")
    held.state = ListingState.MET
    held.save(update_fields=["state"])
    return held


@transaction.atomic
def reopen_listing(*, listing: Listing, today: dt.date) -> Listing:
    """Open what was met or withdrawn again, for a year. Raises `RefusedError`.

    What a withdrawal ended stays ended.
    """
    held = hold_listing(listing)
    if held.state == ListingState.OPEN:
        raise RefusedError("Dit staat al open.")
    held.state, held.state_reason = ListingState.OPEN, ""
    held.expires_on = max(held.expires_on, today + LASTS)
    held.save(update_fields=["state", "state_reason", "expires_on"])
    return held


@transaction.atomic
def follow_release(*, listing: Listing, before: str) -> None:
    """Take a party out of sight everywhere when its release to all members was taken back.

    `before` is the release of before the change.
    """
    held = hold_listing(listing)
    members = Audience.MEMBERS
    if is_known_to(before, members) and not is_known_to(held.released_to, members):
        silence_with_listing(listing=held)


@transaction.atomic
def remove_listing(*, park: Park, listing: Listing, today: dt.date) -> None:
    """Remove it with the matches that nobody was asked about; its party leaves opportunities.

    Raises `RefusedError`.
    """
    held = hold_listing(listing)
    asked = Q(match__demand=held) | Q(match__supply=held)
    if Introduction.objects.in_park(park.pk).filter(asked).exists():
        raise RefusedError(WITHDRAW_INSTEAD)
    leave_with_listing(listing=held, on=today, reason=WITHDREW)
    record(park=park, action=AuditAction.DELETE, target=held)
    held.delete()


def hold_listing(listing: Listing) -> Listing:
    """Return it as it stands, which nobody else can change until the request is done."""
    rows = Listing.objects.in_park(listing.park_id).select_for_update(of=("self",))
    held: Listing = rows.get(pk=listing.pk)
    return held
