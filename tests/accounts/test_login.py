"""Logging in and out."""

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD

LOGIN = "/account/login/"
NEUTRAL = "Het e-mailadres of het wachtwoord klopt niet."


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_logs_in_with_her_e_mail_address(client: Client, iris: User) -> None:
    answer = client.post(LOGIN, {"login": "IRIS@example.test", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/parken/")
    assert is_logged_in(client)


@pytest.mark.parametrize("login", ["iris@example.test", "niemand@example.test"])
def test_a_failed_login_does_not_tell_whether_the_account_exists(
    client: Client, iris: User, login: str
) -> None:
    answer = client.post(LOGIN, {"login": login, "password": "iets-heel-anders"})
    assert NEUTRAL in answer.content.decode()
    assert login in answer.content.decode(), "what was typed is still there"
    assert not is_logged_in(client)


def test_a_closed_account_does_not_get_in(client: Client, iris: User) -> None:
    User.objects.update(is_active=False)
    client.post(LOGIN, {"login": iris.email, "password": PASSWORD})
    assert not is_logged_in(client)


def test_logging_out_takes_a_post(browser: Client) -> None:
    assert browser.get("/account/logout/").status_code == 200
    assert is_logged_in(browser)
    browser.post("/account/logout/")
    assert not is_logged_in(browser)


def test_after_five_failures_even_the_right_password_has_to_wait(
    client: Client, iris: User
) -> None:
    for _ in range(5):
        client.post(LOGIN, {"login": iris.email, "password": "mis"})
    answer = client.post(LOGIN, {"login": iris.email, "password": PASSWORD})
    assert "Te veel pogingen" in answer.content.decode()
    assert not is_logged_in(client)


def test_login_goes_only_to_addresses_of_this_site(client: Client, iris: User) -> None:
    form = {"login": iris.email, "password": PASSWORD, "next": "https://elders.example/p/"}
    assert client.post(LOGIN, form).headers["Location"] == "/parken/"


def test_nobody_signs_up_for_herself(client: Client, db: None) -> None:
    form = {"email": "nieuw@example.test", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (client.get("/account/signup/"), client.post("/account/signup/", form)):
        assert "op uitnodiging" in answer.content.decode()
    assert not User.objects.exists()
