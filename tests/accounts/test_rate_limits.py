"""Whose failures count for whom: behind a proxy, without one, and during a flood."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.accounts.conftest import PASSWORD

LOGIN = "/account/login/"
PROXY, STRANGER, IRIS = "10.0.0.1", "203.0.113.7", "198.51.100.4"


def fail_twelve_times(forwarded: str) -> None:
    """Fail for twelve accounts, so that only the address can be what is limited."""
    for number in range(12):
        attempt(f"niemand{number}@example.test", "mis", forwarded)


def attempt(email: str, password: str, forwarded: str) -> bool:
    """Log in through the proxy, from what X-Forwarded-For says; return whether it worked."""
    client = Client(REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": forwarded})
    client.post(LOGIN, {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_behind_a_proxy_a_stranger_locks_out_only_herself(iris: User, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    fail_twelve_times(STRANGER)
    assert not attempt(iris.email, PASSWORD, STRANGER)
    assert attempt(iris.email, PASSWORD, IRIS)


def test_behind_a_proxy_an_address_of_her_own_making_does_not_help(
    iris: User, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    fail_twelve_times(STRANGER)
    assert not attempt(iris.email, PASSWORD, f"{IRIS}, {STRANGER}")


def test_without_a_proxy_nobody_believes_the_header(iris: User, settings: Settings) -> None:
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0
    fail_twelve_times(STRANGER)
    assert not attempt(iris.email, PASSWORD, IRIS)


@pytest.mark.django_db
def test_a_flood_of_keys_leaves_the_counter_of_an_account(client: Client, iris: User) -> None:
    for _ in range(5):
        client.post(LOGIN, {"login": iris.email, "password": "mis"})
    with connection.cursor() as cursor:
        # Keys that come after those of allauth: a cull takes the first in order.
        cursor.execute(
            "insert into django_cache (cache_key, value, expires)"
            " select ':1:z' || number, '', now() + interval '1 hour'"
            " from generate_series(1, 1000) number"
        )
    cache.set("one-more", 1)
    answer = client.post(LOGIN, {"login": iris.email, "password": PASSWORD})
    assert "Te veel pogingen" in answer.content.decode()
