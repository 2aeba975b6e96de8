"""The kansenkaart tells theme and state without colour, and no number lies over another."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from core.svg import (
    SIDE_STYLES,
    STATE_LINES,
    THEME_STYLES,
    MapMark,
    OpportunityMapData,
    opportunity_map,
    state_sample,
    theme_sample,
)
from core.svg._placing import Wanted, place_apart
from knowledge.choices import Theme
from realisation.choices import ListingSide, OpportunityState

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = ((0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0), (0.0, 0.0))


def mark(number: str, kind: str = "opportunity", **more: object) -> MapMark:
    values: dict[str, object] = {
        "title": f"Nummer {number}",
        "theme": "energy" if kind == "opportunity" else "",
        "state": "idea" if kind == "opportunity" else "",
        "x": 200.0,
        "y": 150.0,
        **more,
    }
    return MapMark(number=number, kind=kind, **values)  # type: ignore[arg-type]  # by name


def data(*marks: MapMark, **more: object) -> OpportunityMapData:
    values: dict[str, object] = {
        "outline": (SQUARE,), "plots": (), "grounds": (), "areas": (), **more,
    }  # fmt: skip
    return OpportunityMapData(park_name="Voorbeeldpark", marks=marks, **values)  # type: ignore[arg-type]  # by name


def pills(svg: str) -> list[tuple[float, float, float, float]]:
    """Return the sides of the boxes behind the numbers."""
    boxes = ET.fromstring(svg).findall(f"{SVG}g/{SVG}rect") + ET.fromstring(svg).findall(
        f"{SVG}a/{SVG}rect"
    )
    found = [(float(b.get("x", 0)), float(b.get("y", 0)), float(b.get("width", 0))) for b in boxes
             if b.get("height") == "19"]  # fmt: skip
    return [(x, y, x + wide, y + 19) for x, y, wide in found]


def test_every_theme_side_and_state_has_its_own_looks_and_the_words_of_the_model() -> None:
    assert {name: style.words for name, style in THEME_STYLES.items()} == dict(Theme.choices)
    assert set(SIDE_STYLES) == set(ListingSide.values)
    words = {name: line.words for name, line in STATE_LINES.items()}
    assert words == dict(OpportunityState.choices)
    symbols = [style.symbol for style in (*THEME_STYLES.values(), *SIDE_STYLES.values())]
    assert len(set(symbols)) == len(symbols)
    lines = {(line.width, line.dash, line.ground) for line in STATE_LINES.values()}
    assert len(lines) == len(STATE_LINES)


@pytest.mark.parametrize("number", [1, 2, 40, 150, 400])
def test_numbers_on_one_spot_stand_apart(number: int) -> None:
    svg = opportunity_map(data(*(mark(str(n)) for n in range(1, number + 1))), uid="kaart")
    boxes = pills(svg)
    assert len(boxes) == number
    for one, other in combinations(boxes, 2):
        apart_x = one[2] <= other[0] or other[2] <= one[0]
        apart_y = one[3] <= other[1] or other[3] <= one[1]
        assert apart_x or apart_y


def test_a_number_that_steps_aside_points_at_its_place() -> None:
    alone = opportunity_map(data(mark("1")), uid="kaart")
    crowd = opportunity_map(data(mark("1"), mark("2"), mark("3")), uid="kaart")
    assert alone.count('r="2"') == 0
    assert crowd.count('r="2"') == 2


def test_the_same_data_give_the_same_drawing_and_the_order_decides_who_stays() -> None:
    marks = [mark(str(n)) for n in range(1, 9)]
    first = opportunity_map(data(*marks), uid="kaart")
    opportunity_map.cache_clear()
    assert opportunity_map(data(*marks), uid="kaart") == first
    assert pills(first)[0] == pills(opportunity_map(data(marks[0]), uid="kaart"))[0]


def test_what_does_not_fit_stays_where_it_wants_to_be() -> None:
    labels = [Wanted(5, 5, 40, 20)] * 3
    assert place_apart(labels, (0, 0, 42, 22)) == [(20, 10)] * 3


def test_the_description_counts_and_the_legend_names_only_what_occurs() -> None:
    svg = opportunity_map(
        data(mark("1", state="agreed"), mark("V1", "demand"), mark("V2", "demand")), uid="kaart"
    )
    assert "Kansenkaart van Voorbeeldpark: 1 kans, 2 vragen" in svg
    for words in ("Energie: 1", "Vraag: 2", "afgesproken: 1"):
        assert words in svg
    for words in ("Aanbod:", "Mobiliteit", "vervallen"):
        assert words not in svg


def test_each_number_says_what_it_is_in_words() -> None:
    svg = opportunity_map(data(mark("7", title="Warmte <delen>")), uid="kaart")
    assert "<title>7. Warmte &lt;delen&gt;; Energie; idee</title>" in svg


def test_with_links_it_is_a_group_and_each_number_leads_somewhere() -> None:
    svg = opportunity_map(data(mark("1", href="#nr-1")), uid="kaart")
    assert 'role="group"' in svg
    assert 'href="#nr-1"' in svg
    assert 'role="img"' in opportunity_map(data(mark("1")), uid="kaart")


def test_grounds_and_drawn_areas_are_told_apart_by_their_line() -> None:
    small = ((10.0, 10.0), (60.0, 10.0), (60.0, 60.0), (10.0, 10.0))
    svg = opportunity_map(
        data(mark("1"), plots=((small,),), grounds=((small,),), areas=((small,),)), uid="kaart"
    )
    assert len(re.findall(r'stroke-dasharray="7 4"', svg)) == 1
    assert svg.count("<path d=") >= 4


def test_without_ground_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="three corners"):
        opportunity_map(data(mark("1"), outline=()), uid="kaart")


@pytest.mark.parametrize("sample", [theme_sample("energy"), theme_sample("demand")])
def test_samples_for_the_legend_are_decorative(sample: str) -> None:
    assert 'aria-hidden="true"' in sample
    assert 'aria-hidden="true"' in state_sample("idea")
