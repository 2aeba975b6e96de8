"""What a person does on a page before it is in the state that is looked at."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.e2e.browser import confirm
from tests.e2e.hands import field
from tests.site.cast import PEOPLE


def press(name: str) -> Callable[[Page], None]:
    """Return what presses a button and waits for the answer."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()
        page.wait_for_load_state("networkidle")

    return act


def begin_assessment(page: Page) -> None:
    """Start a questionnaire, or go on with the draft that somebody who was here before left."""
    begin = page.get_by_role("button", name="Beginnen")
    if begin.count():
        begin.click()
    page.locator("fieldset.statement").first.wait_for()


def refused_answer(page: Page) -> None:
    begin_assessment(page)
    page.locator("[name=regular-meetings-amount]").fill("veel")
    press("Opslaan en verder")(page)


def asked_to_sign(page: Page) -> None:
    begin_assessment(page)
    page.get_by_role("link", name="Ondertekenen").click()
    page.wait_for_load_state("networkidle")


def asked_for_evidence(page: Page) -> None:
    begin_assessment(page)
    page.get_by_role("link", name="Bestand toevoegen").first.click()
    page.wait_for_load_state("networkidle")


def asked_to_remove_evidence(page: Page) -> None:
    begin_assessment(page)
    remove = page.locator("a[href$='/verwijderen/']", has_text="bewijs.pdf")
    if not remove.count():
        page.get_by_role("link", name="Bestand toevoegen").first.click()
        page.get_by_label("Bestand").set_input_files(
            {"name": "bewijs.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 %%EOF"}
        )
        press("Toevoegen")(page)
    remove.first.click()
    page.wait_for_load_state("networkidle")


def asked_to_remove_draft(page: Page) -> None:
    begin_assessment(page)
    page.get_by_role("link", name="Concept verwijderen").click()
    page.wait_for_load_state("networkidle")


def refused_evidence(page: Page) -> None:
    asked_for_evidence(page)
    press("Toevoegen")(page)


def look_where_she_may_not(page: Page) -> None:
    press("Meekijken")(page)
    page.goto("/p/proefpark-meekijken/mensen/")


def wrong_password(page: Page) -> None:
    page.get_by_label("E-mail").fill(PEOPLE["guus"].email)
    page.get_by_label("Wachtwoord", exact=True).fill("niet het goede wachtwoord")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_load_state("networkidle")


def ask_reset(page: Page) -> None:
    page.get_by_label("E-mail").fill("niemand@example.test")
    page.get_by_role("button").last.click()
    page.wait_for_load_state("networkidle")


def open_cell(page: Page) -> None:
    page.get_by_role("link", name="Dezelfde taal over duurzaamheid").first.click()
    page.locator("#cell-title").wait_for()


def open_menu(page: Page) -> None:
    page.locator(".menu summary").click()


def refused_goal(page: Page) -> None:
    field(page, "Streefwaarde").fill("veel")
    field(page, "Klaar op").fill("2020-01-01")
    press("Doel maken")(page)


def come_second(label: str, button: str) -> Callable[[Page], None]:
    """Return what saves the same page in another window first, so that this one is late."""

    def act(page: Page) -> None:
        other = page.context.new_page()
        other.goto(page.url)
        for window, text in ((other, "Van de eerste"), (page, "Van de tweede")):
            field(window, label).fill(f"{text}, {window.evaluate('() => Date.now()')}")
            window.get_by_role("button", name=button, exact=True).first.click()
            window.wait_for_load_state("networkidle")
        other.close()
        page.get_by_text("Van de eerste").first.wait_for()

    return act


def erase_without_tick(page: Page) -> None:
    confirm(page)
    press("Wis mijn gegevens")(page)


def publish_without_goals(page: Page) -> None:
    field(page, "Titel").fill("")
    press("Publiceer deze editie")(page)


def drop_without_reason(page: Page) -> None:
    page.locator("form[action$='/stand/'] select").select_option(label="Vervallen")
    page.locator("form[action$='/stand/'] button[type=submit]").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def refused_measurement(page: Page) -> None:
    page.get_by_text("Meting toevoegen").click()
    field(page, "Waarde").fill("veel")
    page.get_by_role("button", name="Meting opslaan").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def draw_a_cross(page: Page) -> None:
    corners = "243400 506500\n243500 506580\n243500 506500\n243400 506580"
    field(page, "Grens als coördinaten").fill(corners)
    field(page, "Soort coördinaten").select_option(label="x en y in meters (RD)")
    press("Opslaan")(page)


def choose_a_plot(page: Page) -> None:
    page.get_by_role("link", name="Toon op de kaart").first.click()
    page.locator("#kavel [data-plot]").wait_for()


def refused_figure(page: Page) -> None:
    page.get_by_label("Waarde in kWh").fill("veel")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.locator("[aria-invalid=true]").first.wait_for()
