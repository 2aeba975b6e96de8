"""What the platform's staff do to parks and their advisers stands in the logs of those parks."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.choices import AuditAction
from parks.models import Adviser, AuditEntry, Authority, Park
from tests.cast import Cast


@pytest.fixture
def staff(db: None, login: Callable[[User], Client]) -> Client:
    return login(User.objects.create_superuser("staf@example.test", "geheim", name="Staf"))


def lines(park: Park) -> list[tuple[str, str, str]]:
    with park_context(park.pk):
        found = AuditEntry.objects.in_park(park.pk).newest_first()
        return [(str(each.actor), each.action, each.object_label) for each in found]


def test_another_name_for_a_park(staff: Client, cast: Cast) -> None:
    typed = {"name": "Noorderpoort", "slug": "noord", "municipality_codes": "GM0160"}
    address = f"/beheer/parks/park/{cast.noord.pk}/change/"
    assert staff.post(address, typed).status_code == 302
    assert lines(cast.noord) == [("Staf", AuditAction.CHANGE, "Noorderpoort")]
    assert lines(cast.zuid) == []
    with park_context(cast.noord.pk):
        detail = AuditEntry.objects.get().detail
    assert detail["door"] == "beheer van de site"
    assert "Naam" in detail["wat"]


def test_a_new_adviser_stands_in_the_log_of_every_park_that_she_reads(
    staff: Client, cast: Cast
) -> None:
    authority = Authority.objects.get(advisers__user=cast.dina)
    typed = {"user": cast.fred.pk, "authority": authority.pk, "since": "2026-03-01"}
    assert staff.post("/beheer/parks/adviser/add/", typed).status_code == 302
    assert lines(cast.noord) == [("Staf", AuditAction.CREATE, f"Fred ({authority})")]
    assert lines(cast.zuid) == []


@pytest.mark.parametrize("in_bulk", [True, False])
def test_an_adviser_who_is_removed(staff: Client, cast: Cast, in_bulk: bool) -> None:
    adviser = Adviser.objects.get(user=cast.dina)
    typed = {"post": "yes", "action": "delete_selected", "_selected_action": adviser.pk}
    address = "" if in_bulk else f"{adviser.pk}/delete/"
    assert staff.post(f"/beheer/parks/adviser/{address}", typed).status_code == 302
    assert [line[1] for line in lines(cast.noord)] == [AuditAction.DELETE]
