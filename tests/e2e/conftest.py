"""Browser fixtures. They end with this package: Playwright's event loop forbids Django's database
to the tests that come after it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import Visitors, launch
from tests.site.running import Site


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this package."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def all_visitors(chromium: Browser, site: Site) -> Visitors:
    """The people who have logged in so far."""
    return Visitors(chromium, site)


@pytest.fixture
def visitors(all_visitors: Visitors) -> Iterator[Visitors]:
    """Opens pages as anybody of the cast; afterwards no page may have complained."""
    all_visitors.complaints.clear()
    yield all_visitors
    all_visitors.close()
    assert all_visitors.complaints == []
