"""Rounds of an opportunity: begin, and end with a decision (TB part II, lines 1960-2165)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from core.refusals import RefusedError
from parks.services.records import unless_taken
from realisation.choices import Decision, OpportunityState, RoundStep
from realisation.models import DoubleTest, Opportunity, OpportunityParty, Round, SelfAnalysis
from realisation.services.opportunities import (
    LAPSED_FIRST,
    hold_opportunity,
    lapse_opportunity,
)

DECIDED = "Over deze ronde is al besloten."


@transaction.atomic
def start_round(*, opportunity: Opportunity, process_step: int) -> Round:
    """Begin the next round. Raises `RefusedError` while another is open and for what lapsed."""
    held = hold_opportunity(opportunity)
    if held.state == OpportunityState.LAPSED:
        raise RefusedError(LAPSED_FIRST)
    rounds = Round.objects.in_park(held.park_id).filter(opportunity=held)
    if rounds.filter(decision="").exists():
        raise RefusedError("Er loopt al een ronde. Neem daar eerst een besluit over.")
    return _next_round(held, process_step)


def _next_round(held: Opportunity, process_step: int) -> Round:
    rounds = Round.objects.in_park(held.park_id).filter(opportunity=held)
    last: int = rounds.aggregate(last=Max("number"))["last"] or 0
    made: Round = Round.objects.create(
        park_id=held.park_id, opportunity=held, number=last + 1, process_step=process_step
    )
    return made


@transaction.atomic
def decide_round(
    *,
    turn: Round,
    decision: Decision,
    decided_by: str,
    decided_on: dt.date,
    why: str,
    learned: str,
) -> Round | None:
    """End a round; return the next one after `AGAIN`.

    A no-go lets the opportunity lapse with the same reason and what was learned. Raises
    `RefusedError` when it has been decided already.
    """
    held = hold_opportunity(turn.opportunity)
    stored = open_round(turn)
    stored.step = RoundStep.DECIDE
    stored.decision, stored.decided_by, stored.decided_on = decision, decided_by, decided_on
    stored.why, stored.learned = why, learned
    stored.save()
    if decision == Decision.NO_GO and held.state != OpportunityState.LAPSED:
        lapse_opportunity(opportunity=held, reason=why, learned=learned)
    return _next_round(held, stored.process_step) if decision == Decision.AGAIN else None


def open_round(turn: Round) -> Round:
    """Return a round as it stands, held until the request is done.

    Raises `RefusedError` when it has been decided.
    """
    rows = Round.objects.in_park(turn.park_id).select_for_update(of=("self",))
    stored: Round = rows.get(pk=turn.pk)
    if stored.decision:
        raise RefusedError(DECIDED)
    return stored


@transaction.atomic
def add_analysis(*, turn: Round, party: OpportunityParty, typed: Mapping[str, Any]) -> SelfAnalysis:
    """Write down what a party must, may, wants and can in a round.

    Raises `TakenError` when somebody else did in the meantime.
    """
    with unless_taken(SelfAnalysis):
        added: SelfAnalysis = SelfAnalysis.objects.create(
            park_id=turn.park_id, round=turn, party=party, **typed
        )
    return added


@transaction.atomic
def add_test(*, party: OpportunityParty, typed: Mapping[str, Any]) -> DoubleTest:
    """Write down whether a party is willing and able. Raises `TakenError` for a second that day."""
    with unless_taken(DoubleTest):
        added: DoubleTest = DoubleTest.objects.create(park_id=party.park_id, party=party, **typed)
    return added
