"""However short the time is: it ends in time, what it says is true, and what it left is named."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realisation.matching import connected, options
from realisation.matching.connected import CLOCK_EVERY
from realisation.matching.options import Options, enumerate_options
from realisation.matching.reasons import Why
from realisation.matching.solve import Clock, Proposal, prepare, proposal_of, solve
from realisation.matching.solver import solve_part
from realisation.matching.space import Limits, Mover, Plot, Space, Wish
from tests.realisation.matching import brute
from tests.realisation.matching.parks import parks
from tests.realisation.matching.small import park, plot, settles

SETTINGS = settings(max_examples=80, deadline=None, derandomize=True)


class Ticking:
    """A clock that is up after so many looks."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def monotonic(self) -> float:
        self.left -= 1
        return 0.0 if self.left >= 0 else 1.0


def tick(patch: pytest.MonkeyPatch, looks: int) -> None:
    clock = Ticking(looks)
    for module in (options, connected):
        patch.setattr(module, "time", clock)


def crowded(plots: int) -> Space:
    """Return a park with more combinations than can be looked at in a moment."""
    random, names = Random(plots), [f"k{at:03d}" for at in range(plots)]
    land = [
        Plot(
            id=name,
            area_m2=random.randint(1_000, 9_000),
            free=at % 2 == 0,
            neighbours=frozenset(names[at + 1 : at + 25]),
        )
        for at, name in enumerate(names)
    ]
    movers = [
        Mover(
            id=f"m{at:03d}",
            party=f"m{at:03d}",
            wish=Wish.SETTLE,
            weight=random.randint(1, 12),
            min_area_m2=12_000,
            max_area_m2=20_000,
        )
        for at in range(plots // 2)
    ]
    return Space(land, movers)


@SETTINGS
@given(parks(), st.integers(0, 12))
def test_wherever_the_clock_stops_the_options_nothing_false_is_said(
    space: Space, looks: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        tick(patch, looks)
        found = enumerate_options(space, Limits(), deadline=0.5)
    whole = enumerate_options(space, Limits())
    assert found.untried <= found.cut_off
    assert found.out_of_time or keys(found) == keys(whole)
    if found.out_of_time:
        assert found.cut_off


def keys(found: Options) -> set[tuple[str, tuple[int, ...], bytes]]:
    return {(it.mover.id, it.gives, it.takes.tobytes()) for it in found.bundles}


@SETTINGS
@given(parks())
def test_without_any_time_the_bound_still_holds(space: Space) -> None:
    plan, best = solve(space, time_limit_s=-10.0), brute.best(space)
    assert plan.value <= best.value <= plan.bound
    assert not plan.moves or brute.is_possible(space, as_plan(plan))
    willing = {it.id for it in space.movers if it.willing}
    assert plan.optimal is (not willing)
    assert all(it.why in {Why.TIME, Why.UNWILLING} for it in plan.unmet)


def as_plan(plan: Proposal) -> brute.Plan:
    return {it.mover: (frozenset(it.takes), frozenset(it.gives)) for it in plan.moves}


def test_the_heaviest_wishes_are_looked_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    space = park(plot("p"), settles("light", 1, 100, weight=1), settles("heavy", 1, 100, weight=9))
    tick(monkeypatch, 2)
    found = enumerate_options(space, Limits(), deadline=0.5)
    assert [it.mover.id for it in found.bundles] == ["heavy"]
    assert found.untried == {"light"}


def test_combinations_are_given_up_halfway_and_everybody_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There are more pairs of these plots than fit between two looks at the clock."""
    space = crowded(CLOCK_EVERY + 200)
    tick(monkeypatch, 1)
    found = enumerate_options(space, Limits(), deadline=0.5)
    assert found.out_of_time
    assert found.cut_off == {it.id for it in space.movers}
    levels = connected.connected_groups(space, Limits(), range(len(space.plots)), deadline=0.5)
    assert [level.size for level in levels.levels] == [1]
    assert not levels.complete


def test_a_wish_that_was_not_looked_at_says_that_and_no_other_reason() -> None:
    space = park(plot("p"), settles("heavy", 1, 100, weight=9), settles("light", 500, 900))
    with pytest.MonkeyPatch.context() as patch:
        tick(patch, 2)
        ready = prepare(space, clock=Clock(options=0.5))
    plan = proposal_of(ready, [solve_part(it, float("inf")) for it in ready.parts])
    assert [(it.mover, it.why) for it in plan.unmet] == [("light", Why.TIME)]
    assert [(it.mover, it.why) for it in solve(space).unmet] == [("light", Why.NO_AREA)]


def test_options_of_which_the_time_was_up_leave_the_plan_unproven() -> None:
    space = park(plot("p"), settles("a", 1, 100, weight=3), settles("b", 1, 100, weight=2))
    plan = solve(space, time_limit_s=-10.0)
    assert (plan.value, plan.bound, plan.optimal, plan.gap) == (0, 5, False, 1.0)
    assert plan.cut_off == ("a", "b")


def test_time_that_is_left_changes_nothing() -> None:
    space = crowded(40)
    ready = prepare(space)
    assert solve(space) == proposal_of(ready, [solve_part(it, float("inf")) for it in ready.parts])
