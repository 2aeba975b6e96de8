"""The radar of capitals: a missing value is named and left open, never drawn as zero."""

from xml.etree import ElementTree as ET

import pytest

from core.svg import RadarData, Series, radar
from core.svg._radar import _CX, _CY

SVG = "{http://www.w3.org/2000/svg}"
AXES = (
    "Intellectueel",
    "Sociaal-relationeel",
    "Menselijk",
    "Natuurlijk",
    "Materieel",
    "Financieel",
)
FULL = (45.0, 60.0, 30.0, 72.5, 55.0, 20.0)


def _root(*series: Series) -> ET.Element:
    return ET.fromstring(radar(RadarData("Zes kapitalen", AXES, series), uid="r"))


def _marks(root: ET.Element) -> list[tuple[float, float]]:
    """Marks in the drawing itself: the legend and the labels have marks elsewhere."""
    circles = [
        (float(c.get("cx", "0")), float(c.get("cy", "0"))) for c in root.findall(f".//{SVG}circle")
    ]
    inside = [(x, y) for x, y in circles if (x - _CX) ** 2 + (y - _CY) ** 2 <= 122.5**2]
    return inside


def test_a_missing_value_has_no_mark_and_is_never_drawn_as_zero() -> None:
    root = _root(Series("Voortgang", (45, None, 30, None, 55, 20)))
    marks = _marks(root)
    assert len(marks) == 4
    assert (_CX, _CY) not in marks


def test_a_real_zero_is_drawn_at_the_centre_and_named() -> None:
    root = _root(Series("Voortgang", (0, 10, 10, 10, 10, 10)))
    assert (_CX, _CY) in _marks(root)
    assert "Intellectueel: Voortgang 0\u00a0%." in (root[1].text or "")


def test_an_area_is_filled_only_when_nothing_is_missing() -> None:
    complete = _root(Series("Voortgang", FULL))
    assert len(complete.findall(f".//{SVG}polygon[@fill-opacity]")) == 1
    gap = _root(Series("Voortgang", (None, *FULL[1:])))
    assert not gap.findall(f".//{SVG}polygon[@fill-opacity]")


def test_missing_values_are_named_in_the_drawing_and_in_the_description() -> None:
    root = _root(Series("Voortgang", (None, *FULL[1:])), Series("Doelen", (None, *FULL[1:])))
    shown = [text.text for text in root.findall(f".//{SVG}text")]
    assert shown.count("geen gegevens") == 1
    words = "Intellectueel: Voortgang geen gegevens, Doelen geen gegevens."
    assert words in (root[1].text or "")


def test_two_series_differ_in_shape_and_line_and_both_stand_in_the_legend() -> None:
    root = _root(Series("Voortgang", FULL), Series("Afgesproken doelen", FULL))
    shown = [text.text for text in root.findall(f".//{SVG}text")]
    assert {"Voortgang", "Afgesproken doelen"} <= set(shown)
    assert root.findall(f".//{SVG}line[@stroke-dasharray='6 4']")
    assert root.findall(f".//{SVG}rect")


@pytest.mark.parametrize("value", [-1, 100.1])
def test_a_value_that_is_no_percentage_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="percentage"):
        _root(Series("Voortgang", (value, *FULL[1:])))


def test_series_must_match_the_axes_and_there_are_two_at_most() -> None:
    with pytest.raises(ValueError, match="for each axis"):
        _root(Series("Voortgang", FULL[:5]))
    with pytest.raises(ValueError, match="one or two series"):
        _root(*[Series("Voortgang", FULL)] * 3)
