"""Among whom a blind party stays hidden: what may be told of it, and what may be left out.

Who reads a blind text knows the park: which companies there are, of what kind, on which plots. So
what is told has to fit five of them, and what is left out as well. Else silence on the kind of
company would point at the only one of another kind. Where fewer than five would be left over, it
is told of nobody.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final
from uuid import UUID

from parks.disclosure import MINIMUM

DISTANCES_M: Final = (200, 400, 800)
Place = tuple[float, float]
Class = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A company that is present: whose it is, its kind, where it is and how large its plots are.

    Without a kind, or a place, when that is not known. A plot without a size has class None.
    """

    id: UUID
    organisation: UUID
    section: str
    place: Place | None
    sizes: frozenset[Class | None]


def is_crowd(companies: Iterable[Neighbour]) -> bool:
    """Whether these are five different ones: two places of one company are not two companies."""
    return len({each.organisation for each in companies}) >= MINIMUM


def among_kind(crowd: Sequence[Neighbour], section: str) -> tuple[bool, Sequence[Neighbour]]:
    """Return whether a kind may be told, and among whom a company of it is hidden then."""
    return _among(crowd, section, lambda each: {each.section or None})


def among_size(crowd: Sequence[Neighbour], size: Class) -> tuple[bool, Sequence[Neighbour]]:
    """Return whether the size of a plot may be told, and among whom its user is hidden then."""
    return _among(crowd, size, lambda each: each.sizes)


def _among(
    crowd: Sequence[Neighbour],
    told: Hashable,
    values_of: Callable[[Neighbour], Collection[Hashable]],
) -> tuple[bool, Sequence[Neighbour]]:
    values = {value for each in crowd for value in values_of(each) if value}
    large = {
        value for value in values if is_crowd(each for each in crowd if value in values_of(each))
    }
    rest = [each for each in crowd if not large.issuperset(values_of(each))]
    if rest and not is_crowd(rest):
        return False, crowd
    if told in large:
        return True, [each for each in crowd if told in values_of(each)]
    return False, rest or crowd


def ring_of(crowd: Sequence[Neighbour], here: Place, there: Place) -> Class | None:
    """Return between which distances in metres from here a place lies, with five of the crowd.

    None when nothing may be told. The rings follow from where the whole crowd is, never from the
    place itself: a nearer ring that is not told says that it is not there.
    """
    away = [(each, _metres(each.place, here)) for each in crowd if each.place]
    nowhere = [each for each in crowd if not each.place]
    if nowhere and not is_crowd(nowhere):
        return None
    far = _metres(there, here)
    for low, high in _rings(away):
        if _is_past(far, low) and (high is None or far <= high):
            return (low, high) if low or high else None
    return None


def _rings(away: Sequence[tuple[Neighbour, float]]) -> Sequence[Class]:
    """Return the rings that each hold five; who is left over widens the last one."""
    rings: list[Class] = []
    low = 0
    for high in DISTANCES_M:
        if is_crowd(each for each, far in away if _is_past(far, low) and far <= high):
            rings.append((low, high))
            low = high
    left = [(each, far) for each, far in away if _is_past(far, low)]
    if not left:
        return rings
    furthest = max(far for _, far in left)
    high_enough = next((limit for limit in DISTANCES_M if furthest <= limit), None)
    if is_crowd(each for each, _ in left):
        return [*rings, (low, high_enough)]
    return [*rings[:-1], (rings[-1][0], high_enough)] if rings else []


def _is_past(far: float, low: int) -> bool:
    return far > low or not low


def _metres(one: Place, other: Place) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
