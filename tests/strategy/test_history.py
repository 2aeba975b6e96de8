"""The history of a goal, readable in Dutch."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pghistory
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from knowledge.choices import Capital, Horizon
from parks.choices import Audience
from parks.models import Membership, Park
from parks.queries.history import Changed, HistoryEntry
from strategy.models import Goal
from strategy.queries.history import goal_history
from strategy.services.goals import (
    GoalData,
    create_goal,
    set_goal_state,
    update_goal,
)
from strategy.services.measurements import record_measurement

ALL = tuple(Audience.values)
MEMBERS = Audience.at_least(Audience.MEMBERS)
DATA = GoalData(
    statement="Meer groen",
    capital=Capital.NATURAL,
    horizon=Horizon.MEDIUM,
    indicator_name="Groen",
    indicator_unit="m2",
)


@pytest.fixture
def goal(in_noord: Park, anna: User) -> Goal:
    with pghistory.context(user=anna.pk):
        return create_goal(park=in_noord, data=DATA)


def history(goal: Goal, audiences: tuple[str, ...] = ALL) -> tuple[HistoryEntry, ...]:
    return goal_history(park_id=goal.park_id, audiences=audiences, pk=goal.pk)


def change(goal: Goal, by: User, data: GoalData) -> None:
    goal.refresh_from_db()
    with pghistory.context(user=by.pk):
        update_goal(park=goal.park, pk=goal.pk, data=data, expected_version=goal.version)


def test_history_starts_with_who_made_the_goal(goal: Goal) -> None:
    (entry,) = history(goal)
    assert (entry.who, entry.what, entry.changes) == ("Anna", "Doel gemaakt", ())


def test_history_says_in_dutch_what_became_what(goal: Goal, tess: User) -> None:
    owner = Membership.objects.get(user=tess)
    typed = replace(
        DATA,
        statement="Nog meer groen",
        horizon=Horizon.LONG,
        target=Decimal("1500.5"),
        due_on=dt.date(2030, 12, 31),
        owner=owner,
        sdgs=(3, 15),
        effects={"financial": -2, "human": 1},
        indicator_name="Bomen",
        indicator_unit="stuks",
    )
    change(goal, tess, typed)
    newest = history(goal)[0]
    assert (newest.who, newest.what) == ("Tess", "Doel aangepast")
    assert set(newest.changes) == {
        Changed("Doel", "Meer groen", "Nog meer groen"),
        Changed("Termijn", "Middellange termijn", "Lange termijn"),
        Changed("Indicator", "Groen (m2)", "Bomen (stuks)"),
        Changed("Streefwaarde", "leeg", "1.500,5"),
        Changed("Klaar op", "leeg", "31 december 2030"),
        Changed("Eigenaar", "leeg", "Tess (lid van het kernteam)"),
        Changed("Duurzame ontwikkelingsdoelen", "leeg", "SDG 3, SDG 15"),
        Changed(
            "Effect op andere kapitalen",
            "leeg",
            "Menselijk kapitaal: kleine winst, Financieel kapitaal: groot verlies",
        ),
    }


def test_history_tells_of_the_state_with_its_reason(goal: Goal, anna: User) -> None:
    with pghistory.context(user=anna.pk):
        set_goal_state(
            park=goal.park, pk=goal.pk, state="dropped", reason="Geen grond", expected_version=1
        )
    assert history(goal)[0].changes == (
        Changed("Stand", "Concept", "Vervallen"),
        Changed("Reden van vervallen", "leeg", "Geen grond"),
    )


def test_history_includes_measurements_of_the_indicator(goal: Goal, anna: User) -> None:
    assert goal.indicator is not None
    with pghistory.context(user=anna.pk):
        record_measurement(
            indicator=goal.indicator,
            measured_on=dt.date(2026, 5, 1),
            data_state="estimated",
            value=Decimal(40),
            source="Luchtfoto",
            audience=Audience.TEAM,
        )
    newest = history(goal)[0]
    assert (newest.who, newest.what) == ("Anna", "Meting ingevoerd")
    assert newest.changes == (Changed("Groen, 1 mei 2026", "leeg", "ca. 40 m2 (geschat)"),)


def test_what_no_person_did_is_said_to_be_the_system(in_noord: Park) -> None:
    assert history(create_goal(park=in_noord, data=DATA))[0].who == "het systeem"


def test_readers_see_history_from_the_moment_that_it_was_shared(goal: Goal, anna: User) -> None:
    change(goal, anna, replace(DATA, statement="Geheim plan"))
    shared = replace(DATA, statement="Open plan", audience=Audience.MEMBERS)
    change(goal, anna, shared)
    change(goal, anna, replace(shared, statement="Ons plan"))
    for_members = history(goal, MEMBERS)
    assert [entry.what for entry in for_members] == ["Doel aangepast", "Doel gedeeld"]
    assert "Geheim" not in repr(for_members)
    assert "Geheim plan" in repr(history(goal))


def test_a_goal_of_another_park_has_no_history_here(goal: Goal, zuid: Park) -> None:
    assert goal_history(park_id=zuid.pk, audiences=ALL, pk=goal.pk) == ()


def test_a_longer_history_costs_no_more_queries(goal: Goal, anna: User, tess: User) -> None:
    def bill() -> int:
        with CaptureQueriesContext(connection) as asked:
            history(goal)
        return len(asked)

    change(goal, anna, replace(DATA, statement="Versie 1"))
    short = bill()
    for number in range(2, 22):
        change(goal, (anna, tess)[number % 2], replace(DATA, statement=f"Versie {number}"))
    assert bill() == short == 3  # the goal's rows, those of its measurements, names


def test_the_history_page_shows_text_as_it_was_typed(
    goal: Goal, anna: User, login: Callable[[User], Client]
) -> None:
    change(goal, anna, replace(DATA, statement="<script>alert(1)</script> {{ 7|add:7 }}"))
    page = login(anna).get(reverse("strategy:goal_history", args=["noord", goal.pk]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }}" in text
    assert "<script>alert" not in text
