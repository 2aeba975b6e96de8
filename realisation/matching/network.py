"""Who could feed whom at all, as arcs between amounts: what the choice of flows is made from."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from realisation.matching.arrays import Ints
from realisation.matching.streams import MONTHS, Stream, distance_m, lacks


@dataclass(frozen=True)
class Network:
    """Arcs from a source in a month to a sink in a month; month -1: the whole year."""

    ends: Ints  # per arc: place of the supply, place of the need
    arcs: Sequence[tuple[int, int, int, int]]  # per arc: source, sink, month of each
    distance: Ints
    supply: Ints
    need: Ints
    complete: bool  # False: the time was up before all pairs were looked at


def network_of(
    givers: Sequence[Stream],
    takers: Sequence[Stream],
    reach_m: Mapping[str, int],
    deadline: float,
    tell: Callable[[int], None],
) -> Network:
    """Return all arcs, as far as the deadline (of time.monotonic) lets it look at sources."""
    supply, supply_at = _places(givers)
    need, need_at = _places(takers)
    arcs, distance, complete = [], [], True
    for one, giver in enumerate(givers):
        tell(100 * (one + 1) // len(givers))
        if time.monotonic() > deadline:
            complete = False
            break
        for other, taker in enumerate(takers):
            if lacks(giver, taker, reach_m) is not None:
                continue
            far = distance_m(giver, taker)
            for pair in _months(giver, taker):
                arcs.append((one, other, *pair))
                distance.append(far)
    ends = [
        (supply_at[one, month], need_at[other, month_too]) for one, other, month, month_too in arcs
    ]
    return Network(
        ends=np.array(ends, dtype=np.int64).reshape(-1, 2),
        arcs=arcs,
        distance=np.array(distance, dtype=np.int64),
        supply=np.array(supply, dtype=np.int64),
        need=np.array(need, dtype=np.int64),
        complete=complete,
    )


def _places(streams: Sequence[Stream]) -> tuple[list[int], dict[tuple[int, int], int]]:
    """Return the amounts of all streams and months in a row, and where each stands."""
    amounts: list[int] = []
    places = {}
    for at, stream in enumerate(streams):
        for month, amount in enumerate(stream.amounts):
            places[at, month if stream.monthly else -1] = len(amounts)
            amounts.append(amount)
    return amounts, places


def _months(giver: Stream, taker: Stream) -> list[tuple[int, int]]:
    """Return between which months something can go; a year goes with any month."""
    if giver.monthly and taker.monthly:
        return [(it, it) for it in range(MONTHS) if giver.amounts[it] and taker.amounts[it]]
    return [
        (month if giver.monthly else -1, month_too if taker.monthly else -1)
        for month, amount in enumerate(giver.amounts)
        for month_too, need in enumerate(taker.amounts)
        if amount and need
    ]
