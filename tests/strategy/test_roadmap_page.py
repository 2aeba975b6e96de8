"""The roadmap page: time line, equal table, filter, pages; and how much it asks of the database."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from knowledge.choices import Capital, Theme
from parks.choices import Audience
from parks.models import Park
from strategy.models import Goal, Milestone, MilestoneDependency
from tests.factories.strategy import GoalFactory, MeasurementFactory, MilestoneFactory

URL = "/p/noord/strategie/routekaart/"
HTMX = {"HX-Request": "true"}
# What the page reads, in order; everything else would be one more round trip per page.
BILL = [
    "SAVEPOINT",
    "django_session",
    "accounts_user",
    "parks_park",
    "parks_membership",
    "strategy_goal",
    "strategy_milestonedependency",
    "strategy_milestone",
    "strategy_measurement",
    "strategy_milestonedependency",
    "strategy_milestone",
    "RELEASE SAVEPOINT",
]


@pytest.fixture
def browser(anna: User, login: Callable[[User], Client]) -> Client:
    return login(anna)


def fill(park: Park, goals: int) -> None:
    """Make measured goals over all capitals, three milestones each, in one chain."""
    measured = MeasurementFactory(park=park)
    with park_context(park.pk):
        made = Goal.objects.bulk_create(
            Goal(
                park=park,
                statement=f"Doel nummer {number}",
                capital=Capital.values[number % 6],
                theme=Theme.values[number % 7],
                horizon="short",
                indicator=measured.indicator,
                baseline=0,
                target=100,
            )
            for number in range(goals)
        )
        milestones = Milestone.objects.bulk_create(
            Milestone(park=park, goal=goal, title=f"Stap {step}", due_on=f"2027-0{step}-01")
            for goal in made
            for step in (1, 2, 3)
        )
        MilestoneDependency.objects.bulk_create(
            MilestoneDependency(park=park, milestone=later, depends_on=sooner)
            for sooner, later in pairwise(milestones)
        )


def bill(browser: Client, url: str = URL) -> list[str]:
    """Return for each query of a page what it is about: the first of our tables, or the command."""
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return [_about(query["sql"]) for query in queries]


def _about(sql: str) -> str:
    table = re.search(r'from "?(\w+)', sql, re.IGNORECASE)
    return table.group(1) if table else re.split(r'[ "]*"', sql)[0].strip()


def test_the_page_asks_the_same_at_10_and_at_200_goals(noord: Park, browser: Client) -> None:
    fill(noord, 10)
    few = bill(browser)
    assert few == BILL
    fill(noord, 190)
    assert bill(browser) == few


def test_picture_and_table_show_the_same_fifty_goals(noord: Park, browser: Client) -> None:
    fill(noord, 120)
    for number, count in ((1, 50), (2, 50), (3, 20)):
        page = browser.get(f"{URL}?page={number}").content.decode()
        picture = re.search(r"<svg[^>]*drawing-roadmap.*?</desc>(.*?)</svg>", page, re.DOTALL)
        assert picture
        goals = re.findall(r"Doel nummer \d+(?=:)", picture.group(1))
        table = page.split("utrecht-table", 1)[1]
        assert len(set(goals)) == count
        assert set(re.findall(r">(Doel nummer \d+)</a>", table)) == set(goals)
    assert "Toont doel 101 tot en met 120 van 120" in page


def test_a_page_that_does_not_exist_shows_the_last_one(noord: Park, browser: Client) -> None:
    fill(noord, 60)
    assert "Toont doel 51 tot en met 60 van 60" in browser.get(f"{URL}?page=99").content.decode()


def test_the_filter_works_as_a_plain_form(noord: Park, browser: Client) -> None:
    GoalFactory(park=noord, statement="Mensen opleiden", capital=Capital.HUMAN)
    GoalFactory(park=noord, statement="Bomen planten")
    page = browser.get(f"{URL}?capital=human&horizon=&owner=&state=&by=theme").content.decode()
    assert "Mensen opleiden" in page
    assert "Bomen planten" not in page
    assert '<option value="human" selected>' in page
    assert "Zonder thema" in page


def test_htmx_gets_the_result_alone_and_a_cache_keeps_them_apart(
    noord: Park, browser: Client
) -> None:
    GoalFactory(park=noord, statement="Bomen planten")
    answer = browser.get(URL, headers=HTMX)
    part = answer.content.decode().strip()
    assert part.startswith('<div id="roadmap-result"')
    assert "Bomen planten" in part
    assert "<html" not in part
    assert "HX-Request" in answer["Vary"]
    again = browser.get(URL, headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert "<html" in again.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "capital=goud",
        "horizon=eeuwig",
        "owner=Niemand",
        "state=%00",
        "by=kleur",
        "capital=%F0%9F%8C%B3&state=x",
        "owner=" + "x" * 3000,
        "capital=human%27%3B--",
    ],
)
def test_a_nonsense_filter_is_left_out_with_a_notice(
    noord: Park, browser: Client, query: str
) -> None:
    GoalFactory(park=noord, statement="Bomen planten")
    answer = browser.get(f"{URL}?{query}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Bomen planten" in page
    assert "Het is overgeslagen." in page


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=0", "page=%00", "onbekend=1"])
def test_a_nonsense_page_number_is_no_problem(noord: Park, browser: Client, query: str) -> None:
    GoalFactory(park=noord, statement="Bomen planten")
    page = browser.get(f"{URL}?{query}").content.decode()
    assert "Bomen planten" in page
    assert "Het is overgeslagen." not in page


def test_a_filter_that_nothing_fits_says_so_and_offers_a_way_back(
    noord: Park, browser: Client
) -> None:
    GoalFactory(park=noord)
    page = browser.get(f"{URL}?horizon=long").content.decode()
    assert "Niets gevonden" in page
    assert f'href="{URL}"' in page


def test_the_first_visit_teaches_what_a_roadmap_is(
    noord: Park, browser: Client, bram: User, login: Callable[[User], Client]
) -> None:
    assert "Kies een eerste doel" in browser.get(URL).content.decode()
    for_member = login(bram).get(URL).content.decode()
    assert "Nog niets om te laten zien" in for_member
    assert "Kies een eerste doel" not in for_member


def test_a_member_sees_only_what_is_meant_for_members(
    noord: Park, bram: User, login: Callable[[User], Client]
) -> None:
    shared = GoalFactory(park=noord, statement="Gedeeld doel", audience=Audience.MEMBERS)
    hidden = GoalFactory(park=noord, statement="Geheim doel", owner_other="Geheime werkgroep")
    MilestoneFactory(park=noord, goal=shared, title="Open stap", audience=Audience.MEMBERS)
    MilestoneFactory(park=noord, goal=shared, title="Geheime stap")
    MilestoneFactory(park=noord, goal=hidden, title="Geheime zet", audience=Audience.MEMBERS)
    MilestoneFactory(park=noord, title="Geheim parkbesluit")
    page = login(bram).get(URL).content.decode()
    assert "Gedeeld doel" in page
    assert "Open stap" in page
    assert "Gehei" not in page
    assert "mijlpalen/" not in page


def test_signs_of_html_are_escaped_once(noord: Park, browser: Client) -> None:
    GoalFactory(park=noord, statement="Groen & <b>blauw</b>")
    page = browser.get(URL).content.decode()
    assert "Groen &amp; &lt;b&gt;blauw&lt;/b&gt;" in page
    assert "<b>blauw" not in page
    assert "&amp;amp;" not in page
