"""The pages behind the links in mails: accessible, and usable without an account or JavaScript."""

from collections.abc import Mapping

import pytest

from tests.e2e.accessibility import complaints
from tests.e2e.browser import Visitors
from tests.site.cast import FULL_PARK
from tests.site.running import Site


@pytest.fixture(scope="module")
def tokens(site: Site) -> Mapping[str, str]:
    """Return the tokens of links that stand in mails."""
    code = "from tests.site.activities import link_tokens; link_tokens()"
    printed = site.manage("shell", "--no-imports", "-c", code)
    return dict(line.split() for line in printed.splitlines() if line.count(" ") == 1)


PAGES = {
    "sign_up": ("aanmelden", "Op de wachtlijst"),
    "open": ("meedoen", "Plaats vragen"),
    "stop": ("afmelden", "Niet meer mailen"),
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_link_leads_to_a_page_that_everybody_can_use(
    visitors: Visitors, tokens: Mapping[str, str], name: str
) -> None:
    part, button = PAGES[name]
    page = visitors.page(None)
    page.goto(f"/{part}/{FULL_PARK}/{tokens[name]}/")
    assert complaints(page, "html") == []
    # Pressed as it is: what is missing or what was done is shown in its turn.
    page.get_by_role("button", name=button, exact=True).click()
    assert complaints(page, "html") == []


def test_a_link_that_does_not_work_says_what_to_do(visitors: Visitors) -> None:
    page = visitors.page(None)
    page.goto(f"/aanmelden/{FULL_PARK}/klopt-niet/")
    assert page.get_by_role("heading", name="Deze link werkt niet").is_visible()
    assert complaints(page, "html") == []
