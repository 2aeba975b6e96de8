"""The worker's side of a search: read what stands, calculate, store what was found.

Calculating happens outside transactions. Before anything is stored, the listings are held and read
again: when one of them no longer stands, the search starts anew without it.
"""

import datetime as dt
import time
from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from django.db import transaction

from parks.jobs.working import JobFailedError, Progress
from parks.models import Plot
from realisation.choices import RunKind
from realisation.models import (
    Listing,
    MatchingRun,
    Proposal,
    ProposalFlow,
    ProposalPart,
    ProposalPlot,
)
from realisation.queries.matching_input import flow_input, space_input
from realisation.queries.search_plans import FoundPart, FoundPlan, flow_plans, space_plans

# Well below the limit of a task, with the searches that have to be done again.
BUDGET_S: Final = 110.0
MOST_TRIES: Final = 3
SHORTEST_S: Final = 1.0
# A step of progress is a transaction: not one for every per cent.
NOTED_PER_CENT: Final = 5
NOTHING: Final = "Er is niets meer om te zoeken: alle vraag of aanbod is intussen weg."
RESTLESS: Final = (
    "Tijdens het zoeken veranderde telkens iets in vraag en aanbod. Probeer het straks opnieuw."
)


def search(run: MatchingRun, *, progress: Progress, today: dt.date) -> None:
    """Do a claimed run, and finish it. Call it outside a transaction. Raises `JobFailedError`."""
    until = time.monotonic() + BUDGET_S
    for _ in range(MOST_TRIES):
        left = min(float(run.time_limit_s), until - time.monotonic())
        if left < SHORTEST_S:
            break
        plans = _find(run, today, left, _seldom(progress))
        if _store(run, plans, today):
            return
    raise JobFailedError(RESTLESS)


def _find(
    run: MatchingRun, today: dt.date, time_limit_s: float, tell: Progress
) -> tuple[FoundPlan, ...]:
    if run.kind == RunKind.FLOWS:
        with transaction.atomic():
            flows = flow_input(run.park_id, today)
            units = _units(run.park_id, [UUID(each.id) for each in flows.sources])
        if not flows.sources or not flows.sinks:
            raise JobFailedError(NOTHING, for_good=True)
        return flow_plans(flows, units, time_limit_s=time_limit_s, progress=tell)
    with transaction.atomic():
        land = space_input(run.park_id, today)
    if not any(mover.weight for mover in land.space.movers):
        raise JobFailedError(NOTHING, for_good=True)
    return space_plans(land, time_limit_s=time_limit_s, progress=tell)


def _units(park_id: int, keys: Collection[UUID]) -> dict[UUID, str]:
    rows = Listing.objects.in_park(park_id).filter(pk__in=keys)
    return dict(rows.values_list("pk", "unit"))


def _seldom(progress: Progress) -> Progress:
    last = 0

    def tell(per_cent: int) -> None:
        nonlocal last
        if per_cent >= last + NOTED_PER_CENT:
            last = per_cent
            progress(min(per_cent, 99))

    return tell


@transaction.atomic
def _store(run: MatchingRun, plans: Sequence[FoundPlan], today: dt.date) -> bool:
    """Store what was found; False, and nothing is stored, when part of it is gone.

    Who no longer holds the run stores nothing either, and is done: somebody else does it.
    """
    if not _all_stand(run.park_id, plans, today):
        return False
    if run.finish():
        for plan in plans:
            _store_plan(run, plan)
    return True


def _all_stand(park_id: int, plans: Sequence[FoundPlan], today: dt.date) -> bool:
    """Hold all listings until the end of the transaction, and say whether each still counts."""
    asked = frozenset[UUID]().union(*(plan.listings for plan in plans))
    rows = Listing.objects.in_park(park_id).filter(pk__in=asked).order_by("pk")
    held = set(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    standing = set(rows.to_match_on(today).values_list("pk", flat=True))
    plots = frozenset[UUID]().union(*(plan.plots for plan in plans))
    drawn = Plot.objects.in_park(park_id).filter(pk__in=plots).count()
    return held == standing == asked and drawn == len(plots)


def _store_plan(run: MatchingRun, plan: FoundPlan) -> None:
    park = run.park_id
    proposal = Proposal.objects.create(
        park_id=park,
        run=run,
        rank=plan.rank,
        value=plan.value,
        bound=plan.bound,
        capped=plan.capped,
        pieces=plan.pieces,
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
