"""An authority can ask that its advisers log in with its own accounts."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from core.park_context import park_context
from parks.choices import Role
from parks.models import Authority, Membership
from tests.accounts.fake_provider import FakeProvider
from tests.accounts.oidc_steps import leave, link, log_in
from tests.cast import Cast

HOME, PARKS, ASK = "/p/noord/", "/parken/", "/account/organisatie/voorbeeldstad/"


@pytest.fixture
def provider(cast: Cast, settings: Settings) -> Iterator[FakeProvider]:
    """The provider of the municipality for which Dina advises; she is linked to it."""
    cache.clear()
    fake = FakeProvider()
    settings.OIDC_PROVIDERS = (fake.as_provider(),)
    Authority.objects.filter(advisers__user=cast.dina).update(login_provider="voorbeeldstad")
    EmailAddress.objects.create(user=cast.dina, email=cast.dina.email, verified=True, primary=True)
    link(cast.dina, fake)
    yield fake
    fake.close()


def test_with_another_log_in_she_is_sent_there(
    cast: Cast, provider: FakeProvider, login: Callable[[User], Client]
) -> None:
    dina = login(cast.dina)
    for address in (HOME, PARKS):
        answer = dina.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, ASK), address
    page = dina.get(dina.get(HOME)["Location"]).content.decode()
    assert "Inloggen met Gemeente Voorbeeldstad" in page
    assert 'name="next" value="/p/noord/"' in page
    fragment = dina.get(HOME, headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"].startswith(ASK)
    assert b"Voorbeeldpark" not in fragment.content


def test_logged_in_there_she_reads_the_park(cast: Cast, provider: FakeProvider) -> None:
    dina = Client()
    assert log_in(dina, provider, next=HOME)["Location"] == HOME
    assert dina.get(HOME).status_code == 200
    assert dina.get(PARKS).status_code == 200


def test_a_session_that_began_otherwise_goes_on_after_she_went_there(
    cast: Cast, provider: FakeProvider, login: Callable[[User], Client]
) -> None:
    dina = login(cast.dina)
    assert log_in(dina, provider, next=HOME)["Location"] == HOME
    assert dina.get(HOME).status_code == 200


def test_after_half_a_day_she_is_asked_again(cast: Cast, provider: FakeProvider) -> None:
    dina = Client()
    log_in(dina, provider)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=13), tick=True):
        assert dina.get(HOME)["Location"].startswith(ASK)


def test_the_log_in_of_another_organisation_does_not_count(
    cast: Cast, provider: FakeProvider
) -> None:
    Authority.objects.filter(advisers__user=cast.dina).update(login_provider="een-andere")
    dina = Client()
    log_in(dina, provider)
    page = dina.get(HOME, follow=True)
    assert page.request["PATH_INFO"] == "/account/organisatie/een-andere/"
    assert "niet ingesteld" in page.content.decode()


def test_a_role_of_her_own_at_the_park_stays_and_the_advising_waits(
    cast: Cast, provider: FakeProvider, login: Callable[[User], Client]
) -> None:
    with park_context(cast.noord.pk):
        Membership.objects.create(park=cast.noord, user=cast.dina, role=Role.TEAM)
    dina = login(cast.dina)
    assert dina.get(HOME).status_code == 200
    page = dina.get(PARKS).content.decode()
    assert "met uw organisatie inlogt" in page
    assert "Voorbeeldpark Noord" in page


def test_an_authority_that_asks_nothing_takes_every_log_in(
    cast: Cast, provider: FakeProvider, login: Callable[[User], Client]
) -> None:
    assert login(cast.eva).get("/p/zuid/").status_code == 200


def test_staff_choose_a_provider_that_exists(
    cast: Cast, provider: FakeProvider, login: Callable[[User], Client]
) -> None:
    staff = login(User.objects.create_superuser("staf@example.test", "geheim", name="Staf"))
    authority = Authority.objects.get(advisers__user=cast.eva)
    typed = {
        "kind": "municipality",
        "name": authority.name,
        "municipality_codes": "GM0957",
        "advisers-TOTAL_FORMS": "0",
        "advisers-INITIAL_FORMS": "0",
    }
    address = f"/beheer/parks/authority/{authority.pk}/change/"
    refused = staff.post(address, typed | {"login_provider": "bestaat-niet"})
    assert "ingesteld: voorbeeldstad" in refused.content.decode()
    assert staff.post(address, typed | {"login_provider": "voorbeeldstad"}).status_code == 302
    authority.refresh_from_db()
    assert authority.login_provider == "voorbeeldstad"


def test_leaving_for_the_provider_needs_a_form_of_this_site(
    cast: Cast, provider: FakeProvider
) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post("/account/organisatie/", {"organisation": "voorbeeldstad"}).status_code == 403
    )
    assert leave(Client()).startswith(provider.issuer)
