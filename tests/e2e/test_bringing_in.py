"""A list of companies, brought in by a real worker and taken back, as a park manager does it."""

import re

from playwright.sync_api import Page

from tests.e2e.browser import Visitors
from tests.e2e.hands import Mouse, arrive, see

PARK = "/p/proefpark-inlezen/"
# More rows than are read while the visitor waits: a worker takes them.
ROWS = 700


def companies() -> bytes:
    rows = [
        f"Ingelezen bedrijf {number:03};{number:08};Sluiskade;{number}" for number in range(ROWS)
    ]
    return "\r\n".join(["naam;KvK-nummer;straat;huisnummer", *rows]).encode()


def bring_in(page: Page) -> None:
    """Send the file and wait for the worker to say what it would do."""
    page.goto(f"{PARK}terrein/inlezen/nieuw/bedrijven/")
    page.get_by_label("Bestand").set_input_files(
        {"name": "bedrijven.csv", "mimeType": "text/csv", "buffer": companies()}
    )
    hand = Mouse(page)
    hand.press("Verder")
    arrive(page, "/kolommen/$")
    page.locator("main form button[type=submit]").first.click()
    see(page, "Dit zou er gebeuren")


def test_a_long_list_goes_by_a_worker_and_can_be_taken_back(visitors: Visitors) -> None:
    page = visitors.page("marit")
    bring_in(page)
    see(page, f"{ROWS} nieuw")
    Mouse(page).press("Lees in")
    page.get_by_role("heading", name=re.compile("^Ingelezen$")).wait_for()
    page.goto(f"{PARK}terrein/bedrijven/?q=bedrijf+699")
    see(page, "Ingelezen bedrijf 699")
    page.goto(f"{PARK}terrein/inlezen/")
    page.get_by_role("link", name="bedrijven.csv").first.click()
    page.get_by_role("link", name=re.compile("Draai terug|Terugdraaien")).first.click()
    arrive(page, "/terugdraaien/$")
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("heading", name=re.compile("^Teruggedraaid$")).wait_for()
    page.goto(f"{PARK}terrein/bedrijven/?q=bedrijf+699")
    assert page.get_by_text("Ingelezen bedrijf 699").count() == 0
