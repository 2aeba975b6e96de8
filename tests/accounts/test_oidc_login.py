"""Logging in with one's own organisation: who gets in, and by what she is known."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Identity, User
from tests.accounts.conftest import PASSWORD
from tests.accounts.fake_provider import FakeProvider, new_key
from tests.accounts.oidc_steps import RETURN, START, SUBJECT, leave, link, log_in, who


def test_a_known_subject_gets_in_and_goes_where_she_wanted(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    identity = link(iris, provider)
    answer = log_in(client, provider, next="/account/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert who(client) == iris.pk
    identity.refresh_from_db()
    assert identity.last_used_at is not None


def test_the_question_is_proven_by_code_state_and_nonce_and_asks_no_address(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    asked = [parse_qs(urlsplit(leave(client)).query) for _ in range(2)]
    for each in asked:
        assert each["response_type"] == ["code"]
        assert each["scope"] == ["openid"]
        assert each["code_challenge_method"] == ["S256"]
        assert each["redirect_uri"] == [f"http://testserver{RETURN}"]
    for secret in ("state", "nonce", "code_challenge"):
        assert len(asked[0][secret][0]) >= 43
        assert asked[0][secret] != asked[1][secret]


@pytest.mark.parametrize(
    "wanted", ["//elders.example/", "https:elders.example", r"\\elders.example", "javascript:x"]
)
def test_nobody_is_sent_to_another_site_afterwards(
    client: Client, iris: User, provider: FakeProvider, wanted: str
) -> None:
    link(iris, provider)
    assert log_in(client, provider, next=wanted)["Location"] == "/parken/"


def test_an_unknown_subject_is_told_to_link_first_and_makes_no_account(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    answer = log_in(client, provider)
    assert answer.status_code == 403
    assert "Koppel eerst uw account" in answer.content.decode()
    assert who(client) is None
    assert (User.objects.count(), Identity.objects.count()) == (1, 0)


def test_the_address_of_somebody_else_opens_nothing(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    link(iris, provider)
    provider.changes = {
        "email": iris.email,
        "email_verified": True,
        "preferred_username": iris.email,
    }
    assert log_in(client, provider, "een-ander").status_code == 403
    assert who(client) is None
    assert Identity.objects.count() == 1


def test_another_address_at_the_provider_is_still_the_same_person(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    link(iris, provider)
    other = User.objects.create_user("ander@example.test", PASSWORD, name="Ander")
    provider.changes = {"email": other.email, "email_verified": True}
    log_in(client, provider)
    assert who(client) == iris.pk
    iris.refresh_from_db()
    assert iris.email == "iris@example.test"


def test_the_same_subject_of_another_issuer_is_somebody_else(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    Identity.objects.create(user=iris, issuer="https://elders.example", subject=SUBJECT)
    assert log_in(client, provider).status_code == 403
    assert who(client) is None


def test_a_closed_account_stays_closed(client: Client, iris: User, provider: FakeProvider) -> None:
    link(iris, provider)
    User.objects.update(is_active=False)
    log_in(client, provider)
    assert who(client) is None


def test_a_provider_that_changes_its_key_is_followed(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    link(iris, provider)
    log_in(client, provider)
    client.post("/account/logout/")
    provider.key, provider.kid = new_key(), "sleutel-2"
    log_in(client, provider)
    assert who(client) == iris.pk


def test_a_provider_that_takes_the_secret_in_a_header_only_gets_it_there(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    provider.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
    link(iris, provider)
    log_in(client, provider)
    assert who(client) == iris.pk


def test_the_metadata_are_asked_once_an_hour(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    link(iris, provider)
    for _ in range(3):
        log_in(client, provider)
        client.post("/account/logout/")
    assert sorted(provider.asked) == [
        "/.well-known/openid-configuration",
        "/keys",
        *["/token"] * 3,
    ]


def test_a_provider_that_is_away_is_told_and_the_password_still_works(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    provider.is_away = True
    answer = client.post(START, {"organisation": "voorbeeldstad"})
    assert answer.status_code == 503
    assert "antwoordt nu niet" in answer.content.decode()
    client.post("/account/login/", {"login": iris.email, "password": PASSWORD})
    assert who(client) == iris.pk


class TestLoginPage:
    """The page names the organisations that are set up."""

    def test_one_has_a_button(self, client: Client, provider: FakeProvider) -> None:
        page = client.get("/account/login/?next=/account/").content.decode()
        assert "Inloggen met Gemeente Voorbeeldstad" in page
        assert page.count('name="next" value="/account/"') >= 2

    def test_several_are_chosen_from(
        self, client: Client, provider: FakeProvider, settings: Settings
    ) -> None:
        other = provider.as_provider(id="andere", name="Provincie Voorbeeld", issuer="https://x.nl")
        settings.OIDC_PROVIDERS = (*settings.OIDC_PROVIDERS, other)
        page = client.get("/account/login/").content.decode()
        assert '<option value="andere">Provincie Voorbeeld</option>' in page
        assert "Inloggen met uw organisatie" in page

    def test_without_any_nothing_is_offered(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        assert "organisatie" not in client.get("/account/login/").content.decode()

    @pytest.mark.parametrize("wanted", ["", "bestaat-niet", "\x00", "../"])
    def test_an_organisation_that_is_not_there_leads_back(
        self, client: Client, wanted: str
    ) -> None:
        assert client.post(START, {"organisation": wanted})["Location"] == "/account/login/"
        assert client.get("/account/organisatie/geen/terug/").status_code == 302

    def test_a_link_or_a_picture_elsewhere_starts_nothing(self, client: Client) -> None:
        assert client.get(START).status_code == 405


class TestSecondFactor:
    """A log-in at the provider counts as a second factor only when the settings take its word."""

    @pytest.fixture(autouse=True)
    def _with_app(self, iris: User, provider: FakeProvider) -> None:
        from allauth.mfa.totp.internal.auth import TOTP

        link(iris, provider)
        TOTP.activate(iris, "JBSWY3DPEHPK3PXP")

    @pytest.mark.parametrize("said", [{}, {"amr": ["pwd"]}, {"amr": ["mfa"]}, {"acr": "mfa"}])
    def test_without_that_setting_ours_is_asked(
        self, client: Client, provider: FakeProvider, said: dict[str, object]
    ) -> None:
        provider.changes = said
        assert log_in(client, provider)["Location"] == "/account/2fa/authenticate/"
        assert who(client) is None

    @pytest.mark.parametrize(
        ("said", "enough"),
        [
            ({"amr": ["pwd", "mfa"]}, True),
            ({"acr": "urn:hoog"}, True),
            ({"amr": ["pwd"]}, False),
            ({"amr": "mfa"}, False),
            ({"acr": "laag"}, False),
            ({}, False),
        ],
    )
    def test_with_it_only_those_values_count(
        self,
        client: Client,
        iris: User,
        provider: FakeProvider,
        settings: Settings,
        said: dict[str, object],
        enough: bool,
    ) -> None:
        settings.OIDC_PROVIDERS = (provider.as_provider(second_factor=("mfa", "urn:hoog")),)
        provider.changes = said
        log_in(client, provider)
        assert who(client) == (iris.pk if enough else None)

    def test_staff_show_their_own_all_the_same(
        self, client: Client, iris: User, provider: FakeProvider, settings: Settings
    ) -> None:
        User.objects.update(is_staff=True, is_superuser=True)
        settings.REQUIRE_MFA_FOR_STAFF = True
        settings.OIDC_PROVIDERS = (provider.as_provider(second_factor=("mfa",)),)
        provider.changes = {"amr": ["mfa"]}
        log_in(client, provider)
        assert who(client) == iris.pk
        assert client.get("/beheer/").status_code == 302
