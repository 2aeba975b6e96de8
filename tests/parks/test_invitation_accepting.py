"""What happens behind the link in an invitation."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.test import Client

from accounts.models import User
from config.log import hide_tokens
from core.park_context import park_context
from parks.access import roles_at
from parks.choices import Role
from parks.models import Membership, Park
from tests.cast import Cast
from tests.factories.parks import InvitationFactory
from tests.parks.conftest import NEWCOMER, Invite

SECRET = "een-lang-geheim-voor-nieuw"
NEW_ACCOUNT = {"name": "Nieuw Gezicht", "password1": SECRET, "password2": SECRET}


def members(park: Park) -> int:
    with park_context(park.pk):
        return Membership.objects.count()


def roles(user: User, park: Park) -> tuple[Role, ...]:
    with park_context(park.pk, user_id=user.pk):
        return roles_at(user, park)


def test_the_page_says_to_what_as_what_and_by_whom(invite: Invite, client: Client) -> None:
    page = client.get(invite(role="team")).content.decode()
    for words in ("Voorbeeldpark Noord", "lid van het kernteam", "Anna nodigt u uit", NEWCOMER):
        assert words in page
    assert 'value="Nieuw Gezicht"' in page


def test_a_scanner_that_opens_the_link_changes_nothing(
    invite: Invite, client: Client, noord: Park
) -> None:
    link, before = invite(), members(noord)
    for _ in range(3):
        assert client.get(link).status_code == client.head(link).status_code == 200
    assert client.options(link).status_code == 405
    assert members(noord) == before
    assert not User.objects.filter(email=NEWCOMER).exists()
    assert "sessionid" not in client.cookies


def test_the_token_is_sent_nowhere(invite: Invite, client: Client) -> None:
    answer = client.get(invite())
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    elsewhere = re.findall(r'(?:src|href|action)="(https?:)?//', answer.content.decode())
    assert elsewhere == []


def test_the_token_does_not_stand_in_the_log(invite: Invite) -> None:
    link = invite()
    token = link.split("/")[-2]
    line = {"path": link, "event": f"Unprocessable Entity: {link}", "status": 422}
    hidden = hide_tokens(None, "warning", line)
    assert token not in str(hidden)
    assert hidden["path"] == "/uitnodiging/noord/…/"


def test_a_newcomer_gets_an_account_with_a_confirmed_address_and_her_role(
    invite: Invite, client: Client, noord: Park
) -> None:
    answer = client.post(invite(role="team"), NEW_ACCOUNT | {"name": "Noor van Dam"})
    assert (answer.status_code, answer["Location"]) == (302, "/p/noord/")
    user = User.objects.get(email=NEWCOMER)
    assert (user.name, user.check_password(SECRET)) == ("Noor van Dam", True)
    assert EmailAddress.objects.get(user=user).verified
    assert roles(user, noord) == (Role.TEAM,)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/p/noord/").status_code == 200


def test_a_newcomer_can_log_in_later_with_what_she_chose(invite: Invite, client: Client) -> None:
    client.post(invite(), NEW_ACCOUNT)
    later = Client()
    answer = later.post("/account/login/", {"login": NEWCOMER, "password": SECRET})
    assert answer["Location"] == "/parken/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("name", "nul\x00teken"),
        ("password1", ""),
        ("password1", "kort"),
        ("password1", NEWCOMER),
        ("password1", "x" * 257),
        ("password2", "iets-heel-anders"),
        ("password2", ""),
    ],
)
def test_a_form_that_is_not_right_is_refused_at_the_field(
    invite: Invite, client: Client, noord: Park, field: str, value: str
) -> None:
    link, before = invite(), members(noord)
    answer = client.post(link, NEW_ACCOUNT | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    if field != "name":
        assert 'value="Nieuw Gezicht"' in page
    assert SECRET not in page, "a password is never sent back"
    assert members(noord) == before
    assert not User.objects.filter(email=NEWCOMER).exists()


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kort", "minstens 12 tekens"),
        ("nieuw-gezicht", "lijkt te veel op uw naam of e-mailadres"),
        ("1qaz2wsx3edc", "te algemeen"),
    ],
)
def test_what_is_wrong_with_a_password_is_said_in_dutch(
    invite: Invite, client: Client, password: str, why: str
) -> None:
    form = NEW_ACCOUNT | {"password1": password, "password2": password}
    assert why in client.post(invite(), form).content.decode().split('id="id_password1_error"')[1]


def test_fields_that_were_not_asked_for_change_nothing(
    invite: Invite, client: Client, cast: Cast
) -> None:
    extra = {"role": "park_manager", "email": "ander@example.test", "park": str(cast.zuid.pk)}
    client.post(invite(), NEW_ACCOUNT | extra | {"is_staff": "on", "is_superuser": "on"})
    user = User.objects.get(email=NEWCOMER)
    assert roles(user, cast.noord) == (Role.MEMBER,)
    assert roles(user, cast.zuid) == ()
    assert not (user.is_staff)
    assert not (user.is_superuser)


def test_a_known_address_has_to_log_in_first_and_comes_back(
    invite: Invite, client: Client, noord: Park
) -> None:
    link, before = invite("fred@example.test"), members(noord)
    page = client.get(link).content.decode()
    assert "Log eerst in" in page
    assert "password1" not in page
    assert f"/account/login/?next={link}" in page
    for form in (NEW_ACCOUNT, {}):
        assert client.post(link, form).status_code == 403
    assert members(noord) == before
    login = {"login": "fred@example.test", "password": "geheim-voor-tests", "next": link}
    EmailAddress.objects.create(
        user=User.objects.get(email="fred@example.test"),
        email="fred@example.test",
        verified=True,
        primary=True,
    )
    assert client.post("/account/login/", login)["Location"] == link


def test_whoever_was_invited_accepts_with_one_click(
    invite: Invite, cast: Cast, login: Callable[[User], Client]
) -> None:
    link, fred = invite("Fred@example.test"), login(cast.fred)
    assert "Uitnodiging aannemen" in fred.get(link).content.decode()
    assert roles(cast.fred, cast.noord) == ()
    answer = fred.post(link, follow=True)
    assert answer.redirect_chain == [("/p/noord/", 302)]
    assert (
        "U bent nu lid namens Genodigde BV. Welkom bij Voorbeeldpark Noord."
        in answer.content.decode()
    )
    assert roles(cast.fred, cast.noord) == (Role.MEMBER,)


def test_somebody_else_is_told_so_and_gets_nothing(
    invite: Invite, cast: Cast, login: Callable[[User], Client]
) -> None:
    for email in ("fred@example.test", NEWCOMER):
        link, eva = invite(email, role="park_manager"), login(cast.eva)
        shown, refused = eva.get(link), eva.post(link, NEW_ACCOUNT)
        assert (shown.status_code, refused.status_code) == (200, 403)
        for answer in (shown, refused):
            assert "niet voor dit account" in answer.content.decode()
        assert roles(cast.eva, cast.noord) == ()
        assert login(cast.fred).get(link).status_code == 200, "the link still works"


def test_an_address_that_moved_to_another_account_is_hers(
    invite: Invite, cast: Cast, login: Callable[[User], Client]
) -> None:
    """Who confirmed an address owns it; who only typed it in does not, whoever came first."""
    EmailAddress.objects.create(user=cast.eva, email=NEWCOMER, verified=False)
    EmailAddress.objects.create(user=cast.fred, email=NEWCOMER, verified=True)
    link = invite()
    assert login(cast.eva).post(link).status_code == 403
    assert login(cast.fred).post(link).status_code == 302


def test_a_link_works_once(
    invite: Invite, cast: Cast, login: Callable[[User], Client], noord: Park
) -> None:
    link, fred = invite("fred@example.test"), login(cast.fred)
    fred.post(link)
    with park_context(noord.pk):
        Membership.objects.filter(user=cast.fred).update(ended_on=dt.date(2026, 3, 1))
    for answer in (fred.get(link), fred.post(link), Client().get(link), Client().post(link)):
        assert answer.status_code == 404
    assert roles(cast.fred, cast.noord) == ()


def test_after_seven_days_a_link_does_not_work(invite: Invite, client: Client) -> None:
    sent = dt.datetime(2026, 6, 1, 10, tzinfo=dt.UTC)
    with time_machine.travel(sent, tick=False) as clock:
        link = invite()
        clock.move_to(sent + dt.timedelta(days=7, seconds=-1))
        assert client.get(link).status_code == 200
        clock.move_to(sent + dt.timedelta(days=7))
        assert client.get(link).status_code == 404
        assert client.post(link, NEW_ACCOUNT).status_code == 404
    assert not User.objects.filter(email=NEWCOMER).exists()


def test_what_does_not_work_gets_one_page_whatever_the_reason(
    cast: Cast, login: Callable[[User], Client]
) -> None:
    now = dt.datetime.now(tz=dt.UTC)
    past = now - dt.timedelta(days=8)
    InvitationFactory(park=cast.noord, token="laat", sent_at=past)
    InvitationFactory(park=cast.noord, token="gebruikt", accepted_at=now)
    InvitationFactory(park=cast.noord, token="terug", withdrawn_at=now)
    InvitationFactory(park=cast.zuid, token="elders")
    paths = ("noord/laat", "noord/gebruikt", "noord/terug", "noord/elders", "noord/x", "weg/elders")
    answers = [
        ask(f"/uitnodiging/{path}/")
        for path in paths
        for visitor in (Client(), login(cast.anna))
        for ask in (visitor.get, visitor.post)
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({answer["Referrer-Policy"] for answer in answers}) == 1
    assert Client().get("/uitnodiging/zuid/elders/").status_code == 200


@pytest.mark.parametrize("token", ["%00", "a%2Fb", "-1", "null", "x" * 5000, "é"])
def test_a_token_that_can_not_be_is_not_found(client: Client, cast: Cast, token: str) -> None:
    assert client.get(f"/uitnodiging/noord/{token}/").status_code == 404


def test_history_names_who_accepted_and_keeps_no_token(
    invite: Invite, cast: Cast, login: Callable[[User], Client], client: Client
) -> None:
    known, new = invite("fred@example.test"), invite()
    login(cast.fred).post(known)
    client.post(new, NEW_ACCOUNT)
    newcomer = User.objects.get(email=NEWCOMER)
    for name in ("MembershipEvent", "InvitationEvent"):
        with park_context(cast.noord.pk):
            events = list(apps.get_model("parks", name).objects.order_by("pgh_id"))[-4:]
        actors = [event.pgh_context["user"] for event in events if event.pgh_context]
        assert actors[-2:] == [cast.fred.pk, newcomer.pk], name
        contexts = str([event.pgh_context for event in events])
        for link in (known, new):
            assert link.split("/")[-2] not in contexts


def test_guessing_is_slowed_down(client: Client, cast: Cast) -> None:
    statuses = [client.get(f"/uitnodiging/noord/gok-{n}/").status_code for n in range(32)]
    assert statuses[:30] == [404] * 30
    assert statuses[30:] == [429] * 2


def test_a_form_without_its_token_against_forgery_is_refused(invite: Invite, noord: Park) -> None:
    before = members(noord)
    answer = Client(enforce_csrf_checks=True).post(invite(), NEW_ACCOUNT)
    assert answer.status_code == 403
    assert members(noord) == before
