"""What /beheer/ asks of staff before it opens."""

import time
from collections.abc import Iterator

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.staff import CONFIRM_FIRST, SET_UP_FIRST
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_two_factor import code_now


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """Stand still, or a code could run out between making and using it."""
    with time_machine.travel(time.time(), tick=False):
        yield


@pytest.fixture
def required(settings: Settings) -> None:
    settings.REQUIRE_MFA_FOR_STAFF = True


@pytest.fixture
def sam(db: None) -> User:
    user = User.objects.create_superuser("sam@example.test", PASSWORD, name="Sam")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def browser(sam: User, client: Client) -> Client:
    """Sam's browser, logged in with a password only."""
    client.post("/account/login/", {"login": sam.email, "password": PASSWORD})
    return client


def test_a_password_opens_it_where_no_second_factor_is_asked(browser: Client) -> None:
    assert browser.get("/beheer/").status_code == 200


def test_without_a_second_factor_staff_are_sent_to_make_one(
    required: None, browser: Client
) -> None:
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    answer = browser.get("/beheer/accounts/user/", follow=True)
    assert answer.redirect_chain[-1] == ("/account/2fa/", 302)
    assert SET_UP_FIRST in answer.content.decode()


def test_recovery_codes_alone_are_no_second_factor(
    required: None, browser: Client, sam: User
) -> None:
    RecoveryCodes.activate(sam)
    answer = browser.get("/beheer/", follow=True)
    assert ("/account/2fa/", 302) in answer.redirect_chain


def test_a_session_that_began_with_a_password_shows_the_factor_first(
    required: None, browser: Client, sam: User
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(sam, secret)
    answer = browser.get("/beheer/accounts/user/", follow=True)
    place = "/account/2fa/reauthenticate/?next=%2Fbeheer%2Faccounts%2Fuser%2F"
    assert answer.redirect_chain[-1] == (place, 302)
    assert CONFIRM_FIRST in answer.content.decode()

    # The password once more is not enough.
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    assert browser.get("/beheer/").status_code == 302
    form = {"code": code_now(secret), "next": "/beheer/accounts/user/"}
    answer = browser.post("/account/2fa/reauthenticate/", form)
    assert answer.headers["Location"] == "/beheer/accounts/user/"
    assert browser.get("/beheer/accounts/user/").status_code == 200


def test_who_logged_in_with_both_comes_in(required: None, client: Client, sam: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(sam, secret)
    client.post("/account/login/", {"login": sam.email, "password": PASSWORD})
    client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert client.get("/beheer/").status_code == 200
    assert client.get("/beheer/login/").headers["Location"] == "/beheer/"


def test_the_login_form_of_the_administration_logs_nobody_in(browser: Client, sam: User) -> None:
    other = User.objects.create_superuser("ander@example.test", PASSWORD, name="Ander")
    browser.post("/beheer/login/", {"username": other.email, "password": PASSWORD})
    assert browser.session["_auth_user_id"] == str(sam.pk)
