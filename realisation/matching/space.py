"""The vocabulary of land: plots, and who would move, grow, settle, swap or make way."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Id = str


class Wish(StrEnum):
    """What a mover wants to do."""

    EXPAND = "expand"  # keeps what it has and takes land next to that
    MOVE = "move"  # gives up all of `gives` and takes other land
    SETTLE = "settle"  # comes from elsewhere and takes land
    SWAP = "swap"  # gives one plot of `gives`, only for about as much land in return
    RELOCATE = "relocate"  # public land, such as a road: gives way where the road can lie elsewhere


class Use(StrEnum):
    """What a plot is used for now."""

    LAND = "land"
    ROAD = "road"


# Who only cooperates: their land lies in between, and they get other land for it.
COOPERATE = frozenset({Wish.SWAP, Wish.RELOCATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A piece of land. `free`: vacant and offered; otherwise it must be given up by who holds it.

    `category_rank` is the heaviest environmental category that is allowed, as a rank; None: not
    known, which never passes for enough. A road has none and is not asked for one.
    """

    id: Id
    area_m2: int
    free: bool = False
    holder: Id | None = None
    use: Use = Use.LAND
    category_rank: int | None = None
    features: frozenset[str] = frozenset()
    neighbours: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """A party with one wish. It stays as it is or takes one option; never something in between.

    `weight`: how much it counts that the wish is met, in whole points; 0 for who only cooperates.
    `anchors`: land of its own that it keeps, to which new land must be next for EXPAND and, with
    `next_to_own`, for the others. Movers with the same `one_of` are ways to meet one wish: at most
    one of them happens. Without areas, SWAP and RELOCATE ask about as much as they give.
    """

    id: Id
    party: Id
    wish: Wish
    weight: int = 0
    willing: bool = True
    gives: frozenset[Id] = frozenset()
    anchors: frozenset[Id] = frozenset()
    min_area_m2: int | None = None
    max_area_m2: int | None = None
    category_rank: int | None = None
    features: frozenset[str] = frozenset()
    next_to_own: bool = False
    one_of: Id = ""

    @property
    def group(self) -> tuple[int, Id]:
        """Return what it shares with the other ways to meet the same wish."""
        return (1, self.one_of) if self.one_of else (0, self.id)

    @property
    def must_touch(self) -> bool:
        """Whether the land it takes must lie next to its anchors."""
        return self.wish is Wish.EXPAND or self.next_to_own


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far the search goes. What is cut off is named in the proposal, never left out silently.

    `max_plots`: plots in one combination. `max_swaps`: of those, how many a cooperating party must
    give up first. `max_options`: per mover. `max_sets`: combinations of one size over the park.
    """

    max_plots: int = 3
    max_swaps: int = 1
    max_options: int = 2_000
    max_sets: int = 500_000


@dataclass(frozen=True)
class Space:
    """Plots and movers, in a fixed order. Raises ValueError when they contradict each other."""

    plots: Sequence[Plot] = field(default=())
    movers: Sequence[Mover] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "plots", tuple(sorted(self.plots, key=lambda it: it.id)))
        object.__setattr__(self, "movers", tuple(sorted(self.movers, key=lambda it: it.id)))
        _refuse_twice("Kavel", (plot.id for plot in self.plots))
        _refuse_twice("Wens", (mover.id for mover in self.movers))
        for mover in self.movers:
            self._check(mover)
        self._check_ownership()

    @cached_property
    def index(self) -> dict[Id, int]:
        """Return the place of each plot."""
        return {plot.id: at for at, plot in enumerate(self.plots)}

    @cached_property
    def neighbours(self) -> list[list[int]]:
        """Return per plot the places of its neighbours; told by one of the two is enough."""
        found: list[set[int]] = [set() for _ in self.plots]
        for here, plot in enumerate(self.plots):
            for there in (self.index[it] for it in plot.neighbours if it in self.index):
                if there != here:
                    found[here].add(there)
                    found[there].add(here)
        return [sorted(each) for each in found]

    @cached_property
    def givers(self) -> dict[Id, list[Mover]]:
        """Return who would give up which plot, if they get what they ask."""
        found: dict[Id, list[Mover]] = {}
        for mover in self.movers:
            for plot in sorted(mover.gives) if mover.willing else ():
                found.setdefault(plot, []).append(mover)
        return found

    def plot(self, plot_id: Id) -> Plot:
        """Return one plot. Raises KeyError."""
        return self.plots[self.index[plot_id]]

    def _check(self, mover: Mover) -> None:
        unknown = sorted((mover.gives | mover.anchors) - self.index.keys())
        if unknown:
            raise ValueError(f"Wens {mover.id} noemt onbekende kavels: {unknown}")
        if mover.gives & mover.anchors:
            raise ValueError(f"Wens {mover.id} houdt en geeft dezelfde kavel")
        if mover.weight < 0:
            raise ValueError(f"Wens {mover.id} telt minder dan niets")
        if mover.wish in COOPERATE and not mover.gives:
            raise ValueError(f"Wens {mover.id} geeft niets en kan dus niet ruilen")
        if mover.wish in {Wish.EXPAND, Wish.SETTLE} and mover.gives:
            raise ValueError(f"Wens {mover.id} geeft kavels die zij houdt of niet heeft")
        others = [it for it in mover.gives if self.plot(it).holder not in {None, mover.party}]
        if others:
            raise ValueError(f"Wens {mover.id} geeft kavels van een ander: {sorted(others)}")

    def _check_ownership(self) -> None:
        """Refuse what would be given twice, or kept by one wish and given by another."""
        given: dict[Id, set[tuple[int, Id]]] = {}
        kept: dict[Id, set[tuple[int, Id]]] = {}
        for mover in self.movers:
            for sort, into in ((mover.gives, given), (mover.anchors, kept)):
                for plot in sort:
                    into.setdefault(plot, set()).add(mover.group)
        for plot, groups in sorted(given.items()):
            if self.plot(plot).free:
                raise ValueError(f"Kavel {plot} is vrij en wordt ook opgegeven")
            if len(groups | kept.get(plot, set())) > 1:
                raise ValueError(f"Kavel {plot} wordt door meer wensen gegeven of gehouden")


def _refuse_twice(what: str, ids: Iterable[Id]) -> None:
    twice = sorted(each for each, times in Counter(ids).items() if times > 1)
    if twice:
        raise ValueError(f"{what} komt tweemaal voor: {twice}")
