"""What must be done before what: between the milestones of one park, never in a circle."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection, models

from strategy.models import Milestone, MilestoneDependency

# Any number will do, as long as nothing else locks (this number, park).
LOCK = 7_420_001
Edges = Mapping[UUID, Collection[UUID]]


class DependencyCircleError(Exception):
    """These dependencies would make milestones wait for each other; `titles` is the way round."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What is wrong and what to do, in Dutch."""
        way_round = " → ".join(self.titles)
        return (
            f"Zo wachten mijlpalen op elkaar en komt er nooit een klaar: {way_round}. "
            "Haal een van deze stappen weg."
        )


class WaitsForUndoneError(Exception):
    """A milestone can't be done while these are not; `titles` are theirs."""

    def __init__(self, title: str, titles: Sequence[str]) -> None:
        self.title = title
        self.titles = tuple(titles)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What is wrong and what to do, in Dutch."""
        return f"‘{self.title}’ kan pas klaar zijn als dit klaar is: {'; '.join(self.titles)}."


def lock_dependencies(park_id: int) -> None:
    """Hold off everybody else who changes what waits for what in this park, until commit.

    Without it two people could each add one half of a circle at the same moment.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashint8(%s))", [LOCK, park_id])


def way_round(edges: Edges, start: UUID, first_steps: Iterable[UUID]) -> tuple[UUID, ...]:
    """Return the shortest circle through `start` by one of `first_steps`, or nothing.

    `edges` says for each milestone what it waits for. The circle begins and ends with `start`.
    """
    came_from: dict[UUID, UUID] = {}
    queue: deque[UUID] = deque()
    for step in first_steps:
        if step not in came_from:
            came_from[step] = start
            queue.append(step)
    while queue:
        here = queue.popleft()
        if here == start:
            return _retrace(came_from, start)
        for there in edges.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                queue.append(there)
    return ()


def _retrace(came_from: Mapping[UUID, UUID], start: UUID) -> tuple[UUID, ...]:
    path = [start]
    while (previous := came_from[path[-1]]) != start:
        path.append(previous)
    return (start, *reversed(path[1:]), start)


def set_dependencies(*, milestone: Milestone, depends_on: Collection[Milestone]) -> bool:
    """Let a milestone wait for exactly these, of the same park; return whether that is a change.

    Runs in the caller's transaction. Raises DependencyCircleError, and WaitsForUndoneError when a
    milestone that is done would have to wait for one that is not.
    """
    lock_dependencies(milestone.park_id)
    edges = _edges(milestone.park_id)
    # Read again under the lock: one may be gone, or done, since the form was filled in.
    wanted = _fresh(milestone.park_id, [other.pk for other in depends_on])
    present = set(edges.get(milestone.pk, ()))
    if circle := way_round(edges, milestone.pk, wanted):
        raise DependencyCircleError(_titles(milestone.park_id, circle))
    undone = [other.title for other in wanted.values() if other.done_on is None]
    if milestone.done_on and undone:
        raise WaitsForUndoneError(milestone.title, undone)
    kept = _of_park(milestone.park_id).filter(milestone=milestone)
    kept.exclude(depends_on__in=wanted).delete()
    MilestoneDependency.objects.bulk_create(
        MilestoneDependency(park_id=milestone.park_id, milestone=milestone, depends_on_id=pk)
        for pk in wanted
        if pk not in present
    )
    return present != wanted.keys()


def _fresh(park_id: int, ids: Collection[UUID]) -> dict[UUID, Milestone]:
    rows = Milestone.objects.filter(park_id=park_id, pk__in=ids)
    return {row.pk: row for row in rows.order_by("due_on", "pk")}


def _of_park(park_id: int) -> models.QuerySet[MilestoneDependency]:
    return MilestoneDependency.objects.filter(park_id=park_id)


def _edges(park_id: int) -> dict[UUID, list[UUID]]:
    edges: dict[UUID, list[UUID]] = {}
    for one, other in _of_park(park_id).values_list("milestone_id", "depends_on_id"):
        edges.setdefault(one, []).append(other)
    return edges


def _titles(park_id: int, ids: Sequence[UUID]) -> list[str]:
    rows = Milestone.objects.filter(park_id=park_id, pk__in=ids).values_list("pk", "title")
    titles = dict(rows)
    return [titles[pk] for pk in ids]
