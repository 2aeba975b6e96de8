"""Raw SQL against every park-owned table: another park's rows do not exist."""

import pytest
from django.db import DatabaseError, connection, models, transaction
from django_scopes.exceptions import ScopeError

from core.park_context import current_context, park_context
from parks.isolation import ParkKey, park_keys, park_owned_models
from strategy.models import Goal
from tests.factories.world import World

MODELS = sorted(park_owned_models(), key=lambda model: model._meta.db_table)
TABLES = [model._meta.db_table for model in MODELS]
KEYS = [key for model in MODELS for key in park_keys(model)]


pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def worlds(world: World, their_world: World) -> tuple[World, World]:
    return world, their_world


def run_now(*statements: str) -> None:
    """Run statements in a savepoint and check what is deferred at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("set constraints all immediate")


def count(table: str, park_id: int | None = None) -> int:
    where = "" if park_id is None else f" where park_id = {park_id}"
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}{where}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", TABLES)
def test_a_park_reads_its_own_rows_and_no_others(worlds: tuple[World, World], table: str) -> None:
    noord, zuid = worlds
    with park_context(noord.park.pk):
        assert count(table, noord.park.pk) > 0
        assert count(table) == count(table, noord.park.pk)
        assert count(table, zuid.park.pk) == 0
    with park_context(zuid.park.pk):
        assert count(table, zuid.park.pk) > 0


@pytest.mark.parametrize("table", TABLES)
def test_without_a_context_there_is_nothing(worlds: tuple[World, World], table: str) -> None:
    assert count(table) == 0


@pytest.mark.parametrize("table", TABLES)
def test_a_park_changes_and_removes_nothing_of_another(
    worlds: tuple[World, World], table: str
) -> None:
    noord, zuid = worlds
    with park_context(zuid.park.pk):
        before = count(table)
    with park_context(noord.park.pk), connection.cursor() as cursor:
        cursor.execute(f"update {table} set park_id = park_id where park_id = {zuid.park.pk}")
        assert cursor.rowcount == 0
        with transaction.atomic():
            cursor.execute(f"delete from {table} where park_id = {zuid.park.pk}")
        assert cursor.rowcount == 0
    with park_context(zuid.park.pk):
        assert count(table) == before


@pytest.mark.parametrize("table", TABLES)
def test_a_row_can_not_move_to_another_park(worlds: tuple[World, World], table: str) -> None:
    noord, zuid = worlds
    move = f"update {table} set park_id = {zuid.park.pk}"
    with park_context(noord.park.pk), pytest.raises(DatabaseError, match="row-level security"):
        run_now(move)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_can_not_be_made_for_another_park(worlds: tuple[World, World], table: str) -> None:
    """Copy an own row with the other park on it: refused by the policy, not by a duplicate."""
    noord, zuid = worlds
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns"
            " where table_name = %s and column_name <> 'park_id' and is_generated = 'NEVER'",
            [table],
        )
        columns = ", ".join(f'"{name}"' for (name,) in cursor.fetchall())
    copy = (
        f"insert into {table} (park_id, {columns})"
        f" select {zuid.park.pk}, {columns} from {table} limit 1"
    )
    with park_context(noord.park.pk), pytest.raises(DatabaseError, match="row-level security"):
        run_now(copy)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.table}-{key.column}")
def test_a_row_can_not_point_at_a_row_of_another_park(
    worlds: tuple[World, World], key: ParkKey
) -> None:
    noord, zuid = worlds
    point = (
        f"update {key.table} set {key.column} ="
        f" (select {key.key} from {key.target} where park_id = {zuid.park.pk} limit 1)"
        # A row that points somewhere already: of others a check may say that they never may.
        f" where ctid = (select ctid from {key.table} where park_id = {noord.park.pk}"
        f" order by {key.column} is null limit 1)"
    )
    both = park_context(noord.park.pk, zuid.park.pk)
    with both, pytest.raises(DatabaseError, match="in_park"):
        run_now(point)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_query_without_a_context_raises(
    worlds: tuple[World, World], model: type[models.Model]
) -> None:
    managers = model._meta.managers
    assert managers
    for manager in managers:
        with pytest.raises(ScopeError):
            manager.count()


def test_a_context_inside_a_context_replaces_it_and_gives_it_back(
    worlds: tuple[World, World],
) -> None:
    noord, zuid = worlds
    with park_context(noord.park.pk):
        with park_context(zuid.park.pk):
            assert set(Goal.objects.values_list("park_id", flat=True)) == {zuid.park.pk}
        assert set(Goal.objects.values_list("park_id", flat=True)) == {noord.park.pk}
    assert current_context().park_ids == ()
    assert count("strategy_goal") == 0


def test_a_failed_statement_does_not_leave_the_door_open(worlds: tuple[World, World]) -> None:
    noord, zuid = worlds
    with park_context(noord.park.pk):
        with pytest.raises(DatabaseError, match="zero"), park_context(zuid.park.pk):
            run_now("select 1 / 0")
        assert count("strategy_goal") == count("strategy_goal", noord.park.pk) > 0
