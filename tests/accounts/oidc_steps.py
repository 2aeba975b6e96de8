"""The steps of somebody who logs in with her organisation."""

from typing import Any

from django.test import Client

from accounts.models import Identity, User
from tests.accounts.fake_provider import FakeProvider

START, RETURN = "/account/organisatie/", "/account/organisatie/voorbeeldstad/terug/"
SUBJECT = "a1b2c3"


def leave(browser: Client, **typed: str) -> str:
    """Press the button and return the address to which the browser goes."""
    answer = browser.post(START, {"organisation": "voorbeeldstad", **typed})
    assert answer.status_code == 200
    return str(answer["Refresh"].removeprefix("0; url="))


def log_in(browser: Client, provider: FakeProvider, subject: str = SUBJECT, **typed: str) -> Any:
    """Go to the provider, log in there as `subject`, and come back."""
    back = provider.authorize(leave(browser, **typed), subject)
    return browser.get(RETURN, back)


def link(user: User, provider: FakeProvider, subject: str = SUBJECT) -> Identity:
    return Identity.objects.create(user=user, issuer=provider.issuer, subject=subject)


def who(browser: Client) -> int | None:
    """Return who is logged in."""
    found = browser.session.get("_auth_user_id")
    return int(found) if found else None


def is_refused(answer: Any) -> bool:
    return bool(answer.status_code == 403 and "Het antwoord van" in answer.content.decode())
