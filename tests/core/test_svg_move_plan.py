"""The plan of moves: an arrow from what somebody gives to what she gets, numbered, in words too."""

from xml.etree import ElementTree as ET

import pytest

from core.svg import MoveMark, MovePlanData, move_plan

SVG = "{http://www.w3.org/2000/svg}"
WEST, SOUTH = 230_000.0, 500_000.0


def square(x: float, y: float, size: float) -> tuple[tuple[float, float], ...]:
    west, south = WEST + x, SOUTH + y
    return ((west, south), (west + size, south), (west + size, south + size), (west, south + size))


def data(**fields: object) -> MovePlanData:
    values: dict[str, object] = {
        "park_name": "Voorbeeldpark",
        "outline": (square(0, 0, 500),),
        "plots": ((square(10, 10, 100),), (square(200, 10, 100),)),
        "changing": ((square(10, 10, 100),),),
        "marks": (
            MoveMark(
                1,
                "<b>Bakker</b> verhuist.",
                ((WEST + 60, SOUTH + 60),),
                ((WEST + 250, SOUTH + 60), (WEST + 250, SOUTH + 90)),
            ),
            MoveMark(12, "Nieuw bedrijf vestigt zich.", (), ((WEST + 60, SOUTH + 60),)),
        ),
    }
    return MovePlanData(**(values | fields))  # type: ignore[arg-type]


def test_each_plot_that_somebody_gets_has_the_number_of_the_step() -> None:
    root = ET.fromstring(move_plan(data(), uid="plan"))
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert texts.count("1") == 2
    assert texts.count("12") == 1


def test_who_only_comes_has_no_arrow() -> None:
    both = ET.fromstring(move_plan(data(), uid="plan"))
    comes = ET.fromstring(move_plan(data(marks=data().marks[1:]), uid="plan"))

    def heads(root: ET.Element) -> int:
        return len(root.findall(f".//{SVG}polygon")) - 1  # one stands in the legend

    assert heads(both) == 2
    assert heads(comes) == 0


def test_the_moves_are_said_in_words_and_escaped() -> None:
    drawn = move_plan(data(), uid="plan")
    assert "<b>" not in drawn
    [words] = ET.fromstring(drawn).findall(f"{SVG}desc")
    assert words.text is not None
    assert words.text.startswith("1. <b>Bakker</b> verhuist. 12. Nieuw bedrijf vestigt zich. Het")
    assert "style=" not in drawn


def test_the_same_data_are_drawn_the_same_and_nothing_is_refused() -> None:
    assert move_plan(data(), uid="plan") == move_plan(data(), uid="plan")
    with pytest.raises(ValueError, match="three corners"):
        move_plan(data(outline=(), plots=(), changing=()), uid="plan")
    with pytest.raises(ValueError, match="id"):
        move_plan(data(), uid="1 plan")


def test_an_arrow_of_no_length_is_left_out() -> None:
    here = ((WEST + 60, SOUTH + 60),)
    drawn = ET.fromstring(move_plan(data(marks=(MoveMark(1, "Blijft.", here, here),)), uid="plan"))
    assert len(drawn.findall(f".//{SVG}polygon")) == 1
