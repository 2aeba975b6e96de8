"""A park manager answers who asks for access."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from core.park_context import park_context
from parks.models import AccessRequest, AuditEntry, Park
from tests.cast import Cast
from tests.factories.parks import AccessRequestFactory
from tests.parks.conftest import AS_MEMBER

REQUESTS = "/p/noord/mensen/verzoeken/"
INVITE = "/p/noord/mensen/uitnodigen/"


@pytest.fixture
def vera(noord: Park) -> AccessRequest:
    return AccessRequestFactory(
        park=noord, name="Vera", email="vera@example.test", company="Vera BV", message="Hallo"
    )


def stored(request: AccessRequest) -> AccessRequest:
    with park_context(request.park_id):
        request.refresh_from_db()
    return request


def test_the_manager_sees_who_asks_and_how_many(manager: Client, vera: AccessRequest) -> None:
    page = manager.get(REQUESTS).content.decode()
    for words in ("Vera", "vera@example.test", "Vera BV", "Hallo", "Verzoeken (1)"):
        assert words in page
    assert "Iemand vraagt om toegang" in manager.get("/p/noord/mensen/").content.decode()


def test_who_has_a_role_already_is_shown_as_such(manager: Client, noord: Park) -> None:
    AccessRequestFactory(park=noord, email="bram@example.test", name="Bram")
    assert "lid namens Voorbeeldbedrijf" in manager.get(REQUESTS).content.decode()


def test_html_in_a_request_is_shown_as_text(manager: Client, noord: Park) -> None:
    AccessRequestFactory(park=noord, name="<b>Vera</b>", message="<script>alert(1)</script>")
    page = manager.get(REQUESTS).content.decode()
    assert "<b>Vera" not in page
    assert "<script>alert" not in page


def test_yes_is_an_invitation_with_what_she_wrote(manager: Client, vera: AccessRequest) -> None:
    page = manager.get(f"{INVITE}?verzoek={vera.pk}").content.decode()
    for value in ("vera@example.test", "Vera", "Vera BV"):
        assert f'value="{value}"' in page
    form = AS_MEMBER | {"email": "Vera@example.test", "name": "Vera", "company": "Vera BV"}
    manager.post(f"{INVITE}?verzoek={vera.pk}", form)
    answered = stored(vera)
    assert answered.decided_at is not None
    with park_context(vera.park_id):
        assert answered.invitation is not None
        assert answered.invitation.email == "vera@example.test"
    assert "Niemand vraagt om toegang" in manager.get(REQUESTS).content.decode()


@pytest.mark.parametrize("key", ["", "x", "-1", "00000000-0000-4000-8000-000000000000"])
def test_a_request_that_is_not_there_fills_in_nothing(manager: Client, key: str) -> None:
    assert manager.get(f"{INVITE}?verzoek={key}").status_code == 404


def test_no_goes_by_mail_with_the_reason(
    manager: Client,
    vera: AccessRequest,
    cast: Cast,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    decline = f"{REQUESTS}{vera.pk}/afwijzen/"
    assert "afwijzen?" in manager.get(decline).content.decode()
    assert stored(vera).decided_at is None
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(decline, {"reason": "U zit op een ander terrein."})
    (mail,) = mailoutbox
    assert mail.to == ["vera@example.test"]
    assert "Vera" not in mail.subject
    assert "U zit op een ander terrein." in mail.body
    assert stored(vera).decided_by_id == cast.anna.pk
    assert stored(vera).invitation_id is None
    with django_capture_on_commit_callbacks(execute=True):
        page = manager.post(decline, {"reason": ""}, follow=True).content.decode()
    assert "al beantwoord" in page
    assert len(mailoutbox) == 1


def test_the_log_says_that_it_was_answered_and_not_who_asked(
    manager: Client, vera: AccessRequest
) -> None:
    manager.post(f"{REQUESTS}{vera.pk}/afwijzen/", {"reason": "Vera hoort hier niet"})
    with park_context(vera.park_id):
        (entry,) = AuditEntry.objects.filter(action="answer")
    assert entry.object_id == str(vera.pk)
    assert "Vera" not in f"{entry.object_label}{entry.detail}"


def test_after_a_no_she_may_ask_again(manager: Client, vera: AccessRequest, client: Client) -> None:
    manager.post(f"{REQUESTS}{vera.pk}/afwijzen/", {"reason": ""})
    client.post("/toegang-vragen/terrein/noord/", {"name": "Vera", "email": "vera@example.test"})
    with park_context(vera.park_id):
        assert AccessRequest.objects.open().count() == 1


def test_a_request_of_another_park_is_out_of_reach(
    manager: Client, zuid: Park, cast: Cast, login: Callable[[User], Client]
) -> None:
    theirs = AccessRequestFactory(park=zuid)
    assert manager.get(f"{REQUESTS}{theirs.pk}/afwijzen/").status_code == 404
    assert manager.post(f"{REQUESTS}{theirs.pk}/afwijzen/", {"reason": ""}).status_code == 404
    assert manager.get(f"{INVITE}?verzoek={theirs.pk}").status_code == 404
    assert stored(theirs).decided_at is None
    own = f"/p/zuid/mensen/verzoeken/{theirs.pk}/afwijzen/"
    assert login(cast.chris).get(own).status_code == 200
