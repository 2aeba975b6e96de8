"""The force field: everybody in her square, no name over another, readable in grey."""

import itertools
import re
from xml.etree import ElementTree as ET

import pytest

from core.svg import FieldMark, ForceFieldData, Svg, force_field
from core.svg._force_field import SEGMENTS, STANCES
from core.svg._text import text_width

QUARTERS = ("Tevreden houden", "Samen sturen", "Op de hoogte houden", "Betrekken")
NASTY = '<script>alert("x")</script> & {{ secret }} \x00\ud800'


def _mark(number: int, name: str = "Metaalbouw", x: int = 3, y: int = 3, **more: str) -> FieldMark:
    shown = {"stance": "supports", "segment": "middle"} | more
    return FieldMark(number, name, x, y, **shown)


def _draw(*marks: FieldMark) -> Svg:
    return force_field(ForceFieldData("Veld", "Belang", "Invloed", QUARTERS, marks), uid="veld")


def _crowd(number: int) -> list[FieldMark]:
    return [
        _mark(n + 1, f"Bedrijf {n} met een lange naam", n * 7 % 5 + 1, (n * 3 + n // 5) % 5 + 1)
        for n in range(number)
    ]


def _texts(drawing: Svg) -> list[tuple[float, float, str]]:
    found = ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")
    return [(float(t.get("x", 0)), float(t.get("y", 0)), t.text or "") for t in found
            if t.get("text-anchor") is None]  # fmt: skip


def test_a_score_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="Not a score"):
        _draw(_mark(1, x=6))


def test_an_unknown_stance_is_refused() -> None:
    with pytest.raises(KeyError):
        _draw(_mark(1, stance="loves"))


@pytest.mark.parametrize("number", [1, 3, 20, 60, 300])
def test_no_name_or_number_lies_over_another(number: int) -> None:
    boxes = [
        (x, y, x + text_width(text, 12.5), text) for x, y, text in _texts(_draw(*_crowd(number)))
    ]
    lines: dict[float, list[tuple[float, float, str]]] = {}
    for left, y, right, text in boxes:
        lines.setdefault(round(y, 1), []).append((left, right, text))
    for line in lines.values():
        line.sort()
        for (_, right, first), (left, _, second) in itertools.pairwise(line):
            assert right <= left + 1, (first, second)


def test_few_are_named_and_many_numbered() -> None:
    assert "Metaalbouw" in [text for _, _, text in _texts(_draw(_mark(1)))]
    many = [text for _, _, text in _texts(_draw(*(_mark(n + 1) for n in range(8))))]
    assert "Metaalbouw" not in many
    assert {"1", "8"} <= set(many)


def test_a_full_square_says_how_many_more_there_are() -> None:
    drawing = _draw(*(_mark(n + 1) for n in range(30)))
    assert "+11" in [text for _, _, text in _texts(drawing)]


def test_symbols_differ_without_colour() -> None:
    drawn = {
        re.sub(r"<title.*?</title>|<desc.*?</desc>", "", _draw(_mark(1, stance=s, segment=g)))
        for s in STANCES for g in SEGMENTS
    }  # fmt: skip
    assert len(drawn) == len(STANCES) * len(SEGMENTS)


def test_it_says_how_many_stand_in_each_quarter() -> None:
    drawing = _draw(_mark(1, x=5, y=5), _mark(2, x=1, y=5), _mark(3, x=2, y=4))
    assert "Tevreden houden: 2. Samen sturen: 1." in drawing


def test_it_is_the_same_each_time_whatever_the_order_of_the_rows() -> None:
    marks = _crowd(40)
    assert _draw(*marks) == _draw(*reversed(marks))


def test_what_people_type_is_escaped() -> None:
    drawing = _draw(_mark(1, NASTY))
    ET.fromstring(drawing)
    assert "<script" not in drawing
    assert "style=" not in drawing


def test_links_are_left_out_where_they_would_be_too_many() -> None:
    few = _draw(FieldMark(1, "A", 1, 1, "waits", "middle", "/p/a/"))
    many = _draw(*(FieldMark(n, "A", 1, 1, "waits", "middle", "/p/a/") for n in range(61)))
    assert 'href="/p/a/"' in few
    assert 'role="group"' in few
    assert "href" not in many
    assert 'role="img"' in many
