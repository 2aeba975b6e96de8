"""One person with a confirmed address, and a browser of hers."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.accounts.fake_provider import FakeProvider

PASSWORD = "een-lang-geheim-van-iris"


@pytest.fixture(autouse=True)
def _no_old_attempts(db: None) -> None:
    """Rate limits live in the cache, and with it in the database of the tests."""
    cache.clear()


@pytest.fixture
def iris(db: None) -> User:
    """Somebody who has an account and no park."""
    user = User.objects.create_user("iris@example.test", PASSWORD, name="Iris")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def browser(iris: User, client: Client) -> Client:
    """Iris's browser, logged in with her password and asked again just now."""
    client.post("/account/login/", {"login": iris.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def provider(settings: Settings) -> Iterator[FakeProvider]:
    """The identity provider of an organisation, which the platform trusts."""
    fake = FakeProvider()
    settings.OIDC_PROVIDERS = (fake.as_provider(),)
    yield fake
    fake.close()
