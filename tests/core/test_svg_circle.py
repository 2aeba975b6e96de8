"""The circle of nine stepping stones shows each stone with its level in words, steps and colour."""

from xml.etree import ElementTree as ET

import pytest

from core.svg import CircleData, Stone, Svg, circle, palette
from core.svg._circle import LEVEL_NAMES, PILLARS

SVG = "{http://www.w3.org/2000/svg}"
NAMES = (
    "Propositie", "Programma", "Sturing", "Organiseren", "Faciliteren", "Transformeren",
    "Niche", "Leefomgeving", "Ketennetwerk",
)  # fmt: skip


def _stones(level: int = 2, href: str | None = None) -> tuple[Stone, ...]:
    return tuple(
        Stone(name, PILLARS[n // 3], level, "4 van 6 doelen", href) for n, name in enumerate(NAMES)
    )


def _draw(level: int = 2, href: str | None = None) -> Svg:
    return circle(CircleData("Voorbeeldpark", _stones(level, href)), uid="c")


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_each_stone_has_as_many_filled_steps_as_its_level(level: int) -> None:
    paths = ET.fromstring(_draw(level)).findall(f".//{SVG}path")
    solid = {palette.STRATEGY.solid, palette.CONNECTION.solid, palette.REALISATION.solid}
    steps = [path for n, path in enumerate(paths) if n % 4]
    assert len(steps) == 27
    assert sum(path.get("fill") in solid for path in steps) == 9 * level


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_the_level_stands_in_words_in_every_stone_and_in_the_description(level: int) -> None:
    root = ET.fromstring(_draw(level))
    assert (root[1].text or "").count(f"{LEVEL_NAMES[level]} (4 van 6 doelen)") == 9
    shown = " ".join(text.text or "" for text in root.findall(f".//{SVG}text"))
    assert shown.count(LEVEL_NAMES[level]) >= 9


def test_the_names_of_the_nine_stones_fit_without_being_broken() -> None:
    shown = [text.text for text in ET.fromstring(_draw()).findall(f".//{SVG}text")]
    assert set(NAMES) <= set(shown)


def test_a_stone_leads_to_its_page_and_says_so_in_full() -> None:
    links = ET.fromstring(_draw(href="/p/voorbeeld/")).findall(f".//{SVG}a")
    assert [link.get("href") for link in links] == ["/p/voorbeeld/"] * 9
    assert links[0].findtext(f"{SVG}title") == "Propositie: op weg. 4 van 6 doelen"


def test_the_centre_counts_what_is_secured() -> None:
    assert "9 van 9 op orde" in _draw(3)
    assert "0 van 9 op orde" in _draw(2)


def test_stones_may_come_in_any_order_of_pillars() -> None:
    turned = _stones()[6:] + _stones()[:6]
    assert circle(CircleData("Voorbeeldpark", turned), uid="c") == _draw()


def test_a_circle_without_three_stones_per_pillar_is_refused() -> None:
    with pytest.raises(ValueError, match="three stones"):
        circle(CircleData("Voorbeeldpark", _stones()[:8]), uid="c")
    with pytest.raises(ValueError, match="three stones"):
        circle(CircleData("Voorbeeldpark", (*_stones()[:8], _stones()[0])), uid="c")
