"""The matrix page: six capitals by three horizons."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes.exceptions import ScopeError

from accounts.models import User
from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from knowledge.loader import cells
from parks.choices import Audience
from parks.models import Park
from strategy.choices import GoalState
from strategy.models import Goal
from strategy.queries.cards import goal_cards
from strategy.queries.matrix import SHOWN_PER_CELL, Matrix, MatrixGoal, matrix
from tests.factories.strategy import (
    GoalFactory,
    MeasurementFactory,
    MilestoneFactory,
    SmartGoalFactory,
)
from tests.strategy.test_cards import TODAY, fill

Login = Callable[[User], Client]
ALL = tuple(Audience.values)
MEMBERS = Audience.at_least(Audience.MEMBERS)
ADDRESS = "/p/noord/strategie/"


def read(park: Park, audiences: tuple[str, ...] = ALL) -> Matrix:
    return matrix(park_id=park.pk, audiences=audiences)


def shown(found: Matrix) -> list[MatrixGoal]:
    return [goal for row in found.rows for cell in row.cells for goal in cell.goals]


def page(client: Client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_eighteen_cells_are_there_before_the_first_goal(in_noord: Park) -> None:
    found = read(in_noord)
    assert [row.capital for row in found.rows] == Capital.values
    assert all([cell.horizon for cell in row.cells] == Horizon.values for row in found.rows)
    assert found.goal_count == 0
    assert (found.budget, found.losses) == ((), ())


def test_a_goal_stands_in_its_own_cell(in_noord: Park) -> None:
    GoalFactory(park=in_noord, capital=Capital.HUMAN, horizon=Horizon.LONG, statement="Scholing")
    row = read(in_noord).rows[Capital.values.index("human")]
    assert [goal.statement for goal in row.cells[2].goals] == ["Scholing"]


def test_a_full_cell_shows_the_first_goals_and_counts_the_rest(in_noord: Park) -> None:
    GoalFactory(park=in_noord, state=GoalState.ACHIEVED, statement="Klaar")
    for _ in range(SHOWN_PER_CELL + 1):
        GoalFactory(park=in_noord)
    cell = read(in_noord).rows[Capital.values.index("natural")].cells[0]
    assert (len(cell.goals), cell.more) == (SHOWN_PER_CELL, 2)
    assert "Klaar" not in [goal.statement for goal in cell.goals]


def test_the_matrix_says_the_same_of_a_goal_as_its_card(in_noord: Park) -> None:
    goal = SmartGoalFactory(park=in_noord, effects={"financial": -2})
    MeasurementFactory(park=in_noord, indicator=goal.indicator, value=Decimal(50))
    MilestoneFactory(park=in_noord, goal=goal, done_on=TODAY)
    MilestoneFactory(park=in_noord, goal=goal)
    GoalFactory(park=in_noord)
    cards = goal_cards(park_id=in_noord.pk, audiences=ALL, today=TODAY)
    by_card = {(c.id, c.progress.percentage, len(c.missing), len(c.losses)) for c in cards}
    by_matrix = {
        (g.id, g.percentage, g.missing, 1 if g.losses else 0) for g in shown(read(in_noord))
    }
    assert by_card == by_matrix
    assert (goal.pk, 50, 0, 1) in by_card


def test_goals_that_cost_another_capital_are_listed(in_noord: Park) -> None:
    GoalFactory(park=in_noord, statement="Duur", effects={"financial": -2, "human": 1})
    GoalFactory(park=in_noord, effects={"human": 2})
    GoalFactory(
        park=in_noord, effects={"human": -1}, state=GoalState.DROPPED, dropped_reason="Te duur"
    )
    (loss,) = read(in_noord).losses
    assert (loss.statement, loss.losses) == ("Duur", "Financieel kapitaal")


def test_totals_count_goals_by_state_and_budget_by_source(in_noord: Park) -> None:
    GoalFactory(park=in_noord, budget_business_eur=Decimal(1000), budget_public_eur=Decimal(500))
    GoalFactory(park=in_noord, budget_business_eur=Decimal("0.50"), state=GoalState.AGREED)
    GoalFactory(
        park=in_noord,
        budget_business_eur=Decimal(9999),
        state=GoalState.DROPPED,
        dropped_reason="Te duur",
    )
    found = read(in_noord)
    assert [(total.label, total.text) for total in found.states] == [
        ("Concept", "1"),
        ("Afgesproken", "1"),
        ("Vervallen", "1"),
    ]
    assert [(total.label, total.text) for total in found.budget] == [
        ("Bijdrage ondernemers", "€\u00a01.000,50"),
        ("Bijdrage overheid", "€\u00a0500"),
        ("Totaal", "€\u00a01.500,50"),
    ]


def test_members_see_nothing_of_the_team_not_even_a_number(in_noord: Park) -> None:
    GoalFactory(park=in_noord, budget_business_eur=Decimal(7777), effects={"human": -1})
    public = GoalFactory(park=in_noord, audience=Audience.PUBLIC)
    MilestoneFactory(park=in_noord, goal=public)  # for the team
    found = read(in_noord, MEMBERS)
    assert [goal.id for goal in shown(found)] == [public.pk]
    assert (found.goal_count, found.budget, found.losses) == (1, (), ())
    assert shown(found)[0].percentage is None


def test_without_the_context_of_a_park_there_is_no_matrix(noord: Park) -> None:
    with pytest.raises(ScopeError):
        read(noord)


def test_in_the_context_of_another_park_the_matrix_is_empty(noord: Park, zuid: Park) -> None:
    GoalFactory(park=noord, audience=Audience.PUBLIC)
    with park_context(zuid.pk):
        assert read(noord).goal_count == 0


def test_the_page_shows_a_change_at_once(noord: Park, anna: User, login: Login) -> None:
    client, goal = login(anna), GoalFactory(park=noord, statement="Eerst")
    assert "Eerst" in page(client)
    with park_context(noord.pk):
        Goal.objects.filter(pk=goal.pk).update(statement="Daarna")
    text = page(client)
    assert "Daarna" in text
    assert "Eerst" not in text


def test_the_page_is_a_table_with_scopes(noord: Park, anna: User, login: Login) -> None:
    text = page(login(anna))
    assert len(re.findall(r'<th scope="row"', text)) == 6
    assert len(re.findall(r'<th scope="col"', text)) == 4
    assert len(re.findall(r'<td role="cell"', text)) == 18


def test_empty_cells_ask_the_question_and_open_their_suggestions(
    noord: Park, anna: User, login: Login
) -> None:
    text = page(login(anna))
    for (capital, horizon), cell in cells().items():
        assert f'href="{ADDRESS}cel/{capital}/{horizon}/"' in text
        assert cell.question.replace("'", "&#x27;") in text


def test_a_goal_links_to_its_page_and_shows_what_is_missing(
    noord: Park, anna: User, login: Login
) -> None:
    goal = GoalFactory(park=noord, statement="Minder uitval", effects={"financial": -1})
    text = page(login(anna))
    assert reverse("strategy:goal_detail", args=["noord", goal.pk]) in text
    assert "nog niet SMART: 6" in text
    assert "verlies" in text


@pytest.mark.parametrize(("who", "sees"), [("anna", True), ("tess", True), ("bram", False)])
def test_only_editors_get_edit_controls(
    request: pytest.FixtureRequest, noord: Park, login: Login, who: str, sees: bool
) -> None:
    client = login(request.getfixturevalue(who))
    assert ("doelen/nieuw/" in page(client)) is sees
    cell = client.get(f"{ADDRESS}cel/natural/short/").content.decode()
    assert ("Neem over als concept" in cell) is sees


def test_html_and_braces_show_as_typed(noord: Park, anna: User, login: Login) -> None:
    GoalFactory(park=noord, statement="<img src=x onerror=alert(1)> {{ 7|add:7 }}")
    assert "&lt;img src=x onerror=alert(1)&gt; {{ 7|add:7 }}" in page(login(anna))


def test_a_cell_opens_as_a_page_and_as_a_fragment(noord: Park, bram: User, login: Login) -> None:
    whole = login(bram).get(f"{ADDRESS}cel/financial/long/").content.decode()
    part = login(bram).get(f"{ADDRESS}cel/financial/long/", HTTP_HX_REQUEST="true")
    fragment = part.content.decode()
    content = cells()[Capital.FINANCIAL, Horizon.LONG]
    assert "<html" in whole
    assert "<html" not in fragment
    for text in (whole, fragment):
        assert content.theme in text
        assert all(suggestion.indicator in text for suggestion in content.suggestions)


@pytest.mark.parametrize("path", ["cel/natural/eeuwig/", "cel/fout/short/", "cel/short/natural/"])
def test_a_cell_that_does_not_exist_is_not_found(
    noord: Park, anna: User, login: Login, path: str
) -> None:
    assert login(anna).get(ADDRESS + path).status_code == 404


def test_ten_and_a_hundred_goals_cost_the_same_queries(
    noord: Park, anna: User, login: Login
) -> None:
    client = login(anna)

    def bill() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            page(client)
        return [query["sql"] for query in asked]

    fill(noord, 10)
    few = bill()
    fill(noord, 90)
    many = bill()
    assert len(few) == len(many)
    assert sum("strategy_" in sql for sql in many) == 1  # one statement for all
