"""The vocabulary of pairs: what is asked and what is offered, in the same terms."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import hypot

from realisation.matching.space import Id


class Kind(StrEnum):
    """What sort of thing is asked or offered."""

    LAND = "land"
    BUILDING = "building"
    FLOW = "flow"
    SERVICE = "service"
    INVESTMENT = "investment"
    EXPERTISE = "expertise"


# How far a party wants to go, as a grade, and what is said of it.
WILLING = ("ziet geen bereidheid", "wil het verkennen", "is bereid te investeren", "heeft besloten")
# Of this subject lower is better.
COLD = "cold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What one party asks or offers. None and "" mean: not known, or not asked.

    `subject`: which flow, service or expertise; only the same are compared. `amount` is per year,
    in `unit`. `category_rank` goes with `category`, the category as it is shown; `features` are
    words as they are shown. `willingness`: 0 (none in sight) to 3; `urgency`: 1 to 5. `own_plots`
    matter of who asks, `neighbours` (what the land borders on) of who offers.
    """

    id: Id
    party: Id
    kind: Kind
    subject: str = ""
    area_min_m2: int | None = None
    area_max_m2: int | None = None
    category: str = ""
    category_rank: int | None = None
    features: frozenset[str] = frozenset()
    next_to_own: bool = False
    own_plots: frozenset[Id] = frozenset()
    neighbours: frozenset[Id] = frozenset()
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    price_eur_m2: Decimal | None = None
    amount: Decimal | None = None
    unit: str = ""
    temperature_c: int | None = None
    x_m: float | None = None
    y_m: float | None = None
    willingness: int = 1
    urgency: int = 3

    def __post_init__(self) -> None:
        if not 0 <= self.willingness < len(WILLING) or not 1 <= self.urgency <= 5:
            raise ValueError(f"Bereidheid of urgentie van {self.id} bestaat niet.")

    @property
    def has_area(self) -> bool:
        """Whether an area is known."""
        return self.area_min_m2 is not None or self.area_max_m2 is not None


def distance_m(one: Listed, other: Listed) -> int | None:
    """Return the distance as the crow flies, in whole metres; None when a place is not known."""
    if one.x_m is None or one.y_m is None or other.x_m is None or other.y_m is None:
        return None
    return round(hypot(one.x_m - other.x_m, one.y_m - other.y_m))
