"""Every page around the account: Dutch, whole, and nothing inline."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from accounts.models import User

ENTRANCE = [
    "/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-set-password/",
    "/account/password/reset/key/done/",
    "/account/confirm-email/",
    "/account/confirm-email/geen-sleutel/",
    "/account/inactive/",
]
INSIDE = [
    "/account/",
    "/account/logout/",
    "/account/email/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/recovery-codes/generate/",
]
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(\ssrc=|application/json))", re.I
)
ENGLISH = re.compile(
    r"\b(the|your|password|sign|submit|email address|security key|please|are you sure)\b", re.I
)


def visible(html: str) -> str:
    """The words of a page, without tags and the options of a passkey."""
    return re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.S)


def assert_is_whole(html: str, address: str) -> None:
    assert '<html lang="nl"' in html, address
    assert html.count("<h1") == 1, address
    assert not INLINE.search(html), (address, INLINE.search(html))
    assert not ENGLISH.search(visible(html)), (address, ENGLISH.search(visible(html)))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), (address, ids)


@pytest.mark.parametrize("address", ENTRANCE)
def test_a_visitor_finds_a_whole_page(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert_is_whole(answer.content.decode(), address)


@pytest.mark.parametrize("address", INSIDE)
def test_a_person_finds_a_whole_page_about_herself(browser: Client, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert_is_whole(answer.content.decode(), address)


def test_pages_of_a_passkey_are_whole(browser: Client, iris: User) -> None:
    key = Authenticator.objects.create(
        user=iris, type="webauthn", data={"name": "<b>Sleutel</b>", "credential": {}}
    )
    for address in ("", f"keys/{key.pk}/edit/", f"keys/{key.pk}/remove/"):
        html = browser.get(f"/account/2fa/webauthn/{address}").content.decode()
        assert_is_whole(html, address)
        assert "&lt;b&gt;Sleutel" in html
        assert "<b>Sleutel" not in html


def test_every_account_page_but_the_entrance_asks_to_log_in(client: Client, db: None) -> None:
    for address in set(INSIDE) - {"/account/logout/"}:
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/account/"), address


def test_pages_forbid_everything_inline(client: Client, db: None) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_failure_of_ours_is_told_without_help_of_the_database() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert_is_whole(answer.content.decode(), "500")


def test_a_form_without_its_token_gets_a_page_that_says_what_to_do(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a"})
    assert answer.status_code == 403
    assert_is_whole(answer.content.decode(), "403_csrf")
    assert "laad de pagina opnieuw" in answer.content.decode()


def test_a_page_that_does_not_exist_says_the_same_to_everybody(browser: Client, iris: User) -> None:
    bodies = {
        visitor.get(address).content
        for visitor in (browser, Client())
        for address in ("/bestaat-niet/", "/p/geen-park/nergens/")
    }
    assert len(bodies) == 1
    assert_is_whole(bodies.pop().decode(), "404")
