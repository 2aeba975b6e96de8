"""Inviting as a manager does, and the link as it stands in the mail."""

import re
from collections.abc import Callable
from typing import Protocol

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from tests.cast import Cast

NEWCOMER = "nieuw@example.test"
# As a member of a company that the park does not have yet.
AS_MEMBER = {"role": "member", "company": "Genodigde BV", "add_company": "on"}


@pytest.fixture(autouse=True)
def _no_old_attempts(request: pytest.FixtureRequest) -> None:
    """Rate limits live in the cache, and with it in the database of the tests."""
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
        cache.clear()


class Invite(Protocol):
    """Invites as Anna and returns the path of the link in the mail."""

    def __call__(self, email: str = ..., *, role: str = ..., name: str = ...) -> str: ...


@pytest.fixture
def manager(cast: Cast, login: Callable[[User], Client]) -> Client:
    """The browser of Anna."""
    return login(cast.anna)


@pytest.fixture
def invite(
    manager: Client,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Invite:
    def send(email: str = NEWCOMER, *, role: str = "member", name: str = "Nieuw Gezicht") -> str:
        form = AS_MEMBER | {"email": email, "name": name, "role": role}
        with django_capture_on_commit_callbacks(execute=True):
            answer = manager.post("/p/noord/mensen/uitnodigen/", form)
        assert answer.status_code == 302
        return link_in(mailoutbox[-1])

    return send


def link_in(mail: EmailMessage) -> str:
    """Return the path of the link in a mail."""
    found = re.search(r"^http://testserver(/uitnodiging/noord/[\w-]+/)$", str(mail.body), re.M)
    assert found, mail.body
    return found[1]
