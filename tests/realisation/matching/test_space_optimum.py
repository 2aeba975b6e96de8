"""The best plan of a small park is the one that trying everything finds."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realisation.matching.solve import Proposal, solve
from realisation.matching.space import Space
from tests.realisation.matching import brute
from tests.realisation.matching.parks import parks

SETTINGS = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def as_plan(proposal: Proposal) -> brute.Plan:
    return {it.mover: (frozenset(it.takes), frozenset(it.gives)) for it in proposal.moves}


@SETTINGS
@given(parks())
def test_nothing_better_exists_and_it_can_be_carried_out(space: Space) -> None:
    found, best = solve(space), brute.best(space)
    assert (found.value, len(found.moves)) == (best.value, best.moves)
    assert found.optimal
    assert found.exhaustive
    assert found.bound == found.value
    assert found.gap == 0


@SETTINGS
@given(parks())
def test_every_move_is_one_that_its_party_asked_for(space: Space) -> None:
    plan = as_plan(solve(space))
    assert brute.is_possible(space, plan)
    movers = {it.id: it for it in space.movers}
    for mover, option in plan.items():
        assert option in set(brute.options_of(space, movers[mover]))


@SETTINGS
@given(parks(), st.integers(0, 1_000))
def test_the_order_of_the_input_changes_nothing(space: Space, seed: int) -> None:
    plots, movers = list(space.plots), list(space.movers)
    Random(seed).shuffle(plots)
    Random(seed).shuffle(movers)
    assert solve(Space(plots, movers)) == solve(space)


@SETTINGS
@given(parks())
def test_everybody_moves_or_hears_why_not(space: Space) -> None:
    found = solve(space)
    heard = [it.mover for it in found.moves] + [it.mover for it in found.unmet]
    assert sorted(heard) == sorted(it.id for it in space.movers)
