"""Somebody who is logged in links her account to that of her organisation, or ends that."""

from django.core import mail
from django.test import Client

from accounts.models import Identity, User
from tests.accounts.conftest import PASSWORD
from tests.accounts.fake_provider import FakeProvider
from tests.accounts.oidc_steps import RETURN, START, SUBJECT, leave, link, log_in, who

PROFILE, END = "/account/", "/account/organisatie/voorbeeldstad/ontkoppelen/"


def test_linking_lets_her_log_in_that_way_and_tells_her_by_mail(
    browser: Client, iris: User, provider: FakeProvider
) -> None:
    mail.outbox.clear()
    assert "Koppelen" in browser.get(PROFILE).content.decode()
    assert log_in(browser, provider)["Location"] == PROFILE
    identity = Identity.objects.get()
    assert (identity.user, identity.issuer, identity.subject) == (iris, provider.issuer, SUBJECT)
    page = browser.get(PROFILE).content.decode()
    assert "U kunt voortaan inloggen met Gemeente Voorbeeldstad." in page
    assert "Gekoppeld" in page
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([iris.email], "Account gekoppeld")
    assert "Gemeente Voorbeeldstad" in message.body
    other = Client()
    log_in(other, provider)
    assert who(other) == iris.pk


def test_she_shows_again_who_she_is_first(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    client.post("/account/login/", {"login": iris.email, "password": PASSWORD})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 7 * 24 * 3600
    session.save()
    answer = client.post(START, {"organisation": "voorbeeldstad"})
    assert answer["Location"].startswith("/account/reauthenticate/")
    link(iris, provider)
    assert client.post(END)["Location"].startswith("/account/reauthenticate/")
    assert Identity.objects.count() == 1


def test_the_identity_of_somebody_else_stays_hers(
    browser: Client, iris: User, provider: FakeProvider
) -> None:
    other = User.objects.create_user("ander@example.test", PASSWORD, name="Ander")
    link(other, provider)
    log_in(browser, provider)
    assert "al gekoppeld aan iemand anders" in browser.get(PROFILE).content.decode()
    assert Identity.objects.get().user == other


def test_a_second_identity_at_the_same_organisation_has_to_wait(
    browser: Client, iris: User, provider: FakeProvider
) -> None:
    link(iris, provider, "eerste")
    log_in(browser, provider, "tweede")
    assert "Ontkoppel dat eerst" in browser.get(PROFILE).content.decode()
    assert Identity.objects.get().subject == "eerste"


def test_linking_the_same_again_changes_nothing(
    browser: Client, iris: User, provider: FakeProvider
) -> None:
    link(iris, provider)
    mail.outbox.clear()
    log_in(browser, provider)
    assert (Identity.objects.count(), mail.outbox) == (1, [])


def test_an_answer_for_who_was_logged_in_before_links_nobody(
    browser: Client, iris: User, provider: FakeProvider
) -> None:
    """On a shared machine somebody else logs in while the first one is away at her provider."""
    back = provider.authorize(leave(browser), SUBJECT)
    other = User.objects.create_user("ander@example.test", PASSWORD, name="Ander")
    under_way = browser.session["oidc_under_way"]
    browser.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["oidc_under_way"] = under_way
    session.save()
    assert browser.get(RETURN, back).status_code == 403
    assert Identity.objects.count() == 0


def test_whoever_is_linked_shows_again_who_she_is_without_her_password(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    link(iris, provider)
    client.post("/account/login/", {"login": iris.email, "password": PASSWORD})
    mail.outbox.clear()
    assert log_in(client, provider, next="/parken/")["Location"] == "/parken/"
    methods = [each["method"] for each in client.session["account_authentication_methods"]]
    assert methods == ["password", "oidc"]
    assert mail.outbox == []


def test_ending_it_shuts_that_way_in_and_tells_her_by_mail(
    browser: Client, iris: User, provider: FakeProvider
) -> None:
    link(iris, provider)
    mail.outbox.clear()
    assert browser.post(END)["Location"] == PROFILE
    assert Identity.objects.count() == 0
    assert [message.subject for message in mail.outbox] == ["Account ontkoppeld"]
    browser.post(END)
    assert len(mail.outbox) == 1
    other = Client()
    assert log_in(other, provider).status_code == 403


def test_a_stranger_ends_nothing(client: Client, iris: User, provider: FakeProvider) -> None:
    link(iris, provider)
    assert client.post(END).status_code == 302
    assert Identity.objects.count() == 1
