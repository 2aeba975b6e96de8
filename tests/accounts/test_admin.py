"""Staff help people with their accounts at /beheer/."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import Identity, User
from tests.accounts.conftest import PASSWORD

NEW = "nieuw@example.test"
RESET = "/account/password/reset/"


@pytest.fixture
def staff(db: None, login: Callable[[User], Client]) -> Client:
    return login(User.objects.create_superuser("staf@example.test", "geheim", name="Staf"))


def save(staff: Client, user: User, **changes: str) -> str:
    """Save the form of a person; return the page when it is refused, nothing when it is not."""
    form = {"email": user.email, "name": user.name, "is_active": "on"} | changes
    answer = staff.post(f"/beheer/accounts/user/{user.pk}/change/", form)
    return answer.content.decode() if answer.status_code == 200 else ""


def is_logged_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def can_log_in(email: str, password: str) -> bool:
    client = Client()
    client.post("/account/login/", {"login": email, "password": password})
    return is_logged_in(client)


def test_a_new_address_takes_the_login_with_it(staff: Client, iris: User, browser: Client) -> None:
    old = iris.email
    assert is_logged_in(browser)
    assert not save(staff, iris, email="Nieuw@Example.test")

    rows = EmailAddress.objects.filter(user=iris).values_list("email", "verified", "primary")
    assert list(rows) == [(NEW, True, True)]
    assert not is_logged_in(browser)
    assert not can_log_in(old, PASSWORD)


def test_no_passkey_and_no_organisation_of_the_old_owner_lets_in(staff: Client, iris: User) -> None:
    def key(*, alone: bool) -> Authenticator:
        credential = {"clientExtensionResults": {"credProps": {"rk": alone}}}
        data = {"name": "Sleutel", "credential": credential}
        return Authenticator.objects.create(user=iris, type="webauthn", data=data)

    key(alone=True)
    second_steps = {
        key(alone=False).pk,
        Authenticator.objects.create(user=iris, type="totp", data={"secret": "x"}).pk,
    }
    Identity.objects.create(user=iris, issuer="https://login.example", subject="1")
    assert not save(staff, iris, email=NEW)
    left = Authenticator.objects.filter(user=iris).values_list("pk", flat=True)
    assert set(left) == second_steps
    assert not Identity.objects.filter(user=iris).exists()


def test_after_that_reset_mails_go_to_the_new_address_only(
    staff: Client, iris: User, client: Client, mailoutbox: list[EmailMessage]
) -> None:
    client.post(RESET, {"email": iris.email})
    before = str(mailoutbox[0].body).partition("http://testserver")[2].split()[0]
    save(staff, iris, email=NEW)
    for address in (iris.email, NEW):
        client.post(RESET, {"email": address})

    subjects = [(mail.to[0], mail.subject) for mail in mailoutbox[1:]]
    assert subjects == [
        (iris.email, "Geen account met dit e-mailadres"),
        (NEW, "Kies een nieuw wachtwoord"),
    ]
    page = Client().get(before, follow=True).content.decode()
    assert "Deze link werkt niet meer" in page


def test_another_change_leaves_the_login_alone(staff: Client, iris: User, browser: Client) -> None:
    assert not save(staff, iris, name="Iris van Dam", email=iris.email.upper())
    iris.refresh_from_db()
    assert iris.name == "Iris van Dam"
    assert is_logged_in(browser)
    assert can_log_in(iris.email, PASSWORD)


def test_a_closed_account_is_out_at_once(staff: Client, iris: User, browser: Client) -> None:
    save(staff, iris, is_active="")
    assert not is_logged_in(browser)


def test_the_address_of_somebody_else_is_refused(staff: Client, iris: User) -> None:
    other = User.objects.create_user("ander@example.test", PASSWORD, name="Ander")
    EmailAddress.objects.create(user=other, email=NEW, verified=True, primary=True)
    assert "logt al iemand anders in" in save(staff, iris, email=NEW)
    assert "bestaat al" in save(staff, iris, email=other.email)


def test_a_new_person_gets_in_by_a_mail(
    staff: Client, client: Client, mailoutbox: list[EmailMessage]
) -> None:
    form = {"email": NEW, "name": "Nieuw", "is_active": "on"}
    staff.post("/beheer/accounts/user/add/", form | {"name": ""})
    assert not User.objects.filter(email=NEW).exists()
    staff.post("/beheer/accounts/user/add/", form)
    assert not User.objects.get(email=NEW).has_usable_password()
    client.post(RESET, {"email": NEW})
    assert mailoutbox[0].subject == "Kies een nieuw wachtwoord"


def test_a_person_is_never_removed(staff: Client, iris: User) -> None:
    assert (
        staff.post(f"/beheer/accounts/user/{iris.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    chosen = {"action": "delete_selected", "_selected_action": [iris.pk], "post": "yes"}
    staff.post("/beheer/accounts/user/", chosen)
    assert User.objects.filter(pk=iris.pk).exists()


def test_addresses_are_not_changed_behind_the_persons_back(staff: Client) -> None:
    assert staff.get("/beheer/account/emailaddress/").status_code == 404


def test_a_second_step_is_taken_away_without_its_secret_being_seen(
    staff: Client, iris: User
) -> None:
    data = {"secret": "JBSWY3DPEHPK3PXP"}
    key = Authenticator.objects.create(user=iris, type="totp", data=data)
    page = staff.get(f"/beheer/mfa/authenticator/{key.pk}/change/").content.decode()
    assert iris.name in page
    assert data["secret"] not in page
    staff.post(f"/beheer/mfa/authenticator/{key.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()
