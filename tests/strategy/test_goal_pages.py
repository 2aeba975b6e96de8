"""The pages of one goal: read, make, change, state, measure."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park
from strategy.models import Goal, Measurement
from tests.factories.strategy import (
    GoalFactory,
    MeasurementFactory,
    MilestoneFactory,
    SmartGoalFactory,
)
from tests.strategy.test_goal_form import NO_EFFECTS

Login = Callable[[User], Client]
TYPED = NO_EFFECTS | {
    "statement": "Meer groen",
    "capital": "natural",
    "horizon": "medium",
    "audience": "members",
    "version": "1",
}
STRANGE = "<b onclick=alert(1)>vet</b> {{ 7|add:7 }} {% now 'Y' %}"
STRANGE_SHOWN = "&lt;b onclick=alert(1)&gt;vet&lt;/b&gt; {{ 7|add:7 }} {% now &#x27;Y&#x27; %}"


def address(name: str, goal: Goal | None = None) -> str:
    return reverse(f"strategy:{name}", args=["noord"] + ([goal.pk] if goal else []))


def stored(goal: Goal) -> Goal:
    with park_context(goal.park_id):
        found: Goal = Goal.objects.select_related("indicator").get(pk=goal.pk)
    return found


@pytest.fixture
def goal(noord: Park) -> Goal:
    made: Goal = GoalFactory(park=noord, statement="Minder steen", audience=Audience.MEMBERS)
    return made


def test_the_form_opens_with_the_cell_that_was_asked_for(
    noord: Park, anna: User, login: Login
) -> None:
    page = login(anna).get(address("goal_create") + "?kapitaal=human&termijn=long")
    text = page.content.decode()
    assert '<option value="human" selected>' in text
    assert '<option value="long" selected>' in text


def test_nonsense_in_the_address_of_the_form_is_harmless(
    noord: Park, anna: User, login: Login
) -> None:
    assert login(anna).get(address("goal_create") + "?kapitaal=%00&termijn=x").status_code == 200


def test_a_new_goal_opens_after_saving(noord: Park, anna: User, login: Login) -> None:
    answer = login(anna).post(address("goal_create"), TYPED, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain[-1][1] == 302
    assert "Het doel is gemaakt." in text
    assert "Nog niet SMART" in text


def test_an_empty_form_gets_its_messages_at_the_fields(
    noord: Park, anna: User, login: Login
) -> None:
    answer = login(anna).post(address("goal_create"), {})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_statement_error"' in text
    assert 'id="id_capital_error"' in text


def test_nothing_typed_is_lost_when_something_is_wrong(
    noord: Park, anna: User, login: Login
) -> None:
    typed = TYPED | {"explanation": STRANGE, "target": "veel", "sdgs": ["7", "18"]}
    answer = login(anna).post(address("goal_create"), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert STRANGE_SHOWN in text
    assert 'value="veel"' in text
    assert "Meer groen</textarea>" in text
    assert 'id="id_sdgs_error"' in text


def test_html_and_braces_show_as_typed(noord: Park, goal: Goal, anna: User, login: Login) -> None:
    typed = TYPED | {"statement": STRANGE, "explanation": STRANGE, "owner_other": STRANGE}
    client = login(anna)
    assert client.post(address("goal_edit", goal), typed).status_code == 302
    for name in ("goal_detail", "goal_edit", "goal_history"):
        text = client.get(address(name, goal)).content.decode()
        assert STRANGE_SHOWN in text
        assert "<b onclick" not in text


def test_numbers_are_shown_again_as_the_dutch_write_them(
    noord: Park, goal: Goal, anna: User, login: Login
) -> None:
    client = login(anna)
    client.post(address("goal_edit", goal), TYPED | {"target": "1,234.5", "baseline": "0"})
    assert stored(goal).target == Decimal("1234.5")
    assert 'value="1.234,5"' in client.get(address("goal_edit", goal)).content.decode()


def test_editing_in_place_answers_with_a_fragment(
    noord: Park, goal: Goal, anna: User, login: Login
) -> None:
    client = login(anna)
    htmx = {"HX-Request": "true"}
    form = client.get(address("goal_edit", goal), headers=htmx).content.decode()
    assert '<div id="goal"' in form
    assert "<html" not in form
    wrong = client.post(address("goal_edit", goal), TYPED | {"target": "veel"}, headers=htmx)
    assert (wrong.status_code, "<html" in wrong.content.decode()) == (422, False)
    saved = client.post(
        address("goal_edit", goal), TYPED, follow=True, headers=htmx
    ).content.decode()
    assert '<div id="goal"' in saved
    assert 'hx-swap-oob="innerHTML:#messages"' in saved
    assert "Het doel is opgeslagen." in saved
    assert "<html" not in saved


def test_the_second_editor_sees_both_versions_and_keeps_what_she_typed(
    noord: Park, goal: Goal, anna: User, tess: User, login: Login
) -> None:
    login(anna).post(address("goal_edit", goal), TYPED | {"statement": "Van Anna", "target": "80"})
    second = TYPED | {"statement": "Van Tess", "explanation": "Lang nagedacht"}
    answer = login(tess).post(address("goal_edit", goal), second)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Iemand anders was u voor" in text
    for label, words in (("Nu opgeslagen", "Van Anna"), ("Door u ingestuurd", "Van Tess")):
        assert f'data-label="{label}"><span class="pre-line">{words}</span></td>' in text
    assert "Van Tess</textarea>" in text
    assert "Lang nagedacht" in text
    assert 'value="80"' in text  # Tess left it alone, so Anna's number stays
    assert '<input type="hidden" name="version" value="2"' in text
    assert stored(goal).statement == "Van Anna"


def test_the_second_editor_can_save_again(
    noord: Park, goal: Goal, anna: User, tess: User, login: Login
) -> None:
    login(anna).post(address("goal_edit", goal), TYPED | {"statement": "Van Anna"})
    login(tess).post(address("goal_edit", goal), TYPED | {"statement": "Van Tess"})
    again = TYPED | {"statement": "Van Tess", "version": "2"}
    assert login(tess).post(address("goal_edit", goal), again).status_code == 302
    assert stored(goal).statement == "Van Tess"


def test_a_goal_can_be_dropped_with_a_reason(
    noord: Park, goal: Goal, anna: User, login: Login
) -> None:
    client = login(anna)
    state = {"version": "1", "state": "dropped", "dropped_reason": ""}
    refused = client.post(address("goal_state", goal), state)
    assert refused.status_code == 422
    assert 'id="id_dropped_reason_error"' in refused.content.decode()
    answer = client.post(
        address("goal_state", goal), state | {"dropped_reason": STRANGE}, follow=True
    )
    assert STRANGE_SHOWN in answer.content.decode()
    assert stored(goal).state == "dropped"


def test_two_people_who_change_the_state_meet(
    noord: Park, goal: Goal, anna: User, tess: User, login: Login
) -> None:
    login(anna).post(address("goal_state", goal), {"version": "1", "state": "at_risk"})
    answer = login(tess).post(address("goal_state", goal), {"version": "1", "state": "on_track"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Loopt risico" in text
    assert '<option value="on_track" selected>' in text
    again = {"version": "2", "state": "on_track"}
    assert login(tess).post(address("goal_state", goal), again).status_code == 302


def test_a_measurement_shows_on_the_goal_and_moves_its_progress(
    noord: Park, anna: User, login: Login
) -> None:
    goal = SmartGoalFactory(park=noord)
    typed = {
        "measured_on": "2026-02-01",
        "data_state": "measured",
        "value": "37,5",
        "source": STRANGE,
        "audience": "team",
    }
    client = login(anna)
    text = client.post(address("measurement_create", goal), typed, follow=True).content.decode()
    assert "De meting is opgeslagen." in text
    assert STRANGE_SHOWN in text
    assert "37\xa0%" in text


def test_a_second_measurement_on_a_day_is_refused_at_the_field(
    noord: Park, anna: User, login: Login
) -> None:
    goal = SmartGoalFactory(park=noord)
    typed = {"measured_on": "2026-02-01", "data_state": "measured", "value": "1"}
    typed |= {"source": "Bron", "audience": "team"}
    client = login(anna)
    client.post(address("measurement_create", goal), typed)
    answer = client.post(address("measurement_create", goal), typed | {"value": "2"})
    assert answer.status_code == 422
    assert 'id="id_measured_on_error"' in answer.content.decode()
    with park_context(noord.pk):
        assert Measurement.objects.get().value == 1


def test_a_goal_without_an_indicator_can_not_be_measured(
    noord: Park, goal: Goal, anna: User, login: Login
) -> None:
    client = login(anna)
    assert client.post(address("measurement_create", goal), {}).status_code == 404
    assert "nog geen indicator" in client.get(address("goal_detail", goal)).content.decode()


def test_a_smart_goal_says_so(noord: Park, anna: User, login: Login) -> None:
    text = login(anna).get(address("goal_detail", SmartGoalFactory(park=noord))).content.decode()
    assert "Nog niet SMART" not in text


@pytest.mark.parametrize("who", ["bram", "dina"])
def test_readers_read_and_get_no_controls(
    request: pytest.FixtureRequest, noord: Park, login: Login, who: str
) -> None:
    goal = SmartGoalFactory(park=noord, audience=Audience.MEMBERS)
    MilestoneFactory(park=noord, goal=goal, audience=Audience.MEMBERS)
    client = login(request.getfixturevalue(who))
    text = client.get(address("goal_detail", goal)).content.decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    assert goal.statement in main
    assert "<form" not in main
    assert "mijlpalen/" not in main
    for name in ("goal_edit", "goal_state", "measurement_create"):
        assert address(name, goal) not in main
        assert client.post(address(name, goal), {}).status_code == 403


def test_goals_of_the_team_do_not_exist_for_others(
    noord: Park, bram: User, dina: User, chris: User, login: Login
) -> None:
    hidden = GoalFactory(park=noord, audience=Audience.TEAM)
    for reader in (bram, dina, chris):
        for name in ("goal_detail", "goal_history"):
            assert login(reader).get(address(name, hidden)).status_code == 404


def test_a_goal_of_another_park_does_not_exist_here(
    noord: Park, zuid: Park, anna: User, login: Login
) -> None:
    foreign = SmartGoalFactory(park=zuid, audience=Audience.PUBLIC)
    client = login(anna)
    posted: dict[str, Any] = TYPED | {"state": "agreed"}
    for name in ("goal_detail", "goal_edit", "goal_history"):
        assert client.get(address(name, foreign)).status_code == 404
    for name in ("goal_edit", "goal_state", "measurement_create"):
        assert client.post(address(name, foreign), posted).status_code == 404
    unknown = reverse("strategy:goal_detail", args=["noord", uuid4()])
    assert client.get(unknown).status_code == 404


def test_more_measurements_and_milestones_cost_no_more_queries(
    noord: Park, anna: User, login: Login
) -> None:
    client, goal = login(anna), SmartGoalFactory(park=noord)

    def bill() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address("goal_detail", goal)).status_code == 200
        return [query["sql"] for query in asked]

    def grow(number: int) -> None:
        for _ in range(number):
            MeasurementFactory(park=noord, indicator=goal.indicator)
            MilestoneFactory(park=noord, goal=goal)
            SmartGoalFactory(park=noord)

    grow(10)
    few = bill()
    grow(90)
    many = bill()
    assert len(few) == len(many)
    # the goal, its measurements, its milestones and what they wait for; and what serves it
    assert sum('FROM "strategy_' in sql for sql in many) == 5
