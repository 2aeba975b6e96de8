"""The vocabulary of flows: what gives off and what needs, and whether one can feed the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from realisation.matching.space import Id

MONTHS = 12
# HiGHS counts in floating point, in which whole numbers up to here stay apart with room to spare.
MAX_AMOUNT = 1_000_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What one party gives off or needs. `amounts`: one number per year, or twelve per month.

    `quality`: higher is better, such as degrees; None: not known for a source, any will do for a
    sink. `x_m`, `y_m`: where it is, in metres.
    """

    id: Id
    party: Id
    kind: str
    amounts: tuple[int, ...]
    x_m: float
    y_m: float
    quality: int | None = None

    def __post_init__(self) -> None:
        if len(self.amounts) not in {1, MONTHS}:
            raise ValueError(f"Stroom {self.id}: één getal per jaar of twaalf per maand.")
        if min(self.amounts) < 0 or sum(self.amounts) > MAX_AMOUNT:
            raise ValueError(f"Stroom {self.id}: een hoeveelheid past niet.")

    @property
    def monthly(self) -> bool:
        """Whether it is known per month."""
        return len(self.amounts) == MONTHS

    @property
    def total(self) -> int:
        """Return the amount per year."""
        return sum(self.amounts)


class Lack(StrEnum):
    """Why a sink is not fully fed."""

    NO_SOURCE = "no_source"  # nobody else has anything of this kind
    QUALITY = "quality"  # there is, but not good enough
    DISTANCE = "distance"  # good enough, but too far
    MONTHS = "months"  # near enough, but not in these months
    SHORT = "short"  # not enough for everybody
    TIME = "time"  # the time was up before the best was known


def distance_m(one: Stream, other: Stream) -> int:
    """Return the distance as the crow flies, in whole metres."""
    return round(hypot(one.x_m - other.x_m, one.y_m - other.y_m))


def lacks(source: Stream, sink: Stream, reach_m: Mapping[str, int]) -> Lack | None:
    """Return why this source can't feed this sink; None when it can."""
    if source.kind != sink.kind or source.party == sink.party:
        return Lack.NO_SOURCE
    if sink.quality is not None and (source.quality is None or source.quality < sink.quality):
        return Lack.QUALITY
    if distance_m(source, sink) > reach_m.get(sink.kind, -1):
        return Lack.DISTANCE
    if source.monthly and sink.monthly:
        both = zip(source.amounts, sink.amounts, strict=True)
        return None if any(min(pair) for pair in both) else Lack.MONTHS
    return None if source.total and sink.total else Lack.MONTHS
