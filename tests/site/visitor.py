"""A visitor without a browser: logs in and asks for pages over HTTP, also many at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.site.cast import PASSWORD, PEOPLE
from tests.site.running import Site


@dataclass(frozen=True)
class Answer:
    """What the site answered."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as a page."""
        return self.body.decode()

    @property
    def location(self) -> str:
        """The path to which it redirects, or an empty string."""
        return urlsplit(self.headers.get("Location", "")).path


@dataclass
class Visitor:
    """Somebody with cookies. Every request is a connection of its own, so threads may share her."""

    site: Site
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Ask for a page; a redirect is returned, not followed."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str] | None = None) -> Answer:
        """Send a form with the token against forgery; needs a page seen before."""
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        return self._ask("POST", path, urlencode({**(fields or {}), **token}))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(urlsplit(self.site.url).netloc, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: crumb.value for name, crumb in SimpleCookie(line).items()}
        return answer


def log_in(site: Site, who: str) -> Visitor:
    """Return a person of the cast who has logged in."""
    visitor = Visitor(site)
    visitor.get("/account/login/")
    answer = visitor.post("/account/login/", {"login": PEOPLE[who].email, "password": PASSWORD})
    assert answer.status == 302, answer.text
    return visitor
