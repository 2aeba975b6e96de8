"""A plan as a story: which moves hang together, in which order, and what is one exchange."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from graphlib import TopologicalSorter
from typing import Literal

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from realisation.matching.solve import Move
from realisation.matching.space import Id


class Shape(StrEnum):
    """How the moves of a chain hang together."""

    SINGLE = "single"  # one party takes vacant land
    CHAIN = "chain"  # each waits for the next, the last takes vacant land
    EXCHANGE = "exchange"  # closed: two, three or more parties change places
    MIXED = "mixed"  # an exchange, and others who wait for it


@dataclass(frozen=True, slots=True)
class Chain:
    """Moves that need each other. `steps`: in order; the moves of one step happen together."""

    shape: Shape
    steps: tuple[tuple[Move, ...], ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return all moves, the first to happen on top."""
        return tuple(move for step in self.steps for move in step)

    @property
    def parties(self) -> tuple[Id, ...]:
        """Return who takes part."""
        return tuple(sorted({move.party for move in self.moves}))

    @property
    def value(self) -> int:
        """Return the weight of the wishes that it meets."""
        return sum(move.weight for move in self.moves)


def chains(moves: Iterable[Move]) -> tuple[Chain, ...]:
    """Return the chains of a plan, the one that meets most on top."""
    ordered = sorted(moves, key=lambda move: move.mover)
    if not ordered:
        return ()
    waits = _waits(ordered)
    found: dict[int, list[int]] = {}
    for at, number in enumerate(_labels(waits, len(ordered), strong=False)):
        found.setdefault(int(number), []).append(at)
    at_once = _labels(waits, len(ordered), strong=True)
    made = [_chain(ordered, members, waits, at_once) for members in found.values()]
    return tuple(sorted(made, key=lambda it: (-it.value, it.moves[0].mover)))


def _waits(moves: Sequence[Move]) -> list[tuple[int, int]]:
    """Return which move waits for which other: that gives the land that this one takes."""
    giver = {plot: at for at, move in enumerate(moves) for plot in move.gives}
    return [
        (at, giver[plot]) for at, move in enumerate(moves) for plot in move.takes if plot in giver
    ]


def _labels(waits: Sequence[tuple[int, int]], size: int, *, strong: bool) -> Sequence[int]:
    ends = np.array(waits, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(waits)), (ends[0], ends[1])), shape=(size, size))
    kind: Literal["strong", "weak"] = "strong" if strong else "weak"
    found = connected_components(graph, directed=True, connection=kind)[1]
    return [int(it) for it in found]


def _chain(
    moves: Sequence[Move],
    members: Sequence[int],
    waits: Sequence[tuple[int, int]],
    at_once: Sequence[int],
) -> Chain:
    order: TopologicalSorter[int] = TopologicalSorter({at_once[it]: set() for it in members})
    for one, other in waits:
        if one in members and at_once[one] != at_once[other]:
            order.add(at_once[one], at_once[other])
    steps = []
    order.prepare()
    while order.is_active():
        ready = order.get_ready()
        made = [tuple(moves[it] for it in members if at_once[it] == group) for group in ready]
        steps += sorted(made, key=lambda step: step[0].mover)
        order.done(*ready)
    return Chain(shape_of([len(step) for step in steps]), tuple(steps))


def shape_of(sizes: Sequence[int]) -> Shape:
    """Return the shape of a chain by how many moves each of its steps has, in order."""
    if any(size > 1 for size in sizes):
        return Shape.EXCHANGE if len(sizes) == 1 else Shape.MIXED
    return Shape.SINGLE if len(sizes) == 1 else Shape.CHAIN
