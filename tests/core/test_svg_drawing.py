"""What holds for every visual: well-formed, named, escaped, without style, the same every time."""

import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Engine

from core.svg import (
    CircleData,
    Edge,
    FieldMark,
    ForceFieldData,
    GoalBar,
    Group,
    MilestoneMark,
    NetworkData,
    Node,
    OutlineData,
    RadarData,
    RoadmapData,
    Series,
    Stone,
    Svg,
    circle,
    force_field,
    horizon_bands,
    network,
    outline,
    radar,
    roadmap,
)
from core.svg._circle import PILLARS
from core.svg._draw import el, join, link, number
from core.svg._text import shorten, text_width, wrap

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '<script>alert("x")</script> & {{ secret }} {% load %} \x00\x0b\ud800 "quoted" \'single\''
START = date(2026, 9, 1)


def _circle(text: str, uid: str) -> Svg:
    stones = tuple(Stone(text, PILLARS[n // 3], 1, text, "/p/a/") for n in range(9))
    return circle(CircleData(text, stones), uid=uid)


def _radar(text: str, uid: str) -> Svg:
    series = (Series(text, (10, None, 30)), Series(text, (20, 30, None)))
    return radar(RadarData(text, (text, text, text), series), uid=uid)


def _roadmap(text: str, uid: str) -> Svg:
    mark = MilestoneMark("a", text, date(2027, 1, 1), "day", "open")
    goal = GoalBar(text, START, None, "at_risk", 0.5, "/p/a/", (mark,))
    bands = horizon_bands(START)
    groups = (Group(text, (goal,)),)
    return roadmap(RoadmapData(START, START, bands, groups, (mark,), (("a", "a"),)), uid=uid)


def _outline(text: str, uid: str) -> Svg:
    ring = ((100000.0, 400000.0), (100500.0, 400000.0), (100250.0, 400400.0))
    return outline(OutlineData(text, (ring,)), uid=uid)


def _force_field(text: str, uid: str) -> Svg:
    mark = FieldMark(1, text, 1, 5, "doubts", "sleeper", "/p/a/")
    return force_field(ForceFieldData(text, text, text, (text, text, text, text), (mark,)), uid=uid)


def _network(text: str, uid: str) -> Svg:
    nodes = (Node("a", text, 0, "/p/a/"), Node("b", text, 1))
    edges = (Edge("a", "b", True, 3),)
    return network(NetworkData(text, (text, text), nodes, edges, (text, text)), uid=uid)


ALL = pytest.mark.parametrize("draw", [_circle, _radar, _roadmap, _outline, _force_field, _network])
Draw = Callable[[str, str], Svg]


@ALL
def test_a_visual_is_well_formed_with_title_description_and_size(draw: Draw) -> None:
    root = ET.fromstring(draw("Voorbeeld", "v1"))
    assert root.tag == f"{SVG}svg"
    assert root.get("aria-labelledby") == "v1-t v1-d"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text
    assert root[1].text
    width, height = root.get("width"), root.get("height")
    assert root.get("viewBox") == f"0 0 {width} {height}"


@ALL
def test_every_id_starts_with_the_uid_and_is_used_once(draw: Draw) -> None:
    ids = re.findall(r'\bid="([^"]+)"', draw("Voorbeeld", "chart-7"))
    assert len(ids) == len(set(ids))
    assert all(name.startswith("chart-7-") for name in ids)


@ALL
def test_text_that_looks_like_markup_or_template_stays_text(draw: Draw) -> None:
    root = ET.fromstring(draw(NASTY, "v"))
    assert not root.findall(f".//{SVG}script")
    words = "".join(root.itertext())
    assert '<script>alert("x")</script>' in words
    assert "{{ secret }}" in words


@ALL
def test_a_template_prints_the_drawing_unescaped_and_leaves_its_text_alone(draw: Draw) -> None:
    drawn = draw(NASTY, "v")
    page = Engine().from_string("{{ drawn }}").render(Context({"drawn": drawn, "secret": "LEAK"}))
    assert str(page) == str(drawn)
    assert "LEAK" not in page


@ALL
def test_only_presentation_attributes_are_used(draw: Draw) -> None:
    for element in ET.fromstring(draw("Voorbeeld", "v")).iter():
        assert element.tag.removeprefix(SVG) not in {"style", "script", "linearGradient", "image"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@ALL
def test_all_text_is_at_least_eleven_units_high(draw: Draw) -> None:
    sizes = re.findall(r'font-size="([\d.]+)"', draw("Voorbeeld", "v"))
    assert sizes
    assert min(map(float, sizes)) >= 11


@ALL
def test_the_same_data_give_the_same_string(draw: Draw) -> None:
    assert draw("Voorbeeld", "v") == draw("Voorbeeld", "v")


@pytest.mark.parametrize("draw", [_circle, _roadmap])
def test_a_drawing_with_links_is_a_group_and_its_links_have_names(draw: Draw) -> None:
    """Assistive technology does not look inside an image, so links in one would be lost."""
    root = ET.fromstring(draw("Voorbeeld", "v"))
    assert root.get("role") == "group"
    links = root.findall(f".//{SVG}a")
    assert links
    assert all(a.findtext(f"{SVG}title", "").startswith("Voorbeeld") for a in links)


@pytest.mark.parametrize("draw", [_radar, _outline])
def test_a_drawing_without_links_is_an_image(draw: Draw) -> None:
    assert ET.fromstring(draw("Voorbeeld", "v")).get("role") == "img"


@pytest.mark.parametrize("uid", ["", "1a", 'a"b', "a b"])
def test_a_uid_that_could_not_be_an_id_is_refused(uid: str) -> None:
    with pytest.raises(ValueError, match="id"):
        _outline("Voorbeeld", uid)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//elders.example", "data:text/html,x", ""]
)
def test_an_address_that_could_run_or_lead_away_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="address"):
        link(href, "label")


def test_an_element_escapes_text_and_attributes_but_not_markup() -> None:
    made = el("g", "a < b", el("path", d='M"'), None, stroke_width=1.50, class_="x", fill=None)
    assert made == '<g stroke-width="1.5" class="x">a &lt; b<path d="M&quot;"/></g>'
    assert join("<", el("g")) == "&lt;<g/>"


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (-0.001, "0"), (1.005, "1"), (2.5, "2.5")])
def test_a_coordinate_is_short_and_never_minus_zero(value: float, text: str) -> None:
    assert number(value) == text


def test_a_line_that_does_not_fit_ends_in_an_ellipsis() -> None:
    short = shorten("Zonnestroom op alle daken van het terrein", 12, 120)
    assert short.endswith("…")
    assert text_width(short, 12) <= 120
    assert shorten("Kort", 12, 120) == "Kort"


def test_long_words_are_broken_so_that_every_line_fits() -> None:
    lines = wrap("Toekomstbestendige propositie", 14, 100, lines=3, bold=True)
    assert len(lines) == 3
    assert all(text_width(line, 14, bold=True) <= 100 for line in lines)
    assert lines[0] == "Toekomst-"


def test_text_breaks_after_a_hyphen_and_the_last_line_takes_the_ellipsis() -> None:
    assert wrap("Sociaal-relationeel", 13, 90, lines=2) == ["Sociaal-", "relationeel"]
    assert wrap("een twee drie vier vijf", 12, 40, lines=2)[1].endswith("…")
    assert wrap("", 12, 40, lines=2) == [""]
