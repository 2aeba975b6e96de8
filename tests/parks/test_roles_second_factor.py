"""Some roles open a park only after a second factor in this session."""

import time
from collections.abc import Callable, Iterator

import pytest
import time_machine
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from tests.accounts.test_two_factor import code_now
from tests.cast import Cast

HOME = "/p/noord/"
PAGE = "/account/tweede-stap/"
PASSWORD = "geheim-voor-tests"
Login = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """Stand still, or a code could run out between making and using it."""
    with time_machine.travel(time.time(), tick=False):
        yield


@pytest.fixture(autouse=True)
def _for_advisers(settings: Settings, cast: Cast) -> None:
    settings.REQUIRE_MFA_FOR_ROLES = ["adviser"]
    cache.clear()


def browser_of(user: User) -> Client:
    """Return a browser in which somebody logged in with her password."""
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("place", [HOME, f"{HOME}strategie/", "/parken/"])
def test_without_one_she_is_told_why_and_how(place: str, cast: Cast) -> None:
    client = browser_of(cast.dina)
    answer = client.get(f"{place}?q=1", follow=True)
    assert answer.redirect_chain[-1][0].startswith(PAGE)
    page = answer.content.decode()
    for words in ("Eerst een tweede stap", "Passkey toevoegen", "Code uit een app"):
        assert words in page
    assert "Voorbeeldpark" not in page


def test_recovery_codes_alone_are_none(cast: Cast) -> None:
    RecoveryCodes.activate(cast.dina)
    assert browser_of(cast.dina).get(HOME)["Location"].startswith(PAGE)


def test_after_setting_it_up_she_shows_it_and_is_back_where_she_was(cast: Cast) -> None:
    client = browser_of(cast.dina)
    client.get(f"{HOME}strategie/", follow=True)
    secret = generate_totp_secret()
    TOTP.activate(cast.dina, secret)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert PAGE in client.get("/account/2fa/").content.decode()
    shown = client.get(PAGE)
    assert shown["Location"].startswith("/account/2fa/reauthenticate/")
    form = {"code": code_now(secret), "next": f"{HOME}strategie/"}
    answer = client.post("/account/2fa/reauthenticate/", form)
    assert answer["Location"] == f"{HOME}strategie/"
    assert client.get(f"{HOME}strategie/").status_code == 200
    assert client.get("/parken/").status_code == 200
    assert PAGE not in client.get("/account/2fa/").content.decode()


def test_who_has_one_but_did_not_use_it_is_asked(cast: Cast) -> None:
    client = browser_of(cast.dina)
    TOTP.activate(cast.dina, generate_totp_secret())
    answer = client.get(HOME, follow=True)
    place = "/account/2fa/reauthenticate/?next=%2Fp%2Fnoord%2F"
    assert answer.redirect_chain[-1] == (place, 302)


def test_who_logged_in_with_both_comes_in(cast: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.dina, secret)
    client = browser_of(cast.dina)
    client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert client.get(HOME).status_code == 200
    assert client.get("/parken/").status_code == 200


def test_who_logged_in_with_a_passkey_comes_in(cast: Cast, login: Login) -> None:
    Authenticator.objects.create(user=cast.dina, type=Authenticator.Type.WEBAUTHN, data={})
    client = login(cast.dina)
    assert client.get(HOME)["Location"].startswith(PAGE)
    request = RequestFactory().get("/")
    request.session = client.session
    # What allauth notes at the end of such a log-in; a browser is needed for the log-in itself.
    record_authentication(request, cast.dina, "mfa", type="webauthn", passwordless=True)
    request.session.save()
    assert client.get(HOME).status_code == 200


def test_other_roles_come_in_with_a_password(cast: Cast) -> None:
    for user in (cast.anna, cast.tess, cast.bram):
        assert browser_of(user).get(HOME).status_code == 200


def test_any_role_can_be_named(cast: Cast, settings: Settings) -> None:
    settings.REQUIRE_MFA_FOR_ROLES = ["member", "park_manager"]
    assert browser_of(cast.anna).get(HOME)["Location"].startswith(PAGE)
    assert browser_of(cast.bram).get(HOME)["Location"].startswith(PAGE)
    assert browser_of(cast.tess).get(HOME).status_code == 200


def test_an_outsider_is_told_nothing_by_it(cast: Cast) -> None:
    client = browser_of(cast.eva)
    there, nowhere = client.get(HOME), client.get("/p/bestaat-niet/")
    assert there.status_code == nowhere.status_code == 404


def test_a_fragment_sends_the_whole_page_on(cast: Cast) -> None:
    answer = browser_of(cast.dina).get(HOME, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(PAGE)
    assert b"Voorbeeldpark" not in answer.content


def test_a_form_is_not_taken_either(cast: Cast) -> None:
    answer = browser_of(cast.dina).post(f"{HOME}strategie/doelen/nieuw/", {"statement": "x"})
    assert answer["Location"].startswith(PAGE)


@pytest.mark.parametrize("place", ["https://elders.example/", "//elders.example", "javascript:1"])
def test_it_leads_to_no_other_site(place: str, cast: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.dina, secret)
    client = browser_of(cast.dina)
    client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert client.get(PAGE, {"next": place})["Location"] == "/parken/"
