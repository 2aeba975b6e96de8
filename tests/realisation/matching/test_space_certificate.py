"""Prices prove a plan: for any prices the bound holds, and the solvers agree where both can."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realisation.matching import solver
from realisation.matching.assignment import is_plain
from realisation.matching.highs import search
from realisation.matching.options import enumerate_options
from realisation.matching.prices import UNIT, bound, could_be_in
from realisation.matching.solve import prepare, solve
from realisation.matching.solver import Proof
from realisation.matching.space import Limits, Space
from tests.realisation.matching import brute
from tests.realisation.matching.parks import parks
from tests.realisation.matching.small import held, moves, park, plot, settles

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)
NEVER = float("inf")


@SETTINGS
@given(parks(), st.lists(st.integers(0, 30 * UNIT), min_size=6, max_size=6))
def test_no_prices_whatever_promise_less_than_the_best_plan(
    space: Space, prices: list[int]
) -> None:
    for part in prepare(space).parts:
        some = np.array(prices[: len(part.plots)], dtype=np.int64)
        best = solver.solve_part(part, NEVER)
        gain = part.total(best.chosen)[0]
        assert bound(part, some) >= gain
        assert could_be_in(part, some, gain)[list(best.chosen)].all()


@SETTINGS
@given(parks())
def test_the_prices_of_a_proposal_prove_it_once_more(space: Space) -> None:
    ready, plan = prepare(space), solve(space)
    for part, result in zip(ready.parts, plan.parts, strict=True):
        if result.proof is not Proof.PRICES:
            continue
        prices = dict(result.prices)
        again = np.array([prices[space.plots[it].id] for it in part.plots], dtype=np.int64)
        assert (bound(part, again) + part.groups) // part.scale == result.value


@SETTINGS
@given(parks(newcomers=4))
def test_plain_assignments_gain_what_branch_and_bound_gains(space: Space) -> None:
    for part in prepare(space, limits=Limits(max_plots=1)).parts:
        if is_plain(part):
            best = solver.solve_part(part, NEVER)
            other = search(part.gain, part.matrix(), part.limit(), 60.0)
            assert other.bound is not None
            assert part.total(best.chosen)[0] == max(round(other.bound), 0)
            assert best.proof is Proof.PRICES


@settings(max_examples=100, deadline=None, derandomize=True)
@given(parks())
def test_a_few_options_at_a_time_lead_to_the_same_plan(space: Space) -> None:
    best = brute.best(space)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solver, "AT_ONCE", 0)
        patch.setattr(solver, "FIRST", 1)
        patch.setattr(solver, "MORE", 1)
        plan = solve(space)
    assert (plan.value, len(plan.moves)) == (best.value, best.moves)
    assert plan.optimal


def test_prices_below_zero_prove_nothing() -> None:
    (part,) = prepare(park(plot("p1"), settles("n", 1, 100))).parts
    with pytest.raises(ValueError, match="van nul of meer"):
        bound(part, np.array([-1]))


def test_a_plan_that_gives_a_plot_twice_is_refused() -> None:
    (part,) = prepare(park(plot("p1"), settles("a", 1, 100), settles("b", 1, 100))).parts
    with pytest.raises(ValueError, match="tweemaal"):
        part.total([0, 1])


def test_a_plan_in_which_somebody_does_two_things_is_refused() -> None:
    (part,) = prepare(park(plot("p1"), plot("p2"), settles("a", 1, 100))).parts
    with pytest.raises(ValueError, match="twee dingen"):
        part.total([0, 1])


def test_land_that_nobody_can_free_makes_no_part() -> None:
    """`b` would go only if `c` did, and nothing on the park fits `c`."""
    space = park(
        held("p1", "b", 100),
        held("p2", "c", 200),
        settles("a", 100, 100),
        moves("b", "p1", 200, 200),
        moves("c", "p2", 300, 300),
    )
    assert not prepare(space).parts


def test_of_two_ways_to_the_same_plot_the_heaviest_counts() -> None:
    both = [settles(f"n{at}", 1, 100, weight=at, one_of="n") for at in (5, 1, 3)]
    space = park(plot("p"), *both)
    assert all(is_plain(part) for part in prepare(space).parts)
    assert [it.mover for it in solve(space).moves] == ["n5"]


def test_what_holds_a_smaller_group_that_would_do_is_no_option() -> None:
    space = park(plot("p1", 60, "p2"), plot("p2", 60, "p3"), plot("p3", 30), settles("n", 60, 200))
    [bundle] = enumerate_options(space, Limits()).bundles
    assert [[it for it in row if it >= 0] for row in bundle.takes.tolist()] == [[0], [1]]
