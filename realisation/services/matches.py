"""What the park manager decides on a pair: confirmed, dismissed, both asked, or taken back.

Nothing here happens by itself. Whoever judges a pair holds both its listings, so that nobody can
withdraw one in the meantime.
"""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from realisation.choices import MatchState
from realisation.models import Introduction, Listing, Match
from realisation.queries.blind import blind_texts
from realisation.queries.matches import score_of
from realisation.queries.matching_input import party_of
from realisation.services.introduction_news import tell_both
from realisation.services.listings import hold_listing

GONE: Final = "Een van beide telt niet meer mee. Ververs de pagina."
ASKED: Final = "Beide partijen zijn al gevraagd. Stop de kennismaking als die niet doorgaat."
UNFIT: Final = "Deze twee passen niet bij elkaar. Kijk bij elk van beide waarom niet."
SAME: Final = "Vraag en aanbod zijn van dezelfde partij."


@transaction.atomic
def confirm_pair(*, demand: Listing, supply: Listing, by: User, today: dt.date) -> Match:
    """Say that these two fit. Raises `RefusedError`."""
    score = _hold_both(demand, supply, today)
    if score is None:
        raise RefusedError(UNFIT)
    return _judged(demand, supply, MatchState.CONFIRMED, score, by)


@transaction.atomic
def dismiss_pair(
    *, demand: Listing, supply: Listing, reason: str, by: User, today: dt.date
) -> Match:
    """Say that these two don't go on, and why. Raises `RefusedError`."""
    score = _hold_both(demand, supply, today)
    return _judged(demand, supply, MatchState.DISMISSED, score or 0, by, reason)


@transaction.atomic
def ask_both(
    *, demand: Listing, supply: Listing, by: User, now: dt.datetime, today: dt.date
) -> Introduction:
    """Ask both parties whether they want to meet, each with a text that tells not who it is.

    Raises `RefusedError`.
    """
    score = _hold_both(demand, supply, today)
    if score is None:
        raise RefusedError(UNFIT)
    match = _judged(demand, supply, MatchState.ASKED, score, by)
    demand_text, supply_text = blind_texts(demand, supply, today)
    started: Introduction = Introduction.objects.create(
        park_id=match.park_id,
        match=match,
        demand_text=demand_text,
        supply_text=supply_text,
        started_at=now,
        step_at=now,
    )
    tell_both(park=match.park, match=match)
    return started


@transaction.atomic
def undo_judgement(*, park: Park, match: Match) -> None:
    """Take a judgement back: the pair is new again. Raises `RefusedError` once both were asked."""
    if Introduction.objects.in_park(park.pk).filter(match=match).exists():
        raise RefusedError(ASKED)
    record(park=park, action=AuditAction.DELETE, target=match)
    match.delete()


def _hold_both(demand: Listing, supply: Listing, today: dt.date) -> int | None:
    """Hold both in a fixed order and return how well they fit, None when they don't.

    What was judged before keeps its score. Raises `RefusedError` when one no longer counts.
    """
    for each in sorted((demand, supply), key=lambda row: row.pk):
        hold_listing(each)
    ids = {demand.pk, supply.pk}
    counts = Listing.objects.in_park(demand.park_id).to_match_on(today).filter(pk__in=ids)
    if counts.count() < len(ids):
        raise RefusedError(GONE)
    if party_of(demand) == party_of(supply):
        raise RefusedError(SAME)
    rows = Match.objects.in_park(demand.park_id).filter(demand=demand, supply=supply)
    before: int | None = rows.values_list("score", flat=True).first()
    return score_of(demand, supply, today) if before is None else before


def _judged(
    demand: Listing, supply: Listing, state: MatchState, score: int, by: User, reason: str = ""
) -> Match:
    rows = Match.objects.in_park(demand.park_id).filter(demand=demand, supply=supply)
    if Introduction.objects.in_park(demand.park_id).filter(match__in=rows.values("pk")).exists():
        raise RefusedError(ASKED)
    match: Match
    match, _ = Match.objects.update_or_create(
        park_id=demand.park_id,
        demand=demand,
        supply=supply,
        defaults={
            "state": state,
            "score": score,
            "reason": reason,
            "decided_by": by,
            "decided_at": Now(),
        },
    )
    record(
        park=match.park, action=AuditAction.CHANGE, target=match, detail={"besluit": state.label}
    )
    return match
