"""The outline of a park is drawn to scale, north up, with a scale bar of a round length."""

import re
from xml.etree import ElementTree as ET

import pytest

from core.svg import OutlineData, outline, palette

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = ((120000.0, 480000.0), (121000.0, 480000.0), (121000.0, 481000.0), (120000.0, 481000.0))
HOLE = ((120400.0, 480400.0), (120600.0, 480400.0), (120600.0, 480600.0))


def _corners(svg: str) -> list[tuple[float, float]]:
    path = ET.fromstring(svg).findall(f".//{SVG}path")[0].get("d", "")
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


def test_the_outline_stays_in_its_box_keeps_its_shape_and_has_north_up() -> None:
    first, second, third, _ = _corners(outline(OutlineData("Voorbeeld", (SQUARE,)), uid="o"))
    assert all(0 < value < 420 for corner in (first, second, third) for value in corner)
    assert second[0] - first[0] == pytest.approx(second[1] - third[1], abs=0.02)
    assert third[1] < second[1]


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    svg = outline(OutlineData("Voorbeeld", (SQUARE,)), uid="o")
    corners = _corners(svg)
    per_metre = (corners[1][0] - corners[0][0]) / 1000
    bar = sum(float(r.get("width", "0")) for r in ET.fromstring(svg).findall(f".//{SVG}rect"))
    assert "200 m" in svg
    assert bar == pytest.approx(200 * per_metre, abs=0.02)


def test_holes_stay_open_and_the_description_gives_the_size() -> None:
    svg = outline(OutlineData("Voorbeeld", (SQUARE, HOLE)), uid="o")
    shape = ET.fromstring(svg).findall(f".//{SVG}path")[0]
    assert shape.get("fill-rule") == "evenodd"
    assert shape.get("fill") == palette.CONNECTION.soft
    assert "1,0 kilometer van west naar oost" in svg


def test_corners_too_close_to_be_seen_are_left_out() -> None:
    many = tuple((120000.0 + n * 0.01, 480000.0) for n in range(100_000))
    svg = outline(OutlineData("Voorbeeld", ((*many, (121000.0, 481000.0)),)), uid="o")
    assert len(svg) < 20_000


@pytest.mark.parametrize("rings", [(), ((),), (((1.0, 1.0), (2.0, 2.0)),)])
def test_an_outline_without_a_ring_is_refused(
    rings: tuple[tuple[tuple[float, float], ...], ...],
) -> None:
    with pytest.raises(ValueError, match="three corners"):
        outline(OutlineData("Voorbeeld", rings), uid="o")


def test_a_line_or_a_point_as_a_ring_does_not_divide_by_zero() -> None:
    point = ((120000.0, 480000.0),) * 3
    assert outline(OutlineData("Voorbeeld", (point,)), uid="o")
