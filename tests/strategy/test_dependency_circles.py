"""Milestones wait for each other in a line, never in a circle."""

from itertools import pairwise
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parks.models import Park
from strategy.models import MilestoneDependency
from strategy.services.dependencies import (
    LOCK,
    DependencyCircleError,
    set_dependencies,
    way_round,
)
from tests.factories.strategy import MilestoneFactory

COUNT = 6
IDS = [UUID(int=n) for n in range(1, COUNT + 1)]
REQUESTS = st.lists(
    st.tuples(st.integers(0, COUNT - 1), st.frozensets(st.integers(0, COUNT - 1), max_size=3)),
    max_size=12,
)
Pair = tuple[UUID, UUID]


def has_circle(pairs: set[Pair]) -> bool:
    """Take away whatever waits for nothing until that is impossible: what is left goes round."""
    left = set(pairs)
    while free := {pair for pair in left if pair[1] not in {one for one, _ in left}}:
        left -= free
    return bool(left)


def edges_of(pairs: set[Pair]) -> dict[UUID, list[UUID]]:
    edges: dict[UUID, list[UUID]] = {}
    for one, other in sorted(pairs):
        edges.setdefault(one, []).append(other)
    return edges


@given(requests=REQUESTS)
def test_whatever_is_asked_in_whatever_order_no_circle_arises(
    requests: list[tuple[int, frozenset[int]]],
) -> None:
    pairs: set[Pair] = set()
    for number, others in requests:
        start, wanted = IDS[number], {IDS[other] for other in others}
        after = {pair for pair in pairs if pair[0] != start} | {(start, one) for one in wanted}
        circle = way_round(edges_of(pairs), start, sorted(wanted))
        assert bool(circle) == has_circle(after)
        if circle:
            assert (circle[0], circle[-1]) == (start, start)
            assert set(pairwise(circle)) <= after
        else:
            pairs = after
    assert not has_circle(pairs)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(requests=REQUESTS)
def test_the_database_never_holds_a_circle(
    in_noord: Park, requests: list[tuple[int, frozenset[int]]]
) -> None:
    with transaction.atomic():
        milestones = [MilestoneFactory(park=in_noord) for _ in range(COUNT)]
        for number, others in requests:
            wanted = [milestones[other] for other in sorted(others)]
            try:
                set_dependencies(milestone=milestones[number], depends_on=wanted)
            except DependencyCircleError:
                continue
        stored = MilestoneDependency.objects.filter(park=in_noord)
        assert not has_circle(set(stored.values_list("milestone_id", "depends_on_id")))
        transaction.set_rollback(True)


def test_a_refused_circle_names_the_way_round(in_noord: Park) -> None:
    a, b, c = (MilestoneFactory(park=in_noord, title=title) for title in ("A", "B", "C"))
    set_dependencies(milestone=a, depends_on=[b])
    set_dependencies(milestone=b, depends_on=[c])
    with pytest.raises(DependencyCircleError) as refused:
        set_dependencies(milestone=c, depends_on=[a])
    assert refused.value.titles == ("C", "A", "B", "C")
    assert "C → A → B → C" in refused.value.message


def test_a_milestone_cannot_wait_for_itself(in_noord: Park) -> None:
    milestone = MilestoneFactory(park=in_noord, title="A")
    with pytest.raises(DependencyCircleError) as refused:
        set_dependencies(milestone=milestone, depends_on=[milestone])
    assert refused.value.titles == ("A", "A")


def test_setting_replaces_what_a_milestone_waited_for(in_noord: Park) -> None:
    a, b, c = (MilestoneFactory(park=in_noord) for _ in range(3))
    assert set_dependencies(milestone=a, depends_on=[b])
    assert set_dependencies(milestone=a, depends_on=[c])
    assert not set_dependencies(milestone=a, depends_on=[c])
    assert list(a.dependencies.values_list("depends_on", flat=True)) == [c.pk]


def test_what_was_deleted_meanwhile_is_left_out(in_noord: Park) -> None:
    a, b = MilestoneFactory(park=in_noord), MilestoneFactory(park=in_noord)
    gone = MilestoneFactory(park=in_noord)
    type(gone).objects.filter(pk=gone.pk).delete()
    set_dependencies(milestone=a, depends_on=[b, gone])
    assert list(a.dependencies.values_list("depends_on", flat=True)) == [b.pk]


def test_who_changes_dependencies_holds_off_others_of_the_same_park(in_noord: Park) -> None:
    set_dependencies(milestone=MilestoneFactory(park=in_noord), depends_on=[])
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and granted"
            " and classid = %s and objid = hashint8(%s)::bigint & 4294967295"
            " and pid = pg_backend_pid()",
            [LOCK, in_noord.pk],
        )
        assert cursor.fetchone() == (1,)
