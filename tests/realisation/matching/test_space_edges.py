"""Nothing better exists at the edges either: no land, nothing fits, one company, all the same."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from realisation.matching.chains import Shape, chains
from realisation.matching.solve import solve
from realisation.matching.space import Space, Wish
from tests.realisation.matching import brute
from tests.realisation.matching.parks import parks

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HUGE = 1_000


def without_land(space: Space) -> Space:
    """Leave the wishes and take all plots away, with what hangs on them."""
    movers = [replace(it, gives=frozenset(), anchors=frozenset()) for it in space.movers]
    return Space((), [it for it in movers if it.wish not in {Wish.SWAP, Wish.RELOCATE}])


def nothing_fits(space: Space) -> Space:
    movers = [replace(it, min_area_m2=HUGE, max_area_m2=None) for it in space.movers]
    return Space(space.plots, movers)


def nothing_vacant(space: Space) -> Space:
    return Space([replace(it, free=False) for it in space.plots], space.movers)


def all_vacant(space: Space) -> Space:
    plots = [replace(it, free=True, holder=None) for it in space.plots]
    return Space(plots, [it for it in space.movers if it.wish is Wish.SETTLE])


def one_company(space: Space) -> Space:
    return Space(space.plots, space.movers[:1])


def all_the_same(space: Space) -> Space:
    """All plots are as large and all wishes count as much: every choice is a tie."""
    plots = [replace(it, area_m2=2, category_rank=3, features=frozenset()) for it in space.plots]
    movers = [
        replace(it, weight=min(it.weight, 1), min_area_m2=2, max_area_m2=4, features=frozenset())
        for it in space.movers
    ]
    return Space(plots, movers)


def nobody_willing(space: Space) -> Space:
    return Space(space.plots, [replace(it, willing=False) for it in space.movers])


EDGES: dict[str, Callable[[Space], Space]] = {
    it.__name__: it
    for it in (
        without_land, nothing_fits, nothing_vacant, all_vacant, one_company, all_the_same,
        nobody_willing,
    )
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES)
@SETTINGS
@given(space=parks())
def test_the_best_is_found_and_proven(edge: str, space: Space) -> None:
    space = EDGES[edge](space)
    plan, best = solve(space), brute.best(space)
    assert (plan.value, len(plan.moves)) == (best.value, best.moves)
    assert plan.is_certain
    assert brute.is_possible(
        space, {it.mover: (frozenset(it.takes), frozenset(it.gives)) for it in plan.moves}
    )


@pytest.mark.parametrize("edge", ["without_land", "nothing_fits", "nobody_willing"])
@SETTINGS
@given(space=parks())
def test_where_nothing_can_be_done_nobody_moves_and_all_hear_why(edge: str, space: Space) -> None:
    space = EDGES[edge](space)
    plan = solve(space)
    assert (plan.value, plan.bound, plan.moves) == (0, 0, ())
    assert [it.mover for it in plan.unmet] == [it.id for it in space.movers]


@SETTINGS
@given(parks().map(nothing_vacant))
def test_without_vacant_land_every_move_is_part_of_a_closed_exchange(space: Space) -> None:
    plan = solve(space)
    for chain in chains(plan.moves):
        given = {plot for move in chain.moves for plot in move.gives}
        assert {plot for move in chain.moves for plot in move.takes} <= given
        assert chain.shape in {Shape.EXCHANGE, Shape.MIXED}


@SETTINGS
@given(parks())
def test_a_chain_can_be_carried_out_in_its_order(space: Space) -> None:
    """Each step takes land that is vacant or is given up at that step or before it."""
    for chain in chains(solve(space).moves):
        open_land = {it.id for it in space.plots if it.free}
        for step in chain.steps:
            open_land |= {plot for move in step for plot in move.gives}
            taken = [plot for move in step for plot in move.takes]
            assert len(taken) == len(set(taken))
            assert set(taken) <= open_land
            open_land -= set(taken)
