"""The map in a real browser: choose, measure and draw a plot, and do the same without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import PHONE, Visitors
from tests.e2e.hands import field, see
from tests.e2e.place import FULL

MAP = f"{FULL}terrein/kaart/"


def opened(page: Page, path: str = MAP) -> Page:
    """Open a map and wait until its plots are there."""
    with page.expect_response(re.compile(r"kavels\.json")):
        page.goto(path)
    return page


def middle(page: Page) -> tuple[float, float]:
    page.locator("#map").evaluate("it => it.scrollIntoView({block: 'center'})")
    box = page.locator("#map").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_link_in_the_table_shows_the_card_and_moves_the_focus_there(
    visitors: Visitors,
) -> None:
    page = opened(visitors.page("lotte"))
    row = page.get_by_role("row").filter(has_text="Toon op de kaart").first
    name = row.get_by_role("rowheader").inner_text()
    row.get_by_role("link", name="Toon op de kaart").press("Enter")
    see(page, name)
    title = page.locator("#kavel [data-card-title]")
    assert title.inner_text() == name
    assert title.evaluate("it => document.activeElement === it")


def test_arrows_and_enter_reach_a_plot_without_a_mouse(visitors: Visitors) -> None:
    page = opened(visitors.page("marit"))
    page.wait_for_load_state("networkidle")
    page.locator("#map").focus()
    for _ in range(20):
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        if page.locator("#kavel [data-plot]").count():
            return
        page.keyboard.press("ArrowUp")
        page.wait_for_timeout(300)
    raise AssertionError("no plot under the middle of the map")


def test_a_distance_is_measured_in_metres_of_the_netherlands(visitors: Visitors) -> None:
    page = opened(visitors.page("marit"))
    page.get_by_role("button", name="Meet een afstand").click()
    x, y = middle(page)
    bar = page.locator(".leaflet-control-scale-line")
    shown, wide = bar.inner_text(), bar.bounding_box()
    assert wide
    for at in (x - wide["width"] / 2, x + wide["width"] / 2):
        page.mouse.move(at, y - 150)
        page.mouse.click(at, y - 150)
    measured = page.locator("[data-measured]").inner_text()
    number = float(measured.removesuffix(" m").replace(".", ""))
    assert number == pytest.approx(float(shown.removesuffix(" m")), rel=0.06)


def test_a_plot_is_drawn_on_the_map_and_saved_by_the_form(visitors: Visitors) -> None:
    page = opened(visitors.page("tom"), f"{MAP}kavels/nieuw/")
    field(page, "Naam").fill("Getekend in de browser")
    page.locator(".leaflet-pm-icon-polygon").click()
    x, y = middle(page)
    corners = [(x, y), (x + 60, y), (x + 60, y + 50), (x, y + 50)]
    for at in (*corners, corners[0]):
        page.mouse.move(*at)
        page.mouse.click(*at)
        page.wait_for_timeout(500)  # two clicks at once are a double click, which draws nothing
    expect(field(page, "Grens als coördinaten")).to_have_value(re.compile('"MultiPolygon"'))
    assert "m²" in page.locator("[data-measured]").inner_text()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.wait_for_load_state("networkidle")
    if page.get_by_role("button", name="Toch opslaan").count():
        page.get_by_role("button", name="Toch opslaan").click()
    page.wait_for_url(re.compile(r"/kaart/kavels/[0-9a-f-]{36}/$"))
    see(page, "Getekend in de browser")


def test_without_scripts_the_ground_plan_stands_in_and_coordinates_do_the_work(
    visitors: Visitors,
) -> None:
    page = visitors.page("tom", script=False)
    page.goto(MAP)
    assert page.locator("svg.drawing-ground-plan").is_visible()
    assert not page.locator("#map").is_visible()
    page.goto(f"{MAP}kavels/nieuw/")
    field(page, "Naam").fill("Getypt")
    field(page, "Grens als coördinaten").fill("243500 506800\n243520 506800\n243520 506815")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    if page.get_by_role("button", name="Toch opslaan").count():
        page.get_by_role("button", name="Toch opslaan").click()
    page.wait_for_url(re.compile(r"/kaart/kavels/[0-9a-f-]{36}/$"))
    see(page, "Getypt")


def test_on_paper_the_ground_plan_takes_the_place_of_the_map(visitors: Visitors) -> None:
    page = opened(visitors.page("lotte"))
    assert page.locator("#map").is_visible()
    page.emulate_media(media="print")
    assert page.locator("svg.drawing-ground-plan").is_visible()
    assert not page.locator("#map").is_visible()


def test_a_drawing_that_is_wider_than_a_phone_opens_at_its_middle(visitors: Visitors) -> None:
    page = visitors.page("marit", size=PHONE)
    page.goto(f"{FULL}realisatie/kansenkaart/tijd/")
    drawing = page.locator("[data-middle]")
    hidden = drawing.evaluate("it => it.scrollWidth - it.clientWidth")
    assert hidden > 100
    assert drawing.evaluate("it => it.scrollLeft") == pytest.approx(hidden / 2, abs=1)
