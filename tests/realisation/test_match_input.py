"""How demand, supply and plots become what the matching calculates with."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.access import Viewer, viewer_at
from parks.models import Establishment, Occupation, Ownership, Park, Plot
from realisation.choices import ListingSide, Manner
from realisation.matching.space import Mover, Space, Use, Wish
from realisation.models import Listing
from realisation.queries.ground import ground_of
from realisation.queries.matching_flows import FlowInput, flow_input
from realisation.queries.matching_pairs import PairInput, pair_input
from realisation.queries.matching_space import space_input
from tests.factories.parks import EstablishmentFactory
from tests.realisation.trading import land, listing, plot

pytestmark = pytest.mark.usefixtures("standing")

DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
TODAY = dt.date(2026, 11, 1)
NO_AREA: dict[str, Any] = {"area_min_m2": None, "area_max_m2": None}


@pytest.fixture
def park(noord: Park) -> Park:
    """Noord without the plots and listings that stand there."""
    with park_context(noord.pk):
        Listing.objects.update(state="met")
        Plot.objects.update(geometry=None, state="in_use")
    return noord


def company(park: Park) -> Establishment:
    return EstablishmentFactory(park=park)


def pairs(park: Park, anna: User) -> PairInput:
    with park_context(park.pk):
        viewer = viewer_at(anna, park)
        assert isinstance(viewer, Viewer)
        return pair_input(viewer, TODAY)


def flows(park: Park) -> FlowInput:
    with park_context(park.pk):
        return flow_input(park.pk, TODAY)


def space(park: Park) -> Space:
    with park_context(park.pk):
        return space_input(park.pk, TODAY).space


def only(park: Park) -> Mover:
    (mover,) = space(park).movers
    return mover


def test_plots_that_touch_are_neighbours_and_others_are_not(park: Park) -> None:
    one, next_to_it, apart = plot(park, 0), plot(park, 1), plot(park, 4)
    with park_context(park.pk):
        ground = ground_of(park.pk, TODAY)
    assert ground.plots[one.pk].neighbours == {next_to_it.pk}
    assert ground.plots[apart.pk].neighbours == frozenset()
    assert round(ground.plots[one.pk].area_m2 or 0) == 5_000


def test_own_plots_are_those_in_use_and_those_of_the_organisation_now(
    park: Park, anna: User
) -> None:
    here = company(park)
    used, owned, before = plot(park, 0, here), plot(park, 1), plot(park, 2)
    with park_context(park.pk):
        Ownership.objects.create(park=park, plot=owned, organisation=here.organisation)
        Occupation.objects.create(park=park, plot=before, establishment=here, until=TODAY)
    land(park, DEMAND, here)
    (demand,) = pairs(park, anna).demands
    assert demand.own_plots == {str(used.pk), str(owned.pk)}


def test_an_offered_plot_brings_its_area_category_place_and_neighbours(
    park: Park, anna: User
) -> None:
    offered = plot(park, 0, environmental_category="3.2")
    beside = plot(park, 1)
    land(park, SUPPLY, plot=offered, **NO_AREA)
    (supply,) = pairs(park, anna).supplies
    assert (supply.area_min_m2, supply.area_max_m2) == (5_000, 5_000)
    assert (supply.category, supply.neighbours) == ("3.2", frozenset({str(beside.pk)}))
    assert supply.x_m is not None


def test_amounts_are_compared_per_year_in_one_unit_of_energy(park: Park, anna: User) -> None:
    for quantity, unit, per in ((1, "mwh", "month"), ("3.6", "gj", "year"), (5, "kwh", "once")):
        listing(park, DEMAND, quantity=quantity, unit=unit, per=per)
    found = {(it.amount, it.unit) for it in pairs(park, anna).demands}
    assert {(round(amount or Decimal(0)), unit) for amount, unit in found} == {
        (12_000, "kwh"),
        (1_000, "kwh"),
        (5, "kwh eenmalig"),
    }


def test_a_flow_needs_an_amount_a_year_and_a_place(park: Park) -> None:
    placed = company(park)
    plot(park, 0, placed)
    ready = listing(park, SUPPLY, placed, temperature_c=60)
    homeless = listing(park, SUPPLY, company(park))
    once = listing(park, DEMAND, placed, per="once")
    found = flows(park)
    assert [it.id for it in found.sources] == [str(ready.pk)]
    assert found.sources[0].amounts == (100_000,)
    assert found.sources[0].quality == 60
    assert set(found.left_out) == {homeless.pk, once.pk}


def test_of_cold_the_lowest_temperature_is_the_best(park: Park) -> None:
    placed = company(park)
    plot(park, 0, placed)
    listing(park, SUPPLY, placed, subject="cold", temperature_c=6)
    assert flows(park).sources[0].quality == -6


def test_who_expands_keeps_its_land_and_who_moves_gives_what_it_alone_uses(park: Park) -> None:
    grows, moves = company(park), company(park)
    kept, left, shared = plot(park, 0, grows), plot(park, 1, moves), plot(park, 2, moves)
    with park_context(park.pk):
        Occupation.objects.create(park=park, plot=shared, establishment=grows)
    land(park, DEMAND, grows, manner=Manner.EXPAND, urgency=5)
    land(park, DEMAND, moves, manner=Manner.MOVE)
    by_wish = {it.wish: it for it in space(park).movers}
    assert by_wish[Wish.EXPAND].anchors == {str(kept.pk), str(shared.pk)}
    assert by_wish[Wish.EXPAND].weight == 10
    assert by_wish[Wish.MOVE].gives == {str(left.pk)}


def test_public_land_that_can_be_moved_is_a_plot_with_an_owner(park: Park) -> None:
    road = plot(park, 0, use="traffic")
    land(park, SUPPLY, name="Gemeente", manner=Manner.RELOCATE, plot=road, **NO_AREA)
    found = space(park)
    assert found.plot(str(road.pk)).use is Use.ROAD
    assert found.movers[0].gives == {str(road.pk)}
    assert (found.movers[0].weight, found.movers[0].features) == (0, frozenset({"road"}))


@pytest.mark.parametrize(
    ("state", "fields", "free"),
    [
        ("offered", None, True),
        ("vacant", None, False),
        ("in_use", {}, True),
        ("offered", {"state": "withdrawn", "state_reason": "-"}, False),
        ("offered", {"willingness": "none"}, False),
    ],
)
def test_a_plot_is_free_as_long_as_somebody_offers_it(
    park: Park, state: str, fields: dict[str, Any] | None, free: bool
) -> None:
    offered = plot(park, 0, state=state)
    if fields is not None:
        land(park, SUPPLY, plot=offered, **fields)
    assert space(park).plot(str(offered.pk)).free is free


def test_two_ways_to_change_of_one_company_exclude_each_other(park: Park) -> None:
    here = company(park)
    plot(park, 0, here)
    land(park, DEMAND, here, manner=Manner.EXPAND)
    land(park, DEMAND, here, manner=Manner.MOVE)
    assert len({it.group for it in space(park).movers}) == 1


def test_a_plot_that_is_named_for_a_swap_is_nobody_elses_to_give_or_keep(park: Park) -> None:
    user, owner = company(park), company(park)
    swapped = plot(park, 0, user)
    with park_context(park.pk):
        Ownership.objects.create(park=park, plot=swapped, organisation=owner.organisation)
    swap = land(park, SUPPLY, owner, manner=Manner.SWAP, plot=swapped, **NO_AREA)
    land(park, SUPPLY, owner, manner=Manner.SWAP, plot=swapped, **NO_AREA)
    land(park, DEMAND, user, manner=Manner.MOVE)
    land(park, DEMAND, user, manner=Manner.EXPAND)
    with park_context(park.pk):
        given = space_input(park.pk, TODAY)
    givers = [it for it in given.space.movers if it.gives]
    assert len(givers) == 1
    assert all(str(swapped.pk) not in it.anchors for it in given.space.movers)
    assert len(given.left_out) == 2  # the other swap, and growth without land of its own
    assert swap.pk in {*given.left_out} or givers[0].id == str(swap.pk)


def test_who_has_no_land_can_not_grow(park: Park) -> None:
    wish = land(park, DEMAND, company(park), manner=Manner.EXPAND)
    with park_context(park.pk):
        given = space_input(park.pk, TODAY)
    assert given.space.movers == ()
    assert given.left_out == (wish.pk,)


def test_a_withdrawn_party_is_in_none_of_the_three(park: Park, anna: User) -> None:
    here = company(park)
    plot(park, 0, here)
    land(park, DEMAND, here, state="withdrawn", state_reason="-")
    listing(park, SUPPLY, here, state="withdrawn", state_reason="-")
    assert space(park).movers == ()
    assert flows(park).sources == ()
    assert pairs(park, anna).demands == pairs(park, anna).supplies == ()


def test_what_one_may_not_see_is_not_in_her_pairs(park: Park, tess: User, bram: User) -> None:
    land(park, DEMAND, company(park), released_to="company")
    assert pairs(park, tess).demands == ()


@pytest.mark.parametrize("read", [pairs, flows, space])
def test_ten_times_as_much_asks_no_query_more(
    park: Park, anna: User, read: Callable[..., object]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            read(park, anna) if read is pairs else read(park)
        return len(counted)

    def fill(many: int) -> None:
        for number in range(many):
            here = company(park)
            plot(park, number, here)
            land(park, DEMAND, here, manner=Manner.MOVE)
            listing(park, SUPPLY, here)

    fill(2)
    few = queries()
    fill(18)
    assert queries() == few
