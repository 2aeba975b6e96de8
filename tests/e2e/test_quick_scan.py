"""A company fills in the quick scan on a phone, with and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

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
    see(page, "nog niet opgeslagen")
    expect(page.locator("[name=plan_area_m2]")).to_have_value("veel")
    page.locator("[name=plan_area_m2]").fill("6.000")
    hand.press("Opslaan en verder")

    see(page, "Wat u in de weg zit")
    hand.press("Opslaan en verder")
    see(page, "Wat u bezighoudt")
    page.locator("[name=energy-urgency]").select_option("5")
    hand.press("Opslaan en verder")
    see(page, "Wat u te bieden hebt")
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


def begin(visitors: Visitors, manager: Mouse) -> Page:
    """Open a round and begin the scan in it on a phone."""
    open_round(manager, PARKS[True])
    page = visitors.page("lotte", size=PHONE)
    hand = Mouse(page)
    page.goto(f"/p/{PARKS[True]}/realisatie/quickscan/")
    hand.follow("Invullen")
    hand.press("Beginnen")
    arrive(page, r"/quickscan/[0-9a-f-]{36}/$")
    return page


def test_what_was_typed_without_a_connection_is_there_again(
    visitors: Visitors, manager: Mouse
) -> None:
    page = begin(visitors, manager)
    page.context.set_offline(True)
    page.locator("[name=situation]").fill("Zonder verbinding.")
    expect(page.locator("#saved")).to_contain_text("geen verbinding")
    page.context.set_offline(False)
    # htmx says of a broken connection itself that it broke.
    visitors.complaints[:] = [each for each in visitors.complaints if "htmx:" not in each]
    page.reload()
    expect(page.locator("[name=situation]")).to_have_value("Zonder verbinding.")
    expect(page.locator("#saved")).to_contain_text("staat er weer")
    page.get_by_role("button", name="Opslaan en verder").click()
    see(page, "Uw plannen")
    page.goto(f"{page.url.split('?')[0]}?deel=situation")
    expect(page.locator("[name=situation]")).to_have_value("Zonder verbinding.")
    expect(page.locator("#saved")).not_to_contain_text("staat er weer")


def test_who_is_logged_out_while_typing_loses_nothing(visitors: Visitors, manager: Mouse) -> None:
    page = begin(visitors, manager)
    for cookie in page.context.cookies():
        if "csrf" not in cookie["name"]:
            page.context.clear_cookies(name=cookie["name"])
    page.locator("[name=situation]").fill("Na het uitloggen.")
    expect(page.locator("#saved")).to_contain_text("u bent uitgelogd")
    expect(page.locator("[name=situation]")).to_have_value("Na het uitloggen.")
    see(page, "Log opnieuw in")


def answering(status: int) -> Callable[[Route], None]:
    """Return what answers a request with a status and nothing more."""
    return lambda route: route.fulfill(status=status)


def test_a_refusal_and_a_fault_are_not_told_as_a_lost_connection(
    visitors: Visitors, manager: Mouse
) -> None:
    page = begin(visitors, manager)
    saves = re.compile(r"/deel/[a-z]+/$")
    for status, told in ((403, "opslaan mag nu niet"), (500, "ging bij ons iets mis")):
        page.route(saves, answering(status))
        page.locator("[name=situation]").fill(f"Antwoord {status}.")
        expect(page.locator("#saved")).to_contain_text(told)
        expect(page.locator("#saved")).not_to_contain_text("verbinding")
        page.unroute(saves)
    # The browser says of such an answer itself that it is no good.
    visitors.complaints.clear()
    page.reload()
    expect(page.locator("[name=situation]")).to_have_value("Antwoord 500.")
    expect(page.locator("#saved")).to_contain_text("staat er weer")


def test_what_was_typed_after_it_was_sent_in_elsewhere_stays(
    visitors: Visitors, manager: Mouse
) -> None:
    page = begin(visitors, manager)
    page.locator("[name=situation]").fill("Ingestuurd.")
    expect(page.locator("#saved")).to_contain_text("Opgeslagen.")
    other = page.context.new_page()
    other.goto(f"{page.url}insturen/")
    other.get_by_role("button", name="Insturen").click()
    see(other, "De quickscan is ingestuurd")
    page.locator("[name=situation]").fill("Net te laat.")
    expect(page.locator("#saved")).to_contain_text("Heropen hem eerst.")
    page.get_by_role("button", name="Opslaan en verder").click()
    see(page, "Niet opgeslagen")
    expect(page.locator("[name=situation]")).to_have_value("Net te laat.")
