"""A company fills in the quick scan on a phone, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Visitors
from tests.e2e.hands import Mouse, arrive, see

PHONE = (360, 740)
PARKS = {True: "proefpark-organiseren", False: "proefpark-organiseren-zonder-script"}


@pytest.fixture
def manager(visitors: Visitors) -> Mouse:
    return Mouse(visitors.page("marit"))


def open_round(hand: Mouse, park: str) -> None:
    hand.page.goto(f"/p/{park}/realisatie/quickscan/rondes/nieuw/")
    hand.fill("Naam", "Ronde van de proef")
    hand.press("Ronde openen")
    see(hand.page, "De ronde staat klaar")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_member_fills_in_on_a_phone_and_makes_a_demand_of_it(
    visitors: Visitors, manager: Mouse, script: bool
) -> None:
    park = PARKS[script]
    open_round(manager, park)
    page = visitors.page("lotte", size=PHONE, script=script)
    hand = Mouse(page)
    page.goto(f"/p/{park}/realisatie/quickscan/")
    hand.follow("Invullen")
    hand.press("Beginnen")
    arrive(page, r"/quickscan/[0-9a-f-]{36}/$")

    page.locator("[name=situation]").fill("Wij huren een hal.")
    if script:
        page.locator("[name=situation]").press("Tab")
        expect(page.locator("#saved")).to_contain_text("Opgeslagen.")
        page.reload()
        page.goto(re.sub(r"\?.*", "", page.url) + "?deel=situation")
        expect(page.locator("[name=situation]")).to_have_value("Wij huren een hal.")
    assert fits(page)
    hand.press("Opslaan en verder")

    see(page, "Uw plannen")
    page.get_by_label("Uitbreiden.").check()
    page.locator("[name=plan_area_m2]").fill("veel")
    hand.press("Opslaan en verder")
    see(page, "Nog niet opgeslagen")
    expect(page.locator("[name=plan_area_m2]")).to_have_value("veel")
    page.locator("[name=plan_area_m2]").fill("6.000")
    hand.press("Opslaan en verder")

    see(page, "Wat u in de weg zit")
    hand.press("Opslaan en verder")
    see(page, "Wat u bezighoudt")
    page.locator("[name=energy-urgency]").select_option("5")
    hand.press("Opslaan en verder")
    see(page, "Wat u te bieden heeft")
    assert fits(page)
    hand.press("Opslaan en verder")
    hand.press("Opslaan en nakijken")

    see(page, "6.000 m²")
    hand.press("Insturen")
    see(page, "Zoekt grond om uit te breiden")
    hand.press("Op de lijst zetten")
    see(page, "op de lijst")
    assert fits(page)
    page.get_by_role("link", name="Zoekt grond om uit te breiden").click()
    see(page, "Zoekt grond om uit te breiden")
