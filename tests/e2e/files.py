"""What somebody does to bring a file in."""

from collections.abc import Callable
from typing import Final

from playwright.sync_api import FilePayload, Page

NO_LIST: Final = b"%PDF-1.7 geen lijst"
A_LIST: Final = (
    b"Bedrijfsnaam;KvK-nummer;SBI\r\nProefsmederij Vonk;00000901;25.11\r\nProefbakker;123;99.99\r\n"
)


def press(page: Page, name: str) -> None:
    """Press a button and wait for the answer."""
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("networkidle")


def send(content: bytes) -> Callable[[Page], None]:
    """Return what sends a file."""

    def act(page: Page) -> None:
        file: FilePayload = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": content}
        page.locator("input[type=file]").set_input_files(file)
        press(page, "Verder")

    return act


def preview(page: Page) -> None:
    """Send a list, and see what it would do."""
    send(A_LIST)(page)
    _choose_columns(page)


def _choose_columns(page: Page) -> None:
    # An earlier visit may have chosen them: then the site does not ask again.
    if page.url.endswith("/kolommen/"):
        press(page, "Verder")


def apply_refused(page: Page) -> None:
    """Apply a list with a row that is refused."""
    preview(page)
    press(page, "Lees in")


def apply(page: Page) -> None:
    """Bring in a list with a company that no earlier visit brought."""
    name = f"Proefbedrijf {page.evaluate('() => Date.now()')}"
    send(f"Naam\r\n{name}\r\n".encode())(page)
    _choose_columns(page)
    press(page, "Lees in")


def ask_undo(page: Page) -> None:
    """Bring in a list and go and take it back."""
    apply(page)
    page.get_by_role("link", name="Terugdraaien").click()
    page.wait_for_load_state("networkidle")
