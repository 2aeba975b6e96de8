"""Why a wish stays unmet, in codes that a page puts into words."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from realisation.matching.arrays import Bools, Ints
from realisation.matching.connected import NEVER, Levels, connected_groups
from realisation.matching.options import Bundle, Hurdle, Options, gives_of, hurdles, passing
from realisation.matching.space import Id, Limits, Mover, Space


class Why(StrEnum):
    """Why a mover stays where it is."""

    UNWILLING = "unwilling"  # no willingness in sight
    NOT_NEEDED = "not_needed"  # only cooperates, and nobody is helped by that
    NO_AREA = "no_area"  # no plot or combination of the size, on the whole park
    NO_CATEGORY = "no_category"  # of that size, but the category is too light or not known
    NO_FEATURES = "no_features"  # no frontage, quay, rail or what else was asked
    NOT_NEXT_TO_OWN = "not_next_to_own"  # land that fits is not next to its own
    TOO_MANY_SWAPS = "too_many_swaps"  # more parties in between would have to swap than allowed
    TAKEN = "taken"  # there is land for it, and `parties` take that
    DEPENDS = "depends"  # there is land for it, if `parties` would give it up
    NOT_OFFERED = "not_offered"  # there is land for it on the park, and nobody offers it
    OTHERWISE = "otherwise"  # the same wish is met in another way
    TIME = "time"  # the time was up before this was tried


_WHY = {
    Hurdle.AREA: Why.NO_AREA,
    Hurdle.CATEGORY: Why.NO_CATEGORY,
    Hurdle.FEATURES: Why.NO_FEATURES,
    Hurdle.NEXT_TO_OWN: Why.NOT_NEXT_TO_OWN,
    Hurdle.SWAPS: Why.TOO_MANY_SWAPS,
}


# "It depends on these": said of so many parties at most; of more it tells nothing.
MAX_NAMED = 3


@dataclass(frozen=True, slots=True)
class Unmet:
    """A mover that stays, and why. `parties`: by whom, or on whom it depends."""

    mover: Id
    party: Id
    why: Why
    parties: tuple[Id, ...] = ()


def unmet(
    space: Space,
    options: Options,
    takes: Mapping[Id, Sequence[Id]],
    gives: Mapping[Id, Sequence[Id]],
    limits: Limits,
    deadline: float = NEVER,
) -> tuple[Unmet, ...]:
    """Return who stays and why, when the movers in `takes` take and give these plots.

    After the deadline (of time.monotonic) the reason is that the time was up.
    """
    asked = _Asked(space, options, takes, gives, limits, deadline)
    return tuple(asked.why(mover) for mover in space.movers if mover.id not in takes)


@dataclass(frozen=True)
class _Asked:
    """The plan in which somebody asks why."""

    space: Space
    options: Options
    takes: Mapping[Id, Sequence[Id]]
    gives: Mapping[Id, Sequence[Id]]
    limits: Limits
    deadline: float

    def why(self, mover: Mover) -> Unmet:
        if not mover.willing:
            return Unmet(mover.id, mover.party, Why.UNWILLING)
        if mover.group in self._moving:
            return Unmet(mover.id, mover.party, Why.OTHERWISE)
        if mover.id in self.options.untried or time.monotonic() > self.deadline:
            return Unmet(mover.id, mover.party, Why.TIME)
        if not mover.weight and not mover.gives & self._wanted:
            return Unmet(mover.id, mover.party, Why.NOT_NEEDED)
        bundles = self._bundles.get(mover.id, [])
        why, parties = self._blocked(mover, bundles) if bundles else self._nothing_fits(mover)
        return Unmet(mover.id, mover.party, why, tuple(sorted(parties)))

    def _blocked(self, mover: Mover, bundles: Sequence[Bundle]) -> tuple[Why, set[Id]]:
        """Return what stands in the way of all its options."""
        takes = np.concatenate([bundle.takes for bundle in bundles])
        held = np.append(self._held, False)[takes]
        taken = np.append(self._taken_by >= 0, False)[takes]
        if not (held | taken).any(axis=1).all():
            return Why.TIME if mover.weight else Why.NOT_NEEDED, set()
        at_hand = ~held.any(axis=1)
        if at_hand.any():
            places = takes[at_hand][taken[at_hand]]
            return Why.TAKEN, {self.space.movers[it].party for it in self._taken_by[places]}
        nearest = int(np.argmin((held | taken).sum(axis=1)))
        return Why.DEPENDS, self._givers_of(takes[nearest][held[nearest]])

    def _nothing_fits(self, mover: Mover) -> tuple[Why, set[Id]]:
        """Return the hurdle that no land passes; or who holds the land that does."""
        holders: set[Id] = set()
        fits = False
        for gives in gives_of(self.space, mover):
            for level, passes in passing(self.space, self._all, self.limits, mover, gives):
                places = np.unique(level.members[passes])
                fits = fits or bool(len(places))
                holders |= self._givers_of(places[self._closed[places]])
        if not fits:
            return self._first_hurdle(mover), set()
        return (Why.DEPENDS, holders) if 0 < len(holders) <= MAX_NAMED else (Why.NOT_OFFERED, set())

    def _first_hurdle(self, mover: Mover) -> Why:
        """Return the first hurdle, in a fixed order, that leaves nothing of any size."""
        left = dict.fromkeys(Hurdle, False)
        for gives in gives_of(self.space, mover):
            for level in self._all.levels:
                still = np.ones(len(level.members), dtype=np.bool_)
                for hurdle, passes in hurdles(
                    self.space, self._all, level, self.limits, mover, gives
                ):
                    still &= passes()
                    left[hurdle] |= bool(still.any())
                # A hurdle that asks nothing of this size stops nothing.
                left[Hurdle.SWAPS] |= bool(still.any())
        asked = [Hurdle.AREA]
        asked += [Hurdle.CATEGORY] if mover.category_rank is not None else []
        asked += [Hurdle.FEATURES] if mover.features else []
        asked += [Hurdle.NEXT_TO_OWN] if mover.must_touch else []
        return next((_WHY[it] for it in asked if not left[it]), Why.TOO_MANY_SWAPS)

    def _givers_of(self, places: Ints) -> set[Id]:
        """Return the parties that would have to give these plots up."""
        found: set[Id] = set()
        for plot in (self.space.plots[int(it)] for it in places):
            givers = {mover.party for mover in self.space.givers.get(plot.id, ())}
            found |= givers or ({plot.holder} if plot.holder else set())
        return found

    @cached_property
    def _moving(self) -> set[tuple[int, Id]]:
        return {mover.group for mover in self.space.movers if mover.id in self.takes}

    @cached_property
    def _bundles(self) -> dict[Id, list[Bundle]]:
        found: dict[Id, list[Bundle]] = {}
        for bundle in self.options.bundles:
            found.setdefault(bundle.mover.id, []).append(bundle)
        return found

    @cached_property
    def _wanted(self) -> set[Id]:
        """What unmet wishes could take, and what who would help them could take, and so on."""
        wanted: set[Id] = set()
        asking = [it for it in self.options.bundles if it.mover.weight]
        asking = [it for it in asking if it.mover.group not in self._moving]
        helping = [it for it in self.options.bundles if not it.mover.weight]
        while asking:
            for bundle in asking:
                wanted |= {
                    self.space.plots[int(it)].id for it in np.unique(bundle.takes) if it >= 0
                }
            asking = [it for it in helping if it.mover.gives & wanted]
            helping = [it for it in helping if not it.mover.gives & wanted]
        return wanted

    @cached_property
    def _held(self) -> Bools:
        """Which plots are neither free nor given up in this plan."""
        given = {plot for plots in self.gives.values() for plot in plots}
        held = [not it.free and it.id not in given for it in self.space.plots]
        return np.array(held, dtype=np.bool_)

    @cached_property
    def _closed(self) -> Bools:
        """Which plots nobody offers or would give."""
        closed = [not it.free and it.id not in self.space.givers for it in self.space.plots]
        # Said what sort it is, for a park without plots.
        return np.array(closed, dtype=np.bool_)

    @cached_property
    def _taken_by(self) -> Ints:
        """Return per plot the place of the mover that takes it, or -1."""
        found = np.full(len(self.space.plots), -1, dtype=np.int64)
        for at, mover in enumerate(self.space.movers):
            found[[self.space.index[it] for it in self.takes.get(mover.id, ())]] = at
        return found

    @cached_property
    def _all(self) -> Levels:
        """All land of the park, also what nobody offers."""
        return connected_groups(
            self.space, self.limits, range(len(self.space.plots)), self.deadline
        )
