"""From a measure to an opportunity with two parties, a round and a decision to go on."""

import re

import pytest

from tests.e2e.browser import Visitors
from tests.e2e.hands import Mouse, arrive, see

PARKS = {True: "proefpark-organiseren", False: "proefpark-organiseren-zonder-script"}


def add_party(hand: Mouse, name: str, willingness: str) -> None:
    hand.follow("Partij toevoegen")
    hand.fill("Naam", name)
    hand.choose("Hoe ver wil deze partij gaan?", willingness)
    hand.press("Opslaan")
    see(hand.page, f"{name} doet mee.")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_measure_becomes_an_opportunity_that_goes_on(visitors: Visitors, script: bool) -> None:
    page = visitors.page("marit", script=script)
    hand = Mouse(page)
    page.goto(f"/p/{PARKS[script]}/realisatie/maatregelen/?theme=energy")
    hand.follow("Zonnepanelen op uw dak")
    hand.follow("Begin hiermee een kans")
    hand.fill("Hoe heet de kans?", "Zon op twee daken")
    hand.press("Kans toevoegen")
    see(page, "De kans staat op het bord, als idee.")

    hand.follow("Naar: kans")
    hand.fill("Waarom?", "We willen beginnen.")
    hand.press("Stap verder")
    see(page, "nog geen twee partijen mee")
    hand.follow("Nee, terug")

    add_party(hand, "Proefbakkerij", "is bereid te investeren")
    add_party(hand, "Proefwasserij", "wil het verkennen")

    hand.follow("Ronde beginnen")
    hand.press("Ronde beginnen")
    hand.follow("Ronde 1")
    arrive(page, r"/rondes/[0-9a-f-]{36}/$")
    hand.follow("Besluit nemen")
    page.get_by_label("doorgaan", exact=True).check()
    hand.fill("Wie besloot dit?", "Beide bedrijven")
    hand.fill("Waarom?", "De daken zijn sterk genoeg.")
    hand.press("Besluit vastleggen")
    see(page, "Besloten: doorgaan.")

    hand.follow("Naar: kans")
    hand.fill("Waarom?", "Het besluit is genomen.")
    hand.press("Stap verder")
    see(page, "De kans is verplaatst.")
    current = page.locator("li[aria-current=step]")
    assert re.search("kans", current.inner_text(), re.IGNORECASE)
