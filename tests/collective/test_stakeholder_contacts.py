"""Talks: the log, what must follow, and the rule for when it is time to speak."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.models import Contact, Stakeholder
from collective.queries.contacts import contact_facts
from core.park_context import park_context
from parks.choices import AuditAction
from parks.models import AuditEntry, Park
from tests.collective.stakeholder_steps import at, contact, page, position, stakeholder
from tests.parks.terrain_steps import again, version

Login = Callable[[User], Client]
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def grid(noord: Park) -> Stakeholder:
    return stakeholder(noord, "Stroomnet")


def typed(**changes: str) -> dict[str, str]:
    return {"on": "2026-03-01", "kind": "call", "summary": "Gebeld over het net."} | changes


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("segment", "last_on", "next_on", "due_on"),
    [
        ("", None, None, None),
        ("front_runner", days_ago(89), None, TODAY + dt.timedelta(days=1)),
        ("front_runner", days_ago(90), None, TODAY),
        ("middle", days_ago(90), None, TODAY + dt.timedelta(days=90)),
        ("sleeper", days_ago(364), None, TODAY + dt.timedelta(days=1)),
        ("", days_ago(180), None, TODAY),
        ("front_runner", days_ago(400), days_ago(-5), days_ago(-5)),
        ("front_runner", None, days_ago(1), days_ago(1)),
        ("front_runner", days_ago(10), days_ago(10), days_ago(-80)),
    ],
)
def test_when_it_is_time_follows_one_rule(
    segment: str, last_on: dt.date | None, next_on: dt.date | None, due_on: dt.date | None
) -> None:
    facts = contact_facts(segment=segment, last_on=last_on, next_on=next_on, today=TODAY)
    assert facts.due_on == due_on
    assert facts.is_due == (due_on is None or due_on <= TODAY)


def test_a_talk_is_noted_and_stands_with_the_stakeholder_and_in_the_log(
    client: Client, grid: Stakeholder
) -> None:
    answer = client.post(at("stakeholder_contact_add", grid.pk), typed(), follow=True)
    assert "Het contact met Stroomnet is vastgelegd." in answer.content.decode()
    assert "Gebeld over het net." in answer.content.decode()
    assert "Gebeld over het net." in page(client, "stakeholder_contacts")
    assert "Nog geen contact" not in page(client, "stakeholder_detail", grid.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": "2999-01-01"}, "on"),
        ({"on": "gisteren"}, "on"),
        ({"kind": "letter"}, "kind"),
        ({"summary": ""}, "summary"),
        ({"summary": "x" * 4001}, "summary"),
        ({"summary": "a\x00b"}, "summary"),
        ({"follow_up_on": "2026-04-01"}, "follow_up"),
        ({"follow_up": "x" * 301}, "follow_up"),
        ({"next_contact_on": "2026-02-01"}, "next_contact_on"),
    ],
)
def test_bad_input_gets_a_message_at_the_field(
    client: Client, grid: Stakeholder, changes: dict[str, str], field: str
) -> None:
    answer = client.post(at("stakeholder_contact_add", grid.pk), typed(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    with park_context(grid.park_id):
        assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("planned", "given", "becomes"),
    [
        (None, "2026-05-01", dt.date(2026, 5, 1)),
        (dt.date(2026, 2, 1), "", None),
        (dt.date(2026, 9, 1), "", dt.date(2026, 9, 1)),
        (dt.date(2026, 9, 1), "2026-04-01", dt.date(2026, 4, 1)),
    ],
)
def test_a_talk_plans_the_next_one_or_ends_what_was_planned(
    client: Client, noord: Park, planned: dt.date | None, given: str, becomes: dt.date | None
) -> None:
    row = stakeholder(noord, next_contact_on=planned)
    client.post(at("stakeholder_contact_add", row.pk), typed(next_contact_on=given))
    assert again(row).next_contact_on == becomes


def test_what_must_follow_is_listed_until_it_is_done(
    client: Client, grid: Stakeholder, anna: User
) -> None:
    late = contact(
        grid, anna, days_ago(9), follow_up="Offerte sturen", follow_up_on=dt.date(2026, 1, 2)
    )
    contact(grid, anna, days_ago(1), follow_up="Ooit bellen")
    contact(grid, anna, days_ago(1), follow_up="Al klaar", followed_up_on=days_ago(0))
    shown = page(client, "stakeholder_follow_ups")
    assert shown.index("Offerte sturen") < shown.index("Ooit bellen")
    assert "te laat" in shown
    assert "Al klaar" not in shown
    answer = client.post(at("stakeholder_contact_done", late.pk) + "?lijst")
    assert answer["Location"] == at("stakeholder_follow_ups")
    shown = page(client, "stakeholder_follow_ups")
    assert '<th scope="row" role="rowheader">Offerte sturen' not in shown
    assert again(late).followed_up_on == timezone.localdate()


def test_done_keeps_its_day(client: Client, grid: Stakeholder, anna: User) -> None:
    row = contact(grid, anna, days_ago(9), follow_up="Bellen", followed_up_on=days_ago(5))
    assert client.post(at("stakeholder_contact_done", row.pk)).status_code == 302
    assert again(row).followed_up_on == days_ago(5)
    assert client.get(at("stakeholder_contact_done", row.pk)).status_code == 405


def test_a_talk_is_changed_with_an_eye_on_others(
    client: Client, grid: Stakeholder, anna: User
) -> None:
    row = contact(grid, anna, dt.date(2026, 3, 1))
    began = str(version(row))
    form = at("stakeholder_contact_edit", row.pk)
    assert client.post(form, typed(version=began, summary="Verbeterd")).status_code == 302
    assert client.post(form, typed(version=began, summary="Te laat")).status_code == 409
    assert "Verbeterd" in page(client, "stakeholder_contact_history", row.pk)


def test_removing_asks_first_and_is_logged(client: Client, grid: Stakeholder, anna: User) -> None:
    row = contact(grid, anna, dt.date(2026, 3, 1))
    assert "Contact verwijderen?" in page(client, "stakeholder_contact_delete", row.pk)
    client.post(at("stakeholder_contact_delete", row.pk))
    with park_context(grid.park_id):
        assert not Contact.objects.exists()
        assert AuditEntry.objects.filter(action=AuditAction.DELETE).exists()


def test_the_log_is_searched_and_filtered(client: Client, noord: Park, anna: User) -> None:
    grid, town = stakeholder(noord, "Stroomnet"), stakeholder(noord, "Gemeente")
    contact(grid, anna, days_ago(3), kind="visit", summary="Over het dak")
    contact(town, anna, days_ago(2), kind="mail", summary="Over de weg")
    queries: dict[str, Any] = {
        "?q=dak": ("dak",),
        "?q=Gemeente": ("weg",),
        "?kind=mail": ("weg",),
        f"?wie={grid.pk}": ("dak",),
        "?wie=onzin&kind=onzin": ("dak", "weg"),
    }
    for query, expected in queries.items():
        shown = client.get(at("stakeholder_contacts") + query).content.decode()
        found = tuple(
            w for w in ("dak", "weg") if f"Over {'het' if w == 'dak' else 'de'} {w}" in shown
        )
        assert found == expected, query


def test_who_waits_longest_comes_first_and_the_page_says_the_rule(
    client: Client, noord: Park, anna: User
) -> None:
    today = timezone.localdate()
    rows = {name: stakeholder(noord, name) for name in ("Nooit", "Lang", "Kort", "Net", "Weg")}
    for name, days in (("Lang", 300), ("Kort", 100), ("Net", 10)):
        contact(rows[name], anna, today - dt.timedelta(days=days))
        position(rows[name], anna, today - dt.timedelta(days=400), segment="front_runner")
    client.post(at("stakeholder_leave", rows["Weg"].pk), {"left_on": today.isoformat()})
    shown = page(client, "stakeholder_to_speak")
    links = [name for name in rows if f">{name}</a>" in shown]
    assert sorted(links, key=lambda name: shown.index(f">{name}</a>")) == ["Lang", "Kort", "Nooit"]
    assert "koploper: na 90 dagen" in shown
