"""The plot of a demand or supply: as if there is none for who may not see it."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from parks.models import Park
from realisation.choices import ListingSide
from tests.realisation.trading import at, land, plot, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


@pytest.mark.parametrize(("audience", "is_seen"), [("members", True), ("team", False)])
def test_a_plot_is_named_and_measured_only_for_who_may_see_it(
    noord: Park, bram: User, tess: User, login: Login, audience: str, *, is_seen: bool
) -> None:
    ground = plot(noord, 3, audience=audience)
    limits = {"area_min_m2": None, "area_max_m2": None}
    offer = land(noord, ListingSide.SUPPLY, plot=ground, released_to="members", **limits)
    for page in (at("listing", offer.pk), at("listings")):
        assert ("0,5 ha" in words(login(bram).get(page))) is is_seen
        assert "0,5 ha" in words(login(tess).get(page))
    address = f"/kavels/{ground.pk}/"
    assert (address in words(login(bram).get(at("listing", offer.pk)))) is is_seen
    assert address in words(login(tess).get(at("listing", offer.pk)))
