"""The kansenkaart as a file holds what its reader sees, and the log tells who took it."""

import io
import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from parks.choices import Audience, AuditAction
from parks.models import AuditEntry, Park
from realisation.choices import PartyRole
from tests.realisation.mapping import listing, opportunity, party, plot, square

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]


def address(form: str) -> str:
    return reverse("realisation:map_download", args=["noord", form])


@pytest.fixture
def some(in_noord: Park) -> Park:
    made = opportunity(in_noord, "Warmte", plot(in_noord, 0), plot(in_noord, 1), what="Een leiding")
    party(made, "Zuivel", PartyRole.OFFERS)
    opportunity(in_noord, "Gebied", area=square(10))
    opportunity(in_noord, "Alleen team", audience=Audience.TEAM)
    listing(in_noord, "=1+1 hectare")
    return in_noord


def test_the_map_layer_holds_each_number_with_its_ground(
    some: Park, bram: User, login: Login
) -> None:
    answer = login(bram).get(address("geojson"))
    assert answer["Content-Type"] == "application/geo+json"
    assert "noord-kansenkaart.geojson" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    features = json.loads(answer.content)["features"]
    found = {each["properties"]["nummer"]: each for each in features}
    assert list(found) == ["1", "2", "V1"]
    assert len(found["1"]["geometry"]["coordinates"]) == 2
    longitude, latitude = found["2"]["geometry"]["coordinates"][0][0][0]
    assert (round(longitude), round(latitude)) == (6, 52)
    assert found["V1"]["geometry"] is None
    assert found["1"]["properties"]["partijen"] == "Zuivel (biedt aan)"


def test_the_spreadsheet_has_a_row_per_number_and_no_formula(
    some: Park, bram: User, login: Login
) -> None:
    sheet = load_workbook(io.BytesIO(login(bram).get(address("xlsx")).content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["nummer", "soort", "titel"]
    assert [row[2] for row in rows[1:]] == ["Warmte", "Gebied", "=1+1 hectare"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_the_table_keeps_the_layers_that_were_chosen(some: Park, bram: User, login: Login) -> None:
    told = login(bram).get(address("csv"), {"layer": "demand"}).content.decode("utf-8-sig")
    assert "hectare" in told
    assert "Warmte" not in told


def test_the_log_tells_who_took_it(some: Park, bram: User, login: Login) -> None:
    login(bram).get(address("csv"))
    entry = AuditEntry.objects.get(action=AuditAction.EXPORT)
    assert (entry.actor, entry.object_label, entry.detail) == (bram, "Kansenkaart", {"vorm": "csv"})


def test_there_are_no_other_forms(some: Park, bram: User, login: Login) -> None:
    assert login(bram).get(address("exe")).status_code == 404
