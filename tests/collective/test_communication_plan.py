"""The communication plan: messages by month, late ones marked, for the team alone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from collective.choices import Channel, Segment, Side
from collective.models import Communication, OrganisationDegree
from core.park_context import park_context
from knowledge.choices import Degree
from parks.choices import Audience
from parks.models import Park

Login = Callable[[User], Client]
PLAN = "/p/noord/samenwerking/communicatie/"


def typed(**changes: str) -> dict[str, str]:
    return {
        "message": "Samen inkopen scheelt.",
        "channel": "visit",
        "planned_on": "2027-05-01",
    } | changes


def message(park: Park, **fields: Any) -> Communication:
    with park_context(park.pk):
        made: Communication = Communication.objects.create(
            park=park,
            **{
                "message": "Samen inkopen scheelt.",
                "channel": Channel.CALL,
                "planned_on": dt.date(2027, 5, 1),
            }
            | fields,
        )
    return made


def test_a_message_is_planned_and_stands_under_its_month(
    noord: Park, anna: User, login: Login
) -> None:
    client = login(anna)
    client.post(f"{PLAN}nieuw/", typed(segments="sleeper", degree="minimal"))
    page = client.get(PLAN).content.decode()
    assert "Mei 2027" in page
    assert "Samen inkopen scheelt." in page
    assert "slaper" in page


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("message", {"message": ""}),
        ("message", {"message": "x" * 301}),
        ("channel", {"channel": "duif"}),
        ("planned_on", {"planned_on": "32-13-2027"}),
        ("segments", {"segments": "iedereen"}),
        ("owner", {"owner": "onzin"}),
    ],
)
def test_bad_input_gets_a_message_at_the_field(
    noord: Park, anna: User, login: Login, field: str, changes: dict[str, str]
) -> None:
    answer = login(anna).post(f"{PLAN}nieuw/", typed(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_one_owner_at_a_time(noord: Park, anna: User, login: Login) -> None:
    from parks.models import Membership

    with park_context(noord.pk):
        owner = Membership.objects.get(user=anna)
    both = typed(owner=str(owner.pk), owner_other="De parkwacht")
    assert login(anna).post(f"{PLAN}nieuw/", both).status_code == 422


def test_what_should_have_been_said_is_late_until_it_is_done(
    noord: Park, anna: User, login: Login
) -> None:
    late = message(noord, planned_on=timezone.localdate() - dt.timedelta(days=1))
    client = login(anna)
    assert "1 boodschap is te laat." in client.get(PLAN).content.decode()
    client.post(f"{PLAN}{late.pk}/gedaan/")
    assert "te laat" not in client.get(PLAN).content.decode()
    client.post(f"{PLAN}{late.pk}/gedaan/", {"undo": "1"})
    assert "1 boodschap is te laat." in client.get(PLAN).content.decode()


def test_a_filter_on_a_group_keeps_what_is_for_everybody(
    noord: Park, anna: User, login: Login
) -> None:
    message(noord, message="Voor slapers", segments=[Segment.SLEEPER])
    message(noord, message="Voor koplopers", segments=[Segment.FRONT_RUNNER])
    message(noord, message="Voor iedereen")
    page = login(anna).get(f"{PLAN}?segment=sleeper").content.decode()
    assert "Voor slapers" in page
    assert "Voor iedereen" in page
    assert "Voor koplopers" not in page


def test_the_plan_suggests_what_fits_the_degree(noord: Park, anna: User, login: Login) -> None:
    client = login(anna)
    assert client.get(PLAN).context["style"] is None
    seen = set()
    for number, degree in enumerate((Degree.MINIMAL, Degree.FUNCTIONAL, Degree.PROFESSIONAL)):
        with park_context(noord.pk):
            OrganisationDegree.objects.create(
                park=noord,
                side=Side.BUSINESS,
                degree=degree,
                reason="x",
                stated_on=dt.date(2026, 1, 1 + number),
                stated_by=anna,
                audience=Audience.MEMBERS,
            )
        style = client.get(PLAN).context["style"]
        seen.add(style.messages)
        form = client.get(f"{PLAN}nieuw/?zin=0").context["form"]
        assert form.initial["message"] == style.messages[0]
    assert len(seen) == 3


@pytest.mark.parametrize("number", ["99", "-1", "²", "x"])
def test_a_sentence_that_is_not_there_starts_an_empty_form(
    noord: Park, anna: User, login: Login, number: str
) -> None:
    assert login(anna).get(f"{PLAN}nieuw/?zin={number}").status_code == 200


def test_nobody_else_reads_or_changes_the_plan(
    noord: Park, zuid: Park, anna: User, bram: User, dina: User, login: Login
) -> None:
    foreign = message(zuid)
    for who in (bram, dina):
        assert login(who).get(PLAN).status_code == 403
    for path in ("bewerken/", "verwijderen/", "geschiedenis/"):
        assert login(anna).get(f"{PLAN}{foreign.pk}/{path}").status_code == 404


def test_changes_are_kept_and_removing_asks_first(noord: Park, anna: User, login: Login) -> None:
    row = message(noord)
    client = login(anna)
    client.post(f"{PLAN}{row.pk}/bewerken/", typed(message="Anders", version="1"))
    assert "Anders" in client.get(f"{PLAN}{row.pk}/geschiedenis/").content.decode()
    client.get(f"{PLAN}{row.pk}/verwijderen/")
    with park_context(noord.pk):
        assert Communication.objects.exists()
    client.post(f"{PLAN}{row.pk}/verwijderen/")
    with park_context(noord.pk):
        assert not Communication.objects.exists()


def test_the_plan_costs_the_same_for_ten_times_the_messages(
    noord: Park, anna: User, login: Login
) -> None:
    client = login(anna)
    bills = []
    for number in (4, 40):
        for _ in range(number):
            message(noord)
        client.get(PLAN)
        with CaptureQueriesContext(connection) as queries:
            client.get(PLAN)
        bills.append(len(queries))
    assert bills[0] == bills[1]
