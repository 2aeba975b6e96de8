"""The engine finds the land swap of Rollepaal from wishes, offers and plots alone."""

import pytest

from realisation.matching.alternatives import withdrawn
from realisation.matching.chains import Shape, chains
from realisation.matching.reasons import Why
from realisation.matching.solve import solve
from tests.realisation.matching.rollepaal import MUNICIPALITY, PLUKON, WAVIN, rollepaal


def test_the_road_moves_to_the_strip_that_is_swapped_so_that_two_hectares_are_next_door() -> None:
    plan = solve(rollepaal())
    assert {it.party: it.takes for it in plan.moves} == {
        PLUKON: ("road", "site-north"),
        MUNICIPALITY: ("wavin-edge",),
        WAVIN: ("site-strip",),
        "rollepaal-bv": ("site-middle",),
        "particulier": ("site-corner",),
    }
    assert plan.value == plan.bound == 23
    assert plan.is_certain
    assert not plan.unmet


def test_the_swap_is_one_chain_in_the_order_in_which_it_can_happen() -> None:
    first, *others = chains(solve(rollepaal()).moves)
    assert [[it.party for it in step] for step in first.steps] == [
        [WAVIN],
        [MUNICIPALITY],
        [PLUKON],
    ]
    assert first.shape is Shape.CHAIN
    assert [it.shape for it in others] == [Shape.SINGLE, Shape.SINGLE]


@pytest.mark.parametrize("party", [WAVIN, MUNICIPALITY])
def test_without_one_of_the_two_who_cooperate_it_is_not_found(party: str) -> None:
    plan = solve(rollepaal(unwilling=party))
    assert plan.parties == ("particulier", "rollepaal-bv")
    assert plan.value == plan.bound == 11
    assert plan.is_certain


def test_who_stays_says_on_whom_that_depends() -> None:
    stays = {it.party: (it.why, it.parties) for it in solve(rollepaal(unwilling=WAVIN)).unmet}
    assert stays == {
        PLUKON: (Why.DEPENDS, (MUNICIPALITY,)),
        MUNICIPALITY: (Why.DEPENDS, (WAVIN,)),
        WAVIN: (Why.UNWILLING, ()),
    }


@pytest.mark.parametrize("party", [WAVIN, MUNICIPALITY])
def test_what_breaks_when_one_of_the_two_withdraws(party: str) -> None:
    left = solve(withdrawn(rollepaal(), party))
    assert left == solve(rollepaal(unwilling=party))
    assert solve(rollepaal()).value - left.value == 12
