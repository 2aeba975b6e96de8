"""Two people at the same moment, each on a connection of her own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection, transaction

from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from knowledge.loader import cells
from parks.models import Park
from strategy.models import Goal
from strategy.services.goals import (
    GoalChanged,
    GoalData,
    create_goal,
    take_over_suggestion,
    update_goal,
)

pytestmark = pytest.mark.django_db(transaction=True)
DATA = GoalData(statement="Meer groen", capital=Capital.NATURAL, horizon=Horizon.MEDIUM)
SUGGESTION = cells()[Capital.NATURAL, Horizon.SHORT].suggestions[0]


def at_once(park: Park, work: Callable[[str], object]) -> list[object]:
    """Run the work for two people who start together; return their outcomes."""
    start = Barrier(2, timeout=10)

    def one(name: str) -> object:
        try:
            start.wait()
            with park_context(park.pk), transaction.atomic():
                return work(name)
        except GoalChanged as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        return list(people.map(one, ("Anna", "Tess")))


def test_of_two_who_save_at_once_exactly_one_is_told(noord: Park) -> None:
    with park_context(noord.pk), transaction.atomic():
        goal = create_goal(park=noord, data=DATA)

    def save(name: str) -> Goal:
        typed = replace(DATA, statement=f"Van {name}")
        return update_goal(park=noord, pk=goal.pk, data=typed, expected_version=1)

    told = [each for each in at_once(noord, save) if isinstance(each, GoalChanged)]
    assert len(told) == 1
    (change,) = told[0].changes
    with park_context(noord.pk), transaction.atomic():
        stored = Goal.objects.get(pk=goal.pk)
    assert (stored.statement, stored.version) == (change.theirs, 2)


def test_two_who_take_over_a_suggestion_at_once_get_the_same_goal(noord: Park) -> None:
    def take(_: str) -> object:
        return take_over_suggestion(park=noord, suggestion_slug=SUGGESTION.slug).pk

    one, other = at_once(noord, take)
    assert one == other
