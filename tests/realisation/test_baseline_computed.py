"""What the baseline counts in the park's own records, for each reader what she may see."""

from decimal import Decimal

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon

from accounts.models import User
from core import svg
from core.park_context import park_context
from parks.access import viewer_at
from parks.choices import Audience, PlotState
from parks.models import Establishment, Park, Plot
from realisation.queries.own_records import FEWER, REST, Computed, computed_facts
from tests.factories.parks import EstablishmentFactory, PlotFactory

MANUFACTURING, TRADE, CATERING = "2511", "4711", "5610"


def square(metres: float, place: int) -> MultiPolygon:
    west = 230_000 + 1_000 * place
    return MultiPolygon(
        Polygon.from_bbox((west, 500_000, west + metres, 500_000 + metres)), srid=28992
    )


def plot(park: Park, place: int, **fields: object) -> Plot:
    values = {"geometry": square(100, place), "audience": Audience.MEMBERS} | fields
    made: Plot = PlotFactory(park=park, **values)
    return made


def facts(park: Park, user: User) -> dict[str, Computed]:
    with park_context(park.pk):
        viewer = viewer_at(user, park)
        assert viewer is not None
        return computed_facts(viewer)


def companies(park: Park, count: int, code: str) -> None:
    for _ in range(count):
        EstablishmentFactory(park=park, sbi_code=code, audience=Audience.MEMBERS)


def test_vacancy_is_the_part_of_the_drawn_area_that_is_empty_or_offered(
    noord: Park, tess: User
) -> None:
    plot(noord, 1, state=PlotState.VACANT)
    plot(noord, 2, state=PlotState.OFFERED)
    plot(noord, 3)
    plot(noord, 4)
    PlotFactory(park=noord, state=PlotState.VACANT)
    found = facts(noord, tess)["vacancy"]
    assert found.value == Decimal("50.0")
    assert found.words == "50,0 % (2,0 ha van 4,0 ha)"
    assert "1 zijn nog niet getekend" in found.basis or "1 is nog niet getekend" in found.basis
    assert {part.name: part.words for part in found.parts} == {
        "in gebruik": "2,0 ha", "leeg": "1,0 ha", "aangeboden": "1,0 ha",
    }  # fmt: skip


def test_each_reader_gets_what_she_may_see(noord: Park, tess: User, bram: User) -> None:
    plot(noord, 1, state=PlotState.VACANT, audience=Audience.TEAM)
    plot(noord, 2)
    assert facts(noord, tess)["vacancy"].value == Decimal("50.0")
    assert facts(noord, bram)["vacancy"].value == Decimal("0.0")


def test_the_heaviest_and_the_usual_category_follow_from_the_plots(noord: Park, tess: User) -> None:
    plot(noord, 1, environmental_category="3.2")
    plot(noord, 2, environmental_category="3.2")
    plot(noord, 3, environmental_category="4.1")
    plot(noord, 4)
    found = facts(noord, tess)
    assert found["heaviest-category"].words == "4.1"
    assert found["usual-category"].words == "3.2"
    assert "categorie niet bekend" in found["usual-category"].basis


def test_nothing_is_computed_from_nothing(noord: Park, tess: User) -> None:
    with park_context(noord.pk):
        Establishment.objects.update(sbi_code="")
    assert facts(noord, tess) == {}


def test_a_sector_stands_apart_from_five_companies_on(noord: Park, tess: User) -> None:
    companies(noord, 6, MANUFACTURING)
    companies(noord, 4, TRADE)
    companies(noord, 3, CATERING)
    found = facts(noord, tess)["sbi-mix"]
    assert [(part.name, part.words) for part in found.parts] == [
        ("Industrie", "6 bedrijven"), (REST, "7 bedrijven"),
    ]  # fmt: skip
    assert found.picture("Sectoren", "sectoren") is not None


def test_a_rest_of_fewer_than_five_is_not_counted(noord: Park, tess: User) -> None:
    companies(noord, 6, MANUFACTURING)
    companies(noord, 4, TRADE)
    found = facts(noord, tess)["sbi-mix"]
    assert found.parts[-1].words == FEWER


def test_bars_refuse_what_is_less_than_nothing() -> None:
    drawn = svg.bars(svg.BarsData("Proef", (svg.Bar("Een", 1, "één"),), 2), uid="proef")
    assert "<title" in drawn
    assert "Een: één." in drawn
    wrong = svg.BarsData("Proef", (svg.Bar("Min", -1, "min"),), 2)
    with pytest.raises(ValueError, match="smaller than nothing"):
        svg.bars(wrong, uid="proef")
