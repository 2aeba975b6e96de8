"""A manager invites somebody by e-mail, sends again, and takes back."""

import hashlib
import re
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from core.park_context import park_context
from parks.choices import Role
from parks.models import Invitation, Membership, Park
from parks.services.invitations import invite as invite_person
from tests.cast import Cast
from tests.factories.parks import InvitationFactory
from tests.parks.conftest import AS_MEMBER, NEWCOMER, Invite, link_in

INVITE = "/p/noord/mensen/uitnodigen/"
FORM = AS_MEMBER | {"email": NEWCOMER, "name": "Nieuw Gezicht"}


def stored(park: Park) -> list[Invitation]:
    with park_context(park.pk):
        return list(Invitation.objects.order_by("sent_at"))


def test_the_mail_says_who_asks_whom_where_and_has_a_link_of_this_site(
    invite: Invite, mailoutbox: list[EmailMessage]
) -> None:
    invite(role="team")
    (sent,) = mailoutbox
    assert sent.to == [NEWCOMER]
    assert sent.subject == "Uitnodiging voor Voorbeeldpark Noord"
    for words in ("Anna nodigt u uit", "Voorbeeldpark Noord", "lid van het kernteam", "één keer"):
        assert words in sent.body
    assert "Nieuw Gezicht" not in sent.body, "what the manager typed is not said by the platform"


def test_a_visitor_does_not_choose_the_host_in_the_mail(
    manager: Client,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(INVITE, FORM, headers={"host": "localhost"})
    assert link_in(mailoutbox[0])


def test_the_mail_goes_once_and_only_after_the_commit(
    manager: Client,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        manager.post(INVITE, FORM)
    assert mailoutbox == []
    assert len(waiting) == 1
    waiting[0]()
    assert len(mailoutbox) == 1


def test_a_mail_that_did_not_go_undoes_no_invitation_and_is_told_until_it_went(
    manager: Client,
    noord: Park,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        assert manager.post(INVITE, FORM).status_code == 302
    (invitation,) = stored(noord)
    page = manager.get("/p/noord/mensen/uitnodigingen/").content.decode()
    assert "De mail kon niet worden verstuurd" in page
    assert "Opnieuw sturen" in page
    monkeypatch.undo()
    again = f"/p/noord/mensen/uitnodigingen/{invitation.pk}/opnieuw/"
    with django_capture_on_commit_callbacks(execute=True):
        page = manager.post(again, follow=True).content.decode()
    assert "De mail kon niet worden verstuurd" not in page


def test_only_the_hash_of_the_token_is_stored(invite: Invite, noord: Park) -> None:
    token = invite().split("/")[-2]
    (invitation,) = stored(noord)
    assert len(token) >= 43, "256 bits as base64"
    assert invitation.token_hash == hashlib.sha256(token.encode()).hexdigest()
    with park_context(noord.pk):
        past = str(list(apps.get_model("parks", "InvitationEvent").objects.values()))
    assert token not in past
    assert token not in str(vars(invitation))


def test_the_same_address_and_role_again_replaces_the_open_invitation(
    invite: Invite, noord: Park, client: Client
) -> None:
    first, second = invite(), invite("NIEUW@Example.test", name="Nieuwe Naam")
    (invitation,) = stored(noord)
    assert invitation.name == "Nieuwe Naam"
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_another_role_is_another_invitation(invite: Invite, noord: Park, client: Client) -> None:
    first, second = invite(), invite(role="team")
    assert len(stored(noord)) == 2
    assert {client.get(link).status_code for link in (first, second)} == {200}


def test_sending_again_gives_a_new_link_and_stops_the_old_one(
    invite: Invite,
    manager: Client,
    noord: Park,
    client: Client,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    old = invite()
    again = f"/p/noord/mensen/uitnodigingen/{stored(noord)[0].pk}/opnieuw/"
    with django_capture_on_commit_callbacks(execute=True):
        assert manager.post(again).status_code == 302
    assert len(mailoutbox) == 2
    assert client.get(old).status_code == 404
    assert client.get(link_in(mailoutbox[1])).status_code == 200


def test_what_is_withdrawn_does_not_work_and_can_not_be_sent_again(
    invite: Invite, manager: Client, noord: Park, client: Client, mailoutbox: list[EmailMessage]
) -> None:
    link = invite()
    base = f"/p/noord/mensen/uitnodigingen/{stored(noord)[0].pk}/"
    manager.post(f"{base}intrekken/")
    assert client.get(link).status_code == 404
    page = manager.get("/p/noord/mensen/uitnodigingen/").content.decode()
    assert "Er staat geen uitnodiging open" in page
    for action in ("opnieuw", "intrekken"):
        page = manager.post(f"{base}{action}/", follow=True).content.decode()
        assert "al aangenomen of ingetrokken" in page
    assert len(mailoutbox) == 1
    invite()
    assert len(stored(noord)) == 2


def test_whoever_has_that_role_already_is_told_at_the_field(
    manager: Client, noord: Park, mailoutbox: list[EmailMessage]
) -> None:
    answer = manager.post(INVITE, FORM | {"email": "TESS@example.test", "role": "team"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tess heeft deze rol al: lid van het kernteam." in page
    assert 'id="id_email_error"' in page
    assert "TESS@example.test" in page, "what was typed is still there"
    assert stored(noord) == []


def test_a_known_and_an_unknown_address_look_the_same_to_the_inviter(manager: Client) -> None:
    pages = []
    for email in ("chris@example.test", "wie@example.test"):
        answer = manager.post(INVITE, FORM | {"email": email}, follow=True)
        assert [status for _, status in answer.redirect_chain] == [302]
        page = re.sub(r'(csrf\w+" value=|X-CSRFToken": ?)"[^"]*"', "", answer.content.decode())
        pages.append(re.sub(r"[0-9a-f-]{36}|Genodigde|" + re.escape(email), "", page))
        with park_context(Park.objects.get(slug="noord").pk):
            Invitation.objects.all().delete()
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""),
        ("email", "geen adres"),
        ("email", "a@b.test\nBcc: c@d.test"),
        ("email", f"{'a' * 250}@example.test"),
        ("email", "nul\x00@example.test"),
        ("name", "   "),
        ("name", "x" * 121),
        ("name", "nul\x00teken"),
        ("name", "twee\x07tekens"),
        ("role", ""),
        ("role", "adviser"),
        ("role", "staff"),
        ("role", "member\x00"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    manager: Client, noord: Park, mailoutbox: list[EmailMessage], field: str, value: str
) -> None:
    answer = manager.post(INVITE, FORM | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    for other in {"email", "name"} - {field}:
        assert FORM[other] in page
    assert stored(noord) == []
    assert mailoutbox == []


def test_html_in_a_name_is_shown_as_text(invite: Invite, manager: Client) -> None:
    invite(name="<script>alert(1)</script>{{ 7|add:7 }}")
    page = manager.get("/p/noord/mensen/uitnodigingen/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page


def test_a_park_invites_nobody_as_adviser(cast: Cast, noord: Park) -> None:
    from django.utils import timezone

    with park_context(noord.pk), pytest.raises(ValueError, match="overheid"):
        invite_person(
            park=noord,
            email=NEWCOMER,
            name="Nieuw",
            role=Role.ADVISER,
            by=cast.anna,
            now=timezone.now(),
        )


def test_an_invitation_of_another_park_is_out_of_reach(manager: Client, zuid: Park) -> None:
    theirs = InvitationFactory(park=zuid)
    for action in ("opnieuw", "intrekken"):
        answer = manager.post(f"/p/noord/mensen/uitnodigingen/{theirs.pk}/{action}/")
        assert answer.status_code == 404
    assert stored(zuid)[0].is_open


def test_inviting_makes_no_member_and_no_account(invite: Invite, noord: Park) -> None:
    with park_context(noord.pk):
        before = Membership.objects.count()
        invite()
        assert Membership.objects.count() == before
