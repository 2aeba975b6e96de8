"""Forgetting and changing a password."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD

RESET = "/account/password/reset/"
NEW = "een-ander-lang-geheim"


def test_known_and_unknown_addresses_get_the_same_page(
    client: Client, iris: User, mailoutbox: list[EmailMessage]
) -> None:
    pages = []
    for address in (iris.email, "niemand@example.test"):
        answer = client.post(RESET, {"email": address}, follow=True)
        assert answer.redirect_chain == [("/account/password/reset/done/", 302)]
        pages.append(re.sub(r"csrf[^>]*|X-CSRFToken[^>]*", "", answer.content.decode()))
    assert pages[0] == pages[1]
    assert [mail.subject for mail in mailoutbox] == [
        "Kies een nieuw wachtwoord",
        "Geen account met dit e-mailadres",
    ]


def test_the_link_in_the_mail_sets_a_password_once(
    client: Client, iris: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post(RESET, {"email": iris.email})
    found = re.search(r"http://testserver(\S+)", str(mailoutbox[0].body))
    assert found
    link = found[1]
    form_page = client.get(link, follow=True)
    address = form_page.redirect_chain[-1][0]
    refused = client.post(address, {"password1": NEW, "password2": f"{NEW}!"})
    assert "Vul twee keer hetzelfde wachtwoord in." in refused.content.decode()
    client.post(address, {"password1": NEW, "password2": NEW})
    iris.refresh_from_db()
    assert iris.check_password(NEW)
    assert mailoutbox[-1].subject == "Uw wachtwoord is vernieuwd"
    assert "Deze link werkt niet meer" in Client().get(link, follow=True).content.decode()


def test_a_mail_about_a_change_is_dutch_and_says_when(
    browser: Client, mailoutbox: list[EmailMessage]
) -> None:
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    with time_machine.travel(datetime(2026, 7, 1, 12, 5, tzinfo=UTC)):
        browser.post("/account/reauthenticate/", {"password": PASSWORD})
        browser.post("/account/password/change/", form)
    mail = mailoutbox[-1]
    assert mail.subject == "Uw wachtwoord is gewijzigd"
    assert "Wanneer: 1 juli 2026, 14.05 uur" in mail.body
    assert "Terreinwijzer" in mail.body
    assert not mail.alternatives  # type: ignore[attr-defined]  # plain text only


def test_changing_a_password_asks_for_the_old_one(browser: Client, iris: User) -> None:
    form = {"oldpassword": "mis", "password1": NEW, "password2": NEW}
    answer = browser.post("/account/password/change/", form)
    assert "Dit is niet uw huidige wachtwoord." in answer.content.decode()
    browser.post("/account/password/change/", form | {"oldpassword": PASSWORD})
    iris.refresh_from_db()
    assert iris.check_password(NEW)


@pytest.mark.parametrize("weak", ["kort", "iris@example.test", "1qaz2wsx3edc"])
def test_a_weak_password_is_refused(browser: Client, iris: User, weak: str) -> None:
    form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    browser.post("/account/password/change/", form)
    iris.refresh_from_db()
    assert iris.check_password(PASSWORD)
