"""Somebody else was first: with the same link, or with an account at the same address."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.models import Invitation
from parks.services.invitations import (
    AddressKnownError,
    InvitationClosedError,
    accept_as_newcomer,
)
from tests.cast import Cast
from tests.factories.parks import InvitationFactory
from tests.parks.conftest import NEWCOMER


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_park", [True, False])
def test_two_clicks_at_once_make_one_account(cast: Cast, same_park: bool) -> None:
    """With two links, of two parks, the second click finds an account that was not there yet."""
    parks = (cast.noord, cast.noord if same_park else cast.zuid)
    for park in set(parks):
        InvitationFactory(park=park, token=f"van-{park.slug}", email=NEWCOMER)
    ready, outcomes = threading.Barrier(2), []

    def click(number: int) -> None:
        park = parks[number]
        ready.wait(timeout=10)
        try:
            with park_context(park.pk):
                accept_as_newcomer(
                    park=park,
                    token=f"van-{park.slug}",
                    name=f"Klik {number}",
                    password="een-lang-geheim-voor-nieuw",
                    now=timezone.now(),
                )
            outcomes.append("in")
        except (InvitationClosedError, AddressKnownError) as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    second = "InvitationClosedError" if same_park else "AddressKnownError"
    assert sorted(outcomes) == sorted(["in", second])
    assert User.objects.filter(email=NEWCOMER).count() == 1


def test_an_account_that_came_about_meanwhile_is_not_taken_over(cast: Cast) -> None:
    InvitationFactory(park=cast.noord, token="snel", email="fred@example.test")
    with park_context(cast.noord.pk):
        with pytest.raises(AddressKnownError):
            accept_as_newcomer(
                park=cast.noord,
                token="snel",
                name="Indringer",
                password="een-lang-geheim-voor-nieuw",
                now=timezone.now(),
            )
        assert Invitation.objects.get().is_open
    cast.fred.refresh_from_db()
    assert cast.fred.check_password("geheim-voor-tests")
