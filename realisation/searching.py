"""The worker's side of a search: read what stands, calculate, store what was found.

Calculating happens outside transactions. Before anything is stored, the listings are held and all
is read again: when something that a plan rests on is different by then, the search starts anew.
"""

import datetime as dt
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from parks.jobs.working import JobFailedError, Progress
from realisation.choices import RunKind
from realisation.models import (
    Listing,
    MatchingRun,
    Proposal,
    ProposalFlow,
    ProposalPart,
    ProposalPlot,
)
from realisation.queries.matching_flows import FlowInput, flow_input
from realisation.queries.matching_space import SpaceInput, space_input
from realisation.queries.search_plans import FoundPart, FoundPlan, flow_plans, space_plans

# Well below the limit of a task, with the searches that have to be done again.
BUDGET_S: Final = 110.0
MOST_TRIES: Final = 3
SHORTEST_S: Final = 1.0
# A step of progress is a transaction: not one for every per cent.
NOTED_PER_CENT: Final = 5
# How often at least is asked whether somebody stopped the search, as far as it speaks that often.
ASKED_EVERY_S: Final = 1.0
NOTHING: Final = "Er is niets meer om te zoeken: alle vraag of al het aanbod is intussen weg."
RESTLESS: Final = (
    "Tijdens het zoeken veranderde telkens iets in vraag en aanbod. Probeer het straks opnieuw."
)


class GivenUpError(Exception):
    """Somebody stopped the run, or another worker does it: this one has nothing more to do."""


def search(run: MatchingRun, *, progress: Progress, today: dt.date) -> None:
    """Do a claimed run, and finish it. Call it outside a transaction. Raises `JobFailedError`.

    Ends without a word as soon as the run is no longer held by this worker.
    """
    until = time.monotonic() + BUDGET_S
    tell = _seldom(run, progress)
    for _ in range(MOST_TRIES):
        left = min(float(run.time_limit_s), until - time.monotonic())
        if left < SHORTEST_S:
            break
        try:
            if _once(run, today, left, tell):
                return
        except GivenUpError:
            return
    raise JobFailedError(RESTLESS)


def _once(run: MatchingRun, today: dt.date, time_limit_s: float, tell: Progress) -> bool:
    """Read, calculate and store. False, and nothing is stored, when it no longer holds."""
    with transaction.atomic():
        given = _read(run, today)
    if isinstance(given.input, FlowInput):
        plans = flow_plans(given.input, given.units, time_limit_s=time_limit_s, progress=tell)
    else:
        plans = space_plans(given.input, time_limit_s=time_limit_s, progress=tell)
    return _store(run, given, plans, today)


@dataclass(frozen=True)
class _Given:
    """What was read, and when by the clock of the database. `units`: of the supplies of flows."""

    read_at: dt.datetime
    input: SpaceInput | FlowInput
    units: Mapping[UUID, str] = field(default_factory=dict)


def _read(run: MatchingRun, today: dt.date) -> _Given:
    """Read what there is. Raises `JobFailedError` for good when that is nothing."""
    park = run.park_id
    read_at = MatchingRun.objects.in_park(park).values_list(Now(), flat=True).get(pk=run.pk)
    if run.kind == RunKind.FLOWS:
        flows = flow_input(park, today)
        if not flows.sources or not flows.sinks:
            raise JobFailedError(NOTHING, for_good=True)
        return _Given(read_at, flows, _units(park, [UUID(each.id) for each in flows.sources]))
    land = space_input(park, today)
    if not any(mover.weight for mover in land.space.movers):
        raise JobFailedError(NOTHING, for_good=True)
    return _Given(read_at, land)


def _units(park_id: int, keys: Collection[UUID]) -> dict[UUID, str]:
    rows = Listing.objects.in_park(park_id).filter(pk__in=keys)
    return dict(rows.values_list("pk", "unit"))


def _seldom(run: MatchingRun, progress: Progress) -> Progress:
    """Note progress now and then. What is told raises `GivenUpError` once the run is not ours."""
    last, asked = 0, time.monotonic()

    def tell(per_cent: int) -> None:
        nonlocal last, asked
        is_time = time.monotonic() >= asked + ASKED_EVERY_S
        if per_cent >= last + NOTED_PER_CENT or per_cent < last or is_time:
            last, asked = per_cent, time.monotonic()
            progress(min(per_cent, 99))
            with transaction.atomic():
                if not run.is_held():
                    raise GivenUpError

    return tell


@transaction.atomic
def _store(run: MatchingRun, given: _Given, plans: Sequence[FoundPlan], today: dt.date) -> bool:
    """Store what was found; False, and nothing is stored, when part of it is different by now.

    Who no longer holds the run stores nothing either, and is done: somebody else does it, or
    nobody wants it any more.
    """
    if not _all_stand(run, given, plans, today):
        return False
    if run.finish():
        for plan in plans:
            _store_plan(run, plan, given.read_at)
    return True


def _all_stand(run: MatchingRun, given: _Given, plans: Sequence[FoundPlan], today: dt.date) -> bool:
    """Hold all listings until the end of the transaction, and say whether each still counts."""
    asked = frozenset[UUID]().union(*(plan.listings for plan in plans))
    rows = Listing.objects.in_park(run.park_id).filter(pk__in=asked).order_by("pk")
    held = set(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    standing = set(rows.to_match_on(today).values_list("pk", flat=True))
    if not held == standing == asked:
        return False
    plots = frozenset[UUID]().union(*(plan.plots for plan in plans))
    if run.kind == RunKind.FLOWS:
        now: SpaceInput | FlowInput = flow_input(run.park_id, today)
    else:
        now = space_input(run.park_id, today)
    return given.input.about(asked, plots) == now.about(asked, plots)


def _store_plan(run: MatchingRun, plan: FoundPlan, read_at: dt.datetime) -> None:
    park = run.park_id
    proposal = Proposal.objects.create(
        park_id=park,
        run=run,
        rank=plan.rank,
        value=plan.value,
        bound=plan.bound,
        capped=plan.capped,
        pieces=plan.pieces,
        made_at=read_at,
    )
    parts = [_part(proposal, each) for each in plan.parts]
    ProposalPart.objects.bulk_create(parts, batch_size=500)
    ProposalPlot.objects.bulk_create(
        [
            ProposalPlot(park_id=park, part=part, plot_id=plot, gets=gets)
            for part, each in zip(parts, plan.parts, strict=True)
            for plots, gets in ((each.takes, True), (each.gives, False))
            for plot in plots
        ],
        batch_size=500,
    )
    ProposalFlow.objects.bulk_create(
        [
            ProposalFlow(
                park_id=park,
                proposal=proposal,
                supply_id=flow.supply,
                demand_id=flow.demand,
                quantity=flow.quantity,
                distance_m=flow.distance_m,
            )
            for flow in plan.flows
        ],
        batch_size=500,
    )


def _part(proposal: Proposal, each: FoundPart) -> ProposalPart:
    return ProposalPart(
        park_id=proposal.park_id,
        proposal=proposal,
        listing_id=each.listing,
        outcome=each.outcome,
        chain=each.chain,
        turn=each.turn,
        why=each.why,
    )
