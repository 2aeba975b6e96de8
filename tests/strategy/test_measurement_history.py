"""Which measurements the history of a goal tells of, and to whom."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from knowledge.choices import Capital, Horizon
from parks.choices import Audience
from parks.models import Park
from parks.queries.history import Changed, HistoryEntry
from strategy.models import Goal, Measurement
from strategy.queries.history import goal_history
from strategy.services.goals import GoalData, create_goal, update_goal
from strategy.services.measurements import correct_measurement, record_measurement

ALL = tuple(Audience.values)
MEMBERS = Audience.at_least(Audience.MEMBERS)
START = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
SHARED = GoalData(
    statement="Meer groen",
    capital=Capital.NATURAL,
    horizon=Horizon.MEDIUM,
    indicator_name="Groen",
    indicator_unit="m2",
    audience=Audience.MEMBERS,
)
HIDDEN = replace(SHARED, audience=Audience.TEAM)


class Story:
    """A goal to which something happens every day: a test's own transaction has one moment."""

    def __init__(self, park: Park) -> None:
        self.park = park
        self.days = 0
        self.goal: Goal | None = None

    def goal_is(self, data: GoalData) -> None:
        if self.goal is None:
            self.goal = create_goal(park=self.park, data=data)
        else:
            self.goal = update_goal(
                park=self.park, pk=self.goal.pk, data=data, expected_version=self.goal.version
            )
        self._next_day("GoalEvent")

    def measured(self, value: int, audience: str = Audience.MEMBERS) -> Measurement:
        assert self.goal is not None
        assert self.goal.indicator is not None
        row = record_measurement(
            indicator=self.goal.indicator,
            measured_on=dt.date(2026, 1, 1) + dt.timedelta(days=self.days),
            data_state="measured",
            value=Decimal(value),
            source="Luchtfoto",
            audience=audience,
        )
        self._next_day("MeasurementEvent")
        return row

    def corrected(self, row: Measurement, value: int, audience: str) -> None:
        correct_measurement(
            row,
            measured_on=row.measured_on,
            data_state="measured",
            value=Decimal(value),
            source="Luchtfoto",
            audience=audience,
        )
        self._next_day("MeasurementEvent")

    def removed(self, row: Measurement) -> None:
        row.delete()
        self._next_day("MeasurementEvent")

    def _next_day(self, events: str) -> None:
        self.days += 1
        rows: Any = apps.get_model("strategy", events).objects
        newest = rows.filter(park_id=self.park.pk).order_by("pgh_id").last()
        rows.filter(pk=newest.pk).update(pgh_created_at=START + dt.timedelta(days=self.days))

    def told(self, audiences: tuple[str, ...]) -> list[HistoryEntry]:
        """Return what the history says of measurements, oldest first."""
        assert self.goal is not None
        found = goal_history(park_id=self.park.pk, audiences=audiences, pk=self.goal.pk)
        return [entry for entry in reversed(found) if entry.what.startswith("Meting")]

    def figures(self, audiences: tuple[str, ...] = MEMBERS) -> list[str]:
        return [entry.changes[0].after.split()[0] for entry in self.told(audiences)]


@pytest.fixture
def story(in_noord: Park) -> Story:
    return Story(in_noord)


def test_what_was_measured_while_the_goal_was_hidden_stays_hidden(story: Story) -> None:
    story.goal_is(HIDDEN)
    story.measured(1)
    story.goal_is(SHARED)
    story.measured(2)
    story.goal_is(HIDDEN)
    story.measured(3)
    story.goal_is(SHARED)
    story.measured(4)
    assert story.figures() == ["2", "4"]
    assert story.figures(ALL) == ["1", "2", "3", "4"]


def test_what_was_measured_of_another_indicator_is_told_for_as_long_as_the_goal_had_it(
    story: Story,
) -> None:
    story.goal_is(SHARED)
    story.measured(1)
    trees = replace(SHARED, indicator_name="Bomen")
    story.goal_is(trees)
    tree = story.measured(2)
    story.goal_is(SHARED)
    story.corrected(tree, 3, Audience.MEMBERS)
    story.measured(4)
    assert story.figures() == story.figures(ALL) == ["1", "2", "4"]


def test_an_indicator_that_the_goal_had_while_hidden_tells_nothing(story: Story) -> None:
    story.goal_is(SHARED)
    story.goal_is(replace(HIDDEN, indicator_name="Geheime teller"))
    story.measured(1)
    story.goal_is(SHARED)
    assert story.told(MEMBERS) == []


@pytest.mark.parametrize(("reader", "figures"), [(MEMBERS, ["2"]), (ALL, ["1", "2"])])
def test_a_measurement_is_told_to_who_it_is_for(
    story: Story, reader: tuple[str, ...], figures: list[str]
) -> None:
    story.goal_is(SHARED)
    story.measured(1, Audience.TEAM)
    story.measured(2, Audience.MEMBERS)
    assert story.figures(reader) == figures


def test_a_measurement_that_is_shared_later_does_not_tell_what_it_was(story: Story) -> None:
    story.goal_is(SHARED)
    row = story.measured(111, Audience.TEAM)
    story.corrected(row, 222, Audience.MEMBERS)
    (entry,) = story.told(MEMBERS)
    assert (entry.what, entry.changes) == (
        "Meting aangepast",
        (Changed("Groen, 2 januari 2026", "niet getoond", "222 m2"),),
    )
    assert "111" in repr(story.told(ALL))
    assert story.told(ALL)[1].changes[1] == Changed(
        "Groen, 2 januari 2026, wie mag dit zien",
        "Alleen het kernteam",
        "Leden, overheid en kernteam",
    )


def test_a_measurement_that_is_withdrawn_tells_nothing_more(story: Story) -> None:
    story.goal_is(SHARED)
    row = story.measured(1)
    story.corrected(row, 2, Audience.TEAM)
    story.removed(row)
    assert story.figures() == ["1"]


def test_a_measurement_that_is_removed_says_what_it_was(story: Story) -> None:
    story.goal_is(SHARED)
    story.removed(story.measured(7))
    assert story.told(MEMBERS)[-1].changes == (Changed("Groen, 2 januari 2026", "7 m2", "leeg"),)


def test_a_change_that_waited_for_another_shows_nothing_from_before(story: Story) -> None:
    """It is stored last with an earlier moment: that of the start of its transaction."""
    story.goal_is(HIDDEN)
    story.measured(1)
    story.goal_is(replace(HIDDEN, statement="Eerst klaar"))
    story.goal_is(replace(SHARED, statement="Eerder begonnen"))
    rows: Any = apps.get_model("strategy", "GoalEvent").objects
    newest = rows.filter(park_id=story.park.pk).order_by("pgh_id").last()
    rows.filter(pk=newest.pk).update(pgh_created_at=START)
    story.measured(2)
    assert story.figures() == ["2"]
