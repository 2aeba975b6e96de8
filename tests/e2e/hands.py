"""Two ways to work a page: with a mouse, or with nothing but a keyboard."""

import re
from typing import Final, Protocol

from playwright.sync_api import Locator, Page

MOST_TABS: Final = 250
FOCUSED: Final = """() => {
    const it = document.activeElement;
    const style = getComputedStyle(it);
    const box = it.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const name = it.labels?.[0]?.textContent ?? it.getAttribute("aria-label") ?? it.textContent;
    return {
        name: name.replace(/\\s+/g, " ").trim(),
        tag: it.tagName,
        type: it.type ?? "",
        // The browser draws the focus on the parts inside a date field by itself.
        seen: outlined || style.boxShadow !== "none" || it.type === "date",
        inside: box.bottom > 0 && box.top < innerHeight,
    };
}"""


class Hand(Protocol):
    """What a person does on a page. Names are those that the screen shows."""

    page: Page

    def follow(self, link: str) -> None:
        """Go where a link points."""

    def press(self, button: str) -> None:
        """Press a button."""

    def fill(self, label: str, text: str) -> None:
        """Replace what stands in a text field."""

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=_start_of(link)).first.click()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=_start_of(button)).first.click()

    def fill(self, label: str, text: str) -> None:
        field(self.page, label).fill(text)

    def choose(self, label: str, option: str) -> None:
        field(self.page, label).select_option(label=option)


class Keyboard:
    """Uses Tab, Enter, Space and letters; what has the focus must be visible and show it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def follow(self, link: str) -> None:
        self._tab_to(_start_of(link), "A")
        self.page.keyboard.press("Enter")

    def press(self, button: str) -> None:
        self._tab_to(_start_of(button), "BUTTON")
        self.page.keyboard.press("Space")

    def fill(self, label: str, text: str) -> None:
        if self._tab_to(_label(label), "INPUT", "TEXTAREA") == "date":
            # Day and month stand in the order of the system: give them the same number.
            year, month, day = text.split("-")
            assert month == day
            text = f"{day}{month}{year}"
        else:
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str, option: str) -> None:
        self._tab_to(_label(label), "SELECT")
        self.page.keyboard.type(option)

    def _tab_to(self, name: re.Pattern[str], *tags: str) -> str:
        """Press Tab until something of that name has the focus; return its type."""
        self.page.wait_for_load_state()
        passed = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            now = self.page.evaluate(FOCUSED)
            if now["tag"] != "BODY":
                assert now["seen"], f"no visible focus on {now}"
                assert now["inside"], f"focus outside the window: {now}"
            if now["tag"] in tags and name.search(now["name"]):
                return str(now["type"])
            passed.append(now["name"][:40])
        raise AssertionError(f"Tab never reaches {name.pattern!r}: {passed}")


def field(page: Page, label: str) -> Locator:
    """Return the form field with this label."""
    return page.get_by_label(_label(label)).locator("visible=true").first


def see(page: Page, text: str) -> None:
    """Wait until a text stands on the page."""
    page.get_by_text(text).locator("visible=true").first.wait_for()


def arrive(page: Page, pattern: str) -> None:
    """Wait until the address matches a regular expression, with or without scripts."""
    page.wait_for_url(re.compile(pattern))


def _start_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(name)}")


def _label(text: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(text)}( \(niet verplicht\))?\s*$")
