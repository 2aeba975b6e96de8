"""What every page must be in every state: accessible to WCAG 2.2 AA, and no wider than a phone."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from tests.e2e.browser import DESKTOP, PHONE

AXE: Final = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN: Final = """async ([part, tags]) => {
    const options = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]};
    return (await axe.run(part, options)).violations;
}"""
TOO_WIDE: Final = """() => {
    const room = document.documentElement.clientWidth;
    const surplus = document.scrollingElement.scrollWidth - room;
    if (surplus <= 0) return [];
    const holder = each => getComputedStyle(each).position === "absolute"
        ? each.offsetParent : each.parentElement;
    const held = each => {
        for (let box = holder(each); box; box = holder(box))
            if (getComputedStyle(box).overflowX !== "visible" && box !== document.body
                && box !== document.documentElement) return true;
        return false;
    };
    const wide = [...document.body.querySelectorAll("*")]
        .filter(each => each.getBoundingClientRect().right > room + 1 && !held(each));
    return [`${surplus} px too wide`, ...wide.slice(0, 5).map(each => each.outerHTML.slice(0, 99))];
}"""


def violations(page: Page, part: str = "html") -> list[str]:
    """Return what axe finds wrong in a part of the page: per rule up to three elements."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())  # by the debugger: the page's own policy refuses inline scripts
    found: list[dict[str, Any]] = page.evaluate(RUN, [part, TAGS])
    return [
        f"{each['id']}, {len(each['nodes'])}x: {node['html'][:300]} {node['failureSummary'][:400]}"
        for each in found
        for node in each["nodes"][:3]
    ]


def too_wide(page: Page) -> list[str]:
    """Return by how much a person must scroll sideways and the elements that make her."""
    found: list[str] = page.evaluate(TOO_WIDE)
    return found


def complaints(page: Page, part: str = "html") -> list[str]:
    """Return what is wrong with a page as it is now, on a desktop and on the smallest phone."""
    wrong = [f"desktop: {each}" for each in violations(page, part)]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wrong += [f"phone: {each}" for each in (*violations(page, part), *too_wide(page))]
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    return wrong


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
