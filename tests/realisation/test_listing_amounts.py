"""How much is asked or offered, in the unit that people use for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from parks.models import Park
from realisation.choices import ListingKind, ListingSide, Manner
from tests.realisation.trading import at, land, listing, plot, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


def test_buildings_are_counted_in_square_metres_and_land_in_hectares(
    noord: Park, anna: User, login: Login
) -> None:
    hall: dict[str, Any] = {
        "kind": ListingKind.BUILDING,
        "subject": "",
        "quantity": None,
        "unit": "",
        "per": "",
    }
    areas: dict[str, Any] = {"area_min_m2": 1_500, "area_max_m2": 2_500}
    listing(noord, ListingSide.SUPPLY, **hall, **areas)
    land(noord, ListingSide.DEMAND, **areas)
    page = words(login(anna).get(at("listings")))
    assert "1.500 tot 2.500 m²" in page
    assert "0,15 tot 0,25 ha" in page


def test_land_without_limits_is_as_large_as_its_plot(noord: Park, anna: User, login: Login) -> None:
    whole: dict[str, Any] = {"area_min_m2": None, "area_max_m2": None, "manner": Manner.SELL}
    row = land(noord, ListingSide.SUPPLY, plot=plot(noord, 1), **whole)
    assert "0,5 ha" in words(login(anna).get(at("listing", row.pk)))


def test_land_without_limits_or_plot_says_nothing(noord: Park, anna: User, login: Login) -> None:
    whole: dict[str, Any] = {"area_min_m2": None, "area_max_m2": None}
    row = land(noord, ListingSide.SUPPLY, name="Een eigenaar", **whole)
    assert "Hoeveel" not in words(login(anna).get(at("listing", row.pk)))
