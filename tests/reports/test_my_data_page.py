"""What is stored about a person: she sees it, takes it along, and sees nobody else's."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.park_context import park_context
from parks.choices import AuditAction
from parks.models import AuditEntry, Membership, Park
from reports.privacy.reading import whole_record
from tests.cast import Cast
from tests.factories.strategy import SmartGoalFactory
from tests.factories.world import World, fill

Login = Callable[[User], Client]
PAGE = "/account/gegevens/"
FILE = f"{PAGE}download/"


@pytest.fixture
def worlds(cast: Cast) -> tuple[World, World]:
    return fill(cast.noord, cast.anna), fill(cast.zuid, cast.chris)


def asked_again(client: Client) -> Client:
    """Let somebody who is logged in show once more who she is."""
    answer = client.post("/account/reauthenticate/", {"password": "geheim-voor-tests"})
    assert answer.status_code == 302
    return client


def record_of(user: User) -> dict[str, Any]:
    return whole_record(user, now=timezone.now())


def test_a_person_sees_her_account_and_her_roles(bram: User, login: Login) -> None:
    page = login(bram).get(PAGE).content.decode()
    assert "bram@example.test" in page
    assert "Voorbeeldpark Noord" in page
    assert "Rollen" in page


def test_the_file_asks_who_she_is_once_more_and_then_comes(cast: Cast, login: Login) -> None:
    client = login(cast.bram)
    assert client.get(FILE)["Location"].startswith("/account/reauthenticate/")
    answer = asked_again(client).get(FILE)
    assert answer["Content-Disposition"].startswith('attachment; filename="mijn-gegevens-')
    assert answer["Cache-Control"] == "private, no-store"
    found = json.loads(answer.content)
    assert found["account"]["e-mailadres"] == "bram@example.test"
    assert [role["rol"] for role in found["gegevens"]["Rollen"]] == ["lid"]


@pytest.mark.parametrize("address", [PAGE, FILE, f"{PAGE}wissen/"])
def test_a_visitor_is_asked_to_log_in(db: None, address: str) -> None:
    assert Client().get(address)["Location"].startswith("/account/login/")


def test_what_she_did_in_any_park_is_hers_and_nothing_of_others(
    worlds: tuple[World, World], cast: Cast, login: Login
) -> None:
    login(cast.anna).post(f"/p/noord/mensen/uitnodigingen/{worlds[0].invitation.pk}/intrekken/")
    found = record_of(cast.anna)["gegevens"]
    for title in ("Edities die u publiceerde", "Organisatiegraden die u vastlegde"):
        assert {row["terrein"] for row in found[title]} == {"Voorbeeldpark Noord"}
    assert found["Wat u wijzigde"][0]["soort"] == "uitnodiging"
    text = json.dumps(found, default=str)
    assert "KANARIE" not in text
    assert "Voorbeeldpark Zuid" not in text
    assert "chris" not in text.lower()


def test_somebody_who_left_still_reads_what_is_stored_about_her(cast: Cast) -> None:
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=cast.carla).update(ended_on=dt.date(2026, 1, 2))
        AuditEntry.objects.create(
            park=cast.noord,
            actor=cast.carla,
            action=AuditAction.DOWNLOAD,
            object_label="een naam uit het terrein",
            origin="192.0.2.9",
        )
    found = record_of(cast.carla)["gegevens"]
    assert found["Rollen"][0]["tot"] == dt.date(2026, 1, 2)
    assert found["Logboek: wat u deed"][0]["herkomst"] == "192.0.2.9"
    assert "een naam uit het terrein" not in json.dumps(found, default=str)


def test_what_is_about_her_address_is_hers_only_when_she_proved_it(
    worlds: tuple[World, World], cast: Cast
) -> None:
    address = worlds[1].invitation.email
    claimed = EmailAddress.objects.create(user=cast.fred, email=address, verified=False)
    assert "Uitnodigingen aan u" not in record_of(cast.fred)["gegevens"]
    EmailAddress.objects.filter(pk=claimed.pk).update(verified=True, email=address.upper())
    (invitation,) = record_of(cast.fred)["gegevens"]["Uitnodigingen aan u"]
    assert invitation["adres"] == address


def test_secrets_are_not_shown(cast: Cast) -> None:
    Authenticator.objects.create(
        user=cast.bram, type="webauthn", data={"name": "Sleutel", "credential": "GEHEIM"}
    )
    found = record_of(cast.bram)["gegevens"]
    assert found["Tweede stap bij het inloggen"][0]["naam"] == "Sleutel"
    assert "GEHEIM" not in json.dumps(found, default=str)
    assert "md5$" not in json.dumps(record_of(cast.bram), default=str)


def test_a_goal_that_she_owns_comes_by_its_id(cast: Cast, noord: Park) -> None:
    with park_context(noord.pk):
        role = Membership.objects.get(user=cast.carla)
        goal = SmartGoalFactory(park=noord, owner=role, statement="Alleen voor het kernteam")
    found = record_of(cast.carla)["gegevens"]
    assert found["Doelen waarvan u eigenaar bent"][0]["doel"] == goal.pk
    assert "Alleen voor het kernteam" not in json.dumps(found, default=str)


def test_somebody_without_any_role_sees_only_her_account(cast: Cast, login: Login) -> None:
    page = login(cast.fred).get(PAGE).content.decode()
    assert "fred@example.test" in page
    assert "Voorbeeldpark" not in page


def test_a_long_list_is_cut_on_the_page_and_whole_in_the_file(
    cast: Cast, noord: Park, login: Login
) -> None:
    with park_context(noord.pk):
        for _ in range(12):
            AuditEntry.objects.create(park=noord, actor=cast.bram, action=AuditAction.DOWNLOAD)
    assert "U ziet de eerste 5" in login(cast.bram).get(PAGE).content.decode()
    assert len(record_of(cast.bram)["gegevens"]["Logboek: wat u deed"]) == 12


def test_more_rows_and_parks_cost_no_more_queries(
    cast: Cast, noord: Park, login: Login, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = login(cast.bram)
    with django_assert_num_queries(102) as few:
        client.get(PAGE)
    with park_context(noord.pk):
        for _ in range(20):
            AuditEntry.objects.create(park=noord, actor=cast.bram, action=AuditAction.DOWNLOAD)
    Park.objects.bulk_create(
        Park(name=f"Park {number}", slug=f"park-{number}") for number in range(50)
    )
    with django_assert_num_queries(len(few)):
        client.get(PAGE)
