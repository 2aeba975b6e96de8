"""The baseline: facts with source and date, now against before, targets, who sees what."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.access import viewer_at
from parks.choices import Audience
from parks.models import AuditEntry, Park
from realisation.models import AreaFact, FactGoal
from realisation.queries.baseline import Baseline, FactLine, baseline_of
from tests.factories.world import World
from tests.realisation.opportunity_steps import again, at, exists, text, words
from tests.realisation.scan_steps import version

Login = Callable[[User], Client]
COUNTED = {
    "value": "12",
    "data_state": "measured",
    "on": "2026-05-01",
    "source": "Telling op het terrein",
    "audience": "members",
}
pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def team(tess: User, login: Login) -> Client:
    return login(tess)


def fact(park: Park, subject: str, on: str, value: float | None, **fields: Any) -> AreaFact:
    with park_context(park.pk):
        made: AreaFact = AreaFact.objects.create(
            park=park,
            subject=subject,
            on=on,
            value=value,
            source=fields.pop("source", "Bron"),
            audience=fields.pop("audience", Audience.MEMBERS),
            **fields,
        )
        return made


def baseline(park: Park, user: User, earlier: Any = None) -> Baseline:
    with park_context(park.pk):
        viewer = viewer_at(user, park)
        assert viewer is not None
        return baseline_of(viewer, today=timezone.localdate(), earlier=earlier)


def line(found: Baseline, subject: str) -> FactLine:
    return next(
        each for group in found.groups for each in group.lines if each.subject.slug == subject
    )


def test_the_team_adds_a_fact_and_everybody_reads_it(
    team: Client, bram: User, login: Login
) -> None:
    page = team.post(at("baseline_fact_add", "charging-points"), COUNTED, follow=True)
    assert "Laadpunten: opgeslagen." in text(page)
    shown = words(login(bram).get(at("baseline")))
    for part in ("12 laadpunten", "Telling op het terrein", "1 mei 2026"):
        assert part in shown
    assert login(bram).get(at("baseline_fact_add", "charging-points")).status_code == 403


def test_what_is_missing_is_said_with_where_to_find_it(team: Client) -> None:
    page = words(team.get(at("baseline")))
    assert "ontbreekt" in page
    assert "Te vinden: De capaciteitskaart van de netbeheerders." in page


@pytest.mark.parametrize(
    ("subject", "typed", "message"),
    [
        ("charging-points", {"value": ""}, "Vul de waarde in"),
        ("charging-points", {"value": "veel"}, "Vul een getal in"),
        ("charging-points", {"value": "-1"}, "van 0 of hoger"),
        ("charging-points", {"value": "1,5"}, "een heel getal"),
        ("charging-points", {"data_state": "missing"}, "Laat dit leeg"),
        ("charging-points", {"on": "2999-01-01"}, "niet in de toekomst"),
        ("charging-points", {"source": ""}, "Vul in: bron."),
        ("green-share", {"value": "101"}, "van 100 of lager"),
        ("grid-demand", {"value": "9"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_can_not_be_is_refused_and_kept(
    team: Client, subject: str, typed: dict[str, str], message: str
) -> None:
    answer = team.post(
        at("baseline_fact_add", subject), {**COUNTED, "note": "Blijft staan", **typed}
    )
    assert answer.status_code == 422
    assert message in text(answer)
    assert "Blijft staan" in text(answer)


def test_a_degree_is_told_by_its_name(team: Client, noord: Park, tess: User) -> None:
    team.post(at("baseline_fact_add", "grid-demand"), {**COUNTED, "value": "2"})
    now = line(baseline(noord, tess), "grid-demand").now
    assert now is not None
    assert now.words == "vol"
    page = team.get(at("baseline_fact_edit", now.id))
    assert '<option value="2" selected>vol</option>' in text(page)


def test_one_fact_a_day(team: Client, noord: Park) -> None:
    add = at("baseline_fact_add", "charging-points")
    team.post(add, COUNTED)
    answer = team.post(add, {**COUNTED, "value": "13"})
    assert answer.status_code == 422
    assert "Voor deze dag staat dit gegeven er al." in text(answer)
    assert 'value="13"' in text(answer)


def test_the_latest_counts_and_is_compared_with_an_earlier_one(
    team: Client, noord: Park, tess: User
) -> None:
    fact(noord, "charging-points", "2024-01-01", 8)
    fact(noord, "charging-points", "2026-01-01", 12)
    fact(noord, "sealed-share", "2024-01-01", 80)
    fact(noord, "sealed-share", "2026-01-01", 85)
    fact(noord, "grid-demand", "2024-01-01", 1)
    fact(noord, "grid-demand", "2026-01-01", 2)
    fact(noord, "fuel-stations", "2024-01-01", 2)
    fact(noord, "fuel-stations", "2026-01-01", 2)
    found = baseline(noord, tess, dt.date(2025, 1, 1))
    told = {
        slug: (it.words, it.is_better)
        for slug in ("charging-points", "sealed-share", "grid-demand", "fuel-stations")
        if (it := line(found, slug).difference)
    }
    assert told == {
        "charging-points": ("+4 laadpunten", True),
        "sealed-share": ("+5 procentpunt", False),
        "grid-demand": ("was tekort verwacht", False),
        "fuel-stations": ("gelijk gebleven", None),
    }
    page = words(team.get(at("baseline"), {"vergelijk": "2024-01-01"}))
    assert "+4 laadpunten (beter)" in page


@pytest.mark.parametrize("day", ["gisteren", "2024-13-01", "", "0000-00-00", "2024-01-01' or 1=1"])
def test_a_day_that_is_none_shows_the_page_without_comparing(team: Client, day: str) -> None:
    assert team.get(at("baseline"), {"vergelijk": day}).status_code == 200


def test_an_estimate_and_a_gap_are_told_as_such(noord: Park, tess: User) -> None:
    fact(noord, "charging-points", "2026-01-01", 8, data_state="estimated")
    fact(noord, "grid-demand", "2026-01-01", 1, data_state="estimated")
    fact(noord, "bus-stops", "2026-01-01", None, data_state="not_applicable")
    found = baseline(noord, tess)
    told = [
        now.words
        for slug in ("charging-points", "grid-demand", "bus-stops")
        if (now := line(found, slug).now)
    ]
    assert told == [
        "ca. 8 laadpunten (geschat)", "tekort verwacht (geschat)", "niet van toepassing",
    ]  # fmt: skip


def test_a_fact_for_the_team_is_hidden_from_members_and_so_is_its_day(
    noord: Park, bram: User, tess: User, login: Login
) -> None:
    fact(noord, "charging-points", "2025-03-03", 99, audience=Audience.TEAM, source="Stil")
    page = words(login(bram).get(at("baseline")))
    assert "99 laadpunten" not in page
    assert "2025-03-03" not in page
    assert "Stil" not in words(login(bram).get(at("baseline_subject", "charging-points")))
    assert "99 laadpunten" in words(login(tess).get(at("baseline")))


def test_a_goal_that_a_reader_may_not_see_is_no_target_for_her(
    world: World, noord: Park, bram: User, tess: User, login: Login, team: Client
) -> None:
    team.post(at("baseline_target_add", "bus-stops"), {"goal": world.team_goal.pk})
    assert line(baseline(noord, tess), "bus-stops").targets
    assert not line(baseline(noord, bram), "bus-stops").targets
    assert world.team_goal.statement not in text(
        login(bram).get(at("baseline_subject", "bus-stops"))
    )


def test_a_goal_is_linked_once_and_taken_away_after_asking(
    world: World, noord: Park, team: Client
) -> None:
    add = at("baseline_target_add", "bus-stops")
    team.post(add, {"goal": world.members_goal.pk})
    twice = team.post(add, {"goal": world.members_goal.pk})
    assert twice.status_code == 422
    with park_context(noord.pk):
        target = FactGoal.objects.get(subject="bus-stops")
    assert "Doel weghalen bij" in text(team.get(at("baseline_target_delete", target.pk)))
    team.post(at("baseline_target_delete", target.pk))
    assert not exists(target)


def test_a_goal_of_another_park_can_not_be_chosen(their_world: World, team: Client) -> None:
    add = at("baseline_target_add", "bus-stops")
    assert team.post(add, {"goal": their_world.members_goal.pk}).status_code == 422


def test_who_comes_second_sees_what_the_first_one_stored(team: Client, noord: Park) -> None:
    row = fact(noord, "charging-points", "2026-05-01", 8, source="Telling op het terrein")
    old = version(row)
    edit = at("baseline_fact_edit", row.pk)
    assert team.post(edit, {**COUNTED, "version": old}).status_code == 302
    late = team.post(edit, {**COUNTED, "value": "20", "version": old})
    assert late.status_code == 409
    assert again(row).value == 12


def test_removing_a_fact_asks_first_and_is_logged(team: Client, noord: Park) -> None:
    row = fact(noord, "charging-points", "2026-05-01", 8)
    assert "Gegeven verwijderen?" in text(team.get(at("baseline_fact_delete", row.pk)))
    team.post(at("baseline_fact_delete", row.pk))
    assert not exists(row)
    with park_context(noord.pk):
        deleted = AuditEntry.objects.filter(action="delete")
        assert deleted.filter(object_label__startswith="Laadpunten").exists()


def test_the_history_tells_what_it_was(team: Client, noord: Park) -> None:
    row = fact(noord, "charging-points", "2026-05-01", 8)
    team.post(at("baseline_fact_edit", row.pk), {**COUNTED, "version": version(row)})
    page = words(team.get(at("baseline_fact_history", row.pk)))
    assert "Waarde" in page
    assert "12" in page


@pytest.mark.parametrize("subject", ["bestaat-niet", "sbi-mix"])
def test_a_subject_that_nobody_measures_has_no_form(team: Client, subject: str) -> None:
    assert team.get(at("baseline_fact_add", subject)).status_code == 404


def test_the_page_asks_as_much_with_ten_times_the_facts(team: Client, noord: Park) -> None:
    def bill() -> int:
        team.get(at("baseline"))
        with CaptureQueriesContext(connection) as asked:
            assert team.get(at("baseline"), {"vergelijk": "2020-01-01"}).status_code == 200
        return len(asked)

    for year in range(2010, 2012):
        fact(noord, "charging-points", f"{year}-01-01", year)
    few = bill()
    for slug in ("charging-points", "bus-stops", "green-share", "grid-demand"):
        for year in range(2012, 2017):
            fact(noord, slug, f"{year}-02-02", 1)
    assert bill() == few
