"""The forms and the links of a page, as a browser would find them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

# Fields in which a browser lets nobody type: their values are chosen from what the page offers.
CHOSEN = {"select", "radio", "checkbox", "hidden"}


@dataclass
class Form:
    """One form: where it goes, how, and what a browser would send untouched."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    offered: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class Page(HTMLParser):
    """Collects the forms and the query strings of a page."""

    here: str
    forms: list[Form] = field(default_factory=list)
    queries: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._select = ""
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of a tag."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._link(given.get("href", ""))
        elif tag == "form":
            action = given.get("action") or self.here
            self.forms.append(Form(action, given.get("method", "get").lower()))
        elif self.forms and tag in {"input", "select", "textarea", "option"}:
            getattr(self, f"_{tag}_tag")(given)

    def handle_endtag(self, tag: str) -> None:
        """Leave a select or a text area."""
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        """Note what stands in a text area."""
        if self._textarea:
            self.forms[-1].values[self._textarea] += data

    def _link(self, href: str) -> None:
        parts = urlsplit(href)
        if not parts.netloc:
            self.queries |= {(parts.path or self.here, name) for name, _ in parse_qsl(parts.query)}

    def _input_tag(self, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not name or kind in {"submit", "button", "image", "reset"}:
            return
        form = self.forms[-1]
        form.kinds[name] = kind
        form.offered.add((name, given.get("value", "")))
        if kind not in {"radio", "checkbox"} or "checked" in given:
            form.values[name] = given.get("value", "on" if kind == "checkbox" else "")

    def _select_tag(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")
        self.forms[-1].kinds[self._select] = "select"

    def _option_tag(self, given: dict[str, str]) -> None:
        form = self.forms[-1]
        form.offered.add((self._select, given.get("value", "")))
        if self._select and (self._select not in form.values or "selected" in given):
            form.values[self._select] = given.get("value", "")

    def _textarea_tag(self, given: dict[str, str]) -> None:
        self._textarea = given.get("name", "")
        self.forms[-1].kinds[self._textarea] = "textarea"
        self.forms[-1].values[self._textarea] = ""


def read(here: str, body: str) -> Page:
    """Return what stands on the page at the address `here`."""
    page = Page(here)
    page.feed(body)
    return page
