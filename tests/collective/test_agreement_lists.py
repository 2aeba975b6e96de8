"""Lists as files: commitments, stakeholders, activities."""

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from collective.choices import Segment, SignUpState, Stance
from collective.models import Activity, Position, SignUp, Stakeholder
from core.park_context import park_context
from parks.choices import Audience, AuditAction, Helix
from parks.models import AuditEntry, Park
from tests.collective.agreement_steps import LONG_AGO, agreement, at, commitment

Login = Callable[[User], Client]


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def csv(client: Client, kind: str) -> str:
    answer = client.get(at("list_export", kind, "csv"))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content.decode("utf-8-sig")


def test_commitments_come_with_numbers_and_units(client: Client, noord: Park) -> None:
    made = agreement(noord)
    commitment(noord, agreement=made, quantity=Decimal("2.5"), due_on=LONG_AGO)
    commitment(noord, kind="data", quantity=None, name="=1+1")
    found = csv(client, "toezeggingen")
    assert '"2,5000";"uur"' in found
    assert '"te laat"' in found
    assert '"Green Deal zon"' in found
    assert '"\'=1+1"' in found
    assert '"n.v.t."' in found


def test_a_workbook_holds_no_live_formula(client: Client, noord: Park) -> None:
    commitment(noord, what="=HYPERLINK(1)")
    answer = client.get(at("list_export", "toezeggingen", "xlsx"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cell = next(each for each in sheet[2] if each.value == "=HYPERLINK(1)")
    assert cell.data_type == "s"


def test_stakeholders_come_with_scores_but_not_with_what_lies_beneath(
    client: Client, noord: Park, anna: User
) -> None:
    with park_context(noord.pk):
        made = Stakeholder.objects.create(
            park=noord, name="Bank", helix=Helix.COMPANY, brings="een lening"
        )
        for since, interest in ((LONG_AGO, 1), (dt.date(2026, 1, 1), 4)):
            Position.objects.create(
                park=noord,
                stakeholder=made,
                since=since,
                interest=interest,
                influence=5,
                realising=2,
                blocking=3,
                segment=Segment.MIDDLE,
                stance=Stance.OPPOSES,
                drivers="geheime drijfveer",
                undercurrents="geheime onderstroom",
                assessed_by=anna,
            )
    found = csv(client, "belanghebbenden")
    assert '"een lening"' in found
    assert '"4";"5";"2";"3";"middengroep";"2026-01-01"' in found
    assert "geheime" not in found
    assert "is tegen" not in found


def test_activities_come_with_how_many_came(client: Client, noord: Park) -> None:
    now = timezone.now()
    with park_context(noord.pk):
        made = Activity.objects.create(
            park=noord, title="Ontbijt", starts_at=now, ends_at=now + dt.timedelta(hours=1)
        )
        for number, came in enumerate((True, False, None)):
            SignUp.objects.create(
                park=noord,
                activity=made,
                name=f"Gast {number}",
                email=f"gast{number}@example.test",
                state=SignUpState.COMING,
                attended=came,
            )
    found = csv(client, "activiteiten")
    assert '"3";"0";"1"' in found
    assert "Gast" not in found
    assert "example.test" not in found


def test_who_took_a_list_is_in_the_log(client: Client, noord: Park) -> None:
    csv(client, "toezeggingen")
    with park_context(noord.pk):
        taken = AuditEntry.objects.get(action=AuditAction.EXPORT)
    assert taken.object_label == "Lijst van toezeggingen"


@pytest.mark.parametrize(("kind", "form"), [("geheim", "csv"), ("toezeggingen", "pdf")])
def test_a_list_that_is_not_there_is_absent(
    client: Client, noord: Park, kind: str, form: str
) -> None:
    assert client.get(at("list_export", kind, form)).status_code == 404


def test_lists_are_for_the_team(noord: Park, login: Login, bram: User, dina: User) -> None:
    for who in (bram, dina):
        for kind in ("toezeggingen", "belanghebbenden", "activiteiten"):
            assert login(who).get(at("list_export", kind, "csv")).status_code == 403


def test_every_row_of_the_park_is_in_the_list(client: Client, noord: Park, zuid: Park) -> None:
    for number in range(60):
        commitment(noord, what=f"gift {number}")
    commitment(zuid, what="gift van zuid", audience=Audience.PUBLIC)
    found = csv(client, "toezeggingen")
    assert found.count("gift") == 60
    assert "zuid" not in found
