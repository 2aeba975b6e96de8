"""A blind text fits five companies also to who knows the map: so does what it leaves out."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon

from core.park_context import park_context
from parks.models import Establishment, Occupation, Park, Plot
from realisation.choices import ListingSide
from realisation.queries.blind import blind_texts
from tests.factories.parks import EstablishmentFactory
from tests.realisation.trading import land, plot

pytestmark = pytest.mark.usefixtures("standing")

DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
TODAY = dt.date(2026, 11, 1)
METAL, SHOP = "2511", "4711"


@pytest.fixture
def park(noord: Park) -> Park:
    with park_context(noord.pk):
        Establishment.objects.update(left_on=dt.date(2026, 1, 1))
    return noord


def company(park: Park, place: int | None = None, kind: str = METAL) -> Establishment:
    made = EstablishmentFactory(park=park, sbi_code=kind)
    if place is not None:
        plot(park, place, made)
    return made


def told_of(park: Park, asks: Establishment, offers: Establishment) -> str:
    """Return what who offers reads of who asks."""
    demand, supply = land(park, DEMAND, asks), land(park, SUPPLY, offers)
    with park_context(park.pk):
        return blind_texts(demand, supply, TODAY)[0]


def test_a_distance_does_not_say_that_it_is_the_only_one_further_on(park: Park) -> None:
    offers = company(park, 0)
    for _ in range(5):
        company(park, 1)
    far = company(park, 6)
    # Within 200 metres lie five others: "within 400" would leave the one between 200 and 400.
    with park_context(park.pk):
        one_near = Establishment.objects.exclude(pk__in=[offers.pk, far.pk]).present().first()
    assert one_near is not None
    assert _distance(told_of(park, far, offers)) == _distance(told_of(park, one_near, offers))


def test_a_distance_further_on_is_told_when_five_lie_between(park: Park) -> None:
    offers = company(park, 0)
    for _ in range(5):
        company(park, 1)
    far = [company(park, 6) for _ in range(5)]
    assert "tussen 200 en 400 m van u" in told_of(park, far[0], offers)


def test_silence_on_the_distance_does_not_point_at_those_without_a_place(park: Park) -> None:
    offers, nowhere = company(park, 0), company(park)
    near = [company(park, 1) for _ in range(6)]
    texts = {_distance(told_of(park, each, offers)) for each in (nowhere, near[0])}
    assert len(texts) == 1


def test_silence_on_the_kind_does_not_point_at_the_only_other_kind(park: Park) -> None:
    offers, shop = company(park), company(park, kind=SHOP)
    metal = [company(park) for _ in range(6)]
    texts = {told_of(park, each, offers).partition(" zoekt")[0] for each in (shop, metal[0])}
    assert texts == {"Een bedrijf op dit terrein"}


def test_the_kind_is_told_when_five_of_no_such_kind_are_left(park: Park) -> None:
    offers = company(park)
    metal = [company(park) for _ in range(5)]
    for kind in (SHOP, "4941", "6201", "5610", "9609"):
        company(park, kind=kind)
    assert "(Industrie)" in told_of(park, metal[0], offers)


def test_the_size_of_an_offered_plot_and_its_distance_fit_five_together(park: Park) -> None:
    """Five plots are about that size, but one of them lies near the reader."""
    asks = company(park, 0)
    near = [company(park, 1) for _ in range(5)]
    small = [plot(park, 1, each, name=f"Klein {at}") for at, each in enumerate(near)]
    assert small
    offered = _large(park, near[0])
    for _ in range(5):
        _large(park, company(park, 7), far=True)
    supply = land(park, SUPPLY, near[0], plot=offered, area_min_m2=None, area_max_m2=None)
    with park_context(park.pk):
        text = blind_texts(land(park, DEMAND, asks), supply, TODAY)[1]
    assert not ("ha" in text.split() and "m van u" in text)


def _large(park: Park, whose: Establishment, *, far: bool = False) -> Any:
    assert park.outline is not None
    west, south, _, _ = park.outline.extent
    left = west + (350 if far else 50)
    square = MultiPolygon(Polygon.from_bbox((left, south, left + 50, south + 300)), srid=28992)
    with park_context(park.pk):
        made = Plot.objects.create(park=park, geometry=square, name=f"Groot {whose.pk}")
        Occupation.objects.create(park=park, plot=made, establishment=whose)
    return made


def _distance(text: str) -> str:
    return text.rpartition(", ")[2] if " m van u" in text else ""
