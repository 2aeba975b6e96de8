"""Do what a member does: log in, open the reports, download the newest roadmap, look inside.

`demo_check.py ADDRESS TARGET < demo.json`: TARGET gets the PDF. Exits with 1 and one line that
says why when anything is not as a member may expect.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

import pikepdf

FEWEST_PAGES = 10
PATIENCE_S = 120


class CheckError(Exception):
    """What went wrong, in one line."""


class Page(HTMLParser):
    """The links and the form fields of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a visitor could follow or send."""
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag == "input" and values.get("name"):
            self.fields[str(values["name"])] = values.get("value") or ""

    def link(self, pattern: str) -> str:
        """Return the first link that matches."""
        for href in self.links:
            if re.search(pattern, href):
                return href
        raise CheckError(f"the page has no link like {pattern}")


class Member:
    """A person with a browser that keeps cookies."""

    def __init__(self, address: str) -> None:
        self.address = address
        # No proxy, whatever the environment says: the site is on this machine.
        handlers = (ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        self.opener: OpenerDirector = build_opener(*handlers)

    def fetch(
        self, path: str, data: dict[str, str] | None = None
    ) -> tuple[bytes, HTTPMessage, str]:
        """Return body, headers and final address; `data` is sent as a form."""
        url = urljoin(self.address, path)
        self.opener.addheaders = [("Referer", url)]
        body = urlencode(data).encode() if data else None
        with self.opener.open(url, body, timeout=30) as response:
            return response.read(), response.headers, response.geturl()

    def page(self, path: str) -> Page:
        """Return a page of the site."""
        return Page(self.fetch(path)[0].decode())

    def log_in(self, email: str, password: str) -> None:
        """Log in through the form; without success the site shows the form again."""
        token = self.page("/account/login/").fields["csrfmiddlewaretoken"]
        form = {"csrfmiddlewaretoken": token, "login": email, "password": password}
        if "/account/login/" in self.fetch("/account/login/", form)[2]:
            raise CheckError(f"{email} could not log in")


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Turn a network error into a failure that says what was being done."""
    try:
        yield
    except (URLError, OSError, KeyError) as error:
        raise CheckError(f"{what}: {error}") from error


def download(visitor: Member, member: dict[str, str]) -> tuple[bytes, HTTPMessage]:
    """Follow the links from the login page to the newest edition's PDF."""
    home = f"/p/{member['park_slug']}/"
    with doing("log in"):
        visitor.log_in(member["email"], member["password"])
    with doing("open the parks"):
        visitor.page(visitor.page("/parken/").link(f"^{home}"))
    with doing("open the reports"):
        pdf = visitor.page(f"{home}rapporten/").link(f"^{home}rapporten/.*pdf")
    with doing("download the PDF"):
        return wait_for_file(visitor, pdf)


def wait_for_file(visitor: Member, path: str) -> tuple[bytes, HTTPMessage]:
    """Ask again as long as the site shows a page about the work instead of the file."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        body, headers, _ = visitor.fetch(path)
        if headers.get_content_type() == "application/pdf" or time.monotonic() > deadline:
            return body, headers
        time.sleep(1)


def examine(body: bytes, headers: HTTPMessage, target: Path) -> int:
    """Check headers and file; return the number of pages."""
    if headers.get_content_type() != "application/pdf":
        raise CheckError(f"expected a PDF, got {headers.get_content_type()}")
    control = {part.strip() for part in headers.get("Cache-Control", "").split(",")}
    if not {"private", "no-store"} <= control:
        raise CheckError(f"Cache-Control must hold private and no-store, not {sorted(control)}")
    if not body.startswith(b"%PDF-") or b"%%EOF" not in body[-1024:]:
        raise CheckError("the file is not a complete PDF")
    target.write_bytes(body)
    with pikepdf.open(target) as document:
        pages = len(document.pages)
    if pages <= FEWEST_PAGES:
        raise CheckError(f"the roadmap has only {pages} pages")
    return pages


def main() -> int:
    """Run the check; print one line either way."""
    address, target = sys.argv[1], Path(sys.argv[2])
    member = json.load(sys.stdin)["member"]
    try:
        body, headers = download(Member(address), member)
        pages = examine(body, headers, target)
    except (CheckError, pikepdf.PdfError) as error:
        print(f"check failed: {error}", file=sys.stderr)
        return 1
    print(f"check passed: {member['email']} downloaded {target} ({pages} pages)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
