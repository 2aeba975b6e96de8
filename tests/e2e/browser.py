"""Chromium with eyes open: whatever a page complains about in its console fails the test."""

from dataclasses import dataclass, field
from shutil import which
from typing import Final

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
)

from tests.site.cast import PASSWORD, PEOPLE
from tests.site.running import Site

DESKTOP: Final = (1440, 1000)
PHONE: Final = (320, 640)
ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PARTS: Final = ("stylesheet", "script", "image", "font")


@dataclass
class Visitors:
    """Opens pages as somebody of the cast. Logging in happens once per person."""

    chromium: Browser
    site: Site
    complaints: list[str] = field(default_factory=list)
    _states: dict[str, object] = field(default_factory=dict)
    _open: list[BrowserContext] = field(default_factory=list)

    def page(
        self,
        who: str | None = None,
        *,
        size: tuple[int, int] = DESKTOP,
        script: bool = True,
    ) -> Page:
        """Return a new page in a browser of its own, in which `who` has logged in."""
        if who and who not in self._states:
            self._log_in(who)
        return self._context(self._states[who] if who else None, size, script).new_page()

    def close(self) -> None:
        """Close what was opened since the last time."""
        while self._open:
            self._open.pop().close()

    def _log_in(self, who: str) -> None:
        page = self._context(None, DESKTOP, True).new_page()
        log_in(page, who)
        page.wait_for_url("**/parken/")
        self._states[who] = page.context.storage_state()
        page.context.close()
        self._open.pop()

    def _context(self, state: object, size: tuple[int, int], script: bool) -> BrowserContext:
        width, height = size
        context = self.chromium.new_context(
            base_url=self.site.url,
            storage_state=state,  # type: ignore[arg-type]  # what storage_state() returned
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            locale="nl-NL",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        self._open.append(context)
        return context

    def _on_console(self, message: ConsoleMessage) -> None:
        # A form that is sent back with 422 is an error to Chromium; parts are judged below.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        own = (self.site.url, self.site.url.replace("127.0.0.1", "localhost"), "data:", "blob:")
        if not request.url.startswith(own):
            self.complaints.append(f"asks somebody else: {request.url}")

    def _on_response(self, response: Response) -> None:
        broken_part = response.status >= 400 and response.request.resource_type in PARTS
        if response.status >= 500 or broken_part:
            self.complaints.append(f"{response.status}: {response.url}")


def launch(playwright: Playwright) -> Browser:
    """Start Chromium: the system's, or else the one that Playwright installed."""
    system = which("chromium") or which("google-chrome")
    return playwright.chromium.launch(executable_path=system, args=ARGUMENTS)


def confirm(page: Page, *, password: str = PASSWORD) -> None:
    """Give the password again when the site asks for it before a change to the account."""
    if "/reauthenticate/" in page.url:
        page.get_by_label("Wachtwoord", exact=True).fill(password)
        page.get_by_role("button", name="Bevestigen").click()
        page.wait_for_url(lambda url: "/reauthenticate/" not in url)


def log_in(page: Page, who: str, *, password: str = PASSWORD, site: str = "") -> None:
    """Log in through the form, as a person does; `site` is another address than usual."""
    page.goto(f"{site}/account/login/")
    page.get_by_label("E-mail").fill(PEOPLE[who].email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
