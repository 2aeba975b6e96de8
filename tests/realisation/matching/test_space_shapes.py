"""What a plan can look like: chains, closed exchanges, combinations, and nothing at all."""

from dataclasses import replace

import pytest

from realisation.matching.chains import Shape, chains
from realisation.matching.solve import solve
from realisation.matching.solver import Proof
from realisation.matching.space import Limits, Mover, Plot, Space, Use, Wish
from tests.realisation.matching.small import expands, held, moves, park, plot, settles, swaps


def takes(space: Space, **limits: int) -> dict[str, tuple[str, ...]]:
    """Return who takes what in the best plan, which must be certain."""
    plan = solve(space, limits=Limits(**limits))
    assert plan.is_certain
    return {it.mover: it.takes for it in plan.moves}


def test_a_park_without_wishes_stays_as_it_is() -> None:
    plan = solve(park(plot("p1"), held("p2", "a")))
    assert (plan.value, plan.bound, plan.gap, plan.moves, plan.unmet) == (0, 0, 0.0, (), ())
    assert plan.is_certain


def test_an_empty_park_is_no_trouble() -> None:
    assert solve(Space()).is_certain


def test_one_company_goes_to_the_smallest_plot_that_fits() -> None:
    space = park(
        held("own", "a", 50), plot("big", 180), plot("fits", 120), moves("a", "own", 100, 200)
    )
    assert takes(space) == {"a": ("fits",)}


def test_on_vacant_land_everybody_finds_a_place() -> None:
    land = [plot(f"p{at}", 100 + at) for at in range(4)]
    space = park(*land, *(settles(f"n{at}", 100 + at, 103) for at in range(4)))
    assert takes(space) == {f"n{at}": (f"p{at}",) for at in range(4)}


def test_the_wish_that_weighs_most_gets_the_only_plot() -> None:
    space = park(plot("p"), settles("light", 1, 100, weight=4), settles("heavy", 1, 100, weight=5))
    assert takes(space) == {"heavy": ("p",)}


def test_equal_wishes_are_decided_by_a_fixed_order() -> None:
    space = park(plot("p"), settles("b", 1, 100), settles("a", 1, 100), settles("c", 1, 100))
    assert len(takes(space)) == 1
    assert takes(space) == takes(park(*space.movers, *space.plots))


@pytest.mark.parametrize("size", [2, 3, 4])
def test_companies_change_places_in_a_closed_exchange(size: int) -> None:
    """Each plot has a category that only the next company needs and no larger one will do."""
    parts = [
        (
            held(f"p{at}", f"c{at}", 100 * (at + 1)),
            moves(f"c{at}", f"p{at}", 100 * ((at + 1) % size + 1), 100 * ((at + 1) % size + 1)),
        )
        for at in range(size)
    ]
    space = park(*(it for part in parts for it in part))
    assert takes(space) == {f"c{at}": (f"p{(at + 1) % size}",) for at in range(size)}
    (exchange,) = chains(solve(space).moves)
    assert exchange.shape is Shape.EXCHANGE
    assert len(exchange.steps) == 1
    assert exchange.value == size


def test_a_chain_of_four_ends_on_vacant_land_and_runs_backwards() -> None:
    sizes = (100, 200, 300, 400)
    parts = [
        (held(f"p{at}", f"c{at}", size), moves(f"c{at}", f"p{at}", size + 100, size + 100))
        for at, size in enumerate(sizes)
    ]
    space = park(plot("vacant", 500), *(it for part in parts for it in part))
    assert takes(space)["c3"] == ("vacant",)
    (chain,) = chains(solve(space).moves)
    assert chain.shape is Shape.CHAIN
    assert [it.mover for it in chain.moves] == ["c3", "c2", "c1", "c0"]


def test_who_waits_for_an_exchange_comes_after_it() -> None:
    space = park(
        held("p1", "a", 100),
        held("p2", "b", 200),
        held("p3", "b", 50),
        moves("a", "p1", 200, 200),
        moves("b", "p2 p3", 100, 100),
        settles("new", 50, 50),
    )
    (found,) = chains(solve(space).moves)
    assert found.shape is Shape.MIXED
    assert [[it.mover for it in step] for step in found.steps] == [["a", "b"], ["new"]]


def test_adjacent_plots_together_reach_an_area() -> None:
    land = [plot("p1", 40, "p2"), plot("p2", 40, "p3"), plot("p3", 40), plot("p9", 70)]
    assert takes(park(*land, settles("n", 120, 130))) == {"n": ("p1", "p2", "p3")}
    assert takes(park(*land, settles("n", 80, 90))) == {"n": ("p1", "p2")}
    assert takes(park(*land, settles("n", 110, 115))) == {}
    assert takes(park(*land, settles("n", 120, 130)), max_plots=2) == {}


def test_new_land_lies_next_to_what_a_company_keeps() -> None:
    space = park(
        held("own", "a", 50, "beside"),
        plot("beside", 90),
        plot("far", 80),
        expands("a", "own", 80, 90),
    )
    assert takes(space) == {"a": ("beside",)}


def _in_between(*middle: str) -> Space:
    """`a` wants 300 next to its own; what lies in between is held by others who would swap."""
    land = [held("own", "a", 50, middle[0]), plot("target", 400 - 100 * len(middle), middle[-1])]
    for at, name in enumerate(middle):
        land += [held(name, name, 100, " ".join(middle[at + 1 : at + 2])), plot(f"for-{name}", 100)]
    least = 400 - 100 * len(middle) + 100 * len(middle)
    return park(
        *land, *(swaps(it, it) for it in middle), expands("a", "own", least, least, weight=9)
    )


def test_one_party_in_between_swaps() -> None:
    assert takes(_in_between("x"))["a"] == ("target", "x")


def test_two_parties_in_between_are_too_many_unless_that_is_asked() -> None:
    assert takes(_in_between("x", "y")) == {}
    assert takes(_in_between("x", "y"), max_swaps=2)["a"] == ("target", "x", "y")


def test_who_only_cooperates_stays_when_nobody_is_helped() -> None:
    space = park(
        held("p1", "x"), plot("p2"), plot("p3", 300), swaps("x", "p1"), settles("n", 300, 300)
    )
    assert takes(space) == {"n": ("p3",)}


def test_vacant_land_goes_before_a_swap() -> None:
    """Both plots would do; only one of them asks somebody to make way."""
    space = park(held("p1", "x"), plot("p2"), plot("p3"), swaps("x", "p1"), settles("n", 100, 100))
    assert list(takes(space)) == ["n"]


def test_a_swap_gives_one_plot_only_and_for_about_as_much() -> None:
    near: list[Plot | Mover] = [held("p1", "x", 100), held("p2", "x", 200), swaps("x", "p1 p2")]
    asks = [settles("n1", 100, 100), settles("n2", 200, 200)]
    small = park(*near, *asks, plot("free", 119))
    assert takes(small)["x"] == ("free",)
    assert len(takes(small)) == 2
    assert takes(park(*near, *asks, plot("free", 121))) == {}
    assert takes(park(*near, *asks, plot("free", 159))) == {}
    assert len(takes(park(*near, *asks, plot("free", 160)))) == 2


def test_one_wish_is_met_in_one_way() -> None:
    space = park(
        held("own", "a", 50, "beside"),
        plot("beside", 80),
        plot("far", 200),
        expands("a", "own", 80, 80, weight=3, id="stay", one_of="a"),
        moves("a", "own", 200, 200, weight=5, id="go", one_of="a"),
    )
    assert takes(space) == {"go": ("far",)}


def test_a_road_asks_no_category_and_unknown_land_has_none() -> None:
    road = plot("road", 100, use=Use.ROAD)
    asks = settles("n", 100, 100, category_rank=3)
    assert takes(park(road, asks)) == {"n": ("road",)}
    assert takes(park(plot("p", 100), asks)) == {}
    assert takes(park(plot("p", 100, category_rank=2), asks)) == {}
    assert takes(park(plot("p", 100, category_rank=3), asks)) == {"n": ("p",)}


def test_a_road_lies_only_on_land_that_can_bear_it_all_along() -> None:
    """For a company one plot with a quay is enough; a road that stops halfway leads nowhere."""
    quay, bears = frozenset({"quay"}), frozenset({"road"})
    road = held("r", "municipality", 100, use=Use.ROAD, features=quay)
    gives = replace(swaps("municipality", "r"), wish=Wish.RELOCATE, features=bears)
    asks = settles("n", 100, 100, features=quay)
    first = plot("p1", 50, "p2", features=bears)
    assert takes(park(road, gives, asks, first, plot("p2", 50))) == {}
    whole = takes(park(road, gives, asks, first, plot("p2", 50, features=bears)))
    assert whole == {"n": ("r",), "municipality": ("p1", "p2")}


def test_land_together_is_no_heavier_than_its_lightest_plot() -> None:
    asks = settles("n", 80, 80, category_rank=3)
    first = plot("p1", 40, "p2", category_rank=3)
    assert takes(park(first, plot("p2", 40, category_rank=2), asks)) == {}
    assert takes(park(first, plot("p2", 40, category_rank=3), asks)) == {"n": ("p1", "p2")}


def test_what_is_cut_off_is_named() -> None:
    land = [plot(f"p{at}") for at in range(4)]
    plan = solve(park(*land, settles("n", 100, 100)), limits=Limits(max_options=3))
    assert plan.cut_off == ("n",)
    assert plan.optimal
    assert not plan.exhaustive
    assert not plan.is_certain


def test_too_many_combinations_are_left_out_of_all_wishes_and_named() -> None:
    land = [plot("p1", 40, "p2 p3"), plot("p2", 40, "p3"), plot("p3", 40)]
    plan = solve(park(*land, settles("n", 40, 40)), limits=Limits(max_sets=2))
    assert plan.cut_off == ("n",)
    assert plan.value == 1


def test_prices_fall_short_where_three_want_two_of_three_plots() -> None:
    """Half of each wish would fit, so no prices prove that one is the most; a search does."""
    land = [plot("p1", 10, "p2 p3"), plot("p2", 11, "p3"), plot("p3", 12)]
    asks = [settles("a", 21, 21, 2), settles("b", 22, 22, 2), settles("c", 23, 23, 2)]
    plan = solve(park(*land, *asks))
    assert (plan.value, plan.bound) == (2, 2)
    assert [it.proof for it in plan.parts] == [Proof.SEARCH]
    assert plan.optimal


def test_when_the_time_is_up_the_gap_is_honest() -> None:
    land = [plot("p1", 10, "p2 p3"), plot("p2", 11, "p3"), plot("p3", 12)]
    asks = [settles("a", 21, 21, 2), settles("b", 22, 22, 2), settles("c", 23, 23, 2)]
    plan = solve(park(*land, *asks), time_limit_s=-1.0)
    assert plan.value <= 2 <= plan.bound
    assert plan.optimal is (plan.bound == plan.value)


def test_progress_goes_up_to_a_hundred() -> None:
    heard: list[int] = []
    solve(
        park(plot("p1"), plot("p2"), settles("a", 1, 100), settles("b", 1, 100)),
        progress=heard.append,
    )
    assert heard == sorted(heard)
    assert heard[-1] == 100


REFUSED: dict[str, list[Plot | Mover]] = {
    "twice": [plot("p1"), plot("p1")],
    "unknown plot": [moves("a", "nowhere", 1, 2)],
    "weight": [plot("p1"), settles("a", 1, 2, weight=-1)],
    "kept and given": [held("p1", "a"), moves("a", "p1", 1, 2, anchors=frozenset({"p1"}))],
    "swap of nothing": [swaps("a", "")],
    "settles with land": [held("p1", "a"), settles("a", 1, 2, gives=frozenset({"p1"}))],
    "of another": [held("p1", "b"), moves("a", "p1", 1, 2)],
    "vacant and given": [plot("p1", 100, holder="a", free=True), moves("a", "p1", 1, 2)],
    "given twice": [held("p1", "a"), moves("a", "p1", 1, 2), swaps("a", "p1", id="again")],
    "given and kept": [held("p1", "a"), moves("a", "p1", 1, 2), expands("a", "p1", 1, 2, id="b")],
}


@pytest.mark.parametrize("why", REFUSED)
def test_plots_and_wishes_that_contradict_each_other_are_refused(why: str) -> None:
    with pytest.raises(ValueError, match=r"Kavel|Wens"):
        park(*REFUSED[why])
