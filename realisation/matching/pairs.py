"""Each demand against each supply: which fit, how well and why. A person decides what follows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from realisation.matching.criteria import RULES
from realisation.matching.judging import FAILS, Criterion
from realisation.matching.listed import Listed

NO_REACH: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of a pair. `score`: 0 to 100; None: not asked or not known, so not counted."""

    criterion: Criterion
    passes: bool
    score: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A demand and a supply. `score` (0 to 100) is the mean of what counts, by weight."""

    demand: Listed
    supply: Listed
    score: int
    failed: tuple[Criterion, ...]
    reach_m: Mapping[str, int] = field(repr=False, compare=False)

    @property
    def criteria(self) -> tuple[Judged, ...]:
        """Return every criterion with its sentence; made when asked, for lists show few."""
        return tuple(self._judged())

    def _judged(self) -> Iterator[Judged]:
        for rule in RULES:
            found = rule.judge(self.demand, self.supply, self.reach_m)
            sentence = rule.tell(self.demand, self.supply, self.reach_m)
            score = None if found is None or found == FAILS else found
            yield Judged(rule.criterion, found != FAILS, score, sentence)


def score_pairs(
    demands: Iterable[Listed],
    supplies: Iterable[Listed],
    reach_m: Mapping[str, int] = NO_REACH,
) -> tuple[Pair, ...]:
    """Return the pairs that fit, the best on top. `reach_m`: how far a subject goes at most."""
    found = (
        Pair(demand, supply, score, (), reach_m)
        for demand, supply in _comparable(demands, supplies)
        if (score := _score(demand, supply, reach_m)) is not None
    )
    return tuple(sorted(found, key=lambda it: (-it.score, it.demand.id, it.supply.id)))


def near_misses(
    demands: Iterable[Listed],
    supplies: Iterable[Listed],
    reach_m: Mapping[str, int] = NO_REACH,
) -> tuple[Pair, ...]:
    """Return the pairs that don't fit, the nearest on top; meant for one listing against all.

    `failed` says on what; `score` is what it would be without that.
    """
    found = []
    for demand, supply in _comparable(demands, supplies):
        failed = tuple(it.criterion for it in RULES if it.judge(demand, supply, reach_m) == FAILS)
        if failed:
            score = _mean(demand, supply, reach_m)
            found.append(Pair(demand, supply, score, failed, reach_m))
    found.sort(key=lambda it: (len(it.failed), -it.score, it.demand.id, it.supply.id))
    return tuple(found)


def _comparable(
    demands: Iterable[Listed], supplies: Iterable[Listed]
) -> Iterator[tuple[Listed, Listed]]:
    """Return the pairs of the same kind and subject of two different parties."""
    by_kind: dict[tuple[str, str], list[Listed]] = {}
    for supply in supplies:
        by_kind.setdefault((supply.kind, supply.subject), []).append(supply)
    for demand in demands:
        for supply in by_kind.get((demand.kind, demand.subject), ()):
            if demand.party != supply.party:
                yield demand, supply


def _score(demand: Listed, supply: Listed, reach_m: Mapping[str, int]) -> int | None:
    """Return the score, or None at the first criterion that fails."""
    points = weights = 0
    for rule in RULES:
        found = rule.judge(demand, supply, reach_m)
        if found == FAILS:
            return None
        if found is not None:
            points += rule.weight * found
            weights += rule.weight
    return _rounded(points, weights)


def _mean(demand: Listed, supply: Listed, reach_m: Mapping[str, int]) -> int:
    """Return the score of what doesn't fail."""
    found = [(it.weight, it.judge(demand, supply, reach_m)) for it in RULES]
    kept = [(weight, score) for weight, score in found if score is not None and score != FAILS]
    return _rounded(sum(weight * score for weight, score in kept), sum(it for it, _ in kept))


def _rounded(points: int, weights: int) -> int:
    """Return the mean, halves up."""
    return (2 * points + weights) // (2 * weights) if weights else 0
