"""Who stays hears why, in the reason that stands nearest to what could be done about it."""

import pytest

from realisation.matching.reasons import Unmet, Why
from realisation.matching.solve import solve
from realisation.matching.space import Space
from tests.realisation.matching.small import expands, held, moves, park, plot, settles, swaps


def whys(space: Space) -> dict[str, Unmet]:
    return {it.mover: it for it in solve(space).unmet}


ASKS = {
    "area": ([plot("p1", 90)], settles("n", 100, 200), Why.NO_AREA),
    "too large": ([plot("p1", 201)], settles("n", 100, 200), Why.NO_AREA),
    "category": (
        [plot("p1", 100, category_rank=2)],
        settles("n", 100, 200, category_rank=3),
        Why.NO_CATEGORY,
    ),
    "unknown category": (
        [plot("p1", 100)],
        settles("n", 100, 200, category_rank=1),
        Why.NO_CATEGORY,
    ),
    "features": (
        [
            plot("p1", 100, features=frozenset({"rail"})),
            plot("p2", 10, features=frozenset({"quay"})),
        ],
        settles("n", 100, 200, features=frozenset({"quay"})),
        Why.NO_FEATURES,
    ),
    "feature of no plot": (
        [plot("p1", 100)],
        settles("n", 100, 200, features=frozenset({"quay"})),
        Why.NO_FEATURES,
    ),
    "next to own": (
        [plot("p1", 100), held("own", "n")],
        expands("n", "own", 100, 200),
        Why.NOT_NEXT_TO_OWN,
    ),
    "unwilling": ([plot("p1", 100)], settles("n", 100, 200, willing=False), Why.UNWILLING),
    "not offered": (
        [held(f"p{at}", f"c{at}") for at in range(4)],
        settles("n", 100, 200),
        Why.NOT_OFFERED,
    ),
    "nobody is helped": ([held("p1", "n"), plot("p2")], swaps("n", "p1"), Why.NOT_NEEDED),
}  # fmt: skip


@pytest.mark.parametrize("case", ASKS)
def test_the_first_hurdle_that_nothing_passes_is_the_reason(case: str) -> None:
    land, mover, why = ASKS[case]
    assert whys(park(*land, mover)) == {"n": Unmet("n", "n", why)}


def test_land_that_somebody_else_takes_names_who() -> None:
    space = park(plot("p1"), settles("a", 1, 100, weight=2), settles("b", 1, 100))
    assert whys(space) == {"b": Unmet("b", "b", Why.TAKEN, ("a",))}


def test_land_of_a_few_who_offer_nothing_names_them() -> None:
    space = park(held("p1", "x"), held("p2", "y"), settles("n", 100, 100))
    assert whys(space)["n"] == Unmet("n", "n", Why.DEPENDS, ("x", "y"))


def test_land_of_who_wants_to_leave_but_cannot_names_them() -> None:
    space = park(held("p1", "x", 100), settles("n", 100, 100), moves("x", "p1", 500, 500))
    assert whys(space) == {
        "n": Unmet("n", "n", Why.DEPENDS, ("x",)),
        "x": Unmet("x", "x", Why.NO_AREA),
    }


def test_more_swaps_than_allowed_is_said() -> None:
    space = park(
        held("own", "a", 50, "x1"),
        held("x1", "x", 100, "y1"),
        held("y1", "y", 100, "target"),
        plot("target", 200),
        plot("for-x", 100),
        plot("for-y", 100),
        swaps("x", "x1"),
        swaps("y", "y1"),
        expands("a", "own", 400, 400),
    )
    assert whys(space)["a"].why is Why.TOO_MANY_SWAPS


def test_another_way_to_meet_the_same_wish_is_no_failure() -> None:
    space = park(
        plot("p1", 100),
        settles("small", 50, 100, weight=2, one_of="n"),
        settles("large", 100, 150, weight=1, one_of="n"),
    )
    assert whys(space) == {"large": Unmet("large", "large", Why.OTHERWISE)}
