"""The next best plans come in order, and each meets a wish in a new way."""

from hypothesis import given, settings

from realisation.matching.alternatives import best_plans, withdrawn
from realisation.matching.options import enumerate_options
from realisation.matching.solve import Proposal, solve
from realisation.matching.space import Limits, Space
from tests.realisation.matching import brute
from tests.realisation.matching.parks import parks
from tests.realisation.matching.small import held, moves, park, plot, settles

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)
Meets = tuple[str, frozenset[str], frozenset[str]]


def met(space: Space, plan: Proposal | brute.Plan) -> set[Meets]:
    """Return which wishes a plan meets, and with what."""
    if isinstance(plan, Proposal):
        plan = {it.mover: (frozenset(it.takes), frozenset(it.gives)) for it in plan.moves}
    weights = {it.id: it.weight for it in space.movers}
    return {(mover, *option) for mover, option in plan.items() if weights[mover]}


def smallest(space: Space) -> set[Meets]:
    """Return all options that the engine looks at: those that hold no smaller one."""
    names = [it.id for it in space.plots]
    return {
        (
            it.mover.id,
            frozenset(names[at] for at in row if at >= 0),
            frozenset(names[at] for at in it.gives),
        )
        for it in enumerate_options(space, Limits()).bundles
        for row in it.takes
    }


@SETTINGS
@given(parks(plots=5, newcomers=2))
def test_the_second_plan_is_the_best_that_does_something_new(space: Space) -> None:
    first, *others = best_plans(space, 2)
    assert first == solve(space)
    looked_at, had = smallest(space), met(space, first)
    rivals = [
        (brute.value_of(space, plan), -len(plan))
        for plan in brute.all_plans(space)
        if met(space, plan) - had
        and all((mover, *option) in looked_at for mover, option in plan.items())
    ]
    assert [(it.value, -len(it.moves)) for it in others] == ([max(rivals)] if rivals else [])


@SETTINGS
@given(parks())
def test_plans_are_ordered_possible_and_differ(space: Space) -> None:
    plans = best_plans(space, 4)
    values = [it.value for it in plans]
    assert values == sorted(values, reverse=True)
    seen: list[set[Meets]] = []
    for plan in plans:
        assert brute.is_possible(
            space, {it.mover: (frozenset(it.takes), frozenset(it.gives)) for it in plan.moves}
        )
        assert all(met(space, plan) - each for each in seen)
        assert plan.optimal
        seen.append(met(space, plan))


@SETTINGS
@given(parks())
def test_without_a_party_the_best_is_that_of_the_park_without_it(space: Space) -> None:
    plan = solve(space)
    for party in plan.parties:
        left = solve(withdrawn(space, party))
        assert left.value == brute.best(withdrawn(space, party)).value <= plan.value
        assert party not in left.parties


def test_the_next_plan_helps_somebody_else_or_uses_other_land() -> None:
    space = park(
        plot("p1", 100), plot("p2", 110), settles("a", 100, 100, weight=5), settles("b", 100, 100),
    )  # fmt: skip
    first, second = best_plans(space, 3)
    assert [it.mover for it in first.moves] == ["a"]
    assert [it.mover for it in second.moves] == ["b"]
    other_land = park(plot("p1", 100), plot("p2", 110), settles("a", 100, 150, weight=5))
    assert [it.moves[0].takes for it in best_plans(other_land, 3)] == [("p1",), ("p2",)]


def test_who_withdraws_takes_the_land_it_offers_along() -> None:
    space = park(
        plot("p1", 100, holder="seller", free=True),
        plot("p2", 200),
        settles("n", 100, 100, weight=3),
    )
    assert solve(space).value == 3
    assert not solve(withdrawn(space, "seller")).moves


def test_when_one_withdraws_another_may_be_helped() -> None:
    space = park(
        plot("p1"),
        held("p2", "a", 50),
        moves("a", "p2", 100, 100, weight=5),
        settles("b", 100, 100),
    )
    assert [it.mover for it in solve(space).moves] == ["a"]
    left = solve(withdrawn(space, "a"))
    assert ([it.mover for it in left.moves], left.value) == (["b"], 1)


def test_progress_goes_up_to_a_hundred() -> None:
    heard: list[int] = []
    best_plans(park(plot("p1"), settles("a", 1, 100)), progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 100
