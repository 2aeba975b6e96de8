"""The best plan by trying everything: shares no line with the package but its vocabulary."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from realisation.matching.space import Mover, Plot, Space, Use, Wish

Option = tuple[frozenset[str], frozenset[str]]
Plan = dict[str, Option]


@dataclass(frozen=True)
class Best:
    """The most weight, and the fewest moves with which that can be had."""

    value: int
    moves: int


def options_of(space: Space, mover: Mover) -> Iterator[Option]:
    """Return all that a mover could take and give, groups that are too rich included."""
    if not mover.willing:
        return
    gives = [frozenset(mover.gives)]
    if mover.wish is Wish.SWAP:
        gives = [frozenset({it}) for it in mover.gives]
    plots = [it for it in space.plots if it.id not in mover.gives | mover.anchors]
    for given in gives:
        for size in (1, 2, 3):
            for group in combinations(plots, size):
                if suits(space, mover, group, given):
                    yield frozenset(it.id for it in group), given


def suits(space: Space, mover: Mover, group: tuple[Plot, ...], given: frozenset[str]) -> bool:
    """Whether a mover could live with these plots."""
    swapped = [it for it in group if it.id in swappable(space)]
    near = [(it.id, anchor) for it in group for anchor in mover.anchors]
    must_touch = mover.wish is Wish.EXPAND or mover.next_to_own
    return (
        has_area(space, mover, sum(it.area_m2 for it in group), given)
        and all(has_category(mover, it) for it in group)
        and has_features(mover, group)
        and (not must_touch or any(touch(space, *pair) for pair in near))
        and (len(group) == 1 or len(swapped) <= 1)
        and is_connected(space, [it.id for it in group])
    )


def has_area(space: Space, mover: Mover, area: int, given: frozenset[str]) -> bool:
    least, most = mover.min_area_m2, mover.max_area_m2
    if mover.wish in {Wish.SWAP, Wish.RELOCATE} and least is None and most is None:
        as_large = sum(it.area_m2 for it in space.plots if it.id in given)
        return 4 * as_large <= 5 * area <= 6 * as_large
    return area >= (least or 0) and (most is None or area <= most)


def has_category(mover: Mover, plot: Plot) -> bool:
    if mover.category_rank is None or plot.use is Use.ROAD:
        return True
    return plot.category_rank is not None and plot.category_rank >= mover.category_rank


def has_features(mover: Mover, group: tuple[Plot, ...]) -> bool:
    if mover.wish is Wish.RELOCATE:
        return all(mover.features <= it.features for it in group)
    return mover.features <= frozenset[str]().union(*(it.features for it in group))


def swappable(space: Space) -> set[str]:
    return {
        plot
        for mover in space.movers
        if mover.willing and mover.wish in {Wish.SWAP, Wish.RELOCATE}
        for plot in mover.gives
    }


def touch(space: Space, one: str, other: str) -> bool:
    plots = {it.id: it for it in space.plots}
    return other in plots[one].neighbours or one in plots[other].neighbours


def is_connected(space: Space, group: list[str]) -> bool:
    reached, left = {group[0]}, set(group[1:])
    while near := {it for it in left if any(touch(space, it, other) for other in reached)}:
        reached |= near
        left -= near
    return not left


def all_plans(space: Space) -> Iterator[Plan]:
    """Return every plan that can be carried out."""
    choices = [(mover, list(options_of(space, mover))) for mover in space.movers]
    yield from (plan for plan in _extend(choices, {}, set()) if is_possible(space, plan))


def _extend(
    choices: list[tuple[Mover, list[Option]]], plan: Plan, taken: set[str]
) -> Iterator[Plan]:
    if not choices:
        yield dict(plan)
        return
    (mover, options), *rest = choices
    yield from _extend(rest, plan, taken)
    for takes, gives in options:
        if not takes & taken:
            yield from _extend(rest, plan | {mover.id: (takes, gives)}, taken | takes)


def is_possible(space: Space, plan: Plan) -> bool:
    """Whether every plot that is taken is vacant or given up, and no wish is met twice."""
    given = {plot for _, gives in plan.values() for plot in gives}
    open_land = {it.id for it in space.plots if it.free} | given
    wishes = [it.one_of or f"only {it.id}" for it in space.movers if it.id in plan]
    return len(wishes) == len(set(wishes)) and all(takes <= open_land for takes, _ in plan.values())


def value_of(space: Space, plan: Plan) -> int:
    return sum(it.weight for it in space.movers if it.id in plan)


def best(space: Space) -> Best:
    """Return what the best plan reaches."""
    value, moves = max((value_of(space, plan), -len(plan)) for plan in all_plans(space))
    return Best(value, -moves)
