"""The ground plan shows plots by state without needing colour, to scale, with numbers that fit."""

import re
from xml.etree import ElementTree as ET

import pytest

from core.svg import PLOT_STYLES, GroundPlanData, PlotShape, ground_plan, plot_sample
from parks.choices import PlotState

SVG = "{http://www.w3.org/2000/svg}"


def square(x: float, y: float, size: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y))


OUTLINE = (square(230_000, 500_000, 500),)
PLOTS = tuple(
    PlotShape(number, f"Kavel {number}", state, (square(230_000 + 110 * number, 500_010, 100),))
    for number, state in enumerate(PlotState.values)
)
DATA = GroundPlanData("Voorbeeldpark", OUTLINE, PLOTS)


def drawn(svg: str) -> list[ET.Element]:
    """Return the paths of the plots, which are those with a title."""
    return [
        path
        for path in ET.fromstring(svg).findall(f".//{SVG}path")
        if path.find(f"{SVG}title") is not None
    ]


def test_every_state_has_its_own_looks_and_the_words_of_the_model() -> None:
    assert {state: style.words for state, style in PLOT_STYLES.items()} == dict(PlotState.choices)
    looks = {(style.pattern, style.dash, style.line) for style in PLOT_STYLES.values()}
    assert len(looks) == len(PLOT_STYLES)


def test_the_description_counts_the_plots_by_state_and_gives_the_size() -> None:
    svg = ground_plan(DATA, uid="plan")
    assert "Er zijn 4 getekende kavels: 1 in gebruik, 1 leeg, 1 aangeboden, 1 gereserveerd." in svg
    assert "500 meter van west naar oost" in svg


def test_the_legend_names_only_the_states_that_occur() -> None:
    svg = ground_plan(GroundPlanData("Voorbeeldpark", OUTLINE, PLOTS[2:3]), uid="plan")
    assert "aangeboden: 1" in svg
    assert "gereserveerd" not in svg
    assert "Er is 1 getekende kavel" in svg


def test_each_plot_tells_its_name_and_state_and_points_at_a_pattern_that_is_there() -> None:
    svg = ground_plan(DATA, uid="plan")
    titles = [path.findtext(f"{SVG}title") for path in drawn(svg)]
    assert titles[2] == "Kavel 2: aangeboden"
    defined = set(re.findall(r'<pattern[^>]* id="([^"]+)"', svg))
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) == defined
    assert all(name.startswith("plan-") for name in defined)


def test_numbers_stand_only_in_plots_in_which_they_fit() -> None:
    tiny = PlotShape(77, "Trafo", "in_use", (square(230_480, 500_480, 4),))
    svg = ground_plan(GroundPlanData("Voorbeeldpark", OUTLINE, (*PLOTS, tiny)), uid="plan")
    assert ">3</text>" in svg
    assert ">77</text>" not in svg


def test_without_a_table_there_are_no_numbers() -> None:
    svg = ground_plan(GroundPlanData("Voorbeeldpark", OUTLINE, PLOTS, numbered=False), uid="plan")
    assert ">3</text>" not in svg


def test_a_number_does_not_stand_in_a_hole() -> None:
    ring = PlotShape(
        5, "Ring", "in_use", (square(230_000, 500_000, 400), square(230_100, 500_100, 200))
    )
    assert ">5</text>" not in ground_plan(GroundPlanData("Voorbeeldpark", (), (ring,)), uid="plan")


def test_a_ring_without_a_surface_does_not_divide_by_zero() -> None:
    line = PlotShape(1, "Lijn", "vacant", (((1.0, 1.0), (2.0, 2.0), (3.0, 3.0)),))
    assert ground_plan(GroundPlanData("Voorbeeldpark", OUTLINE, (line,)), uid="plan")


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="three corners"):
        ground_plan(GroundPlanData("Voorbeeldpark", (), ()), uid="plan")


def test_a_name_can_not_break_out_of_the_drawing() -> None:
    nasty = PlotShape(1, "<script>&", "vacant", (square(0, 0, 10),))
    svg = ground_plan(GroundPlanData("<b>", (), (nasty,)), uid="plan")
    assert "<script>" not in svg
    assert ET.fromstring(svg) is not None


def test_a_sample_for_the_legend_is_decorative() -> None:
    sample = ET.fromstring(plot_sample("offered", uid="voorbeeld"))
    assert sample.get("aria-hidden") == "true"
