"""The second step: codes from an app, and recovery codes."""

import time
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD

ACTIVATE = "/account/2fa/totp/activate/"
STEP_S = 30


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP_S))


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stand still, or a code could run out between making and using it."""
    with time_machine.travel(time.time(), tick=False) as clock:
        yield clock


@pytest.fixture
def secret(browser: Client) -> str:
    """Switch on the app for Iris and return its secret."""
    secret: str = browser.get(ACTIVATE).context["form"].secret
    answer = browser.post(ACTIVATE, {"code": code_now(secret)})
    assert answer.status_code == 302
    return secret


def log_in_halfway() -> Client:
    client = Client()
    answer = client.post("/account/login/", {"login": "iris@example.test", "password": PASSWORD})
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    return client


def answer_with(client: Client, code: str) -> bool:
    client.post("/account/2fa/authenticate/", {"code": code})
    return "_auth_user_id" in client.session


def test_the_page_shows_the_code_as_a_picture_and_as_text(browser: Client) -> None:
    page = browser.get(ACTIVATE)
    assert 'src="data:image/svg' in page.content.decode()
    assert page.context["form"].secret in page.content.decode()


def test_a_wrong_code_switches_nothing_on(browser: Client, iris: User) -> None:
    browser.get(ACTIVATE)
    answer = browser.post(ACTIVATE, {"code": "000000"})
    assert "Deze code klopt niet." in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_after_that_a_password_alone_is_not_enough(
    secret: str, clock: time_machine.Traveller
) -> None:
    clock.shift(2 * STEP_S)  # a code works once: take a later one
    assert not answer_with(log_in_halfway(), "000000")
    assert answer_with(log_in_halfway(), code_now(secret))


def test_a_recovery_code_works_once(secret: str, iris: User) -> None:
    codes = Authenticator.objects.get(user=iris, type="recovery_codes").wrap().get_unused_codes()
    assert answer_with(log_in_halfway(), codes[0])
    assert not answer_with(log_in_halfway(), codes[0])


def test_switching_off_asks_who_you_are_again(secret: str, iris: User) -> None:
    browser = Client()
    browser.force_login(iris)
    answer = browser.get("/account/2fa/totp/deactivate/")
    assert answer.headers["Location"].startswith("/account/reauthenticate/")


def test_guessing_codes_is_slowed_down(secret: str) -> None:
    client = log_in_halfway()
    for _ in range(12):
        answer = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "pogingen" in answer.content.decode()
