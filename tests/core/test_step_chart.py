"""The step chart: the same every time, readable without colour, whatever the data."""

import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.svg import StepChartData, StepPoint, StepSeries, step_chart

LEVELS = ("Minimaal", "Functioneel", "Professioneel")
TODAY = dt.date(2026, 11, 22)
days = st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))
points = st.builds(StepPoint, days, st.integers(0, 2))


def chart(*series: StepSeries, until: dt.date = TODAY) -> str:
    data = StepChartData(title="Graad", levels=LEVELS, series=series, until=until)
    return step_chart(data, uid="graad")


def own(*steps: tuple[dt.date, int]) -> StepSeries:
    return StepSeries("Het terrein zelf", tuple(StepPoint(day, level) for day, level in steps))


def test_the_description_tells_every_step_in_order() -> None:
    drawn = chart(own((dt.date(2026, 3, 1), 1), (dt.date(2025, 2, 1), 0)))
    first = drawn.index("minimaal vanaf 1 februari 2025")
    assert first < drawn.index("functioneel vanaf 1 maart 2026")
    assert "Niveaus van laag naar hoog: minimaal, functioneel, professioneel." in drawn


def test_two_points_of_view_differ_in_line_and_mark_and_not_in_colour_alone() -> None:
    step = (dt.date(2026, 1, 1), 1)
    drawn = chart(own(step), StepSeries("De adviseur", own(step).points))
    assert "stroke-dasharray" in drawn
    assert "<circle" in drawn
    heights = re.findall(r'<path d="M[\d.]+,([\d.]+)H', drawn)
    assert len(set(heights)) == 2


def test_a_point_of_view_without_steps_is_left_out() -> None:
    drawn = chart(own((dt.date(2026, 1, 1), 1)), StepSeries("De adviseur", ()))
    assert "De adviseur" not in drawn


@pytest.mark.parametrize("count", [0, 3])
def test_it_shows_one_or_two_points_of_view(count: int) -> None:
    with pytest.raises(ValueError, match="one or two"):
        chart(*[own((dt.date(2026, 1, 1), 1))] * count)


def test_markup_in_a_name_is_text() -> None:
    drawn = chart(StepSeries("<script>", (StepPoint(dt.date(2026, 1, 1), 1),)))
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


@given(st.lists(points, min_size=1, max_size=12), st.lists(points, max_size=12), days)
def test_any_course_is_drawn_inside_the_frame_and_the_same_every_time(
    first: list[StepPoint], second: list[StepPoint], until: dt.date
) -> None:
    series = (StepSeries("Een", tuple(first)), StepSeries("Twee", tuple(second)))
    drawn = chart(*series, until=until)
    assert drawn == chart(*series, until=until)
    root = ET.fromstring(drawn)  # our own output
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= width
        assert 0 <= float(circle.attrib["cy"]) <= height
