"""Who sees a measurement, when goals for different readers share its indicator."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park
from reports.queries.document import roadmap_document
from strategy.models import Goal, Measurement
from strategy.queries.cards import GoalCard, goal_card, goal_cards
from strategy.queries.matrix import matrix
from tests.factories.strategy import MeasurementFactory, SmartGoalFactory

Login = Callable[[User], Client]
TODAY = dt.date(2027, 3, 1)
TYPED = {"measured_on": "2026-06-01", "data_state": "measured", "value": "90", "source": "Teller"}
# Who reads, and the value that is the newest for her: each wider circle was told an older one.
NEWEST = [
    (Audience.TEAM, Decimal(80)),
    (Audience.AUTHORITY, Decimal(60)),
    (Audience.MEMBERS, Decimal(40)),
    (Audience.PUBLIC, Decimal(20)),
]


@pytest.fixture
def goal(noord: Park) -> Goal:
    """A goal that everybody sees, from 0 to 100, with a measurement for each audience."""
    made: Goal = SmartGoalFactory(park=noord, audience=Audience.PUBLIC)
    for month, (audience, value) in enumerate(reversed(NEWEST), start=1):
        MeasurementFactory(
            park=noord,
            indicator=made.indicator,
            measured_on=dt.date(2026, month, 1),
            value=value,
            audience=audience,
        )
    return made


def address(name: str, goal: Goal, *more: object) -> str:
    return reverse(f"strategy:{name}", args=["noord", goal.pk, *more])


def shown(goal: Goal, reader: str) -> tuple[GoalCard, GoalCard]:
    """Return the goal as it stands in a list and on its own page."""
    who = {"park_id": goal.park_id, "audiences": Audience.at_least(reader), "today": TODAY}
    (listed,) = goal_cards(**who)  # type: ignore[arg-type]
    return listed, goal_card(**who, pk=goal.pk)  # type: ignore[arg-type]


@pytest.mark.parametrize(("reader", "value"), NEWEST)
def test_the_newest_measurement_is_the_newest_that_the_reader_may_see(
    goal: Goal, in_noord: Park, reader: str, value: Decimal
) -> None:
    for card in shown(goal, reader):
        assert card.latest is not None
        assert (card.latest.value, card.progress.indicator) == (value, value / 100)


@pytest.mark.parametrize(("reader", "value"), NEWEST)
def test_the_page_lists_what_the_reader_may_see(
    goal: Goal, in_noord: Park, reader: str, value: Decimal
) -> None:
    _, card = shown(goal, reader)
    assert {row.audience for row in card.measurements} == set(Audience.at_least(reader))


@pytest.mark.parametrize(("reader", "value"), NEWEST)
def test_the_matrix_counts_what_the_reader_may_see(
    goal: Goal, in_noord: Park, reader: str, value: Decimal
) -> None:
    found = matrix(park_id=in_noord.pk, audiences=Audience.at_least(reader))
    (own,) = [each for row in found.rows for cell in row.cells for each in cell.goals]
    assert own.percentage == value


@pytest.mark.parametrize(("reader", "value"), NEWEST)
def test_a_document_holds_what_its_readers_may_see(
    goal: Goal, in_noord: Park, reader: str, value: Decimal
) -> None:
    (fact,) = roadmap_document(park=in_noord, audience=reader, today=TODAY).goals
    assert fact.latest is not None
    assert (fact.latest.value, fact.progress) == (value, value / 100)


def test_what_the_team_measures_for_its_own_goal_stays_with_the_team(
    noord: Park, anna: User, bram: User, login: Login
) -> None:
    """Two goals share an indicator; only the form of the team's goal is used."""
    own = SmartGoalFactory(park=noord)
    other = SmartGoalFactory(park=noord, indicator=own.indicator, audience=Audience.MEMBERS)
    form = login(anna).get(address("goal_detail", own)).context["measurement_form"]
    typed = TYPED | {"audience": form["audience"].value()}
    assert login(anna).post(address("measurement_create", own), typed).status_code == 302
    for name in ("goal_detail", "goal_history"):
        assert "Teller" not in login(bram).get(address(name, other)).content.decode()
        assert "90 kWh" not in login(bram).get(address(name, other)).content.decode()
    assert "Teller" in login(anna).get(address("goal_detail", other)).content.decode()


@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("name", ["goal_detail", "measurement_create"])
def test_the_form_starts_with_the_audience_of_the_goal(
    noord: Park, anna: User, login: Login, name: str, audience: str
) -> None:
    goal = SmartGoalFactory(park=noord, audience=audience)
    page = login(anna).get(address(name, goal)).content.decode()
    form = page.partition(address("measurement_create", goal))[2].partition("</form>")[0]
    assert "Wie mag dit zien?" in form
    assert f'<option value="{audience}" selected>' in form


def test_another_audience_can_be_chosen_and_changed_later(
    noord: Park, anna: User, login: Login
) -> None:
    goal, client = SmartGoalFactory(park=noord), login(anna)
    client.post(address("measurement_create", goal), TYPED | {"audience": "authority"})
    with park_context(noord.pk):
        row = Measurement.objects.get()
    assert row.audience == Audience.AUTHORITY
    edit = address("measurement_edit", goal, row.pk)
    assert '<option value="authority" selected>' in client.get(edit).content.decode()
    assert client.post(edit, TYPED | {"audience": "public"}).status_code == 302
    with park_context(noord.pk):
        row.refresh_from_db()
    assert row.audience == Audience.PUBLIC


def test_a_day_has_one_measurement_whoever_may_see_it(
    noord: Park, anna: User, login: Login
) -> None:
    goal, client = SmartGoalFactory(park=noord), login(anna)
    client.post(address("measurement_create", goal), TYPED | {"audience": "team"})
    again = client.post(address("measurement_create", goal), TYPED | {"audience": "members"})
    assert again.status_code == 422
    assert 'id="id_measured_on_error"' in again.content.decode()
    assert '<option value="members" selected>' in again.content.decode()


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (0, ""),
        (1, "Deze indicator hoort ook bij één ander doel."),
        (2, "Deze indicator hoort ook bij 2 andere doelen."),
    ],
)
def test_the_form_of_a_goal_says_that_its_indicator_is_shared(
    noord: Park, anna: User, login: Login, others: int, words: str
) -> None:
    goal = SmartGoalFactory(park=noord)
    for _ in range(others):
        SmartGoalFactory(park=noord, indicator=goal.indicator)
    page = login(anna).get(address("goal_edit", goal)).content.decode()
    assert ("Deze indicator hoort ook bij" in page) is bool(others)
    assert words in page
