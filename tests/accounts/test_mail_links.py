"""Links in e-mail lead to this site, whatever name somebody asked for."""

import re

import pytest
from allauth.core.context import request_context
from django.core.mail import EmailMessage
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.adapter import AccountAdapter
from accounts.models import User

OWN = "https://parken.example.test"


@pytest.fixture(autouse=True)
def _two_names(settings: Settings) -> None:
    settings.SITE_URL = OWN
    settings.ALLOWED_HOSTS = ["testserver", "elders.example.test"]


def links(mail: EmailMessage) -> list[str]:
    return re.findall(r"https?://\S+", str(mail.body))


def test_a_reset_asked_for_at_another_host(
    iris: User, client: Client, mailoutbox: list[EmailMessage]
) -> None:
    headers = {"Host": "elders.example.test"}
    client.post("/account/password/reset/", {"email": iris.email}, headers=headers)
    (link,) = links(mailoutbox[0])
    assert link.startswith(f"{OWN}/account/password/reset/key/")
    page = client.get(link.removeprefix(OWN), follow=True).content.decode()
    assert 'name="password1"' in page


def test_a_new_address_asked_for_at_another_host(
    iris: User, browser: Client, mailoutbox: list[EmailMessage]
) -> None:
    form = {"email": "nieuw@example.test", "action_add": ""}
    browser.post("/account/email/", form, headers={"Host": "elders.example.test"})
    (link,) = links(mailoutbox[-1])
    assert link.startswith(f"{OWN}/account/confirm-email/")


def test_every_link_of_a_mail_is_put_on_this_site(
    iris: User, rf: RequestFactory, mailoutbox: list[EmailMessage]
) -> None:
    with request_context(rf.get("/", headers={"Host": "elders.example.test"})):
        AccountAdapter().send_account_already_exists_mail(iris.email)
    assert links(mailoutbox[0]) == [f"{OWN}/account/password/reset/"]
