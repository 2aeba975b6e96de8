"""The headers of every sort of answer, by the rules with which internet.nl judges a site."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import path
from pytest_django import Settings

from accounts.models import User
from config.urls import urlpatterns as site
from tests.cast import Cast
from tests.factories.world import fill

A_YEAR_S = 31_536_000
# What config.settings.production adds; its own test reads that module.
PRODUCTION = {
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_HSTS_SECONDS": A_YEAR_S,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SESSION_COOKIE_NAME": "__Host-sessie",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "CSRF_COOKIE_SECURE": True,
    "MESSAGE_COOKIE_NAME": "__Host-berichten",
}


def _break(request: object) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [*site, path("stuk/", _break)]


@pytest.fixture(autouse=True)
def production() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__, **PRODUCTION):
        yield


def browser(login: Callable[[User], Client], user: User | None) -> Client:
    client = login(user) if user else Client()
    client.defaults |= {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_ACCEPT_ENCODING": "gzip, br"}
    client.raise_request_exception = False
    return client


def answers(cast: Cast, login: Callable[[User], Client]) -> dict[str, tuple[Any, int]]:
    world = fill(cast.noord, cast.anna)
    anna, bram, nobody = (browser(login, who) for who in (cast.anna, cast.bram, None))
    staff = browser(login, User.objects.create_superuser("staf@example.test", "x", name="Staf"))
    goal = f"/p/noord/strategie/doelen/{world.members_goal.pk}/"
    fragment = {"HX-Request": "true"}
    return {
        "front page": (nobody.get("/"), 200),
        "log-in page": (nobody.get("/account/login/"), 200),
        "page": (anna.get(goal), 200),
        "fragment": (anna.get("/p/noord/strategie/routekaart/", headers=fragment), 200),
        "invalid form": (anna.post("/p/noord/strategie/doelen/nieuw/", {}), 422),
        "redirect": (nobody.get("/p/noord/"), 302),
        "not found": (nobody.get("/bestaat-niet/"), 404),
        "outsider": (browser(login, cast.fred).get("/p/noord/"), 404),
        "forbidden": (bram.get("/p/noord/mensen/"), 403),
        "wrong method": (anna.delete("/"), 405),
        "unknown host": (nobody.get("/", headers={"host": "elders.example"}), 400),
        "broken": (nobody.get("/stuk/"), 500),
        "static file": (nobody.get("/static/css/base.css"), 200),
        "administration": (staff.get("/beheer/"), 200),
        "health": (nobody.get("/gezond/"), 200),
        "refused JSON": (anna.get("/p/noord/terrein/kaart/kavels.json?bbox=x"), 400),
        "download": (anna.get("/p/noord/mensen/logboek/downloaden/"), 200),
    }


def directives(answer: Any) -> dict[str, list[str]]:
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";") if part.strip()]
    return {name: values for name, *values in parts}


def faults_of_policy(policy: dict[str, list[str]]) -> list[str]:
    """Return what internet.nl holds against a content security policy."""
    everything = [value for values in policy.values() for value in values]
    faults = [v for v in everything if v in ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'")]
    faults += [v for v in everything if v in ("http:", "https:", "*") or v.startswith("http://")]
    faults += [
        v for v in everything if not v.startswith("'") and not v.endswith(":") and "://" not in v
    ]
    faults += [
        f"data: in {name}"
        for name in ("default-src", "script-src", "object-src", "style-src")
        if "data:" in policy.get(name, [])
    ]
    if policy.get("default-src") not in (["'self'"], ["'none'"]):
        faults.append("default-src")
    return faults + [
        name for name in ("frame-ancestors", "base-uri", "form-action") if name not in policy
    ]


def faults(answer: Any) -> list[str]:
    """Return every rule that an answer breaks."""
    hsts = re.match(r"max-age=(\d+)", answer.get("Strict-Transport-Security", ""))
    found = {
        "hsts": hsts is not None and int(hsts[1]) >= A_YEAR_S,
        "nosniff": answer.get("X-Content-Type-Options") == "nosniff",
        "frame": answer.get("X-Frame-Options") == "DENY",
        "referrer": answer.get("Referrer-Policy") == "same-origin",
        "opener": answer.get("Cross-Origin-Opener-Policy") == "same-origin",
        "resource": answer.get("Cross-Origin-Resource-Policy") == "same-origin",
        "powers": "camera=()" in answer.get("Permissions-Policy", ""),
        "no compression": "Content-Encoding" not in answer,
        "no version": "Server" not in answer and "X-Powered-By" not in answer,
    }
    return [rule for rule, kept in found.items() if not kept] + faults_of_policy(directives(answer))


def test_every_sort_of_answer_keeps_every_rule(cast: Cast, login: Callable[[User], Client]) -> None:
    for sort, (answer, status) in answers(cast, login).items():
        assert answer.status_code == status, sort
        assert faults(answer) == [], sort


@pytest.mark.parametrize(
    "policy",
    [
        {"default-src": ["*"]},
        {"script-src": ["'self'", "'unsafe-inline'"]},
        {"style-src": ["'unsafe-hashes'"]},
        {"img-src": ["https:"]},
        {"img-src": ["tegels.example"]},
        {"connect-src": ["http://elders.example"]},
        {"script-src": ["data:"]},
    ],
)
def test_the_rules_see_what_is_wrong(policy: dict[str, list[str]]) -> None:
    good = {"default-src": ["'self'"], "frame-ancestors": [], "base-uri": [], "form-action": []}
    assert faults_of_policy(good) == []
    assert faults_of_policy(good | policy)
    for name in good:
        assert faults_of_policy({key: value for key, value in good.items() if key != name})


def test_a_file_is_for_its_reader_alone(cast: Cast, login: Callable[[User], Client]) -> None:
    answer = browser(login, cast.anna).get("/p/noord/")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "HX-Request" in answer["Vary"]


@pytest.mark.django_db
def test_every_cookie_is_bound_to_this_host() -> None:
    iris = User.objects.create_user("iris@example.test", "korenveld-in-de-zon", name="Iris")
    EmailAddress.objects.create(user=iris, email=iris.email, verified=True, primary=True)
    client = browser(lambda user: Client(), None)
    client.get("/account/login/")
    client.post("/account/login/", {"login": iris.email, "password": "korenveld-in-de-zon"})
    client.post("/account/", {"name": "Iris de Boer"})
    assert set(client.cookies) == {"__Host-sessie", "__Host-csrf", "__Host-berichten"}
    for name, cookie in client.cookies.items():
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert (cookie["path"], cookie["domain"]) == ("/", ""), name


def test_htmx_runs_no_text_as_code() -> None:
    page = render_to_string("components/htmx_config.html")
    for rule in ('"allowEval": false', '"allowScriptTags": false', '"selfRequestsOnly": true'):
        assert rule in page


class TestSecurityTxt:
    """Whoever finds a leak can look up whom to tell."""

    pytestmark = pytest.mark.django_db

    ADDRESS = "/.well-known/security.txt"

    def test_it_names_contacts_and_is_valid_for_less_than_a_year(
        self, client: Client, settings: Settings
    ) -> None:
        settings.SECURITY_CONTACT = ["mailto:lek@example.test", "https://example.test/lek"]
        answer = client.get(self.ADDRESS)
        assert answer.status_code == HTTPStatus.OK
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        fields = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
        assert [value for name, value in fields if name == "Contact"] == settings.SECURITY_CONTACT
        single = dict(fields)
        left = datetime.fromisoformat(single["Expires"]) - datetime.now(UTC)
        assert timedelta(days=90) < left < timedelta(days=365)
        assert single["Canonical"] == f"{django_settings.SITE_URL}{self.ADDRESS}"
        assert single["Preferred-Languages"] == "nl, en"

    def test_without_a_contact_there_is_none(self, client: Client) -> None:
        assert client.get(self.ADDRESS).status_code == HTTPStatus.NOT_FOUND
