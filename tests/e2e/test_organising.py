"""A park goes from minimal to functional by fulfilling the conditions that were named."""

import re

import pytest
from playwright.sync_api import Page

from knowledge.loader import current_questionnaire
from knowledge.questionnaire_schemas import Condition
from tests.e2e.browser import Visitors
from tests.e2e.hands import Mouse, arrive, see

QUESTIONNAIRE = current_questionnaire("business")


def begin(hand: Mouse, park: str) -> None:
    """Start a picture of the business side; who has an earlier one goes on from its answers."""
    hand.page.goto(f"/p/{park}/samenwerking/graad/nieuw/business/")
    hand.press("Beginnen")
    arrive(hand.page, r"/graad/[0-9a-f-]{36}/$")


def answer(hand: Mouse, fulfilled: dict[str, Condition] | None) -> None:
    """Walk through the sections: no to everything, or yes to what fulfils these conditions."""
    for section in QUESTIONNAIRE.sections:
        see(hand.page, section.intro)
        for statement in section.statements:
            box = hand.page.locator(f"#{statement.slug}")
            if fulfilled is None:
                box.get_by_label("Nee", exact=True).check()
            elif condition := fulfilled.get(statement.slug):
                box.get_by_label("Ja", exact=True).check()
                if condition.at_least is not None:
                    amount = box.locator(f"[name={statement.slug}-amount]")
                    amount.fill(str(condition.at_least))
        hand.press("Opslaan en")


def sign(hand: Mouse, degree: str) -> None:
    """Sign what follows from the answers."""
    arrive(hand.page, "/ondertekenen/$")
    select = hand.page.get_by_label("Wie mag dit zien?")
    select.select_option(label="Leden, overheid en kernteam")
    hand.press(f"Ondertekenen: {degree}")
    arrive(hand.page, "/graad/$")
    see(hand.page, f"Ondernemers: {degree}")


def named_conditions(page: Page) -> list[Condition]:
    """Return the conditions that the page names as still needed."""
    card = page.locator("article", has_text=re.compile("^\\s*Ondernemers: "))
    lines = card.locator(".conditions > li").all_inner_texts()
    every = (*QUESTIONNAIRE.functional, *QUESTIONNAIRE.professional)
    return [each for each in every if any(each.needed in line for line in lines)]


@pytest.mark.parametrize(
    ("park", "script"),
    [("proefpark-organiseren", True), ("proefpark-organiseren-zonder-script", False)],
    ids=["with a mouse", "without JavaScript"],
)
def test_a_park_gets_from_minimal_to_functional_by_fulfilling_what_is_named(
    visitors: Visitors, park: str, script: bool
) -> None:
    hand = Mouse(visitors.page("marit", script=script))
    begin(hand, park)
    answer(hand, None)
    sign(hand, "minimaal")
    named = named_conditions(hand.page)
    assert len(named) == len(QUESTIONNAIRE.functional)

    begin(hand, park)
    answer(hand, {each.statement: each for each in named})
    sign(hand, "functioneel")

    member = visitors.page("lotte", script=script)
    member.goto(f"/p/{park}/samenwerking/")
    see(member, "Ondernemers: functioneel")
    see(member, "Nog nodig voor professioneel:")
