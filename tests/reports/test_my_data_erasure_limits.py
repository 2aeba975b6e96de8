"""Erasing one person touches nobody else, whatever she is called and whatever staff types."""

import io
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import AuditAction
from parks.models import AuditEntry, ContactPerson, Membership
from parks.services.audit import record
from reports.services.erasure import erase_address, erase_person
from tests.cast import Cast
from tests.factories.parks import ContactFactory, EstablishmentFactory

Login = Callable[[User], Client]


@pytest.mark.parametrize("typed", ["", " ", "@", "iemand", "%"])
def test_what_is_no_address_erases_nothing(typed: str, cast: Cast) -> None:
    company = EstablishmentFactory(park=cast.noord)
    contact = ContactFactory(park=cast.noord, establishment=company, email="")
    with pytest.raises(CommandError, match="geen e-mailadres"):
        call_command("erase_person", email=typed, stdout=io.StringIO())
    with pytest.raises(ValueError, match="address"):
        erase_address(address=typed, now=timezone.now())
    with park_context(cast.noord.pk):
        assert ContactPerson.objects.filter(pk=contact.pk).exists()


@pytest.mark.parametrize("name", ['"', ":", 'Jan "de Boer" Pit', "a", "\\", "é"])
def test_her_name_goes_from_the_log_whatever_signs_it_has(name: str, cast: Cast) -> None:
    User.objects.filter(pk=cast.bram.pk).update(name=name)
    cast.bram.refresh_from_db()
    with park_context(cast.noord.pk):
        role = Membership.objects.get(user=cast.bram)
        record(
            park=cast.noord,
            action=AuditAction.CHANGE,
            actor=cast.anna,
            target=role,
            detail={"aantal": 3, "wie": f"nu {name}", "van": "leden"},
        )
    erase_person(user=cast.bram, now=timezone.now())
    with park_context(cast.noord.pk):
        told = AuditEntry.objects.get(action=AuditAction.CHANGE)
    assert set(told.detail) == {"aantal", "wie", "van"}
    assert told.detail["aantal"] == 3
    assert told.detail["wie"].endswith("Verwijderde gebruiker")
    assert told.object_label == "Verwijderde gebruiker"


def test_an_address_within_a_longer_one_is_somebody_else(cast: Cast) -> None:
    user = User.objects.create_user("an@example.test", name="An")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    with park_context(cast.noord.pk):
        for address in (
            "jan@example.test",
            "an@example.test",
            "an@example.tests",
            "AN@Example.test",
        ):
            record(
                park=cast.noord,
                action=AuditAction.DELETE,
                actor=cast.anna,
                label=f"iets van {address}.",
                detail={"adres": address},
            )
    erase_person(user=user, now=timezone.now())
    gone = f"verwijderd-{user.pk}@verwijderd.invalid"
    with park_context(cast.noord.pk):
        told = AuditEntry.objects.filter(action=AuditAction.DELETE)
        labels = set(told.values_list("object_label", "detail__adres"))
    assert labels == {
        (f"iets van {address}.", address)
        for address in ("jan@example.test", "an@example.tests", gone)
    }
