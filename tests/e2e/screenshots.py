"""Pictures of every page in every state, to look at.

`python -m tests.e2e.screenshots FOLDER [NAME]`, in the environment of the tests; NAME keeps the
places whose name contains it.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import sync_playwright

from tests.e2e.browser import DESKTOP, Visitors, launch
from tests.e2e.places import PLACES
from tests.e2e.states import add_every_state
from tests.site.running import running_site

SIZES: Final = {"1440": DESKTOP, "360": (360, 740)}


def main() -> None:
    """Start a site, visit every place at both sizes and store the pictures."""
    folder, wanted = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as home,
        running_site(Path(home)) as site,
        sync_playwright() as playwright,
    ):
        add_every_state(site)
        visitors = Visitors(launch(playwright), site)
        for place in PLACES:
            if wanted not in place.name:
                continue
            for name, size in SIZES.items():
                page = visitors.page(place.who, size=size)
                place.visit(page, site)
                # Without "initial" Playwright hides the caret by a style that the site refuses.
                path = folder / f"{place.name}-{name}.png"
                page.screenshot(path=path, full_page=True, caret="initial")
                visitors.close()
        print("\n".join(sorted(set(visitors.complaints))) or "No page complained.")


if __name__ == "__main__":
    main()
