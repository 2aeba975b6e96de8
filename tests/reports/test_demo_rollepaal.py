"""The real case of the demo: the search finds the land swap by itself, and not without its parties.

Facts: Toolbox part II, lines 2290-2330, 2385-2410 and 2533-2560.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from core.park_context import park_context
from parks.models import Park, Plot
from realisation.matching.solve import Proposal, solve
from realisation.models import Listing, Opportunity
from realisation.queries.matching_space import space_input
from realisation.services.listings import withdraw_listing
from reports.demo.seeding import seed

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
CHAIN = {
    "Plukon": {"Ontsluitingsweg", "Wehkamp noord"},
    "Gemeente Hardenberg": {"Wavin rand"},
    "Wavin": {"Wehkamp strook"},
}
BESIDES = {
    "Bedrijf Rollepaal": {"Wehkamp midden"},
    "Een particulier": {"Wehkamp hoek"},
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def park(django_db_setup: None, django_db_blocker: Any) -> Iterator[Park]:
    """Make the demo once for this file; each test works in a savepoint of this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed(today=TODAY)
        park = Park.objects.get(slug="voorbeeldpark-rollepaal")
        with park_context(park.pk):
            yield park
        transaction.set_rollback(True)


def found(park: Park) -> tuple[Proposal, dict[str, set[str]]]:
    """Return the best plan, and who gets which plots in it."""
    given = space_input(park.pk, TODAY)
    assert not given.left_out
    plan = solve(given.space)
    names = {str(plot.pk): plot.name for plot in Plot.objects.in_park(park.pk)}
    parties = {
        str(row.pk): row.party_label
        for row in Listing.objects.in_park(park.pk).select_related("establishment")
    }
    return plan, {parties[it.mover]: {names[plot] for plot in it.takes} for it in plan.moves}


def withdraw(park: Park, **of: Any) -> None:
    listing = Listing.objects.in_park(park.pk).get(side="supply", **of)
    withdraw_listing(listing=listing, reason="Ziet ervan af", now=NOW, today=TODAY)


def test_the_search_finds_the_chain_from_wishes_offers_and_plots_alone(park: Park) -> None:
    plan, gets = found(park)
    assert gets == CHAIN | BESIDES
    assert plan.value == plan.bound


def test_it_does_not_when_the_one_who_swaps_withdraws(park: Park) -> None:
    withdraw(park, establishment__name="Wavin")
    assert found(park)[1] == BESIDES


def test_it_does_not_when_the_municipality_keeps_the_road_where_it_is(park: Park) -> None:
    withdraw(park, name="Gemeente Hardenberg")
    assert found(park)[1] == BESIDES


def test_the_wishes_are_those_of_the_source(park: Park) -> None:
    asked = Listing.objects.in_park(park.pk).demands().order_by("-area_min_m2")
    assert [row.area_min_m2 for row in asked] == [20_000, 6_000, 1_000]
    assert Plot.objects.in_park(park.pk).exclude(note__contains="geen kadastrale").count() == 0


def test_the_map_holds_the_three_opportunities_of_the_source(park: Park) -> None:
    rows = Opportunity.objects.in_park(park.pk).for_list()
    titles = [row.title for row in rows]
    assert len(titles) == 3
    parties = {party.name for party in rows[0].parties.all()}
    assert {"Plukon", "HMO", "Wavin", "Gemeente Hardenberg"} <= parties
