"""What lies on the parks of the demo: invented, inside the outline, and fit to show every page."""

import re
from itertools import combinations

import pytest

from parks.choices import PlotState
from reports.demo.places import area_of, outline_of
from reports.demo.reading import CONTENT_DIR, demo_parks
from reports.demo.schema import ParkContent

HAVENPOORT = "Voorbeeldpark Havenpoort"
PARKS = {content.name: content for content in demo_parks()}


@pytest.fixture
def havenpoort() -> ParkContent:
    return PARKS[HAVENPOORT]


def test_names_no_person_address_telephone_number_or_real_body() -> None:
    text = "\n".join(path.read_text() for path in CONTENT_DIR.glob("*/terrain/*.yaml"))
    assert not re.search(r"@|https?:|www\.|\b06[- ]?\d", text)
    assert not re.search(r"\b(?:de heer|mevrouw|dhr\.|mw\.|B\.?V\.?|N\.V\.)(?!\w)", text)
    numbers = re.findall(r'(?:kvk|number): "(\d{8,12})"', text)
    assert numbers
    assert all(number.startswith("00000") for number in numbers)


@pytest.mark.parametrize("name", PARKS)
def test_plots_lie_inside_the_outline_and_beside_each_other(name: str) -> None:
    content = PARKS[name]
    outline = outline_of(content)
    drawn = [(plot.name, area_of(plot.corners)) for plot in content.terrain.plots if plot.corners]
    for plot, area in drawn:
        assert area.valid, plot
        assert outline.contains(area), plot
        assert area.area > 1_000, plot
    for (one, first), (other, second) in combinations(drawn, 2):
        assert first.intersection(second).area == 0, (one, other)


@pytest.mark.parametrize("name", PARKS)
def test_who_owns_and_uses_a_plot_is_in_the_list(name: str) -> None:
    terrain = PARKS[name].terrain
    companies = {company.name for company in terrain.companies}
    owners = companies | {owner.name for owner in terrain.owners}
    assert len(companies) == len(terrain.companies)
    for plot in terrain.plots:
        assert {plot.user, plot.earlier_user} <= companies | {""}, plot.name
        assert {plot.owner, plot.earlier_owner, plot.second_owner} <= owners | {""}, plot.name


def test_havenpoort_shows_what_a_terrain_can_have(havenpoort: ParkContent) -> None:
    terrain = havenpoort.terrain
    assert len(terrain.companies) >= 25
    assert len(terrain.plots) > 60
    assert {plot.state for plot in terrain.plots} == set(PlotState)
    assert any(company.left for company in terrain.companies)
    assert any(plot.second_owner for plot in terrain.plots)
    assert any(not plot.corners for plot in terrain.plots)
    members = {role.company for role in havenpoort.roles if role.company}
    assert members <= {company.name for company in terrain.companies}
