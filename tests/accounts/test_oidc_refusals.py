"""What a provider, or whoever pretends to be one, sends that must not log anybody in."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.oidc.flow import LIFETIME_S
from tests.accounts.fake_provider import CLIENT, FakeProvider, new_key
from tests.accounts.oidc_steps import RETURN, SUBJECT, is_refused, leave, link, log_in, who

NOW = int(time.time())


@pytest.fixture(autouse=True)
def _linked(iris: User, provider: FakeProvider) -> None:
    link(iris, provider)


def test_the_good_one_gets_in(client: Client, iris: User, provider: FakeProvider) -> None:
    log_in(client, provider)
    assert who(client) == iris.pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elders.example"},
        {"iss": None},
        {"aud": "een-andere-client"},
        {"aud": None},
        {"aud": []},
        {"aud": [CLIENT, "een-ander"]},
        {"azp": "een-ander"},
        {"aud": [CLIENT, "een-ander"], "azp": "een-ander"},
        {"nonce": "van-een-andere-keer"},
        {"nonce": None},
        {"nonce": ""},
        {"nonce": 1},
        {"exp": NOW - 3600},
        {"exp": None},
        {"exp": "straks"},
        {"iat": NOW + 3600},
        {"iat": None},
        {"nbf": NOW + 3600},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
    # Two processes that run tests must find the same names: no moment in them.
    ids=", ".join,
)
def test_a_token_with_a_wrong_or_missing_claim(
    client: Client, provider: FakeProvider, wrong: dict[str, Any]
) -> None:
    provider.changes = wrong
    assert is_refused(log_in(client, provider))
    assert who(client) is None


def test_a_token_for_several_of_which_we_are_the_one_that_asked(
    client: Client, iris: User, provider: FakeProvider
) -> None:
    provider.changes = {"aud": [CLIENT, "een-ander"], "azp": CLIENT}
    log_in(client, provider)
    assert who(client) == iris.pk


def _unsigned(provider: FakeProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none", headers={"kid": provider.kid})


def _public_key_as_secret(provider: FakeProvider, claims: dict[str, Any]) -> str:
    """Sign with the key that everybody can read, as if it were a shared secret."""
    import hashlib
    import hmac

    pem = provider.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    parts = [{"alg": "HS256", "kid": provider.kid, "typ": "JWT"}, claims]
    text = b".".join(_b64(json.dumps(part).encode()) for part in parts)
    return (text + b"." + _b64(hmac.new(pem, text, hashlib.sha256).digest())).decode()


def _b64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _client_secret(provider: FakeProvider, claims: dict[str, Any]) -> str:
    secret = provider.as_provider().client_secret
    return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": provider.kid})


def _key_of_another(provider: FakeProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, new_key(), algorithm="RS256", headers={"kid": provider.kid})


def _unknown_key(provider: FakeProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, new_key(), algorithm="RS256", headers={"kid": "onbekend"})


def _brings_its_own_key(provider: FakeProvider, claims: dict[str, Any]) -> str:
    key = new_key()
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    headers = {"kid": "eigen", "jwk": jwk, "jku": "https://elders.example/keys"}
    return jwt.encode(claims, key, algorithm="RS256", headers=headers)


def _no_key_id(provider: FakeProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, provider.key, algorithm="RS256")


def _other_algorithm(provider: FakeProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, provider.key, algorithm="PS256", headers={"kid": provider.kid})


def _changed_after_signing(provider: FakeProvider, claims: dict[str, Any]) -> str:
    head, _, signature = provider.sign_well(claims | {"sub": "een-ander"}).split(".")
    return f"{head}.{_b64(json.dumps(claims).encode()).decode()}.{signature}"


def _no_token(provider: FakeProvider, claims: dict[str, Any]) -> str:
    return "dit is geen token"


@pytest.mark.parametrize(
    "sign",
    [
        _unsigned,
        _public_key_as_secret,
        _client_secret,
        _key_of_another,
        _unknown_key,
        _brings_its_own_key,
        _no_key_id,
        _other_algorithm,
        _changed_after_signing,
        _no_token,
    ],
)
def test_a_token_that_the_provider_did_not_sign(
    client: Client, provider: FakeProvider, sign: Callable[[FakeProvider, dict[str, Any]], str]
) -> None:
    provider.sign = lambda claims: sign(provider, claims)
    assert is_refused(log_in(client, provider))
    assert who(client) is None


def test_made_up_keys_do_not_make_us_ask_the_provider_each_time(
    client: Client, provider: FakeProvider
) -> None:
    provider.sign = lambda claims: _unknown_key(provider, claims)
    for _ in range(4):
        log_in(client, provider)
    assert provider.asked.count("/keys") == 2


class TestReplay:
    """An answer works once, in the browser that asked, within its time."""

    def test_the_same_answer_again(self, client: Client, provider: FakeProvider) -> None:
        back = provider.authorize(leave(client), SUBJECT)
        client.get(RETURN, back)
        client.post("/account/logout/")
        assert is_refused(client.get(RETURN, back))
        assert who(client) is None

    def test_in_another_browser(self, client: Client, provider: FakeProvider) -> None:
        back = provider.authorize(leave(client), SUBJECT)
        other = Client()
        assert is_refused(other.get(RETURN, back))
        leave(other)
        assert is_refused(other.get(RETURN, back))
        assert who(other) is None

    def test_a_code_that_was_used_before(self, client: Client, provider: FakeProvider) -> None:
        first = provider.authorize(leave(client), SUBJECT)
        second = provider.authorize(leave(client), SUBJECT)
        client.get(RETURN, first)
        client.post("/account/logout/")
        assert client.get(RETURN, second | {"code": first["code"]}).status_code in (403, 503)
        assert who(client) is None

    def test_the_code_of_another_log_in_of_the_same_browser(
        self, client: Client, provider: FakeProvider
    ) -> None:
        first = provider.authorize(leave(client), SUBJECT)
        second = provider.authorize(leave(client), SUBJECT)
        assert client.get(RETURN, second | {"code": first["code"]}).status_code == 503
        assert who(client) is None

    def test_too_late(
        self, client: Client, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        back = provider.authorize(leave(client), SUBJECT)
        later = time.time() + LIFETIME_S + 1
        monkeypatch.setattr("accounts.oidc.flow.time.time", lambda: later)
        answer = client.get(RETURN, back)
        assert answer.status_code == 403
        assert "duurde te lang" in answer.content.decode()

    @pytest.mark.parametrize("lacks", ["state", "code"])
    def test_half_an_answer(self, client: Client, provider: FakeProvider, lacks: str) -> None:
        back = provider.authorize(leave(client), SUBJECT)
        del back[lacks]
        assert is_refused(client.get(RETURN, back))
        assert is_refused(Client().get(RETURN, {"state": "verzonnen", "code": "verzonnen"}))

    def test_a_visitor_who_gives_up_can_begin_again(
        self, client: Client, iris: User, provider: FakeProvider
    ) -> None:
        back = provider.authorize(leave(client), SUBJECT)
        answer = client.get(RETURN, {"state": back["state"], "error": "access_denied"})
        assert "afgebroken" in answer.content.decode()
        log_in(client, provider)
        assert who(client) == iris.pk


class TestMixUp:
    """An answer of one provider is not taken for one of another."""

    def test_at_the_address_of_another(
        self, client: Client, provider: FakeProvider, settings: Settings
    ) -> None:
        other = provider.as_provider(id="andere", issuer="https://elders.example")
        settings.OIDC_PROVIDERS = (*settings.OIDC_PROVIDERS, other)
        back = provider.authorize(leave(client), SUBJECT)
        assert is_refused(client.get("/account/organisatie/andere/terug/", back))

    def test_that_names_another_sender(self, client: Client, provider: FakeProvider) -> None:
        back = provider.authorize(leave(client), SUBJECT)
        assert is_refused(client.get(RETURN, back | {"iss": "https://elders.example"}))

    def test_that_names_no_sender_although_the_provider_always_does(
        self, client: Client, iris: User, provider: FakeProvider
    ) -> None:
        provider.metadata = {"authorization_response_iss_parameter_supported": True}
        back = provider.authorize(leave(client), SUBJECT)
        assert is_refused(client.get(RETURN, back))
        back = provider.authorize(leave(client), SUBJECT) | {"iss": provider.issuer}
        client.get(RETURN, back)
        assert who(client) == iris.pk

    def test_whose_metadata_are_of_another(self, client: Client, provider: FakeProvider) -> None:
        provider.metadata = {"issuer": "https://elders.example"}
        assert (
            client.post("/account/organisatie/", {"organisation": "voorbeeldstad"}).status_code
            == 403
        )

    @pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
    def test_that_sends_us_over_an_open_line(
        self, client: Client, provider: FakeProvider, name: str
    ) -> None:
        provider.metadata = {name: "http://elders.example/x"}
        assert (
            client.post("/account/organisatie/", {"organisation": "voorbeeldstad"}).status_code
            == 403
        )


class TestDirectories:
    """A provider that serves several directories vouches for one of them only."""

    DIRECTORY = "11111111-2222-3333-4444-555555555555"

    @pytest.mark.parametrize(
        ("said", "gets_in"),
        [
            ({"tid": DIRECTORY}, True),
            ({"tid": "99999999-2222-3333-4444-555555555555"}, False),
            ({"tid": None}, False),
            ({"tid": [DIRECTORY]}, False),
        ],
    )
    def test_only_people_of_ours(
        self,
        client: Client,
        iris: User,
        provider: FakeProvider,
        settings: Settings,
        said: dict[str, Any],
        gets_in: bool,
    ) -> None:
        settings.OIDC_PROVIDERS = (provider.as_provider(tenant=self.DIRECTORY),)
        provider.changes = said
        log_in(client, provider)
        assert who(client) == (iris.pk if gets_in else None)
