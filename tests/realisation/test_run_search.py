"""A search by a worker: what is found and stored, once, and never of who withdrew meanwhile."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.jobs.models import JobState
from parks.jobs.working import JobFailedError
from parks.models import Park
from realisation.choices import ListingSide, PartOutcome, RunKind
from realisation.models import Listing, MatchingRun, Proposal, ProposalFlow, ProposalPart
from realisation.queries.search_plans import in_unit
from realisation.searching import NOTHING, RESTLESS, search
from realisation.services.runs import STOPPED, stop_search
from realisation.tasks import run_matching
from tests.factories.parks import EstablishmentFactory
from tests.realisation.rollepaal_site import (
    LONG_PAST,
    UNWILLING,
    WITHDRAWN,
    asked,
    change,
    rollepaal,
    searched,
)
from tests.realisation.trading import land, listing, plot

pytestmark = pytest.mark.usefixtures("standing")
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY


def best(park: Park, run: MatchingRun) -> Proposal:
    with park_context(park.pk):
        return Proposal.objects.get(run=run, rank=1)


def taking(park: Park, proposal: Proposal) -> dict[Any, ProposalPart]:
    with park_context(park.pk):
        parts = ProposalPart.objects.filter(proposal=proposal)
        return {it.listing_id: it for it in parts.exclude(outcome=PartOutcome.UNMET)}


def plots_of(park: Park, part: ProposalPart, *, gets: bool) -> set[str]:
    with park_context(park.pk):
        return set(part.plots.filter(gets=gets).values_list("plot__name", flat=True))


def test_the_chain_of_rollepaal_is_found_from_wishes_and_plots_alone(
    noord: Park, anna: User
) -> None:
    wishes = rollepaal(noord)
    run = searched(noord, anna)
    found = best(noord, run)
    parts = taking(noord, found)
    mine = {name: parts[row.pk] for name, row in wishes.items()}
    assert run.state == JobState.READY
    assert plots_of(noord, mine["plukon"], gets=True) == {"Toegangsweg", "Wehkamp noord"}
    assert plots_of(noord, mine["road"], gets=True) == {"Wavin rand"}
    assert plots_of(noord, mine["wavin"], gets=False) == {"Wavin rand"}
    assert plots_of(noord, mine["wavin"], gets=True) == {"Wehkamp strook"}
    assert mine["plukon"].outcome == PartOutcome.MET
    assert {mine["road"].outcome, mine["wavin"].outcome} == {PartOutcome.COOPERATES}
    assert len({part.chain for part in mine.values()}) == 1
    turns = [mine[name].turn or 0 for name in ("wavin", "road", "plukon")]
    assert turns == sorted(turns)
    assert found.is_proven


@pytest.mark.parametrize("change_to", [WITHDRAWN, UNWILLING, LONG_PAST])
@pytest.mark.parametrize("who", ["wavin", "road"])
def test_without_who_must_cooperate_the_wish_stays_unmet(
    noord: Park, anna: User, who: str, change_to: dict[str, Any]
) -> None:
    wishes = rollepaal(noord)
    change(wishes[who], **change_to)
    found = best(noord, searched(noord, anna))
    assert wishes["plukon"].pk not in taking(noord, found)
    with park_context(noord.pk):
        assert not ProposalPart.objects.filter(listing=wishes[who]).exists()
        assert ProposalPart.objects.get(proposal=found, listing=wishes["plukon"]).why


def test_a_message_that_comes_twice_does_nothing_the_second_time(noord: Park, anna: User) -> None:
    rollepaal(noord)
    run = searched(noord, anna)
    with park_context(noord.pk):
        before = set(Proposal.objects.values_list("pk", flat=True))
    run_matching(park_id=noord.pk, job_id=str(run.pk))
    with park_context(noord.pk):
        assert set(Proposal.objects.values_list("pk", flat=True)) == before


def test_a_worker_that_lost_its_run_stores_nothing(noord: Park, anna: User) -> None:
    rollepaal(noord)
    run = asked(noord, anna)
    today = timezone.localdate()
    with park_context(noord.pk):
        runs = MatchingRun.objects.in_park(noord.pk)
        slow = runs.claim(run.pk)
        runs.filter(pk=run.pk).update(lease_until=timezone.now() - dt.timedelta(minutes=1))
        quick = runs.claim(run.pk)
        search(quick, progress=lambda _: None, today=today)
        found = Proposal.objects.filter(run=run).count()
        search(slow, progress=lambda _: None, today=today)
        assert Proposal.objects.filter(run=run).count() == found
        assert found
        run.refresh_from_db()
    assert run.state == JobState.READY
    assert run.attempts == 2


def test_who_withdraws_while_the_worker_calculates_is_not_stored(noord: Park, anna: User) -> None:
    wishes = rollepaal(noord)
    run = asked(noord, anna)
    with park_context(noord.pk):
        held = MatchingRun.objects.in_park(noord.pk).claim(run.pk)
        search(
            held,
            progress=lambda _: change(wishes["wavin"], **WITHDRAWN),
            today=timezone.localdate(),
        )
        assert not ProposalPart.objects.filter(listing=wishes["wavin"]).exists()
        run.refresh_from_db()
    assert run.state == JobState.READY
    assert wishes["plukon"].pk not in taking(noord, best(noord, run))


def test_a_search_that_is_stopped_ends_and_stores_nothing(noord: Park, anna: User) -> None:
    rollepaal(noord)
    run = asked(noord, anna)
    heard: list[int] = []

    def stop(per_cent: int) -> None:
        heard.append(per_cent)
        stop_search(run=run)

    with park_context(noord.pk):
        held = MatchingRun.objects.in_park(noord.pk).claim(run.pk)
        search(held, progress=stop, today=timezone.localdate())
        assert not Proposal.objects.filter(run=run).exists()
        run.refresh_from_db()
    assert (run.state, run.message) == (JobState.STOPPED, STOPPED)
    assert len(heard) == 1


def test_what_is_edited_while_the_worker_calculates_is_calculated_anew(
    noord: Park, anna: User
) -> None:
    wishes = rollepaal(noord)
    run = asked(noord, anna)
    more = {"area_min_m2": 22_000, "area_max_m2": 24_000}
    with park_context(noord.pk):
        held = MatchingRun.objects.in_park(noord.pk).claim(run.pk)
        search(
            held,
            progress=lambda _: change(wishes["plukon"], **more),
            today=timezone.localdate(),
        )
        run.refresh_from_db()
    assert run.state == JobState.READY
    assert wishes["plukon"].pk not in taking(noord, best(noord, run))


def test_a_park_that_never_stands_still_ends_with_a_message(noord: Park, anna: User) -> None:
    rows = [*rollepaal(noord).values(), *_many(noord)]
    run = asked(noord, anna)
    last = 100

    def one_less(per_cent: int) -> None:
        nonlocal last
        if per_cent < last:
            change(rows.pop(), **WITHDRAWN)
        last = per_cent

    with park_context(noord.pk):
        held = MatchingRun.objects.in_park(noord.pk).claim(run.pk)
        with pytest.raises(JobFailedError, match=RESTLESS):
            search(held, progress=one_less, today=timezone.localdate())
        assert not Proposal.objects.filter(run=run).exists()


def _many(park: Park) -> list[Listing]:
    return [land(park, DEMAND, EstablishmentFactory(park=park)) for _ in range(3)]


def test_nothing_left_to_search_fails_for_good(noord: Park, anna: User) -> None:
    with park_context(noord.pk):
        Listing.objects.in_park(noord.pk).update(**WITHDRAWN)
    for kind in RunKind:
        run = searched(noord, anna, kind)
        assert (run.state, run.message) == (JobState.FAILED, NOTHING)


def test_flows_are_stored_in_the_unit_of_who_gives(noord: Park, anna: User) -> None:
    giver, taker = EstablishmentFactory(park=noord), EstablishmentFactory(park=noord)
    plot(noord, 0, giver)
    plot(noord, 2, taker)
    source = listing(noord, SUPPLY, giver, quantity=100, unit="mwh", per="month")
    sink = listing(noord, DEMAND, taker, quantity=5_000_000, unit="kwh", title="Warmte nodig")
    run = searched(noord, anna, RunKind.FLOWS)
    with park_context(noord.pk):
        flow = ProposalFlow.objects.get(proposal__run=run)
        short = ProposalPart.objects.get(proposal__run=run, listing=sink)
    assert (flow.supply_id, flow.demand_id) == (source.pk, sink.pk)
    assert flow.quantity == Decimal(1200)
    assert flow.distance_m == 100
    assert (short.outcome, short.why) == (PartOutcome.UNMET, "short")
    assert best(noord, run).is_proven


def test_an_amount_goes_back_to_the_unit_in_which_it_was_typed() -> None:
    assert in_unit(1_200_000, "mwh") == Decimal(1200)
    assert in_unit(1_000_000, "gj") == Decimal(3600)
    assert in_unit(7, "m3") == Decimal(7)
