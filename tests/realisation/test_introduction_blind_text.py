"""What a blind text tells: never more than fits five companies."""

import datetime as dt
from typing import Any

import pytest

from core.park_context import park_context
from parks.models import Establishment, Park
from realisation.choices import ListingSide
from realisation.queries.blind import blind_texts
from tests.factories.parks import EstablishmentFactory
from tests.realisation.trading import land, listing, plot

pytestmark = pytest.mark.usefixtures("standing")

DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
TODAY = dt.date(2026, 11, 1)
METAL = "2511"


@pytest.fixture
def park(noord: Park) -> Park:
    with park_context(noord.pk):
        Establishment.objects.update(left_on=dt.date(2026, 1, 1))
    return noord


def company(park: Park, place: int | None = None, **fields: Any) -> Establishment:
    made = EstablishmentFactory(park=park, sbi_code=METAL, **fields)
    if place is not None:
        plot(park, place, made)
    return made


def read_by_supplier(park: Park, demand: Any, supply: Any) -> str:
    with park_context(park.pk):
        return blind_texts(demand, supply, TODAY)[0]


@pytest.mark.parametrize(("others", "told"), [(3, False), (4, True)])
def test_the_kind_of_company_is_told_when_five_of_it_are_present(
    park: Park, others: int, told: bool
) -> None:
    asks = company(park)
    for _ in range(others):
        company(park)
    text = read_by_supplier(park, land(park, DEMAND, asks), land(park, SUPPLY))
    assert ("(Industrie)" in text) is told
    assert text.startswith("Een bedrijf op dit terrein")


def test_five_places_of_one_organisation_are_one_company(park: Park) -> None:
    asks = company(park)
    for _ in range(5):
        company(park, organisation=asks.organisation)
    text = read_by_supplier(park, land(park, DEMAND, asks), land(park, SUPPLY))
    assert "Industrie" not in text


def test_the_reader_does_not_count_among_the_five(park: Park) -> None:
    asks, offers = company(park), company(park)
    for _ in range(3):
        company(park)
    text = read_by_supplier(park, land(park, DEMAND, asks), land(park, SUPPLY, offers))
    assert "Industrie" not in text


def test_a_distance_is_told_when_five_lie_within_it(park: Park) -> None:
    asks, offers = company(park, 1), company(park, 0)
    demand, supply = land(park, DEMAND, asks), land(park, SUPPLY, offers)
    assert "binnen" not in read_by_supplier(park, demand, supply)
    for place in (2, 3, 6, 7):
        company(park, place)
    assert "binnen 400 m van u" in read_by_supplier(park, demand, supply)
    company(park, 4)
    company(park, 1)
    # Two lie further on: "binnen 200" of others would leave them alone with each other.
    assert "binnen 400 m van u" in read_by_supplier(park, demand, supply)
    for _ in range(3):
        company(park, 6)
    assert "binnen 200 m van u" in read_by_supplier(park, demand, supply)


def test_another_party_is_a_party(park: Park) -> None:
    demand = land(park, DEMAND, name="Gemeente Zichtbaar", title="Titel", price_eur_m2=80)
    text = read_by_supplier(park, demand, land(park, SUPPLY))
    assert text == "Een partij zoekt grond, 0,5 tot 1 ha."


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (6_200, 6_200, "0,5 tot 1 ha"),
        (5_000, 10_000, "0,5 tot 1 ha"),
        (400, 600, "tot 0,1 ha"),
        (3_000, 12_000, "0,1 tot 2 ha"),
        (60_000, 70_000, "meer dan 5 ha"),
        (None, 4_000, "0,1 tot 0,5 ha"),
    ],
)
def test_a_size_is_told_in_coarse_classes(
    park: Park, least: int | None, most: int | None, words: str
) -> None:
    demand = land(park, DEMAND, area_min_m2=least, area_max_m2=most)
    assert read_by_supplier(park, demand, land(park, SUPPLY)).endswith(f"grond, {words}.")


def test_the_size_of_a_plot_is_told_when_five_are_about_that_size(park: Park) -> None:
    offered = plot(park, 0)
    supply = land(park, SUPPLY, plot=offered, area_min_m2=None, area_max_m2=None)
    with park_context(park.pk):
        before = blind_texts(land(park, DEMAND), supply, TODAY)[1]
    assert before == "Een partij biedt grond."
    for place in range(1, 5):
        plot(park, place)
    with park_context(park.pk):
        assert blind_texts(land(park, DEMAND), supply, TODAY)[1].endswith("0,5 tot 1 ha.")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [("120", "100 tot 1.000"), ("1000", "1.000 tot 10.000"), ("0.5", "0,1 tot 1")],
)
def test_a_quantity_is_told_as_a_power_of_ten(park: Park, quantity: str, words: str) -> None:
    demand = listing(park, DEMAND, quantity=quantity)
    with park_context(park.pk):
        demand.refresh_from_db()
    text = read_by_supplier(park, demand, listing(park, SUPPLY))
    assert text == f"Een partij zoekt warmte, {words} MWh per jaar."
